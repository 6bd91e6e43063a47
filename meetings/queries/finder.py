"""What the finder of times needs to know, in a fixed number of SQL statements."""

from collections import defaultdict
from datetime import datetime, time, timedelta

from django.utils import timezone

from meetings.finding import Busy, Known, Taken
from meetings.models import (
    Attendance,
    AttendanceStatus,
    AvailabilityPattern,
    BusyPeriod,
    Meeting,
    MeetingStatus,
)
from organisations.models import GroupMembership, Side
from portal.holidays import swedish_holidays

OFF = [MeetingStatus.CANCELLED, MeetingStatus.REPLACED]
WORST = {"can": 0, "hard": 1, "cannot": 2}


def known_of(groups, first, last, *, user) -> Known:
    """Everything about these groups and days, as far as the user may know it. Six statements, whatever the number."""
    keys = [group.pk for group in groups]
    seats = list(
        GroupMembership.objects.filter(group__in=keys, user__is_active=True).values_list(
            "group_id", "user_id", "organisation__side"
        )
    )
    people = {person for _group, person, _side in seats}
    sides = tuple(side for side in Side.values if any(seat[2] == side for seat in seats))
    return Known(
        sides=sides,
        people=len(people),
        levels=_levels(keys, seats),
        busy=_busy(first, last),
        holidays=swedish_holidays(first, last),
        taken=_taken(keys, people, first, last, user),
    )


def _levels(keys, seats):
    """The level of each side and weekday: the worst among the groups where the side sits. One statement."""
    general, own = {}, defaultdict(dict)
    rows = AvailabilityPattern.objects.filter(group=None) | AvailabilityPattern.objects.filter(group__in=keys)
    for group, side, weekday, level in rows.values_list("group_id", "side", "weekday", "level"):
        if group is None:
            general[side, weekday] = level
        else:
            own[group][side, weekday] = level
    levels = {}
    for group, side in {(group, side) for group, _person, side in seats if side}:
        for weekday in range(7):
            level = own[group].get((side, weekday)) or general.get((side, weekday)) or "can"
            levels[side, weekday] = max(levels.get((side, weekday), "can"), level, key=WORST.get)
    return levels


def _busy(first, last):
    rows = BusyPeriod.objects.filter(starts_on__lte=last, ends_on__gte=first).order_by("starts_on", "pk")
    return tuple(Busy(row.side, row.what, row.starts_on, row.ends_on) for row in rows)


def _taken(keys, people, first, last, user):
    """The groups' own meetings, and those their people are called to and have not declined. Three statements."""
    since = timezone.make_aware(datetime.combine(first, time.min))
    until = timezone.make_aware(datetime.combine(last + timedelta(days=1), time.min))
    meetings = Meeting.objects.filter(starts_at__lt=until, ends_at__gt=since).exclude(status__in=OFF)
    own = meetings.filter(group__in=keys).order_by("starts_at").values_list("pk", "starts_at", "ends_at", "title")
    others = (
        Attendance.objects.filter(user__in=people, meeting__in=meetings.exclude(group__in=keys).values("pk"))
        .exclude(status=AttendanceStatus.ABSENT)
        .order_by("pk")
        .values_list("meeting_id", "meeting__starts_at", "meeting__ends_at", "meeting__title", "user_id")
    )
    seen = set(meetings.visible_to(user).values_list("pk", flat=True))
    rows = [Taken(pk, starts, ends, title if pk in seen else "") for pk, starts, ends, title in own]
    rows += [Taken(pk, starts, ends, title if pk in seen else "", person) for pk, starts, ends, title, person in others]
    return tuple(rows)
