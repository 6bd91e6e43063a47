"""Lists of events and an event's page. Each function says how many SQL statements it costs."""

from dataclasses import dataclass
from datetime import datetime, time
from itertools import groupby

from django.db.models import Count, F, Max, Min, OuterRef, Prefetch, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from actions.models import ActionItem
from organisations.models import Grouping, GroupingKind, GroupingMember
from portal.asked import number_in, words_in
from portal.collation import swedish
from support.models import Event, EventKind, EventSeries, EventState, Participation

TABS = {
    "kommande": pgettext_lazy("events", "Coming"),
    "tidigare": pgettext_lazy("events", "Past"),
    "utkast": pgettext_lazy("events", "Drafts"),
    "installda": pgettext_lazy("events", "Cancelled"),
}
ORDER = {
    "dag": lambda descending: ("-starts_at", "-pk") if descending else ("starts_at", "pk"),
    "namn": lambda descending: (swedish("title", descending=descending), "pk"),
    "slag": lambda descending: ("-kind" if descending else "kind", "-starts_at", "pk"),
    "antal": lambda descending: (
        F("came").desc(nulls_last=True) if descending else F("came").asc(nulls_last=True),
        "-starts_at",
        "pk",
    ),
}


@dataclass(frozen=True)
class Wish:
    """What a list of events was asked for, read from its address."""

    tab: str = "kommande"
    kind: str = ""
    series: int | None = None
    part: int | None = None
    search: str = ""

    @classmethod
    def of(cls, asked):
        return cls(
            tab=asked.get("visa") if asked.get("visa") in TABS else "kommande",
            kind=asked.get("slag") if asked.get("slag") in EventKind.values else "",
            series=number_in(asked.get("serie", "")),
            part=number_in(asked.get("del", "")),
            search=words_in(asked.get("sok", "")),
        )

    @property
    def narrows(self) -> bool:
        return bool(self.kind or self.series or self.part or self.search)

    @property
    def order(self) -> str:
        """What a list is sorted by when nothing is asked for: the nearest first."""
        return "dag" if self.tab in ("kommande", "utkast") else "-dag"


def persons_of():
    """How many came to the event of the outer row."""
    rows = Participation.objects.filter(event=OuterRef("pk")).order_by().values("event")
    return Coalesce(Subquery(rows.annotate(total=Sum("persons")).values("total")), None)


def list_events(user, wish, *, at, ordering):
    """The events of a list, each with `came` (None where nobody has counted). One statement when read."""
    events = _narrowed(user, wish).filter(_in_tab(wish.tab, at))
    return events.select_related("series", "group").annotate(came=persons_of()).order_by(*ordering)


def count_tabs(user, wish, *, at) -> dict:
    """How many stand under each tab. One statement."""
    return _narrowed(user, wish).aggregate(**{tab: Count("pk", filter=_in_tab(tab, at)) for tab in TABS})


def _in_tab(tab, at):
    open_to_all = Q(state__in=[EventState.PLANNED, EventState.HELD])
    return {
        "kommande": open_to_all & Q(ends_at__gte=at),
        "tidigare": open_to_all & Q(ends_at__lt=at),
        "utkast": Q(state=EventState.DRAFT),
        "installda": Q(state=EventState.CANCELLED),
    }[tab]


def _narrowed(user, wish):
    events = Event.objects.visible_to(user)
    if wish.kind:
        events = events.filter(kind=wish.kind)
    if wish.series:
        events = events.filter(series=wish.series)
    if wish.part:
        events = events.filter(pk__in=_from_part(wish.part).values("event"))
    for word in wish.search.split():
        events = events.filter(
            Q(title__icontains=word)
            | Q(theme__icontains=word)
            | Q(purpose__icontains=word)
            | Q(audience__icontains=word)
            | Q(organiser__icontains=word)
            | Q(venue__icontains=word)
            | Q(series__title__icontains=word)
        )
    return events


def _from_part(part):
    """The numbers that belong to a part of the county: counted on it, or on an organisation in it."""
    on = timezone.localdate()
    inside = GroupingMember.objects.valid(on=on).filter(grouping=part).values("organisation")
    return Participation.objects.filter(
        Q(grouping=part) | Q(organisation__in=inside) | Q(organisation__parent__in=inside)
    ).order_by()


def list_choices(user) -> dict:
    """What the list can be filtered by: series with events one may see, parts of the county. Two statements."""
    return {
        "series": list(series_to_choose(user)),
        "parts": list(county_parts()),
    }


def series_to_choose(user):
    """The series with events one may see, the latest first. One statement when read."""
    return EventSeries.objects.filter(pk__in=Event.objects.visible_to(user).order_by().values("series")).order_by("-pk")


def county_parts():
    """The parts of the county in alphabetical order. One statement when read."""
    return Grouping.objects.filter(kind=GroupingKind.COUNTY_PART).order_by(swedish("name"))


@dataclass(frozen=True)
class EventPage:
    """The parts of an event's page; `steps` are (next step, action) the user may see."""

    questions: list
    persons: int
    organisations: int
    rows: list
    material: list
    steps: list


def event_page(event, user) -> EventPage:
    """Four statements, and three more for who is responsible where there are next steps."""
    rows = list(
        Participation.objects.filter(event=event)
        .select_related("organisation", "grouping")
        .order_by(swedish("organisation__name"), swedish("grouping__name"), "unit")
    )
    actions = ActionItem.objects.visible_to(user).select_related("owner", "organisation", "group", "provision")
    steps = [
        (step, step.action)
        for step in event.next_steps.filter(action__in=ActionItem.objects.visible_to(user))
        .prefetch_related(Prefetch("action", actions))
        .order_by("action__due_on", "pk")
    ]
    return EventPage(
        questions=list(event.questions.all()),
        persons=sum(row.persons for row in rows),
        organisations=len({row.organisation_id for row in rows if row.organisation_id}),
        rows=rows,
        material=list(event.material.all()),
        steps=steps,
    )


def counts_by_unit(rows) -> list[tuple[str, int]]:
    """(kind of workplace, persons) of a page's rows, in the order of the kinds."""
    ordered = sorted(rows, key=lambda row: row.unit)
    sums = [(unit, sum(row.persons for row in some)) for unit, some in groupby(ordered, key=lambda row: row.unit)]
    labels = dict(Participation._meta.get_field("unit").choices)
    places = list(labels)
    return [(labels[unit], persons) for unit, persons in sorted(sums, key=lambda pair: places.index(pair[0]))]


# -- series --


def list_series(user):
    """All series with `events_seen`, `first_at` and `last_at` of the events one may see. One statement when read."""
    seen = Q(events__in=Event.objects.visible_to(user).values("pk"))
    return EventSeries.objects.annotate(
        events_seen=Count("events", filter=seen),
        first_at=Min("events__starts_at", filter=seen),
        last_at=Max("events__starts_at", filter=seen),
    ).order_by("-pk")


def events_of_series(series, user):
    """Its events, the first first, each with `came` and its questions. Two statements."""
    return list(
        Event.objects.visible_to(user)
        .filter(series=series)
        .annotate(came=persons_of())
        .prefetch_related("questions")
        .order_by("starts_at", "pk")
    )


# -- elsewhere --


def coming_events(user, *, at):
    """Planned events ahead that the user may see, the nearest first. One statement when read."""
    return Event.objects.visible_to(user).filter(state=EventState.PLANNED).coming(at=at).order_by("starts_at", "pk")


def start_of(day):
    return timezone.make_aware(datetime.combine(day, time.min))
