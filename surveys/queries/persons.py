"""The results of a round of persons, for one reader. Only tallies are read, and only of rounds that are sealed."""

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from organisations.models import Organisation
from surveys import policies
from surveys.figures import Share, tenths
from surveys.models import AnsweredMark, PendingAnswer, Round, RoundKind, Sharing, Tally
from surveys.queries.definitions import definition
from surveys.queries.person_figures import PersonQuestion, person_question, summary_of
from surveys.queries.person_status import hide_small
from surveys.queries.person_tallies import Tallied, tallied
from surveys.queries.rounds import area_key, county_parts


@dataclass(frozen=True)
class HeatCell:
    """An organisation's mean on one scale question, or "" where it is not shown."""

    mean: str
    ramp: int


@dataclass(frozen=True)
class HeatRow:
    organisation: object
    is_own: bool
    cells: list[HeatCell]


@dataclass
class AnswerRate:
    """How many of an organisation have answered, and of how many, where one knows how many were asked."""

    organisation: Organisation
    answered: int
    asked: int
    is_shown: bool = True

    @property
    def name(self) -> str:
        return self.organisation.name

    @property
    def size(self) -> int:
        """How many the numbers are about."""
        return max(self.asked, self.answered)

    @property
    def share(self) -> Share | None:
        return Share(self.answered, self.asked) if self.answered <= self.asked else None


@dataclass
class PersonResults:
    """Everything the page and the files show of a sealed round of persons."""

    round: Round
    counts: Tallied
    before: Tallied | None
    organisations: dict
    areas: dict
    own: frozenset  # the reader's own organisations
    reads_all: bool
    follows: bool
    chosen_pk: int | None

    @property
    def answered(self) -> int:
        return self.counts.answered

    @property
    def asked(self) -> int:
        return sum(self.counts.asked.values())

    @property
    def shows_answered(self) -> bool:
        """Whether so many were asked or have answered that how many have says nothing about anybody."""
        return max(self.asked, self.answered) >= self.counts.least

    @property
    def is_enough(self) -> bool:
        """Whether anything at all can be shown."""
        return self.answered >= self.counts.least

    @cached_property
    def readable(self) -> list:
        """The organisations with figures that this reader may see by name, in Swedish order."""
        shown = [self.organisations[pk] for pk in self.counts.places_shown() if self.may_read(pk)]
        return sorted(shown, key=lambda one: area_key("", one))

    def may_read(self, pk) -> bool:
        return self.reads_all or pk in self.own

    @cached_property
    def mine(self) -> list:
        """The reader's own organisations that were asked or have answered."""
        there = [one for pk, one in self.organisations.items() if pk in self.own]
        return sorted(there, key=lambda one: area_key("", one))

    @property
    def choices(self) -> list:
        """What one can compare with: whose figures are shown, and one's own even when they are not."""
        return sorted({*self.readable, *self.mine}, key=lambda one: area_key("", one))

    @cached_property
    def chosen(self):
        """The organisation that is compared with all: as one wishes, else one's own."""
        choices = {one.pk: one for one in self.choices}
        if self.chosen_pk == 0:
            return None
        wish = choices.get(self.chosen_pk)
        return wish or (self.mine[0] if self.mine and not self.reads_all else None)

    @cached_property
    def questions(self) -> list[PersonQuestion]:
        place = self.chosen.pk if self.chosen else None
        return [
            person_question(one, self.counts, place, before=self.before)
            for one in self.counts.questions
            if not one.is_text
        ]

    def summary(self, question, place=None):
        """The figures of a scale question, of an organisation or of all; None where they are not shown."""
        return summary_of(question, self.counts.cell(question, place) if place else self.counts.total(question))

    @property
    def scales(self) -> list[PersonQuestion]:
        return [one for one in self.questions if one.question.has_steps]

    @property
    def texts(self) -> list[tuple]:
        """(text question, how many have written), only where enough have."""
        found = [(one, self.counts.total(one)) for one in self.counts.questions if one.is_text]
        return [(question, cell.voiced) for question, cell in found if cell]

    @property
    def asks_texts(self) -> bool:
        return any(one.is_text for one in self.counts.questions)

    @cached_property
    def heat(self) -> list[tuple[str, list[HeatRow]]]:
        """(part of the county, its organisations), each with its mean on every scale question; without any ranking."""
        asked = [(one, (min(one.steps), max(one.steps))) for one in self.counts.questions if one.has_steps]
        rows = [
            HeatRow(
                one, one.pk in self.own, [_heat_cell(question, ends, self.counts, one.pk) for question, ends in asked]
            )
            for one in sorted(self.readable, key=lambda one: area_key(self.areas.get(one.pk, ""), one))
        ]
        rows = [row for row in rows if any(cell.mean for cell in row.cells)]
        return [
            (area, list(group))
            for area, group in groupby(rows, key=lambda row: self.areas.get(row.organisation.pk, ""))
        ]

    @cached_property
    def rates(self) -> list[AnswerRate]:
        """How many have answered in each organisation, under the same rule as while the survey was open."""
        found = [
            AnswerRate(one, self.counts.present.get(pk, 0), self.counts.asked.get(pk, 0))
            for pk, one in self.organisations.items()
        ]
        hide_small(found, least=self.counts.least)
        seen = [one for one in found if one.is_shown and (self.follows or self.may_read(one.organisation.pk))]
        return sorted(seen, key=lambda one: area_key("", one.organisation))


def _heat_cell(question, ends, counts, place):
    cell = counts.cell(question, place)
    if cell is None:
        return HeatCell("", 0)
    low, high = ends
    total = sum(int(value) * number for value, number in cell.values.items())
    return HeatCell(tenths(total, cell.voiced), round(4 * (total / cell.voiced - low) / (high - low)))


def person_results(round, user, *, on, organisation_pk: int | None = None) -> PersonResults | None:
    """The results of a round for a user, or None before it is sealed. Three statements, however many answered."""
    if not round.sealed_at:
        return None
    earlier = round.previous if round.previous_id else None
    rounds = {round: definition(round).questions}
    if earlier and earlier.is_of_persons and earlier.sealed_at:
        rounds[earlier] = definition(earlier).questions
    found = tallied(rounds)
    counts = found[round.pk]
    places = {pk for pk in (*counts.present, *counts.asked) if pk}
    own = frozenset(user.organisations_as())
    shares = round.sharing == Sharing.ASKED and bool(own & places)
    return PersonResults(
        round=round,
        counts=counts,
        before=found.get(earlier.pk) if earlier else None,
        organisations={one.pk: one for one in Organisation.objects.filter(pk__in=places)},
        areas=county_parts(on=on),
        own=own,
        reads_all=policies.can_read_all_answers(user) or shares,
        follows=policies.can_follow_rounds(user),
        chosen_pk=organisation_pk,
    )


def answered_so_far(round) -> int:
    """How many have answered a round that is not sealed. Two statements."""
    if round.kind == RoundKind.INDIVIDUAL:
        return AnsweredMark.objects.filter(invitation__round=round).count()
    rows = Tally.objects.filter(round=round, question="", value="").values_list("count", flat=True)
    return sum(rows) + PendingAnswer.objects.filter(round=round).count()
