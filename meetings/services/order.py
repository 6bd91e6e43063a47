"""The order of a meeting's points: one step by a button, or to any place by drag. A point keeps to its section.

Positions are renumbered in one statement; the constraint on them is checked when the transaction ends.
"""

from django.db import transaction

from meetings.models import AgendaItem
from meetings.services.locks import hold
from portal import audit


class NoPlace(Exception):  # noqa: N818 - read where it is caught: "except NoPlace"
    """The point that another was to stand after is no longer on the agenda."""


@transaction.atomic
def move_item(item, *, up, by):
    """One step. At the edge of a section the step goes into the next one, so that every place is reached."""
    hold(item.meeting)
    rows = list(AgendaItem.objects.filter(meeting=item.meeting_id))
    place = next((number for number, row in enumerate(rows) if row.pk == item.pk), None)
    other = None if place is None else place - 1 if up else place + 1
    if other is None or not 0 <= other < len(rows):
        return
    moved, passed = rows[place], rows[other]
    if moved.section != passed.section:
        moved.section = passed.section
    else:
        rows[place], rows[other] = passed, moved
    _number(rows, moved)
    audit.record(by, "moved point", item.meeting, point=item.pk)


@transaction.atomic
def place_item(item, *, after, section, by):
    """To the place after another point (its key), or first (None), under a section's heading. NoPlace if it has gone."""
    hold(item.meeting)
    rows = list(AgendaItem.objects.filter(meeting=item.meeting_id))
    moved = next((row for row in rows if row.pk == item.pk), None)
    rest = [row for row in rows if row.pk != item.pk]
    place = 0 if after is None else next((n for n, row in enumerate(rest, start=1) if row.pk == after), None)
    if moved is None or place is None:
        raise NoPlace
    moved.section = section
    rest.insert(place, moved)
    if rest == rows and section == item.section:
        return moved
    _number(rest, moved)
    audit.record(by, "moved point", item.meeting, point=item.pk)
    return moved


def after_section(meeting, section, *, but=None):
    """The position after the last point of a section, or None where there is no such section."""
    rows = AgendaItem.objects.filter(meeting=meeting, section=section).exclude(pk=but)
    last = rows.order_by("position").last() if section else None
    return last.position + 1 if last else None


def make_room(meeting, position):
    """Push every point from this position one step on."""
    rows = AgendaItem.objects.filter(meeting=meeting, position__gte=position)
    for row in rows:
        row.position += 1
    AgendaItem.objects.bulk_update(rows, ["position"])


def _number(rows, moved):
    changed = [row for number, row in enumerate(rows, start=1) if row.position != number or row is moved]
    for number, row in enumerate(rows, start=1):
        row.position = number
    AgendaItem.objects.bulk_update(changed, ["position", "section"])
