"""Which parts of the county have come: municipalities, health centres, how many persons. A picture, never a ranking."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _

from organisations.models import GroupingKind, GroupingMember, Organisation, OrganisationKind
from portal.asked import number_in
from portal.collation import swedish
from portal.years import is_known
from support.models import Event, EventKind, EventState, Participation, UnitKind
from support.queries.events import county_parts, start_of

COUNTED_KINDS = (OrganisationKind.MUNICIPALITY, OrganisationKind.HEALTH_CENTRE)


@dataclass
class Row:
    """One municipality, one health centre, or what was counted on a whole part: occasions and persons."""

    name: str
    kind: str  # a UnitKind's label
    organisation: Organisation | None = None
    occasions: int = 0
    persons: int = 0


@dataclass
class Part:
    """A part of the county, or None for what belongs to no part."""

    name: str
    rows: list[Row] = field(default_factory=list)
    persons: int = 0
    municipalities: int = 0
    municipalities_of: int = 0
    health_centres: int = 0
    health_centres_of: int = 0

    @property
    def took_part(self) -> bool:
        return self.persons > 0


@dataclass(frozen=True)
class Coverage:
    """What a set of events reached."""

    events: int
    counted: int
    persons: int
    parts: list[Part]
    others: list[Row]  # organisations and kinds of workplace without a part of the county

    def _sum(self, name) -> int:
        return sum(getattr(part, name) for part in self.parts)

    @property
    def real_parts(self) -> list[Part]:
        return [part for part in self.parts if part.name]

    @property
    def parts_reached(self) -> int:
        return sum(part.took_part for part in self.real_parts)

    @property
    def municipalities(self) -> int:
        return self._sum("municipalities")

    @property
    def municipalities_of(self) -> int:
        return self._sum("municipalities_of")

    @property
    def health_centres(self) -> int:
        return self._sum("health_centres")

    @property
    def health_centres_of(self) -> int:
        return self._sum("health_centres_of")


def coverage_of(events, *, on) -> Coverage:
    """The coverage of these events (a queryset). Five statements, whatever there is."""
    ids = list(events.order_by().values_list("pk", flat=True))
    numbers = list(
        Participation.objects.filter(event__in=ids)
        .select_related("organisation", "grouping")
        .order_by(swedish("organisation__name"), "unit", "pk")
    )
    asked = list(Organisation.objects.filter(kind__in=COUNTED_KINDS).alphabetical())
    parts = {part.pk: Part(part.name) for part in county_parts()}
    belongs = dict(
        GroupingMember.objects.valid(on=on)
        .filter(grouping__kind=GroupingKind.COUNTY_PART)
        .order_by("-pk")
        .values_list("organisation", "grouping")
    )
    nowhere = Part("")

    def part_of(organisation):
        return parts.get(belongs.get(organisation.pk) or belongs.get(organisation.parent_id))

    own = defaultdict(list)
    for number in numbers:
        if number.organisation_id:
            own[number.organisation_id].append(number)
    for organisation in asked:
        part = part_of(organisation) or nowhere
        _count_own(part, organisation, own.pop(organisation.pk, []))
    others = [_row_of(rows[0].organisation, rows) for rows in own.values()]
    others += _loose(numbers, parts)
    for number in numbers:  # persons of other organisations of a part belong to its sum as well
        if number.organisation_id in own and (part := part_of(number.organisation)):
            part.persons += number.persons
    shown = [*parts.values(), *([nowhere] if nowhere.rows else [])]
    return Coverage(
        events=len(ids),
        counted=len({number.event_id for number in numbers}),
        persons=sum(number.persons for number in numbers),
        parts=shown,
        others=others,
    )


def _row_of(organisation, numbers, kind=None) -> Row:
    return Row(
        organisation.name,
        kind or organisation.get_kind_display(),
        organisation,
        occasions=len({number.event_id for number in numbers}),
        persons=sum(number.persons for number in numbers),
    )


def _count_own(part, organisation, numbers):
    row = _row_of(organisation, numbers)
    what = "municipalities" if organisation.kind == OrganisationKind.MUNICIPALITY else "health_centres"
    setattr(part, f"{what}_of", getattr(part, f"{what}_of") + 1)
    setattr(part, what, getattr(part, what) + bool(numbers))
    part.persons += row.persons
    part.rows.append(row)


def _loose(numbers, parts) -> list[Row]:
    """What was counted on a whole part goes into it; what was counted on nothing is answered as rows of their own."""
    persons, occasions = Counter(), defaultdict(set)
    for number in numbers:
        if number.organisation_id is None:
            key = (number.grouping_id, number.unit)
            persons[key] += number.persons
            occasions[key].add(number.event_id)
    loose = []
    for (grouping, unit), total in sorted(persons.items(), key=lambda pair: UnitKind.values.index(pair[0][1])):
        label = UnitKind(unit).label
        row = Row(_("Not by name"), label, None, len(occasions[grouping, unit]), total)
        if grouping in parts:
            parts[grouping].rows.append(row)
            parts[grouping].persons += total
        else:
            loose.append(row)
    return loose


@dataclass(frozen=True)
class Wish:
    """Which events a coverage is about, read from an address: a series, kinds, a period."""

    series: int | None = None
    kind: str = ""
    first: date | None = None
    last: date | None = None

    @property
    def narrows(self) -> bool:
        return bool(self.series or self.kind or self.first or self.last)

    @classmethod
    def of(cls, asked):
        return cls(
            series=number_in(asked.get("serie", "")),
            kind=asked.get("slag") if asked.get("slag") in EventKind.values else "",
            first=_day(asked.get("fran", "")),
            last=_day(asked.get("till", "")),
        )


def _day(text):
    """A day that somebody can mean, or None."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if is_known(day) else None


def events_asked_for(user, wish, *, at):
    """Events that are over (or said to be held) and not cancelled. No statement by itself."""
    events = Event.objects.visible_to(user).filter(state__in=[EventState.PLANNED, EventState.HELD], starts_at__lte=at)
    if wish.series:
        events = events.filter(series=wish.series)
    if wish.kind:
        events = events.filter(kind=wish.kind)
    if wish.first:
        events = events.filter(starts_at__gte=start_of(wish.first))
    if wish.last:
        events = events.filter(starts_at__lt=start_of(wish.last + timedelta(days=1)))
    return events
