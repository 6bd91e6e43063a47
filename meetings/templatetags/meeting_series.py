"""How series are spoken of in templates."""

from django import template
from django.utils import formats, timezone
from django.utils.dates import MONTHS
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from meetings.models import Frequency, MeetingForm
from portal import dates

register = template.Library()


@register.filter
def rule(series) -> str:
    """ "varannan måndag", "sista torsdagen varje månad"."""
    words = {"weekday": series.get_weekday_display().lower(), "count": series.interval}
    if series.frequency == Frequency.WEEKLY:
        said = {1: _("every %(weekday)s"), 2: _("every second %(weekday)s")}
        return said.get(series.interval, _("%(weekday)s every %(count)d weeks")) % words
    words["nth"] = series.get_nth_display().lower()
    said = {
        1: _("the %(nth)s %(weekday)s of each month"),
        2: _("the %(nth)s %(weekday)s of every second month"),
    }
    return said.get(series.interval, _("the %(nth)s %(weekday)s every %(count)d months")) % words


@register.filter
def full_day(day) -> str:
    """ "torsdag 12 mars 2026"."""
    return dates.full(day)


@register.filter
def month_names(numbers) -> str:
    """ "januari och juni"."""
    return get_text_list([str(MONTHS[number]) for number in sorted(numbers)], _("and"))


@register.filter
def in_words(change) -> str:
    """What a change of the series gives a meeting: "ti 13 januari 9.00–11.00 · Rådhuset"."""
    facts, meeting = change.facts, change.meeting
    parts = [_moment(facts.get("starts_at", meeting.starts_at), facts.get("ends_at", meeting.ends_at))]
    parts = parts if change.moves else []
    if "title" in facts:
        parts.append(facts["title"])
    if "form" in facts:
        parts.append(str(MeetingForm(facts["form"]).label if facts["form"] else _("form not decided")))
    if "venue" in facts:
        parts.append(facts["venue"] or _("no place"))
    if "link" in facts:
        parts.append(facts["link"] or _("no link"))
    if "note_taker_id" in facts:
        parts.append(_("another note taker") if facts["note_taker_id"] else _("note taker not decided"))
    if "adjusters_needed" in facts:
        parts.append(_("adjusters: %(count)d") % {"count": facts["adjusters_needed"]})
    return " · ".join(parts) or _("another day of the rule")


def _moment(starts, ends) -> str:
    starts, ends = timezone.localtime(starts), timezone.localtime(ends)
    return f"{dates.spoken(starts.date())}, {formats.time_format(starts)}–{formats.time_format(ends)}"
