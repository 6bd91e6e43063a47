"""The tallies of one round of persons, and which of them may be shown (surveys/person_suppression.py).

A unit is what is decided on by itself: a question, and of a matrix each row besides. A place is an organisation, or
None for those who came by a link for everybody.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from surveys.conditions import read
from surveys.models import QuestionKind, Round, Tally
from surveys.person_suppression import Shown, shown_places

COUNTED_AT_ALL = (QuestionKind.MULTIPLE, QuestionKind.MATRIX, QuestionKind.RANKING)


@dataclass
class Cell:
    """What a place, or all together, answered: how many gave any value, and how many each."""

    voiced: int = 0
    values: Counter = field(default_factory=Counter)  # by value as text; of an order by (option, place)
    missing: Counter = field(default_factory=Counter)

    def __add__(self, other):
        return Cell(self.voiced + other.voiced, self.values + other.values, self.missing + other.missing)


@dataclass
class Tallied:
    """A round's counts. Whoever shows them asks `total` and `cell`, which give None for what is not shown."""

    round: Round
    questions: tuple
    present: dict = field(default_factory=dict)  # place to how many have answered
    asked: dict = field(default_factory=dict)  # organisation to how many were asked
    _cells: dict = field(default_factory=lambda: defaultdict(lambda: defaultdict(Cell)), repr=False)
    _decided: dict = field(default_factory=dict, repr=False)
    _totals: dict = field(default_factory=dict, repr=False)

    @cached_property
    def _kinds(self) -> dict:
        return {one.identity: one.kind for one in self.questions}

    def take(self, row):
        """Add one row of the tallies: (place, question, part, value, missing, count)."""
        place, question, part, value, missing, count = row
        if not question:
            (self.asked if value == Tally.ASKED else self.present)[place] = count
            return
        kind = self._kinds.get(question)
        if kind is None:
            return
        is_row = bool(part) and kind == QuestionKind.MATRIX
        cell = self._cells[question, part if is_row else ""][place]
        if missing:
            cell.missing[missing] += count
        elif not value:
            cell.voiced += count
        else:
            cell.values[(part, value) if kind == QuestionKind.RANKING else value] += count
            if is_row or kind not in COUNTED_AT_ALL:
                cell.voiced += count

    @property
    def least(self) -> int:
        return self.round.min_persons

    @property
    def answered(self) -> int:
        return sum(self.present.values())

    def shown(self, unit) -> Shown:
        if unit not in self._decided:
            voiced = {place: cell.voiced for place, cell in self._cells.get(unit, {}).items()}
            aside = self._hidden_before(unit[0])
            self._decided[unit] = shown_places(voiced, self.present, least=self.least, aside=aside)
        return self._decided[unit]

    def _hidden_before(self, identity) -> set:
        """The places hidden in any question that decided who was asked this one; those stand before it."""
        asked = {one.identity: one for one in self.questions}
        question = asked.get(identity)
        if question is None or not question.shown_if:
            return set()
        before = (asked[one] for one in read(question.shown_if).identities if one in asked)
        units = [(one.identity, part) for one in before if one.position < question.position for part in parts_of(one)]
        return {place for unit in units for place in self.present if place not in self.shown(unit).places}

    def total(self, question, part="") -> Cell | None:
        unit = (question.identity, part)
        if not self.shown(unit).total:
            return None
        if unit not in self._totals:
            self._totals[unit] = sum(self._cells[unit].values(), Cell())
        return self._totals[unit]

    def cell(self, question, place, part="") -> Cell | None:
        unit = (question.identity, part)
        return self._cells[unit][place] if place in self.shown(unit).places else None

    def places_shown(self) -> set:
        """The organisations of which at least one figure is shown."""
        units = [(one.identity, part) for one in self.questions for part in parts_of(one) if not one.is_text]
        return set().union(*(self.shown(unit).places for unit in units)) - {None}


def parts_of(question) -> list[str]:
    return ["", *question.row_texts] if question.kind == QuestionKind.MATRIX else [""]


def tallied(rounds: dict) -> dict[int, Tallied]:
    """`rounds`: each sealed round to its questions. Their counts by round's number. One statement."""
    found = {round.pk: Tallied(round, tuple(questions)) for round, questions in rounds.items()}
    rows = Tally.objects.filter(round__in=list(found), round__sealed_at__isnull=False, count__gt=0)
    for pk, *row in rows.values_list("round", "organisation", "question", "part", "value", "missing", "count"):
        found[pk].take(row)
    return found
