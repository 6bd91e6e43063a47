"""Dates of plans as people write them: "19 eller 20 januari", "1 juni–31 augusti", "28 december 2026–10 januari 2027"."""

from calendar import monthrange

from django.utils import formats
from django.utils.translation import gettext as _

from portal import dates


def day(value, *, on=None) -> str:
    """Day and month; the year too unless it is the year of `on` (today)."""
    on = on or dates.today()
    return formats.date_format(value, "j F" if value.year == on.year else "j F Y")


def half_year_after(value):
    """The same day six months on, or the last day of that month."""
    year, month = divmod(value.year * 12 + value.month - 1 + 6, 12)
    return value.replace(year=year, month=month + 1, day=min(value.day, monthrange(year, month + 1)[1]))


def span(first, last, *, on=None) -> str:
    """A span with what both ends share said once."""
    if last is None or first == last:
        return day(first, on=on)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last, on=on)}"
    if first.year == last.year:
        return f"{formats.date_format(first, 'j F')}–{day(last, on=on)}"
    return f"{formats.date_format(first, 'j F Y')}–{formats.date_format(last, 'j F Y')}"


def either(first, second, *, on=None) -> str:
    """Two days with the same content."""
    first, second = sorted([first, second])
    if (first.year, first.month) == (second.year, second.month):
        return _("%(first)s or %(second)s") % {"first": first.day, "second": day(second, on=on)}
    if first.year == second.year:
        return _("%(first)s or %(second)s") % {
            "first": formats.date_format(first, "j F"),
            "second": day(second, on=on),
        }
    return _("%(first)s or %(second)s") % {"first": day(first, on=on), "second": day(second, on=on)}


def activity_days(activity, *, on=None) -> str:
    """When an activity is held: a second date beats a span, since only one of them can be meant."""
    if activity.or_on:
        return either(activity.starts_on, activity.or_on, on=on)
    return span(activity.starts_on, activity.ends_on, on=on)
