"""How many chose what: the county's answers to questions whose answers are not steps of a scale.

Shown under the same rule as every other figure: `Results.shows_county`, and at least SURVEY_MIN_ORGANISATIONS
organisations behind it.
"""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.conf import settings
from django.utils import dateparse, formats
from django.utils.translation import gettext as _

from surveys.answers import content, in_words
from surveys.figures import decimal
from surveys.kinds import in_digits
from surveys.models import Question, QuestionKind
from surveys.statistics import summarise


@dataclass(frozen=True)
class Bar:
    """One answer: how many gave it, of how many, and whether one's own organisation did."""

    text: str
    count: int
    total: int
    is_own: bool

    @property
    def percent(self) -> int:
        """Half a per cent counts up, as one does by hand."""
        return (200 * self.count + self.total) // (2 * self.total) if self.total else 0

    @property
    def width(self) -> str:
        return f"{self.percent}%"


@dataclass(frozen=True)
class Block:
    """The answers to one question, or to one row of a matrix."""

    title: str
    bars: list[Bar]


@dataclass(frozen=True)
class Distribution:
    """One question: its blocks of bars, or figures (name, value), or neither where too few have answered."""

    question: Question
    count: int
    own: str
    blocks: list[Block]
    figures: list[tuple[str, str]]

    @property
    def is_shown(self) -> bool:
        return bool(self.blocks or self.figures)


def distributions_of(results) -> list[Distribution]:
    """Every question that is neither a step of a scale nor a text, with the county's answers. No statement."""
    return [
        _distribution(results, question)
        for question in results.questions
        if not question.has_steps and not question.is_text
    ]


def _distribution(results, question):
    given = {pk: content(answers.get(question.identity))[0] for pk, answers in results.now.items()}
    given = {pk: value for pk, value in given.items() if value not in (None, "", [], {})}
    own = results.now.get(results.own.pk, {}).get(question.identity) if results.own else None
    blocks, figures = [], []
    if results.shows_county and len(given) >= settings.SURVEY_MIN_ORGANISATIONS:
        mine = content(own)[0]
        values = list(given.values())
        blocks = BLOCKS[question.kind](question, values, mine) if question.kind in BLOCKS else []
        figures = FIGURES[question.kind](question, values) if question.kind in FIGURES else []
    return Distribution(question, len(given), in_words(question, own), blocks, figures)


def _bars(choices, chosen, total, mine) -> list[Bar]:
    counts = Counter(chosen)
    return [Bar(str(text), counts[key], total, key in mine) for key, text in choices.items()]


def _one_block(question, values, mine):
    several = question.kind == QuestionKind.MULTIPLE
    chosen = [key for value in values for key in value] if several else values
    own = set(mine or []) if several else {mine}
    return [Block("", _bars(question.choices, chosen, len(values), own))]


def _row_blocks(question, values, mine):
    blocks = []
    for row, text in question.row_texts.items():
        chosen = [value[row] for value in values if row in value]
        blocks.append(Block(text, _bars(question.choices, chosen, len(chosen), {(mine or {}).get(row)})))
    return blocks


def _first_places(question, values, mine):
    """How many put each option first."""
    own = {mine[0]} if mine else set()
    return [Block(_("Put first"), _bars(question.choices, [value[0] for value in values], len(values), own))]


def _mean_places(question, values):
    """Each option's mean place, as they stand in the question: no ranking of ours."""
    places = {key: Fraction(sum(value.index(key) + 1 for value in values), len(values)) for key in question.choices}
    return [
        (_("%(option)s, mean place") % {"option": text}, decimal(places[key])) for key, text in question.choices.items()
    ]


def _number_figures(question, values):
    numbers = [Fraction(Decimal(value)) for value in values]
    summary = summarise(numbers)
    unit = f" {question.unit}" if question.unit else ""
    written = sorted(Decimal(value) for value in values)
    return [
        (_("Sum"), in_digits(sum(written)) + unit),
        (_("Mean"), decimal(summary.mean) + unit),
        (_("Median"), decimal(summary.median) + unit),
        (_("Lowest to highest"), f"{in_digits(written[0])}–{in_digits(written[-1])}{unit}"),
    ]


def _date_figures(_question, values):
    days = sorted(dateparse.parse_date(value) for value in values)
    said = [formats.date_format(day, "DATE_FORMAT") for day in (days[0], days[(len(days) - 1) // 2], days[-1])]
    return list(zip((_("Earliest"), _("Half by"), _("Latest")), said, strict=True))


BLOCKS = {
    QuestionKind.YES_NO: _one_block,
    QuestionKind.SINGLE: _one_block,
    QuestionKind.MULTIPLE: _one_block,
    QuestionKind.MATRIX: _row_blocks,
    QuestionKind.RANKING: _first_places,
}
FIGURES = {
    QuestionKind.RANKING: _mean_places,
    QuestionKind.NUMBER: _number_figures,
    QuestionKind.DATE: _date_figures,
}
