"""The year as a wheel: twelve months clockwise from the top, stages outermost, activities as numbered marks inside.

Drawn as SVG around the middle (0, 0) with attributes and classes only. Every mark has the number that its line in the
list has, and is a link with a whole sentence as its name.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from math import cos, degrees, pi, sin

from django.utils import formats
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from agreements.differences import joined
from agreements.models import ActivityState, Stage
from agreements.timeline import name_of

HALF = 360  # half the side of the drawing
MONTH_RING, WEEK_RING = (308, 346), 297
STAGE_RADIUS, STAGE_STEP = 280, 15
MARK_STEP, MARK, INNERMOST = 26, 12, 66


@dataclass(frozen=True)
class NumberedStage:
    letter: str
    stage: Stage


@dataclass(frozen=True)
class Wheel:
    """The drawing, and what its letters and numbers stand for; activities carry `number`."""

    drawing: str
    stages: list[NumberedStage]
    months: list  # (first day, activities that begin or go on then)


def wheel(year, stages, activities, *, on) -> Wheel:
    """Draw a year. `activities` in order of date; those that are cancelled stand in the list only."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    for number, activity in enumerate(activities, start=1):
        activity.number = number
        activity.begins = max(activity.starts_on, first)
        if activity.or_on and not first <= activity.starts_on <= last:
            activity.begins = activity.or_on
        activity.ends = min(activity.ends_on or activity.begins, last)
    lettered = [NumberedStage(chr(65 + place % 26), stage) for place, stage in enumerate(stages)]
    radius, arcs = _stages(lettered, first, last)
    marks = _marks([one for one in activities if one.state != ActivityState.CANCELLED], year, radius, on=on)
    drawing = format_html(
        '<svg class="wheel" viewBox="{} {} {} {}" role="group" aria-label="{}">{}{}{}{}{}</svg>',
        -HALF, -HALF, 2 * HALF, 2 * HALF,
        _("The year %(year)d as a wheel") % {"year": year},
        _months(year),
        _weeks(year),
        arcs,
        _today(year, on),
        marks,
    )  # fmt: skip
    return Wheel(drawing, lettered, _by_month(year, activities))


def _by_month(year, activities):
    rows = [(date(year, month, 1), []) for month in range(1, 13)]
    for activity in activities:
        rows[activity.begins.month - 1][1].append(activity)
    return [(day, found) for day, found in rows if found]


def turn(day) -> float:
    """How far round the year a day begins, in radians clockwise from the top."""
    first = date(day.year, 1, 1)
    return 2 * pi * (day - first).days / (date(day.year + 1, 1, 1) - first).days


def _at(radius, angle) -> tuple[str, str]:
    return f"{radius * sin(angle):.1f}", f"{-radius * cos(angle):.1f}"


def _arc(radius, start, end) -> str:
    """A path along a circle; a whole turn is cut just short so that it is drawn at all."""
    end = min(end, start + 2 * pi - 0.001)
    (x1, y1), (x2, y2) = _at(radius, start), _at(radius, end)
    return f"M{x1} {y1}A{radius} {radius} 0 {int(end - start > pi)} 1 {x2} {y2}"


def _months(year):
    inner, outer = MONTH_RING
    parts = [format_html('<circle class="rim" r="{}"></circle><circle class="rim" r="{}"></circle>', inner, outer)]
    for month in range(1, 13):
        day = date(year, month, 1)
        start, end = turn(day), turn(date(year, month + 1, 1)) if month < 12 else 2 * pi
        (x1, y1), (x2, y2) = _at(INNERMOST - 14, start), _at(outer, start)
        parts.append(format_html('<line class="month" x1="{}" y1="{}" x2="{}" y2="{}"></line>', x1, y1, x2, y2))
        x, y = _at((inner + outer) / 2, (start + end) / 2)
        name = formats.date_format(day, "M").lower().rstrip(".")
        parts.append(format_html('<text class="name" x="{}" y="{}" dy="5">{}</text>', x, y, name))
    parts.append(format_html('<text class="year" x="0" y="0" dy="10">{}</text>', year))
    return format_html('<g aria-hidden="true">{}</g>', joined(parts))


def _weeks(year):
    """The numbers of the weeks, lightly, where their Thursday stands."""
    rows = []
    for number in range(1, date(year, 12, 28).isocalendar().week + 1):
        angle = turn(date.fromisocalendar(year, number, 4))
        x, y = _at(WEEK_RING, angle)
        rows.append((x, y, number))
    return format_html(
        '<g class="weeks" aria-hidden="true">{}</g>',
        format_html_join("", '<text x="{}" y="{}" dy="3">{}</text>', rows),
    )


def _stages(lettered, first, last):
    """Each stage an arc in the outermost ring that is free there; returns the next free radius and the arcs."""
    rings, parts = [], []
    for one in lettered:
        start, end = max(one.stage.starts_on, first), min(one.stage.ends_on, last)
        ring = next((place for place, until in enumerate(rings) if until < start), len(rings))
        rings[ring:] = [end, *rings[ring + 1 :]]
        radius = STAGE_RADIUS - STAGE_STEP * ring
        angle = turn(start)
        until = turn(end) + 2 * pi / 366
        x, y = _at(radius, min(angle + 10 / radius, (angle + until) / 2))
        words = pgettext("wheel", "Stage %(letter)s: %(title)s") % {"letter": one.letter, "title": one.stage.title}
        parts.append(
            format_html(
                '<g class="stage"><title>{}</title><path d="{}"></path><text x="{}" y="{}" dy="4">{}</text></g>',
                words,
                _arc(radius, angle, until),
                x,
                y,
                one.letter,
            )
        )
    return STAGE_RADIUS - STAGE_STEP * len(rings) - 12, format_html('<g aria-hidden="true">{}</g>', joined(parts))


def _today(year, on):
    if on.year != year:
        return ""
    angle = turn(on) + pi / 366
    (x1, y1), (x2, y2) = _at(INNERMOST - 14, angle), _at(MONTH_RING[1], angle)
    return format_html('<line class="today" aria-hidden="true" x1="{}" y1="{}" x2="{}" y2="{}"></line>', x1, y1, x2, y2)


def _marks(activities, year, outermost, *, on):
    """Numbered dots, each as far out as there is room; what goes on for more than a week has an arc as well."""
    taken, parts = [], []
    for activity in activities:
        start, end = turn(activity.begins), turn(activity.ends)
        radius = outermost
        while radius > INNERMOST and any(_meets(radius, start, end, other) for other in taken):
            radius -= MARK_STEP
        taken.append((radius, start, end))
        parts.append(_mark(activity, radius, start, end, on=on))
    return joined(parts)


def _meets(radius, start, end, other) -> bool:
    """Whether a mark here would touch another in the same ring."""
    ring, begins, ends = other
    room = 2 * (MARK + 2) / radius
    apart = start > ends + room or end + room < begins
    around = start + 2 * pi <= ends + room or begins + 2 * pi <= end + room
    return ring == radius and (not apart or around)


def _mark(activity, radius, start, end, *, on):
    x, y = _at(radius, start)
    arc = ""
    if degrees(end - start) > 6:
        arc = format_html('<path class="while" d="{}"></path>', _arc(radius, start, end))
    look = "late" if activity.is_late(on=on) else activity.state.replace("_", "-")
    shape = f"M{x} {float(y) - 14:.1f}l14 14l-14 14l-14 -14Z" if activity.is_milestone else ""
    body = (
        format_html('<path class="dot" d="{}"></path>', shape)
        if shape
        else format_html('<circle class="dot" cx="{}" cy="{}" r="{}"></circle>', x, y, MARK)
    )
    return format_html(
        '<a href="{}" class="pin is-{}" aria-label="{}">{}{}<text x="{}" y="{}" dy="4.5">{}</text></a>',
        activity.get_absolute_url(),
        look,
        f"{activity.number}. {name_of(activity, on=on)}",
        arc,
        body,
        x,
        y,
        activity.number,
    )


def year_bounds(year) -> tuple[date, date]:
    return date(year, 1, 1), date(year + 1, 1, 1) - timedelta(days=1)
