"""How far a round of persons has come: numbers by organisation, never who. Small groups have no numbers at all."""

from dataclasses import dataclass

from django.db.models import Count, Q

from organisations.models import Organisation
from surveys.models import AnsweredMark, Invitation, OpenLink, PendingAnswer, RoundKind, Tally
from surveys.queries.rounds import area_key, counted, county_parts


@dataclass
class PersonStatus:
    """One organisation: how many were asked by name, how many of these and how many in all have answered."""

    organisation: object
    area: str
    asked: int
    marks: int
    answered: int
    has_open_link: bool
    failed: int = 0
    is_shown: bool = True
    least: int = 0

    @property
    def size(self) -> int:
        """How many the numbers are about."""
        return max(self.asked, self.answered)

    @property
    def percent(self) -> int | None:
        """The rate of those who were asked by name, where they are enough: an open link's answers hide nobody's mark."""
        return round(100 * self.marks / self.asked) if self.is_shown and self.asked >= max(self.least, 1) else None


@dataclass
class PersonStatuses:
    """The whole round."""

    rows: list[PersonStatus]
    elsewhere: int  # answers by a link for everybody
    least: int
    queued: int  # how many people have their letter in the outbox

    @property
    def asked(self) -> int:
        return sum(row.asked for row in self.rows)

    @property
    def answered(self) -> int:
        return sum(row.answered for row in self.rows) + self.elsewhere

    @property
    def marks(self) -> int:
        return sum(row.marks for row in self.rows)

    @property
    def is_shown(self) -> bool:
        """Whether so many are asked or have answered that the number says nothing about anybody."""
        return max(self.asked, self.answered) >= self.least

    @property
    def shows_marks(self) -> bool:
        """Whether the number of all with a link of their own tells nothing about too few.

        Where an organisation's marks are shown they can be taken away from it; the rest must be many, or none.
        """
        rest = sum(row.asked for row in self.rows if row.percent is None)
        return self.asked >= self.least and (rest == 0 or rest >= self.least)

    @property
    def percent(self) -> int | None:
        return round(100 * self.marks / self.asked) if self.asked else None

    @property
    def hidden(self) -> int:
        return sum(not row.is_shown for row in self.rows)

    @property
    def failed(self) -> int:
        return sum(row.failed for row in self.rows)

    @property
    def has_areas(self) -> bool:
        return len({row.area for row in self.rows}) > 1


def person_status(round, *, on) -> PersonStatuses:
    """Numbers by organisation, in Swedish order by part of the county. Seven statements, however many."""
    people = {one.pk: (one, counts) for one, counts in counted(round)}
    marks = dict(
        AnsweredMark.objects.filter(invitation__round=round)
        .values_list("invitation__organisation")
        .annotate(Count("pk"))
        .order_by()
    )
    answers = _answers(round) if round.kind == RoundKind.ANONYMOUS else marks
    linked = set(OpenLink.objects.filter(round=round).values_list("organisation", flat=True))
    areas = county_parts(on=on)
    others = {pk for pk in (*answers, *linked) if pk and pk not in people}
    organisations = {pk: one for pk, (one, _counts) in people.items()} | Organisation.objects.in_bulk(others)
    rows = [
        PersonStatus(
            organisation,
            areas.get(pk, ""),
            asked=people[pk][1].asked if pk in people else 0,
            marks=marks.get(pk, 0),
            answered=answers.get(pk, 0),
            has_open_link=pk in linked,
            failed=people[pk][1].failed if pk in people else 0,
            least=round.min_persons,
        )
        for pk, organisation in organisations.items()
    ]
    hide_small(rows, least=round.min_persons)
    rows.sort(key=lambda row: area_key(row.area, row.organisation))
    queued = sum(counts.queued for _one, counts in people.values())
    return PersonStatuses(rows, answers.get(None, 0), round.min_persons, queued)


def _answers(round) -> dict:
    """Answers by organisation (None: by a link for everybody): those in the tallies, and those on their way there."""
    counts = dict(
        Tally.objects.filter(Q(round=round) & Q(question="", part="", value="", missing="")).values_list(
            "organisation", "count"
        )
    )
    pending = PendingAnswer.objects.filter(round=round).values_list("answer__organisation").annotate(Count("pk"))
    for place, number in pending.order_by():
        counts[place] = counts.get(place, 0) + number
    return counts


def hide_small(rows, *, least):
    """Hide groups of fewer than so many; and one more when the rest could be computed from what is shown."""
    for row in rows:
        row.is_shown = row.size >= least
    while 0 < sum(row.size for row in rows if not row.is_shown) < least:
        smallest = min(
            (row for row in rows if row.is_shown), key=lambda row: (row.size, row.organisation.pk), default=None
        )
        if smallest is None:
            return
        smallest.is_shown = False


def asked_in_all(round) -> tuple[int, int]:
    """(people with a link of their own, open links that work) of a draft."""
    return (
        Invitation.objects.filter(round=round).count(),
        OpenLink.objects.filter(round=round, revoked_at=None).count(),
    )
