"""Dates as people say them: "i morgon", "fre 27 mars", "6 dagar sen"."""

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def today():
    """The date in Sweden."""
    return timezone.localdate()


def spoken(day, *, on=None) -> str:
    """A day near `on` (today) in words: today, tomorrow, yesterday, else weekday and date, with year when it differs."""
    on = on or today()
    distance = (day - on).days
    if distance in _NEAR:
        return str(_NEAR[distance]())
    pattern = "D j F" if day.year == on.year else "D j F Y"
    return formats.date_format(day, pattern).lower() if _is_swedish() else formats.date_format(day, pattern)


def due_in_words(day, *, on=None) -> str:
    """When something is due: late by so many days, or the day in words."""
    on = on or today()
    late = (on - day).days
    if late > 0:
        return ngettext("%(days)d day late", "%(days)d days late", late) % {"days": late}
    return spoken(day, on=on)


def full(day) -> str:
    """The whole date with weekday, for titles and print: "fredag 27 mars 2026"."""
    text = formats.date_format(day, "l j F Y")
    return text.lower() if _is_swedish() else text


def _is_swedish():
    from django.utils.translation import get_language

    return (get_language() or "sv").startswith("sv")


_NEAR = {0: lambda: _("today"), 1: lambda: _("tomorrow"), -1: lambda: _("yesterday")}
