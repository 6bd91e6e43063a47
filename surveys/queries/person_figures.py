"""One question as persons answered it: how many gave each answer, and what can be said in figures.

Exact numbers and days are not shown as they were given: of numbers the mean, and the mean of those in the middle; of
days the month by which half had begun.
"""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils import dateparse, formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from surveys.figures import Share, decimal, span
from surveys.models import Missing, Question, QuestionKind
from surveys.queries.person_tallies import Cell
from surveys.statistics import Summary, is_uncertain_change, middle_of, summarise_counts


@dataclass(frozen=True)
class Line:
    """One answer: of all, and of the organisation that is compared; None where it is not shown."""

    text: str
    code: int | str
    all: Share
    own: Share | None

    @property
    def drawn(self) -> Share:
        return self.own or self.all


@dataclass(frozen=True)
class Block:
    """The answers to one question, or to one row of a matrix."""

    title: str
    part: str
    lines: list[Line]

    @property
    def most(self) -> dict:
        """What most have chosen, for a sentence."""
        top = max(self.lines, key=lambda line: line.all.count)
        return {"text": top.text, "percent": top.all.percent}


@dataclass(frozen=True)
class Fact:
    """A figure by its name: of all, and of the organisation."""

    name: str
    all: str
    own: str


@dataclass(frozen=True)
class Change:
    """How far a mean has moved since the round before, and whether that may be nothing."""

    value: Fraction
    is_small: bool

    @classmethod
    def between(cls, now: Summary | None, before: Summary | None):
        if now is None or before is None:
            return None
        return cls(now.mean - before.mean, is_uncertain_change(now, before))


@dataclass(frozen=True)
class PersonQuestion:
    """A question with what is shown of it."""

    question: Question
    all: Cell | None
    own: Cell | None
    blocks: list[Block]
    facts: list[Fact]
    summary: Summary | None  # of steps
    own_summary: Summary | None
    change: Change | None = None
    own_change: Change | None = None

    @property
    def title(self) -> str:
        return str(self.question.provision) if self.question.provision else self.question.text

    @property
    def is_shown(self) -> bool:
        return self.all is not None

    @property
    def missing(self) -> list[tuple[str, int, int | None]]:
        """(why there is no figure, how many of all, how many of the organisation)."""
        return [
            (str(Missing(key).label), self.all.missing[key], self.own.missing[key] if self.own else None)
            for key in Missing.values
            if self.all.missing[key]
        ]

    @property
    def sentence(self) -> str:
        """The question in a sentence, for those who do not see the drawing."""
        said = [
            ngettext("%(number)s person has answered.", "%(number)s people have answered.", self.all.voiced)
            % {"number": formats.number_format(self.all.voiced, force_grouping=True)}
        ]
        if self.summary:
            said.append(
                _("The mean is %(mean)s and the median %(median)s; at least half say %(half)s.")
                % {
                    "mean": decimal(self.summary.mean),
                    "median": decimal(self.summary.median).removesuffix(",0").removesuffix(".0"),
                    "half": span(self.summary.quarter, self.summary.three_quarters),
                }
            )
        elif len(self.blocks) == 1:
            said.append(_("Most chosen: %(text)s, %(percent)s %%.") % self.blocks[0].most)
        else:
            said += [f"{block.title}: {_('%(text)s, %(percent)s %%.') % block.most}" for block in self.blocks]
        said += [f"{label}: {number}." for label, number, _own in self.missing]
        return " ".join(said)


def person_question(question, tallied, place, *, before=None) -> PersonQuestion:
    """`place`: the organisation that is compared, or None; `before`: the tallies of the round before."""
    everybody = tallied.total(question)
    own = tallied.cell(question, place) if place else None
    now, own_now = summary_of(question, everybody), summary_of(question, own)
    was, own_was = _before(question, before, place)
    return PersonQuestion(
        question=question,
        all=everybody,
        own=own,
        blocks=_blocks(question, tallied, place),
        facts=_facts(question, everybody, own, tallied.least) if everybody else [],
        summary=now,
        own_summary=own_now,
        change=Change.between(now, was),
        own_change=Change.between(own_now, own_was),
    )


def summary_of(question, cell) -> Summary | None:
    """The figures of what was answered on a scale."""
    if cell is None or not question.has_steps:
        return None
    return summarise_counts({int(value): number for value, number in cell.values.items()})


def _before(question, before, place):
    """(of all, of the organisation) in the round before, where the same was asked in the same steps."""
    earlier = next((one for one in before.questions if one.identity == question.identity), None) if before else None
    if earlier is None or earlier.kind != question.kind or list(earlier.steps) != list(question.steps):
        return None, None
    own = before.cell(earlier, place) if place else None
    return summary_of(question, before.total(earlier)), summary_of(question, own)


def _blocks(question, tallied, place) -> list[Block]:
    if question.is_text or question.kind in (QuestionKind.NUMBER, QuestionKind.DATE):
        return []
    parts = question.row_texts.items() if question.kind == QuestionKind.MATRIX else [("", "")]
    found = []
    for part, title in parts:
        everybody = tallied.total(question, part)
        if everybody is None:
            continue
        own = tallied.cell(question, place, part) if place else None
        found.append(Block(_title(question, title), part, _lines(question, everybody, own)))
    return found


def _title(question, row):
    return _("Put first") if question.kind == QuestionKind.RANKING else row


def _lines(question, everybody, own) -> list[Line]:
    words = question.steps or question.choices
    return [
        Line(
            f"{key} {str(word).lower()}".strip() if question.has_steps else str(word),
            key if question.has_steps else code,
            Share(_of(question, everybody, key), everybody.voiced),
            Share(_of(question, own, key), own.voiced) if own else None,
        )
        for code, (key, word) in enumerate(words.items(), start=1)
    ]


def _of(question, cell, key) -> int:
    return cell.values[(key, "1") if question.kind == QuestionKind.RANKING else str(key)]


def _facts(question, everybody, own, least) -> list[Fact]:
    told = FACTS.get(question.kind)
    if told is None:
        return []
    mine = dict(told(question, own, least)) if own else {}
    return [Fact(name, value, mine.get(name, "")) for name, value in told(question, everybody, least)]


def _places(question, cell, _least):
    """Each option's mean place, as they stand in the question: no ranking of ours."""
    for key, text in question.choices.items():
        total = sum(int(place) * number for (option, place), number in cell.values.items() if option == key)
        yield _("%(option)s, mean place") % {"option": text}, decimal(Fraction(total, cell.voiced))


def numbers_of(cell) -> Counter:
    return Counter({Fraction(Decimal(value)): number for value, number in cell.values.items()})


def _numbers(question, cell, least):
    unit = f" {question.unit}" if question.unit else ""
    numbers = numbers_of(cell)
    yield _("Mean"), decimal(summarise_counts(numbers).mean) + unit
    if cell.voiced >= 2 * least + 1:  # of fewer, the mean and this one together tell the sum of the few at the ends
        yield _("Mean of those in the middle"), decimal(middle_of(numbers, least=least)) + unit


def _days(_question, cell, _least):
    seen, half = 0, (cell.voiced + 1) // 2
    for day in sorted(cell.values):
        seen += cell.values[day]
        if seen >= half:
            yield _("Half by"), formats.date_format(dateparse.parse_date(day), "YEAR_MONTH_FORMAT")
            return


FACTS = {QuestionKind.RANKING: _places, QuestionKind.NUMBER: _numbers, QuestionKind.DATE: _days}
