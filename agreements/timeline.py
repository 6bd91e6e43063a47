"""The plan's time line: stages as bands, activities as marks, drawn as SVG with attributes and classes only.

Places across are percentages of the width, places down are pixels. Every mark is a link with a whole sentence as its
name; the same activities stand in a list beside the drawing.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import formats
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from agreements.differences import joined
from agreements.models import ActivityState
from agreements.periods import activity_days, span

YEAR, QUARTER, MONTH = "ar", "kvartal", "manad"
MONTHS = {YEAR: 12, QUARTER: 3, MONTH: 1}
HEAD, ROW, BAND_HEAD, GAP = 44, 28, 30, 12  # pixels
INSIDE, ROOM = 30.0, 1.25  # percent of the width a bar needs to hold its words; letters that one percent holds


def month_after(day, months=1) -> date:
    """The first day of the month so many months from the month of `day`."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)


@dataclass(frozen=True)
class Window:
    """What is looked at: whole months from `start` to before `end`."""

    zoom: str
    start: date
    end: date

    @classmethod
    def over(cls, zoom, day) -> "Window":
        """The year, quarter or month that holds the day."""
        months = MONTHS[zoom]
        start = date(day.year, (day.month - 1) // months * months + 1, 1)
        return cls(zoom, start, month_after(start, months))

    @property
    def last(self) -> date:
        return self.end - timedelta(days=1)

    @property
    def before(self) -> "Window":
        return Window.over(self.zoom, self.start - timedelta(days=1))

    @property
    def after(self) -> "Window":
        return Window.over(self.zoom, self.end)

    def __str__(self):
        if self.zoom == YEAR:
            return str(self.start.year)
        if self.zoom == QUARTER:
            number = (self.start.month + 2) // 3
            return _("Quarter %(number)d %(year)d") % {"number": number, "year": self.start.year}
        return formats.date_format(self.start, "F Y")

    def place(self, day) -> float:
        """Where the beginning of a day stands, in percent, never outside."""
        return min(max(100 * (day - self.start).days / (self.end - self.start).days, 0.0), 100.0)

    def holds(self, day) -> bool:
        return self.start <= day < self.end

    def touches(self, first, last) -> bool:
        return first < self.end and last >= self.start


@dataclass(frozen=True)
class Timeline:
    drawing: str
    height: int


def timeline(window, stages, *, on) -> Timeline:
    """Draw (stage, activities) pairs; those with nothing in the window are left out by the caller."""
    parts, top = [], HEAD
    for stage, activities in stages:
        height = BAND_HEAD + ROW * len(activities) + 4
        parts.append(_band(window, stage, top, height))
        for number, activity in enumerate(activities):
            parts.append(_mark(window, activity, top + BAND_HEAD + ROW * number, on=on))
        top += height + GAP
    bottom = top - GAP + 4
    drawing = format_html(
        '<svg class="time" width="100%" height="{}" role="group" aria-label="{}">{}{}{}</svg>',
        bottom,
        _("Time line, %(period)s") % {"period": window},
        _axis(window, bottom),
        _today(window, on, bottom),
        joined(parts),
    )
    return Timeline(drawing, bottom)


def _pc(value) -> str:
    return f"{value:.2f}%"


def _axis(window, bottom):
    """Names above, lines below: months in a year, weeks in a quarter, days in a month."""
    parts = []
    day = window.start
    while day < window.end:
        place, middle = window.place(day), (window.place(day) + window.place(month_after(day))) / 2
        parts.append(_line("month", place, 0 if window.zoom != YEAR else 18, bottom))
        name = formats.date_format(day, "F" if window.zoom != YEAR else "M").lower().rstrip(".")
        parts.append(format_html('<text class="name" x="{}" y="14">{}</text>', _pc(middle), name))
        day = month_after(day)
    parts += _weeks(window, bottom) if window.zoom == QUARTER else []
    parts += _days(window, bottom) if window.zoom == MONTH else []
    return format_html('<g class="time-axis" aria-hidden="true">{}</g>', joined(parts))


def _weeks(window, bottom):
    monday = window.start + timedelta(days=-window.start.weekday() % 7)
    while monday < window.end:
        place = window.place(monday)
        yield _line("week", place, 22, bottom)
        words = pgettext("week", "w. %(number)d") % {"number": monday.isocalendar().week}
        yield format_html('<text class="small" x="{}" y="34" dx="3">{}</text>', _pc(place), words)
        monday += timedelta(days=7)


def _days(window, bottom):
    day, width = window.start, 100 / (window.end - window.start).days
    while day < window.end:
        place = window.place(day)
        if day.weekday() > 4:
            yield format_html(
                '<rect class="weekend" x="{}" y="20" width="{}" height="{}"></rect>',
                _pc(place),
                _pc(width),
                bottom - 20,
            )
        yield format_html('<text class="small mid" x="{}" y="34">{}</text>', _pc(place + width / 2), day.day)
        day += timedelta(days=1)


def _line(name, place, top, bottom):
    return format_html(
        '<line class="{}" x1="{}" x2="{}" y1="{}" y2="{}"></line>', name, _pc(place), _pc(place), top, bottom
    )


def _today(window, on, bottom):
    if not window.holds(on):
        return ""
    place = window.place(on) + 50 / (window.end - window.start).days
    return format_html('<g aria-hidden="true">{}</g>', _line("today", place, 18, bottom))


def _band(window, stage, top, height):
    """A stage: a band over its days with its name; at the window's edge when it began earlier."""
    left, right = window.place(stage.starts_on), window.place(stage.ends_on + timedelta(days=1))
    words = f"{stage.title}, {span(stage.starts_on, stage.ends_on)}"
    near_end = left > 65
    text = format_html(
        '<text class="band-name{}" x="{}" y="{}" dx="{}">{}</text>',
        " end" if near_end else "",
        _pc(right if near_end else left),
        top + 20,
        -8 if near_end else 8,
        words,
    )
    rect = format_html(
        '<rect class="band" x="{}" y="{}" width="{}" height="{}" rx="6"></rect>',
        _pc(left),
        top,
        _pc(max(right - left, 0.5)),
        height,
    )
    return joined([rect, text])


def name_of(activity, *, on) -> str:
    """The whole sentence that a mark is called: what, when, how it stands."""
    words = [activity.title, activity_days(activity, on=on), activity.get_state_display().lower()]
    if activity.is_late(on=on):
        words.append(pgettext("activity", "late"))
    if roll_up := getattr(activity, "roll_up", None):
        words.append(rolled_up(roll_up))
    return ", ".join(words)


def rolled_up(roll_up) -> str:
    """9 of 13 done, 2 late."""
    words = pgettext("activities", "%(done)d of %(total)d done") % {"done": roll_up.done, "total": roll_up.total}
    if roll_up.late:
        words += ", " + ngettext("%(count)d late", "%(count)d late", roll_up.late) % {"count": roll_up.late}
    return words


def _look(activity, on) -> str:
    return "late" if activity.is_late(on=on) else ActivityState(activity.state).value.replace("_", "-")


def _mark(window, activity, top, *, on):
    """One activity: its shape, its words, and the place that can be pressed, as one link."""
    days = [day for day in (activity.starts_on, activity.or_on) if day and window.holds(day)]
    if activity.ends_on:
        left, right = window.place(activity.starts_on), window.place(activity.ends_on + timedelta(days=1))
        shape = _bar(left, max(right - left, 0.8), top)
    else:
        places = [window.place(day) + 50 / (window.end - window.start).days for day in sorted(days)]
        left, right = places[0], places[-1]
        shape = joined([_between(left, right, top), *(_point(place, top, activity) for place in places)])
    return format_html(
        '<a href="{}" class="pin is-{}" aria-label="{}">{}{}</a>',
        activity.get_absolute_url(),
        _look(activity, on),
        name_of(activity, on=on),
        shape,
        _words(activity, left, right, top, is_bar=bool(activity.ends_on)),
    )


def _bar(left, width, top):
    return format_html(
        '<rect class="bar" x="{}" y="{}" width="{}" height="22" rx="4"></rect>', _pc(left), top + 3, _pc(width)
    )


def _between(left, right, top):
    if left == right:
        return ""
    return format_html(
        '<line class="either" x1="{}" x2="{}" y1="{}" y2="{}"></line>', _pc(left), _pc(right), top + 14, top + 14
    )


def _point(place, top, activity):
    """A dot for a day; a diamond for what something hangs on."""
    shape = "M0 -9 9 0 0 9 -9 0Z" if activity.is_milestone else "M-7 0a7 7 0 1 0 14 0a7 7 0 1 0 -14 0Z"
    return format_html('<svg class="point" x="{}" y="{}"><path d="{}"></path></svg>', _pc(place), top + 14, shape)


def _words(activity, left, right, top, *, is_bar):
    """The title where there is room for it: in a long bar, after the mark, or before it."""
    if is_bar and right - left >= INSIDE:
        place, side, room, push = left, "", right - left, 8
    elif right <= 100 - left or right < 50:
        place, side, room, push = right, "", 100 - right, 8 if is_bar else 14
    else:
        place, side, room, push = left, " end", left, -8 if is_bar else -14
    text = activity.title
    if roll_up := getattr(activity, "roll_up", None):
        text += f" {roll_up.done}/{roll_up.total}"
    most = int(room * ROOM) - 2
    if len(text) > most:
        text = text[: max(most - 1, 0)].rstrip() + "…"
    return format_html('<text class="words{}" x="{}" y="{}" dx="{}">{}</text>', side, _pc(place), top + 19, push, text)


def legend_marks():
    """(look, words) of every look a mark can have, for the legend under the drawing."""
    return [
        ("planned", ActivityState.PLANNED.label),
        ("under-way", ActivityState.UNDER_WAY.label),
        ("done", ActivityState.DONE.label),
        ("late", pgettext("activity", "Late")),
        ("cancelled", ActivityState.CANCELLED.label),
    ]


def swatch(look, *, milestone=False) -> str:
    """A small mark for the legend."""
    shape = "M9 1 17 9 9 17 1 9Z" if milestone else "M3 9a6 6 0 1 0 12 0a6 6 0 1 0 -12 0Z"
    return format_html(
        '<svg class="time-swatch pin is-{}" width="18" height="18" aria-hidden="true"><path d="{}"></path></svg>',
        look,
        shape,
    )


def legend() -> str:
    rows = [(swatch(look), words) for look, words in legend_marks()]
    rows.append((swatch("planned", milestone=True), _("Decision or final report")))
    return format_html_join("", "<li>{}{}</li>", rows)
