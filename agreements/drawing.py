"""Bars and time lines as SVG: attributes and classes only, so the page's policy, dark theme and print just work.

Positions are percentages of the width, as text with two decimals; every drawing stands in or beside a real table.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import formats
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from agreements.differences import joined
from agreements.models import Phase
from agreements.periods import day as day_in_words

BAR_HEIGHT = 28
ROOM = (3.0, 4.5, 6.0)  # percent: what a figure of one, two or three digits needs of its bar


def stacked_bar(counts) -> str:
    """Five counts (not started to sustainment) as one bar; an empty bar when there is nothing to count."""
    total = sum(counts)
    parts, left = [], 0.0
    for phase, count in enumerate(counts):
        width = 100 * count / total if total else 0
        if count:
            parts.append(_piece(phase, left, width))
            if width >= ROOM[min(len(str(count)), 3) - 1]:
                parts.append(_figure(phase, left + width / 2, count))
        left += width
    return format_html('<svg class="stack-bar" aria-hidden="true">{}</svg>', joined(parts))


def _piece(phase, left, width):
    return format_html(
        '<rect class="ramp-{}" x="{}%" y="0" width="{}%" height="{}"></rect>',
        phase,
        f"{left:.2f}",
        f"{width:.2f}",
        BAR_HEIGHT,
    )


def _figure(phase, middle, count):
    ink = "on-high" if phase > Phase.INTRODUCTION else "on-low"
    return format_html('<text class="{}" x="{}%" y="14">{}</text>', ink, f"{middle:.2f}", count)


def counts_in_words(counts) -> str:
    """The same bar for those who do not see it."""
    return ", ".join(f"{Phase(phase).label} {count}" for phase, count in enumerate(counts))


@dataclass(frozen=True)
class TimeScale:
    """Whole months from the first to the last day that is shown."""

    start: date
    end: date

    @classmethod
    def over(cls, days) -> "TimeScale":
        """The months that hold all these days (at least one)."""
        days = list(days)
        first, last = min(days).replace(day=1), max(days)
        return cls(first, (last.replace(day=1) + timedelta(days=31)).replace(day=1))

    def place(self, day) -> str:
        """Where a day stands, in percent of the width."""
        return f"{100 * (day - self.start).days / (self.end - self.start).days:.2f}"

    def months(self):
        """(place, name) of every month that gets a name: at most six, or four when over a year; and its year."""
        starts, day = [], self.start
        while day < self.end:
            starts.append(day)
            day = (day + timedelta(days=31)).replace(day=1)
        most = 6 if len(starts) <= 12 else 4
        step = next(step for step in (1, 2, 3, 4, 6, 12, 24, 60, 120, 240, 600, 1200) if len(starts) <= most * step)
        year = self.start.year if starts[-1].year == self.start.year else None
        for day in starts[::step]:
            pattern, year = ("M" if day.year == year else "M Y"), day.year
            yield self.place(day), formats.date_format(day, pattern).lower().rstrip(".")


def axis(scale) -> str:
    """The names of the months, to stand under the time lines."""
    return format_html(
        '<svg class="axis" aria-hidden="true">{}</svg>',
        format_html_join("", '<text x="{}%" y="16">{}</text>', scale.months()),
    )


def marks_above(scale, today, last, words) -> str:
    """What the two vertical lines are called; today's word gives way when the last day is too near."""
    texts = []
    near = last and abs((last - today).days) < 0.14 * (scale.end - scale.start).days
    if not near:
        texts.append(("mid on-today", scale.place(today), words["today"]))
    if last:
        texts.append(("mid on-last", scale.place(last), words["last"]))
    return format_html(
        '<svg class="axis" aria-hidden="true">{}</svg>',
        format_html_join("", '<text class="{}" x="{}%" y="15">{}</text>', texts),
    )


def decision_line(scale, party, *, today, last, tall=False) -> str:
    """One party's line: a filled square when it has decided, an open one when a date is set."""
    day = party.decided_on or party.planned_on
    mark = ""
    if day:
        mark = format_html(
            '<rect class="{}" x="{}%" y="6" width="12" height="12" rx="2.5" transform="translate(-6 0)"></rect>',
            "done" if party.decided_on else "planned",
            scale.place(day),
        )
    return _track(scale, mark, today=today, last=last, reach=8 if tall else 4)


def span_line(scale, stage, *, today) -> str:
    """One stage's line: a bar from its first to its last day."""
    starts_on, ends_on = stage.starts_on, stage.ends_on
    left = 100 * (starts_on - scale.start).days / (scale.end - scale.start).days
    width = 100 * ((ends_on - starts_on).days + 1) / (scale.end - scale.start).days
    bar = format_html(
        '<rect class="done" x="{}%" y="6" width="{}%" height="12" rx="2.5"></rect>', f"{left:.2f}", f"{width:.2f}"
    )
    return _track(scale, bar, today=today)


def _track(scale, mark, *, today, last=None, reach=4):
    lines = [mark_safe('<line class="base" x1="0" x2="100%" y1="12" y2="12"></line>'), mark]
    for name, day in (("today", today), ("last", last)):
        if day and scale.start <= day <= scale.end:
            place = scale.place(day)
            lines.append(
                format_html(
                    '<line class="{}" x1="{}%" x2="{}%" y1="{}" y2="{}"></line>', name, place, place, -reach, 24 + reach
                )
            )
    return format_html('<svg class="track" aria-hidden="true">{}</svg>', joined(lines))


@dataclass(frozen=True)
class DecisionLines:
    """What the table of decisions needs: the drawing of every row, what stands above, what stands below."""

    rows: list
    above: str
    below: str


def decision_lines(board, *, tall=False) -> DecisionLines | None:
    """Draw a decision board; None when there are no parties. `tall` for rows that hold a button."""
    if not board.parties:
        return None
    days = [party.decided_on or party.planned_on for party in board.parties]
    scale = TimeScale.over([day for day in [*days, board.decide_by, board.on] if day])
    words = {"today": _("today"), "last": day_in_words(board.decide_by) if board.decide_by else ""}
    return DecisionLines(
        rows=[
            (party, decision_line(scale, party, today=board.on, last=board.decide_by, tall=tall))
            for party in board.parties
        ],
        above=marks_above(scale, board.on, board.decide_by, words),
        below=axis(scale),
    )


@dataclass(frozen=True)
class StageLines:
    """What the table of stages needs: the drawing of every row, what stands above, what stands below."""

    rows: list
    above: str
    below: str


def stage_lines(stages, *, on) -> StageLines | None:
    """Draw stages beside each other in time; None when there are none. Today is drawn only within the plan."""
    if not stages:
        return None
    scale = TimeScale.over([day for stage in stages for day in (stage.starts_on, stage.ends_on)])
    inside = scale.start <= on <= scale.end
    return StageLines(
        rows=[(stage, span_line(scale, stage, today=on)) for stage in stages],
        above=marks_above(scale, on, None, {"today": _("today")}) if inside else "",
        below=axis(scale),
    )
