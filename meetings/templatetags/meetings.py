"""How meetings are spoken of in templates."""

from datetime import date, datetime
from types import SimpleNamespace

from django import template
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from meetings import rich
from meetings.confirm import DAY_ENDS, DAY_STARTS
from meetings.models import AttendanceStatus, OutcomeKind, Seat
from meetings.queries import live
from meetings.services.reports import heading_of
from organisations.models import Side
from portal import dates

register = template.Library()


@register.filter
def hours(meeting) -> str:
    """ "9.00–15.00"; a time that stands for an unknown one is left out."""
    starts, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    if starts.time() == DAY_STARTS:
        return ""
    if ends.time() == DAY_ENDS:
        return formats.time_format(starts)
    until = formats.time_format(ends)
    if ends.date() != starts.date():
        until = f"{formats.date_format(ends, 'j F')} {until}"
    return f"{formats.time_format(starts)}–{until}"


@register.filter
def when(meeting):
    """The day in words and the hours: "i morgon, 9.00–15.00", with the whole date on hover and in print."""
    day = timezone.localtime(meeting.starts_at).date()
    clock = hours(meeting)
    return format_html(
        '<time datetime="{}" title="{}">{}</time>{}',
        meeting.starts_at.isoformat(),
        dates.full(day),
        dates.spoken(day),
        f", {clock}" if clock else "",
    )


@register.filter
def when_in_full(meeting):
    """ "I dag, torsdag 12 mars 2026, 9.00–15.00": the first words of a meeting's page, on paper too."""
    day = timezone.localtime(meeting.starts_at).date()
    near = dates.spoken(day) if abs((day - dates.today()).days) <= 1 else ""
    words = ", ".join(part for part in (near, dates.full(day), hours(meeting)) if part)
    return words[:1].upper() + words[1:]


@register.filter
def where(meeting) -> str:
    """Place and form in words: "Stadshuset och digitalt"."""
    if meeting.form == "hybrid":
        return _("%(venue)s and on line") % {"venue": meeting.venue} if meeting.venue else _("in person and on line")
    if meeting.form == "digital":
        return f"{meeting.venue}, {_('on line')}" if meeting.venue else _("on line")
    return meeting.venue


@register.filter
def whole_date(at) -> str:
    """ "torsdag 12 mars 2026"."""
    return dates.full(timezone.localtime(at).date())


@register.filter
def notes(text):
    """The notes of a point. They are clean in the database, and cleaned once more on their way out."""
    return mark_safe(rich.clean(text)) if text else ""  # noqa: S308


@register.filter
def kind_word(kind) -> str:
    return OutcomeKind(kind).label


@register.filter
def outcome_facts(outcome: dict) -> str:
    """What stands under an outcome of the minutes' content: who, when, which clause, in plain words."""
    if outcome["kind"] == OutcomeKind.ACTION:
        parts = [outcome["owner"] or _("no one responsible"), _iso(outcome["due_on"]) or _("no date")]
        parts.append(outcome["organisation"])
    else:
        review = _iso(outcome.get("review_on", ""))
        parts = [_("reviewed %(day)s") % {"day": review} if review else ""]
    if outcome["provision"]:
        parts.append(f"§\u00a0{outcome['provision']}")
    return " · ".join(part for part in parts if part)


@register.filter
def notes_one_up(text):
    """The notes in a file, where the headings of the points are of the first level."""
    up = rich.clean(text).replace("h3>", "h2>").replace("h4>", "h3>") if text else ""
    return mark_safe(up)  # noqa: S308


@register.filter
def report_word(side) -> str:
    """ "Regionens läge": the tag of a point that is one side's report."""
    words = {
        Side.REGION: pgettext("report", "the region's status"),
        Side.MUNICIPAL: pgettext("report", "the municipalities' status"),
    }
    return words.get(side, "")


@register.filter
def report_heading(side) -> str:
    """The heading a report gets from the start: under its side's own heading it need not be said once more."""
    return heading_of(side)


@register.filter
def stamp(item) -> str:
    """What tells the script that a point has changed."""
    return live.stamp(item)


@register.filter
def loose_stamp(outcomes) -> str:
    return live.stamp_of_loose(outcomes)


@register.filter
def attendance_word(status) -> str:
    return AttendanceStatus(status).label


@register.filter
def seat_word(seat) -> str:
    return Seat(seat).label


@register.filter
def side_word(side) -> str:
    return Side(side).label if side else ""


@register.filter
def all_actions(content: dict) -> list:
    """Every action of the minutes' content, in order."""
    groups = [item["outcomes"] for item in content["items"]] + [content["outcomes"]]
    return [one for outcomes in groups for one in outcomes if one["kind"] == OutcomeKind.ACTION]


@register.filter
def held_when(content: dict) -> str:
    """ "Torsdag 12 mars 2026, 09.00–12.00."."""
    hours = "–".join(clock.replace(":", ".") for clock in (content["starts"], content["ends"]) if clock)
    day = dates.full(date.fromisoformat(content["date"]))
    return f"{day[:1].upper()}{day[1:]}{f', {hours}' if hours else ''}."


@register.filter
def held_where(content: dict) -> str:
    words = where(SimpleNamespace(form=content["form"], venue=content["venue"]))
    return f"{words[:1].upper()}{words[1:]}." if words else ""


@register.filter
def iso_day(text) -> str:
    return _iso(text)


@register.filter
def iso_moment(text) -> str:
    at = timezone.localtime(datetime.fromisoformat(text))
    return f"{formats.date_format(at, 'j F Y')} {formats.time_format(at)}"


@register.filter
def spoken_fully(at) -> str:
    return formats.date_format(timezone.localtime(at), "j F Y")


def _iso(text) -> str:
    """ "2026-10-27" as "27 oktober 2026"."""
    return formats.date_format(datetime.fromisoformat(text), "j F Y") if text else ""


@register.filter
def clock(at) -> str:
    """ "9.15"."""
    return formats.time_format(timezone.localtime(at))
