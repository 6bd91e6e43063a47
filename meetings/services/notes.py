"""Saving a note that a person has confirmed."""

from django.db import transaction
from django.utils import timezone

from actions import services as actions
from meetings import rich
from meetings.models import AgendaItem, Attendance, KeyDate, Meeting, NotesState, Outcome, OutcomeKind
from meetings.services.meetings import seat_of
from organisations.models import Group
from portal import audit


class AlreadySaved(Exception):  # noqa: N818 - read where it is caught: "except AlreadySaved"
    """The group already has a meeting with this title on this day: `meeting`."""

    def __init__(self, meeting):
        super().__init__(f"meeting {meeting.pk} has the same group, day and title")
        self.meeting = meeting


@transaction.atomic
def save_note(note, *, group, by, even_if_saved=False):
    """Save a confirmed note as a held meeting of `group` with all that came out of it; returns the Meeting.

    `note` is a meetings.confirmed.ConfirmedNote (meetings.confirm.confirm(read_note(...)) makes one of everything the
    reader found); `by` is a user, or None for the portal itself. Everything is saved or nothing: meeting, attendance,
    points, outcomes with their action items, and key dates, in one transaction with one audit entry for the whole
    (each action has its own). The notes are a draft: only the group and the leads read them until they are shared.

    Raises AlreadySaved when the group has a meeting with the same title on the same day, unless `even_if_saved`.
    The group's row is held meanwhile, so that two presses on the button cannot both save.
    """
    Group.objects.select_for_update(of=("self",)).get(pk=group.pk)
    twin = find_twin(group, note.title, on=timezone.localdate(note.starts_at))
    if twin is not None and not even_if_saved:
        raise AlreadySaved(twin)
    meeting = Meeting.objects.create(
        group=group,
        title=note.title,
        starts_at=note.starts_at,
        ends_at=note.ends_at,
        form=note.form,
        venue=note.venue,
        note_taker=note.note_taker,
        note_taker_text="" if note.note_taker else note.note_taker_text,
        notes_state=NotesState.DRAFT,
        created_by=by,
    )
    seats = {seat.user_id: seat for seat in group.seats.all()}
    Attendance.objects.bulk_create(_attendance(meeting, note.attendance, seats))
    items = AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting, position=place, heading=row.heading, text=rich.clean(row.text), presenter=row.presenter
        )
        for place, row in enumerate(note.sections, start=1)
    )
    made = iter(actions.add_actions([_action(row, group=group) for row in note.outcomes if _is_action(row)], by=by))
    Outcome.objects.bulk_create(
        Outcome(
            meeting=meeting,
            item=items[row.section] if row.section is not None else None,
            position=place,
            kind=row.kind,
            text=row.text,
            source=row.source,
            provision=row.provision,
            action=next(made) if _is_action(row) else None,
        )
        for place, row in enumerate(note.outcomes, start=1)
    )
    KeyDate.objects.bulk_create(
        KeyDate(meeting=meeting, on=row.on, what=row.what, is_preliminary=row.is_preliminary, source=row.source)
        for row in note.dates
    )
    audit.record(by, "saved meeting note", meeting, group=group.pk, outcomes=len(note.outcomes))
    return meeting


def find_twin(group, title, *, on):
    """A meeting of the group on the same day with the same title, or None. Capitals and spaces do not count."""
    wanted = " ".join(title.split()).casefold()
    same_day = Meeting.objects.filter(group=group, starts_at__date=on).order_by("pk")
    return next((meeting for meeting in same_day if " ".join(meeting.title.split()).casefold() == wanted), None)


def _attendance(meeting, rows, seats):
    """One row each; a person who stands twice on the list is kept by name the second time."""
    seen = set()
    for row in rows:
        user = row.user if row.user and row.user.pk not in seen else None
        if user:
            seen.add(user.pk)
        yield Attendance(
            meeting=meeting,
            user=user,
            name=row.name,
            organisation=row.organisation,
            organisation_text="" if row.organisation else row.organisation_text,
            side=row.side,
            status=row.status,
            is_new=row.is_new,
            seat=seat_of(seats.get(user.pk)) if user else "",
        )


def _is_action(row) -> bool:
    return row.kind == OutcomeKind.ACTION


def _action(row, *, group) -> dict:
    return {
        "title": row.text[:300],
        "description": "\n\n".join(part for part in (row.text if len(row.text) > 300 else "", row.more) if part),
        "owner": row.owner,
        "owner_text": row.owner_text,
        "organisation": row.organisation,
        "group": group,
        "provision": row.provision,
        "due_on": row.due_on,
    }
