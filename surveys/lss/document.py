"""The tables of an .lss file: <document><questions><rows><row><qid>…. No entities, no external anything, within limits."""

from xml.parsers import expat

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LARGEST = 5_000_000  # bytes
ROWS_AT_MOST = 60_000
DEEPEST = 30
TABLE, ROW, FIELD = 2, 4, 5  # how deep each stands


class _Refused(Exception):  # noqa: N818  told in words by `tables`
    pass


def tables(content: bytes) -> dict[str, list[dict]]:
    """Every table of the file as rows of texts, and "" with the plain values that stand beside them."""
    if len(content) > LARGEST:
        raise ValidationError(
            _("The file is larger than 5 MB. The structure of a survey is much smaller: check the file.")
        )
    if content.startswith(b"PK"):
        raise ValidationError(
            _("The file is packed, as an archive with answers (.lsa). Export the survey structure (.lss) instead.")
        )
    reader = _Reader()
    try:
        reader.parse(content)
    except (expat.ExpatError, _Refused, LookupError, ValueError) as error:
        raise ValidationError(
            _("The file cannot be read. Export the survey structure (.lss) again, and choose that file.")
        ) from error
    return _checked(reader.found)


def _checked(found):
    said = found[""][0]
    match said.get("LimeSurveyDocType"):
        case "Survey":
            pass
        case "Group" | "Question" | "Label set":
            raise ValidationError(
                _("The file holds only a part of a survey from LimeSurvey. Export the whole survey structure (.lss).")
            )
        case _:
            raise ValidationError(_("The file is no survey from LimeSurvey. Choose a file that ends with .lss."))
    if not found.get("questions"):
        raise ValidationError(_("The survey in the file has no questions."))
    if not all(row.get("qid") for row in found["questions"]) or "surveys" not in found:
        raise ValidationError(
            _("The file is of a version of LimeSurvey that the portal cannot read (%(version)s).")
            % {"version": said.get("DBVersion", "?")[:10]}
        )
    return found


class _Reader:
    """Goes through the file once; deeper things than the fields of a row are passed by."""

    def __init__(self):
        self.found, self.stack, self.row, self.text, self.rows = {"": [{}]}, [], None, None, 0

    def parse(self, content):
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = self._refuse
        parser.ExternalEntityRefHandler = self._refuse
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.Parse(content, True)

    def _refuse(self, *_declared):
        raise _Refused

    def _start(self, name, _attributes):
        self.stack.append(name)
        depth = len(self.stack)
        if depth > DEEPEST or (depth == 1 and name != "document"):
            raise _Refused
        if depth == ROW and name == "row":
            self.rows += 1
            if self.rows > ROWS_AT_MOST:
                raise _Refused
            self.row = {}
        if depth == TABLE or (depth == FIELD and self.row is not None):
            self.text = []

    def _end(self, name):
        depth = len(self.stack)
        if depth == FIELD and self.row is not None:
            self.row[name] = "".join(self.text or [])
            self.text = None
        elif depth == ROW and self.row is not None:
            self.found.setdefault(self.stack[1], []).append(self.row)
            self.row = None
        elif depth == TABLE:
            if self.text and not self.found.get(name):
                self.found[""][0].setdefault(name, "".join(self.text).strip())
            self.text = None
        self.stack.pop()

    def _characters(self, text):
        if self.text is not None and len(self.stack) in (TABLE, FIELD):
            self.text.append(text)
