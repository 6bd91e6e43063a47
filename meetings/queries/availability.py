"""When the sides can meet, for the page that shows it. Each function says how many SQL statements it costs."""

from meetings.models import AvailabilityLevel, AvailabilityPattern, BusyPeriod, Weekday
from organisations.models import Group, GroupMembership, Side

WORKDAYS = [day for day in Weekday if day <= Weekday.FRIDAY]
CELLS = [(side, day) for day in WORKDAYS for side in Side]


def levels_of(group=None) -> dict:
    """{(side, weekday): level} as it is written down for a group, or for all meetings. One statement."""
    rows = AvailabilityPattern.objects.filter(group=group).values_list("side", "weekday", "level")
    return {(side, weekday): level for side, weekday, level in rows}


def grid(general, own=None) -> list[dict]:
    """A row for each workday with a cell for each side: the level, and whether it is the group's own. No statements."""
    own = own or {}
    return [
        {
            "day": day,
            "cells": [
                {
                    "side": side,
                    "level": AvailabilityLevel(own.get((side, day)) or general.get((side, day)) or "can"),
                    "own": (side, day) in own,
                }
                for side in Side
            ],
        }
        for day in WORKDAYS
    ]


def busy_periods(*, on) -> tuple[list, list]:
    """(now and coming, past), the coming by their first day. One statement."""
    rows = list(BusyPeriod.objects.order_by("starts_on", "pk"))
    return [row for row in rows if row.ends_on >= on], [row for row in reversed(rows) if row.ends_on < on]


def groups_for(user) -> list:
    """The groups whose own times the user may want to see, each with `has_own`. Two statements."""
    with_own = set(AvailabilityPattern.objects.exclude(group=None).values_list("group_id", flat=True))
    groups = Group.objects.visible_to(user).alphabetical()
    if not user.leads:
        seats = GroupMembership.objects.filter(user=user).values("group")
        groups = groups.filter(pk__in=seats) | groups.filter(pk__in=with_own)
    rows = list(groups)
    for row in rows:
        row.has_own = row.pk in with_own
    return rows
