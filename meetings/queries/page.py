"""What one meeting's page shows. Each function says how many SQL statements it costs."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Case, Prefetch, Q, When
from django.utils import timezone

from actions.models import ActionItem
from meetings.confirm import DAY_ENDS, DAY_STARTS
from meetings.models import (
    AgendaItem,
    Attendance,
    AttendanceStatus,
    Meeting,
    MeetingStatus,
    NotesState,
    Outcome,
    Proposal,
    Seat,
)
from organisations.models import Side, User
from portal import audit
from portal.collation import swedish_key

CAME = {AttendanceStatus.PRESENT}
COMING = {AttendanceStatus.COMING, AttendanceStatus.PRESENT}


def agenda(meeting):
    """The points with their outcomes, in order. Three statements when read."""
    return AgendaItem.objects.filter(meeting=meeting).prefetch_related(Prefetch("outcomes", outcomes()))


def loose_outcomes(meeting):
    """Outcomes of no point. Two statements when read."""
    return outcomes().filter(meeting=meeting, item=None)


def outcomes():
    return (
        Outcome.objects.select_related(
            "provision", "spread", "action__owner", "action__organisation", "action__provision"
        )
        .prefetch_related(Prefetch("forwarded", Proposal.objects.select_related("group")))
        .order_by("position", "pk")
    )


@dataclass
class Part:
    """One side's rows of the list of who was called."""

    label: str
    rows: list = field(default_factory=list)
    here: int = 0


@dataclass
class People:
    """Who was called: by side, and how many came (or, before the meeting, are coming)."""

    parts: list
    total: int
    here: int
    held: bool
    own: Attendance | None = None
    core: tuple = (0, 0)  # of the core members: how many here, how many called
    invited: tuple = (0, 0)  # the same of invited experts and guests


def people(meeting, user, *, at) -> People:
    """The list of who was called. One statement."""
    rows = list(meeting.attendance.select_related("organisation"))
    rows.sort(key=lambda row: swedish_key(row.name))
    held = meeting.starts_at <= at
    counted = CAME if held and any(row.status in CAME for row in rows) else COMING
    labels = {Side.MUNICIPAL: Side.MUNICIPAL.label, Side.REGION: Side.REGION.label, "": ""}
    parts = {side: Part(label) for side, label in labels.items()}
    for row in rows:
        part = parts[row.side if row.side in parts else ""]
        part.rows.append(row)
        part.here += row.status in counted
    own = next((row for row in rows if row.user_id == user.pk), None)
    shown = [part for part in parts.values() if part.rows]
    core = _counted([row for row in rows if row.seat == Seat.CORE], counted)
    invited = _counted([row for row in rows if row.seat in (Seat.EXPERT, Seat.GUEST)], counted)
    return People(shown, len(rows), sum(part.here for part in shown), held, own, core, invited)


def _counted(rows, counted):
    return sum(row.status in counted for row in rows), len(rows)


def open_from_previous(meeting, user):
    """(previous meeting, of the same series when there is one; the open actions of all the group's earlier ones).

    Two statements at most.
    """
    earlier = (
        Meeting.objects.with_notes_for(user)
        .filter(group=meeting.group, starts_at__lt=meeting.starts_at)
        .exclude(status__in=[MeetingStatus.CANCELLED, MeetingStatus.REPLACED])
    )
    previous = earlier.order_by(*_own_series_first(meeting), "-starts_at", "-pk").first()
    if previous is None:
        return None, []
    outcomes = Outcome.objects.filter(meeting__in=earlier, action__isnull=False).for_eyes_of(user)
    actions = (
        ActionItem.objects.visible_to(user)
        .open()
        .filter(pk__in=outcomes.values("action"))
        .select_related("owner", "organisation", "provision", "group")
    )
    return previous, list(actions)


@dataclass
class Life:
    """Where a meeting was moved from, what it is held instead of, and what is held instead of it."""

    moves: list
    replaces: list
    instead: Meeting | None


def life(meeting, user) -> Life:
    """What has happened to a meeting's time. Two statements, and one when it is replaced."""
    seen = Meeting.objects.visible_to(user)
    instead = seen.filter(pk=meeting.replaced_by_id).first() if meeting.replaced_by_id else None
    return Life(list(meeting.moves.all()), list(seen.filter(replaced_by=meeting)), instead)


def following(meeting):
    """The next meeting that is not called off: of the same series, else of the group, or None. One statement."""
    later = Meeting.objects.filter(group=meeting.group_id, starts_at__gt=meeting.starts_at)
    later = later.exclude(status__in=[MeetingStatus.CANCELLED, MeetingStatus.REPLACED])
    return later.order_by(*_own_series_first(meeting), "starts_at", "pk").first()


def _own_series_first(meeting):
    own = Q(series=meeting.series_id) if meeting.series_id else Q(pk__isnull=False)
    return [Case(When(own, then=0), default=1)]


def set_times(meeting, items) -> int:
    """Give each point its planned time (`planned`, and `late` when it begins after the end); how many minutes too many."""
    starts = timezone.localtime(meeting.starts_at)
    if starts.time() == DAY_STARTS or not any(item.minutes for item in items):
        return 0
    at = starts
    for item in items:
        item.planned, item.late = at, at >= meeting.ends_at
        at += timedelta(minutes=item.minutes or 0)
    ends = timezone.localtime(meeting.ends_at)
    return 0 if ends.time() == DAY_ENDS else max(int((at - meeting.ends_at).total_seconds() // 60), 0)


def shared_by(meeting):
    """The audit entry of when the notes were shared, or None. One statement when shared."""
    if meeting.notes_state != NotesState.SHARED:
        return None
    return audit.entries_about(meeting).filter(verb="shared notes").first()


def readers_of_shared() -> int:
    """How many people can read notes once they are shared: all who take part. One statement."""
    return User.objects.filter(is_active=True, memberships__isnull=False).distinct().count()
