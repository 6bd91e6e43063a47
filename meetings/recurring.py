"""The days a rule gives: every N weeks on a weekday, or every N months the first to last weekday (001-13)."""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday

from meetings.models import Frequency

MOST = 120  # more meetings than this at once is a slip of the pen


def days_of(series, *, until=None) -> list[date]:
    """Every day of a series' rule in order, up to its last day (or `until`); at most MOST + 1 of them.

    The first is the first fitting day on or after the series' first day, and the interval is counted from there.
    """
    first, last = _first(series), until or series.ends_on
    if first > last:
        return []
    on = weekday(series.weekday) if series.frequency == Frequency.WEEKLY else weekday(series.weekday, series.nth)
    rule = rrule(
        WEEKLY if series.frequency == Frequency.WEEKLY else MONTHLY,
        interval=series.interval,
        byweekday=on,
        dtstart=first,
        until=last,
    )
    return [at.date() for _place, at in zip(range(MOST + 1), rule, strict=False)]


def _first(series) -> date:
    if series.frequency == Frequency.WEEKLY:
        return series.starts_on + timedelta(days=(series.weekday - series.starts_on.weekday()) % 7)
    month = series.starts_on.replace(day=1)
    day = _nth_of_month(month, series.weekday, series.nth)
    return (
        day if day >= series.starts_on else _nth_of_month(month + relativedelta(months=1), series.weekday, series.nth)
    )


def _nth_of_month(month, wanted, nth) -> date:
    """The first to fourth, or the last, such weekday of a month."""
    return month + relativedelta(day=1 if nth > 0 else 31, weekday=weekday(wanted, nth))


def period_of(series, day) -> tuple:
    """The week or month a day stands for in the rule: what a meeting keeps when its rule gets another weekday."""
    return tuple(day.isocalendar()[:2]) if series.frequency == Frequency.WEEKLY else (day.year, day.month)
