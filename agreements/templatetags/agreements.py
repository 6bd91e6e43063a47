"""Marks of the agreement: phase, progress, change; bars; dates of activities."""

from django import template
from django.templatetags.static import static
from django.utils import formats
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from agreements import drawing, matrix, periods
from agreements.models import Adoption, Phase, Progress
from portal.asked import number_in

register = template.Library()

STATUS_SYMBOLS = {Progress.ON_TRACK: "ok", Progress.AT_RISK: "risk", Progress.OFF_TRACK: "stop"}


@register.filter
def phase_mark(phase):
    """The phase as shape and word: {{ implementation.phase|phase_mark }}."""
    return format_html(
        '<span class="phase phase-{}"><svg class="sym" aria-hidden="true"><use href="{}#phase-{}"></use></svg>{}</span>',
        int(phase),
        static("portal/symbols.svg"),
        int(phase),
        Phase(phase).label,
    )


@register.filter
def progress_mark(progress):
    """On track, at risk or stopped, as shape and word."""
    name = STATUS_SYMBOLS[progress]
    return format_html(
        '<span class="status status-{}"><svg class="sym-sm" aria-hidden="true"><use href="{}#status-{}"></use></svg>'
        "{}</span>",
        name,
        static("portal/symbols.svg"),
        name,
        Progress(progress).label,
    )


@register.filter
def how_it_goes(implementation):
    """The mark of its progress, or that nobody has said anything yet."""
    if implementation.is_reported:
        return progress_mark(implementation.progress)
    return format_html('<span class="quiet">{}</span>', _("Nobody has reported"))


@register.filter
def adoption_mark(adoption):
    """Known, understood, used as three steps, filled as far as it has come, and the word."""
    steps = format_html_join(
        "",
        '<rect class="{}" x="{}" y="{}" width="7" height="{}" rx="1"></rect>',
        (("on" if step < adoption else "off", step * 9, 10 - step * 4, 6 + step * 4) for step in range(3)),
    )
    return format_html(
        '<span class="adoption"><svg viewBox="0 0 25 16" aria-hidden="true">{}</svg>{}</span>',
        steps,
        Adoption(adoption).label,
    )


@register.filter
def phase_word(phase):
    """The phase as a word; nothing for what is no phase."""
    number = number_in(str(phase))
    return Phase(number).label if number in Phase.values else ""


@register.filter
def progress_word(progress):
    """The progress as a word; nothing for what is no progress."""
    return Progress(progress).label if progress in Progress.values else ""


@register.filter
def party_names(parties):
    """Short names in a row: "Gnosjö and Mullsjö", "Aneby, Gnosjö and Mullsjö"."""
    names = [party.organisation.short_name for party in parties]
    if len(names) < 2:
        return "".join(names)
    return _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}


@register.filter
def weekday_and_day(value):
    """The day with its weekday, for the one date that matters most on a page."""
    return _("%(weekday)s %(day)s") % {"weekday": formats.date_format(value, "l").lower(), "day": periods.day(value)}


@register.filter
def status_symbol(progress):
    """The name of a progress's symbol: ok, risk or stop."""
    return STATUS_SYMBOLS[progress]


@register.filter
def change_tag(change):
    """new, changed or removed as a tag; nothing for what is unchanged."""
    return matrix.tag_of(change)


@register.simple_tag
def phase_bar(figures):
    """How many in each phase, as a bar, and the same in words for screen readers."""
    return format_html(
        '{}<span class="visually-hidden">{}</span>',
        drawing.stacked_bar(figures.by_phase),
        drawing.counts_in_words(figures.by_phase),
    )


@register.filter
def activity_dates(activity):
    """When an activity is: a day, a span, or two days to choose between."""
    return periods.activity_days(activity)


@register.filter
def span(stage):
    """From one day to another, as people write it."""
    return periods.span(stage.starts_on, stage.ends_on)


@register.filter
def day(value):
    """A date with day and month, and the year when it is not this one."""
    return periods.day(value) if value else ""
