"""What happens to one meeting before it is held: confirmed, moved, replaced, cancelled, taken up again (001-13).

Each keeps the six statuses in step with each other, and tells those who have been called (services.calls).
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from meetings.models import AgendaItem, Attendance, MeetingMove, MeetingStatus
from meetings.queries.page import following
from meetings.services.backlog import carry_over
from meetings.services.calls import call_meeting, note_change
from meetings.services.locks import hold
from meetings.services.meetings import add_meeting
from meetings.services.standing import lay_agenda
from portal import audit

OFF = (MeetingStatus.CANCELLED, MeetingStatus.REPLACED)
SETTLED = (MeetingStatus.CONFIRMED, MeetingStatus.MOVED)


def store(meeting, facts, *, verb, by, **details):
    """Write what differs on a meeting that is held by the transaction, tell it, and leave a trace."""
    changed = {name for name, value in facts.items() if getattr(meeting, name) != value}
    for name in changed:
        setattr(meeting, name, facts[name])
    if changed:
        meeting.save(update_fields=sorted(changed))
        note_change(meeting, changed, by=by)
        audit.record(by, verb, meeting, **details)
    return meeting


def keep_move(meeting, *, reason, by, at):
    """The time and place it has now go into its history."""
    return MeetingMove.objects.create(
        meeting=meeting,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        venue=meeting.venue,
        reason=reason,
        at=at,
        by=by,
    )


def _refuse_when_over(meeting, *, at):
    if meeting.starts_at <= at and _is_written(meeting):
        raise ValidationError(_("The meeting has been held: there are notes from it. It stays where it is."))


def _is_written(meeting) -> bool:
    return meeting.outcomes.exists() or meeting.agenda.exclude(text="").exists()


@transaction.atomic
def move_meeting(meeting, facts, *, is_settled, reason, by, at):
    """To another time or place (facts: starts_at, ends_at, form, venue, link). The time it had stays in its history.

    A settled time makes it moved, one that is not makes it preliminary. A new place alone changes nothing of that.
    Refused when somebody else has moved it since `meeting` was read.
    """
    now = hold(meeting)
    if now.starts_at != meeting.starts_at:
        raise ValidationError(
            _("Somebody has moved the meeting meanwhile. Look at its new time before you move it again.")
        )
    _refuse_when_over(now, at=at)
    if now.status in OFF:
        raise ValidationError(_("The meeting is called off. Take it up again first, then move it."))
    is_another_time = (now.starts_at, now.ends_at) != (facts["starts_at"], facts["ends_at"])
    if not is_another_time and all(getattr(now, name) == value for name, value in facts.items()):
        raise ValidationError(_("The meeting already has that time and place. Choose another."))
    status = now.status
    if is_another_time:
        keep_move(now, reason=reason, by=by, at=at)
        status = MeetingStatus.MOVED if is_settled else MeetingStatus.PRELIMINARY
    return store(now, facts | {"status": status}, verb="moved meeting", by=by, on=facts["starts_at"].date())


@transaction.atomic
def replace_meeting(meeting, other, *, reason, take_along, by, at):
    """`other` is held instead. The points that were put on the agenda by hand go there.

    Where the call has been sent, those on the list of `other` are sent theirs too.
    """
    now = hold(meeting)
    _refuse_when_over(now, at=at)
    if now.status in OFF:
        raise ValidationError(_("The meeting is called off already."))
    if other.pk == now.pk or other.group_id != now.group_id or other.status in OFF:
        raise ValidationError(_("Choose another meeting of the same group, one that is to be held."))
    if take_along:
        _take_along(now, other, by=by)
    if now.called_at is not None:
        call_meeting(other, by=by)
    facts = {"status": MeetingStatus.REPLACED, "replaced_by": other, "status_reason": reason}
    return store(now, facts, verb="replaced meeting", by=by, other=other.pk)


@transaction.atomic
def replace_with_new(meeting, facts, *, reason, take_along, by, at):
    """Held instead at a new time (facts: starts_at, ends_at, form, venue, link), with the same people on its list."""
    now = hold(meeting)
    other = add_meeting(
        group=now.group,
        by=by,
        title=now.title,
        status=now.status if now.status not in OFF else MeetingStatus.CONFIRMED,
        note_taker=now.note_taker,
        adjusters_needed=now.adjusters_needed,
        series=now.series,
        **facts,
    )
    have = set(other.attendance.values_list("user", flat=True))
    Attendance.objects.bulk_create(
        Attendance(
            meeting=other,
            **{name: getattr(row, name) for name in ("user", "name", "organisation", "organisation_text")},
            **{name: getattr(row, name) for name in ("address", "side", "seat")},
        )
        for row in now.attendance.all()
        if row.user_id is None or row.user_id not in have
    )
    if take_along:
        AgendaItem.objects.bulk_create(_again(item, other) for item in now.agenda.all())
    elif now.series_id:
        lay_agenda([other], now.series)
    replace_meeting(now, other, reason=reason, take_along=False, by=by, at=at)
    return other


@transaction.atomic
def cancel_meeting(meeting, *, reason, take_along, by, at):
    """Not held. The points that were put on the agenda by hand go to the next meeting, when there is one."""
    now = hold(meeting)
    _refuse_when_over(now, at=at)
    if now.status == MeetingStatus.CANCELLED:
        return now
    facts = {"status": MeetingStatus.CANCELLED, "status_reason": reason, "replaced_by": None}
    store(now, facts, verb="cancelled meeting", by=by)
    if take_along:
        take_points_on(now, by=by)
    return now


@transaction.atomic
def confirm_meeting(meeting, *, by):
    """The time is settled. A meeting that was called off is to be held again, at the time it had."""
    now = hold(meeting)
    if now.status in SETTLED:
        return now
    status = MeetingStatus.MOVED if now.moves.exists() else MeetingStatus.CONFIRMED
    facts = {"status": status, "status_reason": "", "replaced_by": None}
    return store(now, facts, verb="confirmed meeting", by=by)


@transaction.atomic
def confirm_meetings(meetings, *, by) -> int:
    """Several at once; how many were not settled before."""
    return sum(meeting.status not in SETTLED and bool(confirm_meeting(meeting, by=by)) for meeting in meetings)


def _again(item, meeting):
    """The same point with what has been prepared under it: its first meeting was never held."""
    kept = ("position", "section", "heading", "presenter", "minutes", "is_internal", "side", "text")
    return AgendaItem(meeting=meeting, carried_from=item, **{name: getattr(item, name) for name in kept})


def worth_taking(meeting) -> list[AgendaItem]:
    """The points that would be forgotten: all but the standing ones of the series that nobody has written under."""
    standing = set(meeting.series.items.values_list("heading", flat=True)) if meeting.series_id else set()
    return [item for item in meeting.agenda.all() if item.text or item.carried_from_id or item.heading not in standing]


def take_points_on(meeting, *, by):
    """The points of a meeting that is not held go to the next one that is, when there is one."""
    after = following(meeting)
    if after is not None:
        _take_along(meeting, after, by=by)


def _take_along(meeting, other, *, by):
    hold(other)
    for item in worth_taking(meeting):
        carry_over(item, other, by=by)
