"""How many parties had decided, month by month: a step line as SVG, and the table with the same figures."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from agreements.differences import joined
from agreements.drawing import TimeScale, axis

TOP, BOTTOM = 16, 132  # pixels


@dataclass(frozen=True)
class Month:
    """What happened in a month, and how many had decided when it ended. `planned` looks ahead."""

    starts_on: date
    made: int
    in_all: int
    planned: int


@dataclass(frozen=True)
class DecisionProgress:
    drawing: str
    axis: str
    months: list[Month]
    in_words: str


def decision_progress(board) -> DecisionProgress | None:
    """Draw a decision board over time; None until somebody has decided."""
    made = sorted(party.decided_on for party in board.parties if party.decided_on)
    if not made:
        return None
    planned = sorted(
        party.planned_on
        for party in board.parties
        if not party.decided_on and party.planned_on and party.planned_on >= board.on
    )
    scale = TimeScale.over([day for day in [*made, *planned, board.decide_by, board.on] if day])
    months = _months(scale, made, planned)
    return DecisionProgress(
        drawing=_draw(scale, board, made, planned),
        axis=axis(scale),
        months=months,
        in_words=_("%(made)s of %(total)s parties had decided by today.") % {"made": len(made), "total": board.total},
    )


def _months(scale, made, planned) -> list[Month]:
    months, start = [], scale.start
    while start < scale.end:
        end = (start + timedelta(days=31)).replace(day=1)
        months.append(
            Month(
                start,
                sum(start <= day < end for day in made),
                sum(day < end for day in made),
                sum(start <= day < end for day in planned),
            )
        )
        start = end
    return months


def _draw(scale, board, made, planned) -> str:
    def height(count):
        return f"{BOTTOM - (BOTTOM - TOP) * count / board.total:.1f}"

    parts = [
        format_html(
            '<line class="{}" x1="0" x2="100%" y1="{}" y2="{}"></line><text x="0" y="{}">{}</text>',
            "base" if count == 0 else "grid",
            height(count),
            height(count),
            float(height(count)) - 4,
            count,
        )
        for count in (0, board.total)
    ]
    for name, day in (("today", board.on), ("last", board.decide_by)):
        if day:
            parts.append(
                format_html(
                    '<line class="{}" x1="{}%" x2="{}%" y1="{}" y2="{}"></line>',
                    name, scale.place(day), scale.place(day), TOP, BOTTOM,
                )
            )  # fmt: skip
    level = 0
    start = made[0]
    for name, days, until in (("made", made, board.on), ("coming", planned, None)):
        lines = []
        for day in days:
            lines.append((scale.place(start), scale.place(day), height(level), height(level)))
            lines.append((scale.place(day), scale.place(day), height(level), height(level + 1)))
            start, level = day, level + 1
        if until:
            lines.append((scale.place(start), scale.place(until), height(level), height(level)))
            start = until
        parts.append(
            format_html_join(
                "",
                '<line class="{}" x1="{}%" x2="{}%" y1="{}" y2="{}"></line>',
                ((name, *line) for line in lines),
            )
        )
    parts.append(
        format_html(
            '<text class="now" x="{}%" y="{}" dx="-6">{}</text>',
            scale.place(board.on),
            float(height(len(made))) - 6,
            len(made),
        )
    )
    return format_html('<svg class="step-line" aria-hidden="true">{}</svg>', joined(parts))
