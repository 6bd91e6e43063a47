"""The theory of change as a drawing: four columns of boxes with arrows between, attributes and classes only.

It stands below the list with the same content, which is what screen readers read.
"""

import textwrap

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from agreements.differences import joined

BOX, GAP, LINE, PAD, SPACE, TOP = 236, 76, 21, 13, 22, 44
SIGNS = 29  # that fit on a line of a box, in the portal's sans at 16 pixels


def theory_drawing(columns) -> str:
    """Columns as `queries.theory_of` gives them; nothing when there are no boxes."""
    if not any(column.steps for column in columns):
        return ""
    places, bottom = _places(columns)
    width = len(columns) * BOX + (len(columns) - 1) * GAP + 2
    parts = [_head(place, column.kind.label) for place, column in enumerate(columns)]
    parts += [
        _arrow(places[step.pk], places[other.pk])
        for column in columns
        for step in column.steps
        for other in step.onward
    ]
    parts += [_box(places[step.pk], column.kind) for column in columns for step in column.steps]
    return format_html(
        '<svg class="theory-map" role="img" aria-label="{}" width="{}" height="{}" viewBox="0 0 {} {}">{}</svg>',
        _("The theory of change as boxes and arrows. The list above says the same in words."),
        width,
        bottom,
        width,
        bottom,
        joined(parts),
    )


def _places(columns):
    """({box: (x, y, height, lines, column)}, height of the whole)."""
    places, bottom = {}, TOP
    for number, column in enumerate(columns):
        y = TOP
        for step in column.steps:
            lines = textwrap.wrap(step.text, SIGNS) or [step.text]
            height = len(lines) * LINE + 2 * PAD
            places[step.pk] = (1 + number * (BOX + GAP), y, height, lines, number)
            y += height + SPACE
        bottom = max(bottom, y)
    return places, bottom - SPACE + 2


def _head(number, name):
    return format_html('<text class="head" x="{}" y="20">{}</text>', 1 + number * (BOX + GAP), name)


def _box(place, kind):
    x, y, height, lines, _column = place
    rows = format_html_join(
        "",
        '<tspan x="{}" y="{}">{}</tspan>',
        ((x + PAD, y + PAD + 16 + number * LINE, line) for number, line in enumerate(lines)),
    )
    return format_html(
        '<rect class="box box-{}" x="{}" y="{}" width="{}" height="{}" rx="6"></rect><text>{}</text>',
        int(kind),
        x,
        y,
        BOX,
        height,
        rows,
    )


def _arrow(one, other):
    """From the right side to the left side of a box further on; otherwise round by the side."""
    (x1, y1, height1, _lines, column1), (x2, y2, height2, _lines2, column2) = one, other
    from_y, to_y = y1 + height1 // 2, y2 + height2 // 2
    if column2 > column1:
        start, end, bend, tip = x1 + BOX, x2, GAP // 2, -8
        path = f"M{start} {from_y} C{start + bend} {from_y} {end - bend} {to_y} {end - 4} {to_y}"
    else:
        start, end, bend, tip = x1 + (BOX if column1 == column2 else 0), x2 + BOX, GAP // 2, 8
        out = start + bend if column1 == column2 else start - bend
        path = f"M{start} {from_y} C{out} {from_y} {end + bend} {to_y} {end + 4} {to_y}"
    return format_html(
        '<path class="arrow" d="{}"></path><path class="tip" d="{}"></path>',
        path,
        f"M{end} {to_y} L{end + tip} {to_y - 5} L{end + tip} {to_y + 5} Z",
    )
