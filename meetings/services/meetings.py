"""The meeting itself: called, changed, answered, its notes shared."""

from django.db import transaction
from django.utils import timezone

from meetings.models import Attendance, AttendanceStatus, Meeting, NotesState, Seat
from meetings.services.calls import note_added, note_change, note_removed
from meetings.services.locks import hold
from organisations.models import AttendanceMode, GroupMembership, GroupRole
from portal import audit

FIELDS = ("title", "starts_at", "ends_at", "form", "venue", "link", "status", "note_taker", "adjusters_needed")


@transaction.atomic
def add_meeting(*, group, by, along=(), **facts):
    """Call a group to a meeting (facts: FIELDS). Everybody who sits in the group stands on the list from the start.

    `along`: other groups whose people are called too.
    """
    meeting = Meeting.objects.create(group=group, created_by=by, **facts)
    before = Meeting.objects.filter(group=group, starts_at__lt=meeting.starts_at).order_by("-starts_at").first()
    since = timezone.localdate(before.starts_at) if before else None
    Attendance.objects.bulk_create(
        Attendance(
            meeting=meeting,
            user=seat.user,
            name=seat.user.get_full_name(),
            organisation=seat.organisation,
            side=seat.organisation.side if seat.organisation else "",
            status=_from(seat.mode),
            seat=seat_of(seat),
            is_new=bool(since and seat.joined_on and seat.joined_on > since),
        )
        for seat in group.seats.filter(user__is_active=True).select_related("user", "organisation")
    )
    if along:
        _call_along(meeting, along)
    audit.record(by, "called meeting", meeting, group=group.pk)
    return meeting


def _call_along(meeting, groups):
    """The people of other groups, each once, as guests of this one."""
    listed = set(meeting.attendance.values_list("user_id", flat=True))
    seats = GroupMembership.objects.filter(group__in=groups, user__is_active=True).exclude(user__in=listed)
    others = {seat.user_id: seat for seat in seats.select_related("user", "organisation")}
    Attendance.objects.bulk_create(
        Attendance(
            meeting=meeting,
            user=seat.user,
            name=seat.user.get_full_name(),
            organisation=seat.organisation,
            side=seat.organisation.side if seat.organisation else "",
            status=_from(seat.mode),
            seat=Seat.GUEST,
        )
        for seat in others.values()
    )


def _from(mode):
    return AttendanceStatus.IF_TIME_ALLOWS if mode == AttendanceMode.IF_TIME_ALLOWS else AttendanceStatus.INVITED


def seat_of(membership):
    """As what somebody is called who sits in the group; who does not is a guest."""
    if membership is None:
        return Seat.GUEST
    return Seat.EXPERT if membership.role == GroupRole.EXPERT else Seat.CORE


@transaction.atomic
def edit_meeting(meeting, facts, *, by):
    """Change the facts of a meeting (a dict of FIELDS); a note taker with an account stands for the name as written."""
    if facts.get("note_taker"):
        facts = {**facts, "note_taker_text": ""}
    now = hold(meeting)
    changed = [name for name, value in facts.items() if getattr(now, name) != value]
    for name in changed:
        setattr(now, name, facts[name])
    if changed:
        now.save(update_fields=changed)
        note_change(now, set(changed), by=by)
        audit.record(by, "changed meeting", now, fields=" ".join(changed))
    return now


@transaction.atomic
def share_notes(meeting, *, by):
    """Let all who take part read the notes. Not taken back: what has been shared may be a public document (L5)."""
    now = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if now.notes_state != NotesState.SHARED:
        now.notes_state = NotesState.SHARED
        now.save(update_fields=["notes_state"])
        audit.record(by, "shared notes", now)
    return now


@transaction.atomic
def answer_call(meeting, status, *, by):
    """One's own answer. Raises Attendance.DoesNotExist for who is not called."""
    hold(meeting)
    return _set(Attendance.objects.select_for_update(of=("self",)).get(meeting=meeting, user=by), status, by=by)


@transaction.atomic
def set_attendance(row, status, *, by):
    """What the leads and the secretary write: who came."""
    hold(row.meeting)
    return _set(Attendance.objects.select_for_update(of=("self",)).get(pk=row.pk), status, by=by)


def _set(row, status, *, by):
    if row.status != status:
        row.status = status
        row.save(update_fields=["status"])
        audit.record(by, "set attendance", row, status=status)
    return row


@transaction.atomic
def call_person(meeting, *, by, name="", user=None, organisation=None, status=AttendanceStatus.INVITED, address=""):
    """Put one more on the list: a person with an account, or a name. Who stands there already is left as they are."""
    now = hold(meeting)
    if user is not None:
        found = Attendance.objects.filter(meeting=meeting, user=user).first()
        if found is not None:
            return found
        name = user.get_full_name()
    row = Attendance.objects.create(
        meeting=meeting,
        user=user,
        name=name,
        organisation=organisation,
        side=organisation.side if organisation else "",
        status=status,
        address="" if user else address,
        seat=seat_of(now.group.seats.filter(user=user).first() if user else None),
    )
    note_added(now)
    audit.record(by, "called person", meeting, attendance=row.pk)
    return row


@transaction.atomic
def remove_person(row, *, by):
    """Take somebody off the list."""
    hold(row.meeting)
    note_removed(row)
    audit.record(by, "removed person from meeting", row.meeting, attendance=row.pk)
    row.delete()


@transaction.atomic
def set_address(row, address, *, by):
    """Where somebody without an account is reached; the call goes to the new address."""
    now = hold(row.meeting)
    row = Attendance.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.user_id is None and row.address != address:
        row.address = address
        row.save(update_fields=["address"])
        note_added(now)
        audit.record(by, "wrote the address of", row)
    return row
