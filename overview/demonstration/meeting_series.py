"""The series behind the groups' meetings, with what has been moved, replaced, cancelled and not settled yet."""

from datetime import time, timedelta
from typing import NamedTuple

from django.utils import timezone

from meetings import services
from meetings.models import (
    Frequency,
    Meeting,
    MeetingForm,
    MeetingMove,
    MeetingStatus,
    Nth,
    Series,
    SeriesGuest,
    SeriesItem,
)
from meetings.recurring import days_of
from overview.demonstration.workdays import MONDAY, THURSDAY, TUESDAY, WEDNESDAY, is_meeting_day

MORE = 3  # meetings of the project's leaders beyond those there are already


class Rule(NamedTuple):
    """How a group's meetings come back, and what each begins with: (heading, minutes, months)."""

    group: str
    title: str
    frequency: str
    interval: int
    weekday: int
    hours: tuple[int, int]
    nth: int | None = None
    form: str = MeetingForm.PHYSICAL
    places: tuple = ()
    items: tuple = ()


COMMON = (("Inledning och förra mötet", 10, ()), ("Läget", 20, ()))
RULES = [
    Rule(
        "projektledningen", "Projektledningen", Frequency.WEEKLY, 1, MONDAY, (13, 14), form=MeetingForm.DIGITAL,
        items=(*COMMON, ("Öppna åtgärder", 15, ()), ("Underlag till styrgruppen", 10, ()), ("Nästa möte", 5, ())),
    ),
    Rule(
        "arbetsgruppen", "Arbetsgruppen", Frequency.WEEKLY, 3, THURSDAY, (9, 12), form=MeetingForm.HYBRID,
        places=("Stadshuset i Nässjö", "Regionens hus i Jönköping", "Kommunhuset i Vaggeryd", "Stadshuset i Värnamo"),
        items=(
            *COMMON,
            ("Goda exempel från en kommun", 20, ()),
            ("Årets uppföljning: vad visar siffrorna?", 30, (2, 9)),
            ("Inför sommaren: bemanning och in- och utskrivning", 20, (5,)),
            ("Nästa möte", 5, ()),
        ),
    ),
    Rule(
        "kommungruppen", "Kommungruppen", Frequency.MONTHLY, 2, WEDNESDAY, (9, 11), nth=Nth.SECOND,
        places=("Kommunhuset i Vaggeryd", "Stadshuset i Nässjö"), items=COMMON,
    ),
    Rule(
        "forum-habo", "Ledningsforum Habo", Frequency.MONTHLY, 1, TUESDAY, (10, 12), nth=Nth.LAST,
        places=("Kommunhuset i Habo", "Vårdcentralen Hagstugan"),
        items=(*COMMON, ("Resultat, avvikelser och övergångar", 45, ()), ("Årshjulet för nästa år", 20, (11,))),
    ),
]  # fmt: skip


def build_meeting_series(county):
    """Created after the groups' meetings, which become the series' own."""
    series = {rule.group: _series(county, rule) for rule in RULES}
    _guests(county, series["arbetsgruppen"])
    _more(county, series["projektledningen"])
    _moved(county)
    _called_off(county)


def _series(county, rule):
    group = county.groups[rule.group]
    meetings = list(group.meetings.order_by("starts_at"))
    leader = county.people["johanna.sjogren"]
    series = Series.objects.create(
        group=group,
        title=rule.title,
        frequency=rule.frequency,
        interval=rule.interval,
        weekday=rule.weekday,
        nth=rule.nth,
        starts_on=timezone.localdate(meetings[0].starts_at),
        ends_on=county.today + timedelta(days=170),
        starts=time(rule.hours[0]),
        ends=time(rule.hours[1]),
        form=rule.form,
        venues="\n".join(rule.places),
        link="" if rule.form == MeetingForm.PHYSICAL else f"https://mote.demo.example/{rule.group}",
        note_taker=meetings[-1].note_taker,
        created_by=leader,
    )
    SeriesItem.objects.bulk_create(
        SeriesItem(series=series, position=place, heading=heading, minutes=minutes, months=list(months))
        for place, (heading, minutes, months) in enumerate(rule.items, start=1)
    )
    for meeting in meetings:
        meeting.series, meeting.series_on = series, timezone.localdate(meeting.starts_at)
    Meeting.objects.bulk_update(meetings, ["series", "series_on"])
    return series


def _guests(county, series):
    SeriesGuest.objects.create(
        series=series,
        name="Ulrika Sandell",
        address="ulrika.sandell@demo.example",
        organisation=county.region,
    )


def _more(county, series):
    """The weeks after those that are planned already: preliminary, and one that is cancelled."""
    last = series.meetings.order_by("starts_at").last()
    days = [day for day in days_of(series) if day > timezone.localdate(last.starts_at) and is_meeting_day(day)]
    leader = county.people["johanna.sjogren"]
    ends_on, days = series.ends_on, days[:MORE]
    made = services.prolong_series(series, ends_on=ends_on, days=days, revision=None, by=leader)
    Meeting.objects.filter(pk=made[-1].pk).update(
        status=MeetingStatus.CANCELLED, status_reason="Krockar med styrgruppens dag. Frågorna tas veckan efter."
    )


def _moved(county):
    """Those that say they are moved were first called to the same hours a week before."""
    for meeting in Meeting.objects.filter(status=MeetingStatus.MOVED):
        MeetingMove.objects.create(
            meeting=meeting,
            starts_at=meeting.starts_at - timedelta(days=7),
            ends_at=meeting.ends_at - timedelta(days=7),
            venue=meeting.venue,
            reason="Vårdcentralens chef kunde inte den första dagen.",
            at=county.calendar.moment(-6, 10),
            by=meeting.created_by,
        )


def _called_off(county):
    for meeting in county.groups["arbetsgruppen"].meetings.filter(status=MeetingStatus.REPLACED):
        later = Meeting.objects.filter(group=meeting.group, starts_at__gt=meeting.starts_at)
        meeting.replaced_by = later.exclude(status__in=[MeetingStatus.CANCELLED]).order_by("starts_at").first()
        meeting.status_reason = "För få kunde komma. Frågorna flyttades till mötet efter."
        meeting.save(update_fields=["replaced_by", "status_reason"])
    Meeting.objects.filter(status=MeetingStatus.CANCELLED, status_reason="").update(
        status_reason="Flera var sjuka samma vecka."
    )
