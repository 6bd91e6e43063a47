"""The two sides' status reports in a group's meetings, side by side (001-03)."""

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Prefetch

from meetings.models import AgendaItem, Meeting
from meetings.queries import page
from organisations.models import Side

SIDES = (Side.REGION, Side.MUNICIPAL)


@dataclass
class Row:
    """One meeting, and what each side reported there, in the order of SIDES."""

    meeting: Meeting
    sides: list = field(default_factory=list)


def meetings_with_reports(group, user):
    """The group's meetings with a report that the user may read, the newest first."""
    items = AgendaItem.objects.exclude(side="").for_eyes_of(user)
    rows = Meeting.objects.with_notes_for(user).filter(Exists(items.filter(meeting=OuterRef("pk"))), group=group)
    reports = items.prefetch_related(Prefetch("outcomes", page.outcomes()))
    return rows.prefetch_related(Prefetch("agenda", reports, to_attr="reports")).order_by("-starts_at", "-pk")


def side_by_side(meetings) -> list[Row]:
    return [
        Row(one, [(side, [item for item in one.reports if item.side == side]) for side in SIDES]) for one in meetings
    ]
