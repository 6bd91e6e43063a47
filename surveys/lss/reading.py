"""An .lss file as a questionnaire of ours, checked by the same forms as one that is written here, and what became of each question."""

import re
from dataclasses import dataclass, field
from itertools import count

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from surveys import interchange
from surveys.forms.questions import LINE_AT_MOST
from surveys.lss import relevance
from surveys.lss.document import tables
from surveys.lss.kinds import TYPES, Left, made_of
from surveys.lss.relevance import Named, Never, NotSimple
from surveys.lss.source import Survey, said_in
from surveys.lss.texts import has_pictures, has_places, plain, shortened
from surveys.models import QuestionKind

TEXT_AT_MOST, HELP_AT_MOST, CONDITION_AT_MOST, SECTION_AT_MOST = 300, 300, 200, 190


@dataclass
class Line:
    """What became of one question: taken as it is, changed, or left; into which kinds of question, and why."""

    code: str
    text: str
    type: str
    state: str = "taken"
    becomes: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass
class Found:
    """The questionnaire as surveys.interchange reads it, the lines, and what is told of the survey as a whole."""

    data: dict
    lines: list[Line]
    notes: list[str]


def read_lss(content: bytes) -> Found:
    """ValidationError says what is wrong with the file."""
    survey = Survey(tables(content))
    reading = _Reading(survey)
    for source in survey.sources[: interchange.QUESTIONS_AT_MOST]:
        reading.take(source)
    if not reading.entries:
        raise ValidationError([_("None of the questions in the file can be taken in."), *reading.lines[0].notes[:1]])
    return reading.found()


class _Reading:
    def __init__(self, survey):
        self.survey, self.lines, self.entries, self.questions = survey, [], [], []
        self.base, self.others, self.language_notes = _languages(survey)
        self.groups = {group.gid: group for group in survey.groups}
        self.headings = {}  # the names of groups, and the heading of the page they are on now
        self.pages, self.heading, self.group = {}, None, None
        self.names = {}  # what stands in conditions: Q1, Q1_SQ001
        self.addresses = {}  # the same by numbers, as older and the newest versions have it: 12345X6X78, Q78

    # One question

    def take(self, source):
        text = said_in(source.texts, self.base, self.survey.base)
        line = Line(source.code[:30], shortened(text, 150), str(TYPES.get(source.type, source.type[:5])))
        self.lines.append(line)
        try:
            condition = self._condition(source, line)
            wanted = made_of(source, line.notes)
        except Left as left:
            self._leave(line, str(left))
            return
        except Never:
            self._leave(line, _("It is never shown in LimeSurvey."))
            return
        if len(self.questions) + len(wanted) > interchange.QUESTIONS_AT_MOST:
            self._leave(
                line, _("A survey can have at most %(most)s questions.") % {"most": interchange.QUESTIONS_AT_MOST}
            )
            return
        self._say_texts(source, line)
        heading = self._page_for(source, condition, line)
        for one in wanted:
            self._add(source, one, heading, condition, line)
        if not line.becomes:
            line.state = "left"
        elif line.notes:
            line.state = "changed"

    def _leave(self, line, why):
        line.state, line.notes = "left", [why]

    def _say_texts(self, source, line):
        said = [*source.texts.values(), *source.help.values()]
        if any(has_pictures(text) for text in said):
            line.notes.append(_("Pictures and films do not come along."))
        if any(has_places(text) for text in said):
            line.notes.append(_("What stands in braces is not filled in: write it anew."))
        if source.mandatory == "S":
            line.notes.append(_("May be left empty: with us a question must be answered or not."))

    def _add(self, source, wanted, heading, condition, line):
        entry = self._entry(source, wanted, heading, condition, line)
        try:
            question = interchange.read_question(entry, len(self.questions) + 1, self.questions)
        except ValidationError as error:
            line.notes.append(error.messages[0].partition(": ")[2] or error.messages[0])
            return
        self.questions.append(question)
        keys = dict(entry.pop("keys"))
        self.entries.append(entry | {"code": question.identity})
        self.pages[question.identity] = len(self.headings)
        self._name(source, wanted, question, keys)
        label = str(QuestionKind(wanted.kind).label)
        if label not in line.becomes:
            line.becomes.append(label)

    def _entry(self, source, wanted, heading, condition, line):
        """The question as a file of ours has it, in every language."""
        said = {code: self._texts_in(source, wanted, code, line) for code in [self.base, *self.others]}
        own = said[self.base]
        keys = _keys([code for code, _text in wanted.options])
        row_keys = _keys([code for code, _text in wanted.rows])
        entry = {
            "code": self._identity(source, wanted),
            "kind": str(wanted.kind),
            "section": heading[self.base],
            "is_required": source.mandatory == "Y" and not wanted.is_extra,
            "allows_unknown": False,
            "allows_not_applicable": False,
            "shown_if": condition[0] if condition else "",
            "least": wanted.least,
            "most": wanted.most,
            "keys": [(code, keys[place]) for place, (code, _text) in enumerate(wanted.options)],
            "translations": {},
        }
        entry |= {name: own[name] for name in ("text", "help_text", "unit")}
        entry["options"] = [{"key": key, "text": text} for key, text in zip(keys, own["options"], strict=True)]
        entry["rows"] = [{"key": key, "text": text} for key, text in zip(row_keys, own["rows"], strict=True)]
        for code in self.others:
            words = {name: said[code][name] for name in ("text", "help_text", "unit") if said[code][name]}
            words |= {
                "section": heading.get(code) or "",
                "options": dict(zip(keys, said[code]["options"], strict=True)),
                "rows": dict(zip(row_keys, said[code]["rows"], strict=True)),
            }
            entry["translations"][code] = words
        return entry

    def _texts_in(self, source, wanted, language, line):
        """Every text of a question in one language, as long as there is room."""
        notes = line.notes if language == self.base else []
        text = ": ".join(one for one in (self._say(part, language).rstrip(":") for part in wanted.text) if one)
        help_text = "" if wanted.is_extra else said_in(source.help, language, self.survey.base)
        if len(text) > TEXT_AT_MOST:
            text, rest = _parted(text)
            help_text = f"{rest} {help_text}".strip()
            _note(notes, _("The text is long: its first part is the question, the rest stands as help."))
        if len(help_text) > HELP_AT_MOST:
            help_text = shortened(help_text, HELP_AT_MOST)
            _note(notes, _("The help is shortened."))
        options = self._lines(wanted.options, language, notes)
        return {
            "text": text or _("Question"),
            "help_text": help_text,
            "unit": shortened(self._say(wanted.unit, language), 30) if wanted.unit else "",
            "options": options,
            "rows": self._lines(wanted.rows, language, notes),
        }

    def _lines(self, parts, language, notes):
        """Answers or rows, each on a line that is short enough and like no other."""
        found = []
        for code, text in parts:
            line = self._say(text, language) or code
            if len(line) > LINE_AT_MOST:
                line = shortened(line, LINE_AT_MOST)
                _note(notes, _("A long answer is shortened."))
            if line in found:
                line = next(
                    f"{line[:140]} ({number})" for number in count(2) if f"{line[:140]} ({number})" not in found
                )
            found.append(line)
        return found

    def _say(self, text, language) -> str:
        if isinstance(text, dict):
            return said_in(text, language, self.survey.base)
        if isinstance(text, Promise):
            with translation.override(language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
                return str(text)
        return plain(text)

    def _identity(self, source, wanted):
        code = re.sub(r"[^A-Za-z0-9_-]", "", f"{source.code}_{wanted.suffix}" if wanted.suffix else source.code)[:55]
        if not code[:1].isalpha() or code.lower() in relevance.OURS:
            code = f"q{code}"
        taken = {question.identity for question in self.questions}
        return code if code not in taken else next(f"{code}-{n}" for n in count(2) if f"{code}-{n}" not in taken)

    # Conditions

    def _condition(self, source, line):
        """(our condition, what it looks at), or None; what cannot be said is told, and the question is shown always."""
        wanted = source.relevance
        if not wanted and source.qid in self.survey.conditions:
            wanted = relevance.of_conditions(self.survey.conditions[source.qid])
        group = self.groups.get(source.group)
        found = []
        for text, told in ((group.relevance if group else "", _("the group's")), (wanted, "")):
            try:
                said = relevance.translated(text, lambda name: self.names.get(name) or self.addresses.get(name))
            except Never:
                raise
            except NotSimple:
                shown = shortened(plain(text), 120)
                line.notes.append(
                    _("Its condition cannot be translated, so it is always shown: %(condition)s") % {"condition": shown}
                    if not told
                    else _("The group's condition cannot be translated, so it is always shown: %(condition)s")
                    % {"condition": shown}
                )
                continue
            if said:
                found.append(said)
        if not found:
            return None
        text = " och ".join(dict.fromkeys(said for said, _looked in found))
        if len(text) > CONDITION_AT_MOST:
            line.notes.append(_("Its condition is too long, so it is always shown."))
            return None
        return text, set().union(*(looked for _said, looked in found))

    def _page_for(self, source, condition, line):
        """The heading of the page in every language: a new page when the condition looks at something on this one."""
        group = self.groups.get(source.group)
        name = {code: self._heading(group, code) for code in [self.base, *self.others]}
        if source.group != self.group:
            self.group, self.number = source.group, 1
            heading = name if name[self.base] != (self.heading or {}).get(self.base) else self._next(name)
            self._turn(heading)
        if condition and any(self.pages[identity] >= len(self.headings) for identity in condition[1]):
            self._turn(self._next(name))
            line.notes.append(_("Begins a new page, since what it looks at must stand on an earlier one."))
        return self.heading

    def _heading(self, group, language):
        said = said_in(group.names, language, self.survey.base) if group else ""
        return shortened(said or _("Questions"), SECTION_AT_MOST)

    def _next(self, name):
        self.number += 1
        return {code: f"{text} ({self.number})" for code, text in name.items()}

    def _turn(self, heading):
        self.heading = heading
        self.headings[len(self.headings)] = heading

    def _name(self, source, wanted, question, keys):
        """What others' conditions call it."""
        if wanted.parts:
            names = [(f"_{code}", code) for code in wanted.parts]
        elif wanted.suffix == "other":
            names = [("_other", "other")]
        elif wanted.is_extra or wanted.kind in (QuestionKind.MATRIX, QuestionKind.RANKING):
            names = []
        elif wanted.kind == QuestionKind.MULTIPLE:
            for code, key in keys.items():
                self._known(source, f"_{code}", code, Named(question.identity, option=key))
            return
        else:
            names = [("", "")]
        is_yes_no = wanted.kind == QuestionKind.YES_NO
        values = {"Y": "ja", "N": "nej"} if is_yes_no else keys or None
        if wanted.kind == QuestionKind.LADDER:
            values = {str(number): str(number) for number in range(1, 6)}
        for after, code in names:
            self._known(source, after, code, Named(question.identity, values=values, is_yes_no=is_yes_no))

    def _known(self, source, after, code, named):
        self.names.setdefault(f"{source.code}{after}", named)
        self.addresses.setdefault(f"{source.address}{code}", named)
        self.addresses.setdefault(f"Q{source.qid}{after}", named)
        number = next((part.qid for part in source.parts if part.code == code), "")
        if number:
            self.addresses.setdefault(f"Q{source.qid}_S{number}", named)

    # The whole

    def found(self) -> Found:
        title = self._head("title", self.base) or _("Survey")
        intro = "\n\n".join(
            one for one in (self._head("description", self.base), self._head("welcometext", self.base)) if one
        )
        heads = {
            code: {"title": shortened(self._head("title", code), 200), "intro": self._head("welcometext", code)[:3000]}
            for code in self.others
        }
        data = {
            "fardplan": interchange.MARK,
            "version": interchange.VERSION,
            "title": shortened(title, 200),
            "intro": intro[:3000],
            "language": self.base,
            "translations": heads,
            "questions": self.entries,
        }
        return Found(data, self.lines, [*self.language_notes, *self._whole_notes()])

    def _head(self, name, language):
        texts = self.survey.head(name)
        return plain(texts.get(language) or texts.get(self.survey.base) or "", lines=name != "title")

    def _whole_notes(self):
        tables = self.survey.found
        told = []
        if (beyond := len(self.survey.sources) - interchange.QUESTIONS_AT_MOST) > 0:
            said = _("Only the first %(most)s questions are read: the last %(left)s do not come along.")
            told.append(said % {"most": interchange.QUESTIONS_AT_MOST, "left": beyond})
        if any(plain(text) for group in self.survey.groups for text in group.descriptions.values()):
            told.append(_("The texts that introduce a group of questions are left."))
        if any(plain(row.get("surveyls_endtext", "")) for row in self.survey.settings.values()):
            told.append(_("The text at the end is left: who answers gets a receipt."))
        if tables.get("quota"):
            told.append(_("Quotas are left."))
        if tables.get("assessments"):
            told.append(_("Assessments are left."))
        if tables.get("defaultvalues"):
            told.append(_("Answers filled in from the start are left: nobody is to be led."))
        told.append(_("Letters, recipients, days and appearance are left: they are chosen here."))
        return told


def _languages(survey):
    """(the language it is written in with us, the others, what is told of those that are left)."""
    spoken = dict(settings.LANGUAGES)
    found = {}
    for one in survey.languages:
        found.setdefault(one.partition("-")[0] if one.partition("-")[0] in spoken else one, one)
    known = [code for code in found if code in spoken]
    base = survey.base.partition("-")[0]
    base = base if base in spoken else known[0] if known else survey.base[:5]
    for code, was in found.items():
        _rename(survey, was, code)
    told = []
    if base not in spoken:
        told.append(
            _("The survey is written in a language that the portal does not speak (%(code)s).") % {"code": base}
        )
    elif left := [code for code in found if code not in spoken]:
        told.append(
            _("Languages that the portal does not speak are left: %(codes)s.") % {"codes": ", ".join(left)[:80]}
        )
    return base, [code for code in known if code != base], told


def _rename(survey, was, code):
    """Texts in "en-GB" are texts in "en" to us."""
    if was == code:
        return
    if survey.base == was:
        survey.base = code
    texts = [source.texts for source in survey.sources] + [source.help for source in survey.sources]
    texts += [part.texts for source in survey.sources for part in [*source.parts, *source.answers]]
    texts += [named for group in survey.groups for named in (group.names, group.descriptions)] + [survey.settings]
    for one in texts:
        if was in one:
            one.setdefault(code, one[was])


def _keys(codes) -> list[str]:
    """A key for each code: the code itself where it can be one."""
    found = []
    for number, code in enumerate(codes, start=1):
        is_key = code.isascii() and code.isalnum() and len(code) <= 20 and code not in found
        found.append(
            code if is_key else next(f"a{n}" for n in count(number) if f"a{n}" not in found and f"a{n}" not in codes)
        )
    return found


def _parted(text):
    """A long text as a question and what comes after it, parted between sentences where that can be."""
    at = max(text.rfind(mark, 0, TEXT_AT_MOST - 1) for mark in ("? ", ". ", "! "))
    if at < 40:
        at = text.rfind(" ", 0, TEXT_AT_MOST - 1)
    at = at if at > 0 else TEXT_AT_MOST - 1
    return text[: at + 1].strip(), text[at + 1 :].strip()


def _note(notes, text):
    if text not in notes:
        notes.append(text)
