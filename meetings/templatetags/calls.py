"""How a meeting's time is written in letters: never "tomorrow", since a letter is read on another day."""

from django import template
from django.utils import formats, timezone

from meetings.templatetags.meetings import hours
from portal import dates

register = template.Library()


@register.filter
def short_when(meeting) -> str:
    """ "12 mars 9.00"."""
    day = formats.date_format(timezone.localtime(meeting.starts_at), "j F")
    return f"{day} {hours(meeting).partition('–')[0]}".strip()


@register.filter
def day_and_hours(meeting) -> str:
    """ "Torsdag 12 mars 2026, 9.00–15.00"."""
    words = ", ".join(
        part for part in (dates.full(timezone.localtime(meeting.starts_at).date()), hours(meeting)) if part
    )
    return words[:1].upper() + words[1:]
