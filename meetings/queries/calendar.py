"""The meetings of a month, day by day. Each function says how many SQL statements it costs."""

import calendar
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from dateutil.relativedelta import relativedelta
from django.db.models import Exists, OuterRef
from django.utils import timezone

from meetings.models import Attendance, Meeting
from portal.holidays import swedish_holidays

FIRST, LAST = date(2000, 1, 1), date(2100, 12, 1)


@dataclass(frozen=True)
class Day:
    """One square of the month."""

    date: date
    meetings: list
    holiday: str
    is_in_month: bool
    is_today: bool


@dataclass(frozen=True)
class Month:
    """Whole weeks, Monday first, that hold a month."""

    first: date
    weeks: list

    @property
    def before(self) -> date | None:
        return self.first - relativedelta(months=1) if self.first > FIRST else None

    @property
    def after(self) -> date | None:
        return self.first + relativedelta(months=1) if self.first < LAST else None

    @property
    def days(self) -> list:
        """The days of the month that have something, in order."""
        days = (day for week in self.weeks for day in week if day.is_in_month)
        return [day for day in days if day.meetings or day.holiday]

    @property
    def count(self) -> int:
        return sum(len(day.meetings) for day in self.days)


def month_of(text, *, on) -> date:
    """The first day of the month that "2026-03" names; of this month for anything else."""
    try:
        first = datetime.strptime(text, "%Y-%m").date()
    except ValueError:
        return on.replace(day=1)
    return first if FIRST <= first <= LAST else on.replace(day=1)


def month(user, first, *, on, group=None) -> Month:
    """The meetings the user sees in the weeks of a month, those that are called off too. One statement."""
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    starts, ends = weeks[0][0], weeks[-1][-1]
    midnights = [timezone.make_aware(datetime.combine(day, time())) for day in (starts, ends + timedelta(days=1))]
    called = Attendance.objects.filter(user=user, meeting=OuterRef("pk"))
    meetings = Meeting.objects.visible_to(user).filter(starts_at__gte=midnights[0], starts_at__lt=midnights[1])
    if group:
        meetings = meetings.filter(group=group)
    on_day = defaultdict(list)
    for meeting in meetings.select_related("group").annotate(is_called=Exists(called)).order_by("starts_at", "pk"):
        on_day[timezone.localdate(meeting.starts_at)].append(meeting)
    free = swedish_holidays(starts, ends)
    rows = [
        [Day(day, on_day[day], free.get(day, ""), day.month == first.month, day == on) for day in week]
        for week in weeks
    ]
    return Month(first, rows)
