"""What each type of question becomes with us. A maker gives questions to be, and says what is not quite the same."""

import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from surveys.lss.source import Part, Source
from surveys.models import QuestionKind

TYPES = {
    "5": gettext_lazy("5 point choice"),
    "L": gettext_lazy("List (radio)"),
    "!": gettext_lazy("List (dropdown)"),
    "O": gettext_lazy("List with comment"),
    "M": gettext_lazy("Multiple choice"),
    "P": gettext_lazy("Multiple choice with comments"),
    "F": gettext_lazy("Array"),
    "H": gettext_lazy("Array by column"),
    "A": gettext_lazy("Array, 5 point choice"),
    "B": gettext_lazy("Array, 10 point choice"),
    "C": gettext_lazy("Array, yes/no/uncertain"),
    "E": gettext_lazy("Array, increase/same/decrease"),
    "1": gettext_lazy("Array, dual scale"),
    ":": gettext_lazy("Array of numbers"),
    ";": gettext_lazy("Array of texts"),
    "R": gettext_lazy("Ranking"),
    "N": gettext_lazy("Numerical input"),
    "K": gettext_lazy("Multiple numerical input"),
    "D": pgettext_lazy("limesurvey", "Date or time"),
    "G": gettext_lazy("Gender"),
    "Y": gettext_lazy("Yes or no"),
    "S": gettext_lazy("Short free text"),
    "T": gettext_lazy("Long free text"),
    "U": gettext_lazy("Huge free text"),
    "Q": gettext_lazy("Multiple short texts"),
    "X": gettext_lazy("Text display"),
    "*": gettext_lazy("Equation"),
    "|": gettext_lazy("File upload"),
    "I": gettext_lazy("Language switch"),
}
COLUMNS_AT_MOST, ROWS_AT_MOST = 11, 40  # of a matrix (surveys.forms.questions)
RANKED_AT_MOST = 20

# Words of our own in every language of the survey: a lazy text is said in each.
COMMENT = gettext_lazy("Comment")
OTHER = pgettext_lazy("survey answer", "Other")
OTHER_WHICH = pgettext_lazy("survey answer", "Other, which")
OF_FIVE = [format_lazy(gettext_lazy("{number} of 5"), number=number) for number in range(1, 6)]
MORE = [pgettext_lazy("change", "Increase"), pgettext_lazy("change", "Same"), pgettext_lazy("change", "Decrease")]
UNSURE = [pgettext_lazy("answer", "Yes"), pgettext_lazy("answer", "Uncertain"), pgettext_lazy("answer", "No")]
GENDERS = [pgettext_lazy("gender", "Woman"), pgettext_lazy("gender", "Man")]


class Left(Exception):  # noqa: N818  told to who reads the file in
    """The question is not taken in; the text says why."""


@dataclass
class Wanted:
    """A question to be. Texts are dicts by language, or words of our own; options and rows are (code, text)."""

    kind: str
    text: list  # what stands after one another: of the question, and of its part
    suffix: str = ""  # after the question's code, in its own
    options: list = field(default_factory=list)
    rows: list = field(default_factory=list)
    unit: dict | None = None
    least: str | None = None
    most: str | None = None
    is_extra: bool = False  # goes along with the question and need not be answered
    parts: list = field(default_factory=list)  # the codes of its parts in conditions, when each is a question


def made_of(source: Source, notes: list) -> list[Wanted]:
    """The questions to be of one question; what is changed is told in `notes`. Left when nothing comes of it."""
    if source.attribute("hidden") == "1":
        raise Left(_("It is hidden in LimeSurvey, so nobody is asked."))
    if source.theme == "browserdetect":
        raise Left(_("The portal does not ask which browser somebody uses."))
    if source.type not in MAKERS:
        raise Left(_("The portal has no such question."))
    wanted = MAKERS[source.type](source, notes)
    if source.has_other and source.type in "L!MPO":
        wanted += _other(source, wanted[0], notes)
    return wanted


def _choices(parts: list[Part]) -> list:
    return [(part.code, part.texts) for part in parts]


def _plain(kind):
    return lambda source, notes: [Wanted(kind, [source.texts])]


def _other(source, first, notes):
    first.options.append(("other", OTHER))
    notes.append(_("“Other” becomes an answer to choose and a question of its own for the text."))
    return [Wanted(QuestionKind.SHORT_TEXT, [source.texts, OTHER_WHICH], "other", is_extra=True)]


def _comment(source):
    return Wanted(QuestionKind.LONG_TEXT, [source.texts, COMMENT], "comment", is_extra=True)


def _five(source, notes):
    notes.append(_("Becomes a ladder of five steps."))
    steps = [(str(number), OF_FIVE[number - 1]) for number in range(1, 6)]
    return [Wanted(QuestionKind.LADDER, [source.texts], options=steps)]


def _list(source, notes):
    answers = [one for one in source.answers if one.scale == "0"]
    if len(answers) + source.has_other < 2:
        raise Left(_("It has fewer than two answers to choose among."))
    return [Wanted(QuestionKind.SINGLE, [source.texts], options=_choices(answers))]


def _list_with_comment(source, notes):
    notes.append(_("The comment becomes a question of its own."))
    return [*_list(source, notes), _comment(source)]


def _multiple(source, notes):
    if len(source.parts) + source.has_other < 2:
        raise Left(_("It has fewer than two answers to choose among."))
    return [Wanted(QuestionKind.MULTIPLE, [source.texts], options=_choices(source.parts))]


def _multiple_with_comments(source, notes):
    notes.append(_("The comments on each answer become one question of their own."))
    return [*_multiple(source, notes), _comment(source)]


def _matrix(options_of):
    """An array: a matrix, or several when it is too long, or a question for each row when it is too wide."""

    def make(source, notes, scale="0", suffix="", heading=None):
        rows, options = [one for one in source.parts if one.scale == "0"], options_of(source, scale)
        text = [source.texts] if heading is None else [source.texts, heading]
        if not rows or len(options) < 2:
            raise Left(_("It has no rows, or fewer than two answers for each."))
        if len(options) > COLUMNS_AT_MOST:
            notes.append(_("It has too many answers for a matrix: each row becomes a question."))
            return [
                Wanted(
                    QuestionKind.SINGLE, [*text, row.texts], f"{suffix}{row.code}", options=options, parts=[row.code]
                )
                for row in rows
            ]
        if len(rows) > ROWS_AT_MOST:
            notes.append(_("It has too many rows for one matrix and becomes several."))
        return [
            Wanted(
                QuestionKind.MATRIX,
                text,
                f"{suffix}{start // ROWS_AT_MOST + 1}" if start else suffix,
                options=options,
                rows=_choices(rows[start : start + ROWS_AT_MOST]),
            )
            for start in range(0, len(rows), ROWS_AT_MOST)
        ]

    return make


def _answers_on(source, scale):
    return _choices([one for one in source.answers if one.scale == scale])


def _numbers_to(last):
    return lambda source, scale: [(str(number), str(number)) for number in range(1, last + 1)]


def _own(codes, words):
    return lambda source, scale: list(zip(codes, words, strict=True))


ARRAY = _matrix(_answers_on)


def _dual(source, notes):
    notes.append(_("The two scales become two questions."))
    found = []
    for scale, name in (("0", "A"), ("1", "B")):
        headings = {
            code: value
            for (key, code), value in source.attributes.items()
            if key == f"dualscale_header{name}" and value
        }
        found += ARRAY(source, notes, scale, name if scale == "1" else "", headings or None)
    return found


def _ranking(source, notes):
    options = _choices(source.answers or source.parts)
    if not 2 <= len(options) <= RANKED_AT_MOST:
        raise Left(_("Between 2 and %(most)s things can be put in order.") % {"most": RANKED_AT_MOST})
    notes.append(_("Everything is put in order, not only the first."))
    return [Wanted(QuestionKind.RANKING, [source.texts], options=options)]


def _bounds(source, *names):
    """(least, most) of the first attributes that hold a number."""
    found = []
    for options in names:
        values = (_as_number(source.attribute(name)) for name in options)
        found.append(next((value for value in values if value is not None), None))
    least, most = found
    return (None, None) if least is not None and most is not None and Decimal(most) < Decimal(least) else (least, most)


def _as_number(text) -> str | None:
    text = text.strip().replace(",", ".")
    if not re.fullmatch(r"-?\d{1,12}(\.\d{1,3})?", text):
        return None
    try:
        return str(Decimal(text))
    except InvalidOperation:
        return None


def _unit(source):
    return {code: value for (name, code), value in source.attributes.items() if name == "suffix" and value} or None


def _number(source, notes):
    least, most = _bounds(source, ["min_num_value_n"], ["max_num_value_n"])
    return [Wanted(QuestionKind.NUMBER, [source.texts], unit=_unit(source), least=least, most=most)]


def _numbers(source, notes):
    notes.append(_("Each field becomes a question."))
    if any(source.attribute(name) for name in ("equals_num_value", "min_num_value", "max_num_value")):
        notes.append(_("That the numbers must add up to something is not taken along."))
    least, most = _bounds(source, ["slider_min", "min_num_value_n"], ["slider_max", "max_num_value_n"])
    return [
        Wanted(
            QuestionKind.NUMBER, [source.texts, part.texts], part.code, unit=_unit(source), least=least, most=most,
            parts=[part.code],
        )
        for part in source.parts
    ]  # fmt: skip


def _short_texts(source, notes):
    notes.append(_("Each field becomes a question."))
    return [
        Wanted(QuestionKind.SHORT_TEXT, [source.texts, part.texts], part.code, parts=[part.code])
        for part in source.parts
    ]


def _date(source, notes):
    if re.search("[HhMm][:.]?[Mm]", source.attribute("date_format")):
        notes.append(_("The day is asked for, not the time."))
    return [Wanted(QuestionKind.DATE, [source.texts])]


def _gender(source, notes):
    notes.append(_("Becomes a question with answers to choose among: look them through."))
    return [Wanted(QuestionKind.SINGLE, [source.texts], options=list(zip(["F", "M"], GENDERS, strict=True)))]


def _yes_no(source, notes):
    notes.append(_("“Uncertain” can be answered too."))
    return [Wanted(QuestionKind.YES_NO, [source.texts])]


def _short(source, notes):
    if source.attribute("numbers_only") == "1":
        notes.append(_("Becomes a number, since nothing else could be written."))
        return _number(source, notes)
    return [Wanted(QuestionKind.SHORT_TEXT, [source.texts])]


def _file(source, notes):
    if source.attribute("max_num_of_files") not in ("", "1"):
        notes.append(_("One file can be sent, of the kinds and the size that the portal takes."))
    return [Wanted(QuestionKind.FILE, [source.texts])]


def _refused(why):
    def refuse(source, notes):
        raise Left(str(why))

    return refuse


MAKERS = {
    "5": _five,
    "L": _list,
    "!": _list,
    "O": _list_with_comment,
    "M": _multiple,
    "P": _multiple_with_comments,
    "F": ARRAY,
    "H": ARRAY,
    "A": _matrix(_numbers_to(5)),
    "B": _matrix(_numbers_to(10)),
    "C": _matrix(_own(["Y", "U", "N"], UNSURE)),
    "E": _matrix(_own(["I", "S", "D"], MORE)),
    "1": _dual,
    "R": _ranking,
    "N": _number,
    "K": _numbers,
    "Q": _short_texts,
    "D": _date,
    "G": _gender,
    "Y": _yes_no,
    "S": _short,
    "T": _plain(QuestionKind.LONG_TEXT),
    "U": _plain(QuestionKind.LONG_TEXT),
    "|": _file,
    ":": _refused(gettext_lazy("The portal has no matrix of fields to write in. Ask for each by itself.")),
    ";": _refused(gettext_lazy("The portal has no matrix of fields to write in. Ask for each by itself.")),
    "X": _refused(gettext_lazy("It asks nothing. Write the text as help of the question after it, or in the letter.")),
    "*": _refused(gettext_lazy("It computes something and asks nothing.")),
    "I": _refused(gettext_lazy("Who answers can always choose language.")),
}
