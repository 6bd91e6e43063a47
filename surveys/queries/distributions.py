"""How many chose what: the county's answers to questions whose answers are not steps of a scale.

Shown under the same rule as every other figure (queries/answered.py), for each row of a matrix by itself. The least
and the greatest number are some organisation's own answer: only who reads the answers by name sees them.
"""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils import dateparse, formats
from django.utils.translation import gettext as _

from surveys.answers import content, in_words
from surveys.figures import Share, decimal
from surveys.kinds import in_digits
from surveys.models import Question, QuestionKind
from surveys.statistics import summarise


@dataclass(frozen=True)
class Bar(Share):
    """One answer: how many gave it, of how many, and whether one's own organisation did."""

    text: str
    is_own: bool


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
    """Every question that is no step of a scale, text or file, with the county's answers. No statement."""
    return [
        _distribution(results, question)
        for question in results.questions
        if not question.has_steps and not question.is_text and question.kind != QuestionKind.FILE
    ]


def _distribution(results, question):
    own = results.now.get(results.own.pk, {}).get(question.identity) if results.own else None
    mine = content(own)[0]
    values = list(results.here.county_values(question.identity).values())
    blocks, figures = [], []
    if question.kind == QuestionKind.MATRIX:
        blocks = _row_blocks(results, question, mine)
    elif values:
        blocks = BLOCKS[question.kind](question, values, mine) if question.kind in BLOCKS else []
        everything = results.here.by_name
        figures = FIGURES[question.kind](question, values, everything) if question.kind in FIGURES else []
    count = len(values)
    if results.here.by_name:
        count = sum(is_answered_with_value(given.get(question.identity)) for given in results.now.values())
    return Distribution(question, count, in_words(question, own), blocks, figures)


def is_answered_with_value(answer) -> bool:
    return content(answer)[0] not in (None, "", [], {})


def _bars(choices, chosen, total, mine) -> list[Bar]:
    counts = Counter(chosen)
    return [Bar(counts[key], total, str(text), key in mine) for key, text in choices.items()]


def _one_block(question, values, mine):
    several = question.kind == QuestionKind.MULTIPLE
    chosen = [key for value in values for key in value] if several else values
    own = set(mine or []) if several else {mine}
    return [Block("", _bars(question.choices, chosen, len(values), own))]


def _row_blocks(results, question, mine):
    """A row that too few have answered looks like one that nobody has: it is not there."""
    blocks = []
    for row, text in question.row_texts.items():
        chosen = list(results.here.county_values(question.identity, lambda value, row=row: value.get(row)).values())
        if chosen:
            blocks.append(Block(text, _bars(question.choices, chosen, len(chosen), {(mine or {}).get(row)})))
    return blocks


def _first_places(question, values, mine):
    """How many put each option first."""
    own = {mine[0]} if mine else set()
    return [Block(_("Put first"), _bars(question.choices, [value[0] for value in values], len(values), own))]


def _mean_places(question, values, _everything):
    """Each option's mean place, as they stand in the question: no ranking of ours."""
    places = {key: Fraction(sum(value.index(key) + 1 for value in values), len(values)) for key in question.choices}
    return [
        (_("%(option)s, mean place") % {"option": text}, decimal(places[key])) for key, text in question.choices.items()
    ]


def _number_figures(question, values, everything):
    numbers = [Fraction(Decimal(value)) for value in values]
    summary = summarise(numbers)
    unit = f" {question.unit}" if question.unit else ""
    written = sorted(Decimal(value) for value in values)
    found = [
        (_("Sum"), in_digits(sum(written)) + unit),
        (_("Mean"), decimal(summary.mean) + unit),
    ]
    if everything:
        found += [
            (_("Median"), decimal(summary.median) + unit),
            (_("Lowest to highest"), f"{in_digits(written[0])}–{in_digits(written[-1])}{unit}"),
        ]
    return found


def _date_figures(_question, values, everything):
    days = sorted(dateparse.parse_date(value) for value in values)
    middle = [(_("Half by"), days[(len(days) - 1) // 2])]
    found = [(_("Earliest"), days[0]), *middle, (_("Latest"), days[-1])] if everything else middle
    return [(name, formats.date_format(day, "DATE_FORMAT")) for name, day in found]


BLOCKS = {
    QuestionKind.YES_NO: _one_block,
    QuestionKind.SINGLE: _one_block,
    QuestionKind.MULTIPLE: _one_block,
    QuestionKind.RANKING: _first_places,
}
FIGURES = {
    QuestionKind.RANKING: _mean_places,
    QuestionKind.NUMBER: _number_figures,
    QuestionKind.DATE: _date_figures,
}
