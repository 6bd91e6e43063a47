"""What a series would do: the days of its rule with what stands in the way, and what a change means meeting by meeting."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Exists, OuterRef
from django.utils import timezone

from meetings.models import Meeting, MeetingMove, MeetingStatus, MinutesStage
from meetings.recurring import days_of, period_of
from portal.dates import today
from portal.holidays import swedish_holidays

OFF = (MeetingStatus.CANCELLED, MeetingStatus.REPLACED)


@dataclass
class Planned:
    """A day that would get a meeting."""

    day: date
    holiday: str = ""
    clashes: list = field(default_factory=list)
    is_skipped: bool = False  # left out before
    venue: str = ""

    @property
    def is_ticked(self) -> bool:
        """Whether it is chosen from the start: not on a free day, nor where somebody has said no before."""
        return not (self.holiday or self.is_skipped)


def moments(series, day) -> tuple:
    """(starts_at, ends_at) of a meeting on a day."""
    return tuple(timezone.make_aware(datetime.combine(day, at)) for at in (series.starts, series.ends))


def place_of(series, turn) -> str:
    """The places are taken in turn."""
    return series.places[turn % len(series.places)] if series.places else ""


def plan(series, *, days=None, count=None) -> list[Planned]:
    """The coming days of a series (or these) that have no meeting of it yet. Two or three statements."""
    taken = Meeting.objects.none() if series.pk is None else Meeting.objects.filter(series=series)
    if days is None:
        have = set(taken.filter(series_on__isnull=False).values_list("series_on", flat=True))
        days = [day for day in days_of(series) if day >= today() and day not in have]
        count = len(have)
    return _with_obstacles(series, days, count or 0)


def _with_obstacles(series, days, count):
    if not days:
        return []
    free = swedish_holidays(days[0], days[-1])
    first, last = moments(series, days[0])[0], moments(series, days[-1])[1]
    others = Meeting.objects.filter(group=series.group_id, starts_at__lt=last, ends_at__gt=first)
    if series.pk:
        others = others.exclude(series=series)
    others = list(others.exclude(status__in=OFF).order_by("starts_at"))
    planned = []
    for turn, day in enumerate(days, start=count):
        starts, ends = moments(series, day)
        clashes = [one for one in others if one.starts_at < ends and one.ends_at > starts]
        planned.append(Planned(day, free.get(day, ""), clashes, day in series.skipped, place_of(series, turn)))
    return planned


@dataclass
class Change:
    """What a change of a series does to one of its coming meetings; facts and on are what the meeting gets."""

    meeting: Meeting
    what: str  # "same", "change", "cancel", "by-hand" or "off"
    facts: dict = field(default_factory=dict)
    on: date | None = None

    @property
    def moves(self) -> bool:
        return bool({"starts_at", "ends_at"} & set(self.facts))


@dataclass
class Changes:
    """The whole change: meeting by meeting, and the days that get a new one."""

    rows: list[Change]
    new: list[Planned]

    def of(self, *kinds) -> list[Change]:
        return [row for row in self.rows if row.what in kinds]

    @property
    def changed(self):
        return self.of("change")

    @property
    def cancelled(self):
        return self.of("cancel")

    @property
    def told(self) -> bool:
        """Whether anybody has been called to a meeting that is changed or cancelled."""
        return any(row.meeting.called_at for row in self.of("change", "cancel"))

    @property
    def by_hand(self):
        return self.of("by-hand")

    @property
    def same(self):
        return self.of("same")

    @property
    def touches(self) -> bool:
        return bool(self.changed or self.cancelled or self.new)


def coming_of(series, *, at):
    """The series' meetings that have not begun and whose minutes are open, in order."""
    return (
        Meeting.objects.filter(series=series, starts_at__gt=at)
        .exclude(stage=MinutesStage.APPROVED)
        .order_by("starts_at", "pk")
    )


def plan_change(now, new, *, at) -> Changes:
    """What it means that the series `now` becomes `new` (unsaved, the same key). Four statements.

    A coming meeting that somebody has changed by hand, or that is called off, stays as it is and keeps its day.
    """
    every = list(Meeting.objects.filter(series=now, series_on__isnull=False).order_by("series_on"))
    turns = {meeting.pk: turn for turn, meeting in enumerate(every)}
    coming = coming_of(now, at=at).filter(series_on__isnull=False)
    coming = list(coming.annotate(was_moved=Exists(MeetingMove.objects.filter(meeting=OuterRef("pk")))))
    days = [day for day in days_of(new) if day > timezone.localdate(at)]
    kept = {meeting.pk: meeting.series_on for meeting in coming if meeting.series_on in set(days)}
    free = [day for day in days if day not in kept.values()]
    for meeting in coming:
        same = (day for day in free if period_of(new, day) == period_of(new, meeting.series_on))
        if meeting.pk not in kept and (day := next(same, None)):
            kept[meeting.pk] = day
            free.remove(day)
    passed = [meeting.series_on for meeting in every if meeting.pk not in {one.pk for one in coming}]
    order = {day: turn for turn, day in enumerate(sorted({*passed, *kept.values(), *free}))}
    rows = [
        _change(now, new, meeting, turn=turns[meeting.pk], day=kept.get(meeting.pk), order=order) for meeting in coming
    ]
    planned = _with_obstacles(new, free, 0)
    for one in planned:
        one.venue = place_of(new, order[one.day])
    return Changes(rows, planned)


def _change(now, new, meeting, *, turn, day, order):
    if meeting.status in OFF:
        return Change(meeting, "off")
    if meeting.was_moved or any(
        getattr(meeting, name) != value for name, value in facts_of(now, meeting.series_on, turn).items()
    ):
        return Change(meeting, "by-hand")
    if day is None:
        return Change(meeting, "cancel")
    wanted = facts_of(new, day, order[day])
    if meeting.title.startswith(now.title):
        wanted["title"] = new.title + meeting.title.removeprefix(now.title)
    facts = {name: value for name, value in wanted.items() if getattr(meeting, name) != value}
    return Change(meeting, "change" if facts or day != meeting.series_on else "same", facts, day)


def facts_of(series, day, turn) -> dict:
    """What a series gives a meeting of its own."""
    starts_at, ends_at = moments(series, day)
    return {
        "starts_at": starts_at,
        "ends_at": ends_at,
        "form": series.form,
        "venue": place_of(series, turn),
        "link": series.link,
        "note_taker_id": series.note_taker_id,
        "adjusters_needed": series.adjusters_needed,
    }
