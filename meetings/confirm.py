"""From what the reader found to rows that can be confirmed: the same for the browser's preview and the command."""

import re
from datetime import datetime, time

from django.utils import timezone

from meetings.confirmed import (
    ConfirmedDate,
    ConfirmedNote,
    ConfirmedOutcome,
    ConfirmedPerson,
    ConfirmedSection,
)
from meetings.models import AgendaItem, Attendance, AttendanceStatus, KeyDate, Meeting, MeetingForm, OutcomeKind
from meetings.queries.names import Names, side_of
from organisations.models import Side

# "1. Inledning" is numbered by the page; "§ 25" and "Budget 2026" keep their numbers.
_NUMBER = re.compile(r"^\s*\d{1,2}(?:\.\d{1,2})*[.)]\s+(?=\S)")

# Where a note gives no times these stand for them; they are never shown.
DAY_STARTS, DAY_ENDS = time(0, 0), time(23, 59)


class NoDate(Exception):  # noqa: N818 - read where it is caught: "except NoDate"
    """The note says nowhere which day the meeting was."""


def confirm(note, *, title="", names=None) -> ConfirmedNote:
    """All that the reader found, as it stands, ready for services.save_note.

    People, organisations and clauses are tied where their names can mean one thing only. Raises NoDate.
    """
    if note.date is None:
        raise NoDate
    names = names or Names()
    starts_at, ends_at = whole_times(note.date, read_time(note.starts_at), read_time(note.ends_at))
    rows = suggest(note, names)
    taker = names.person(note.note_taker)
    return ConfirmedNote(
        title=rows["title"] or title,
        starts_at=starts_at,
        ends_at=ends_at,
        form=rows["form"],
        venue=rows["venue"],
        note_taker=taker,
        note_taker_text=rows["note_taker"],
        attendance=[person(names=names, **row) for row in rows["attendance"]],
        sections=[ConfirmedSection(**row) for row in rows["sections"]],
        outcomes=[outcome(names=names, **row) for row in rows["outcomes"]],
        dates=[ConfirmedDate(**row) for row in rows["dates"]],
    )


def suggest(note, names) -> dict:
    """What the reader found as plain values, cut to what the database holds: the preview's first values."""
    places = {}
    for place, section in enumerate(note.sections):
        places.setdefault(section.heading, place)
    found = [(OutcomeKind.DECISION, one) for one in note.decisions] + [
        (OutcomeKind.ACTION, one) for one in note.actions
    ]
    return {
        "title": _cut(note.title, Meeting, "title"),
        "date": note.date,
        "starts_at": read_time(note.starts_at),
        "ends_at": read_time(note.ends_at),
        "form": note.form if note.form in MeetingForm.values else "",
        "venue": _cut(note.venue, Meeting, "venue"),
        "note_taker": _cut(note.note_taker, Meeting, "note_taker_text"),
        "attendance": [
            {
                "name": _cut(one.name, Attendance, "name"),
                "organisation": _cut(one.organisation, Attendance, "organisation_text"),
                "side": one.side if one.side in Side.values else "",
                "status": one.status if one.status in AttendanceStatus.values else AttendanceStatus.INVITED,
            }
            for one in note.attendance
        ],
        "sections": [
            {"heading": _cut(_NUMBER.sub("", one.heading), AgendaItem, "heading"), "text": one.text}
            for one in note.sections
        ],
        "outcomes": [
            {
                "kind": kind,
                "text": one.text[:2000],
                "owner": ", ".join(getattr(one, "owners", [])),
                "due_on": getattr(one, "due", None),
                "section": places.get(one.section),
                "source": one.source,
            }
            for kind, one in sorted(found, key=lambda pair: places.get(pair[1].section, len(places)))
        ],
        "dates": [
            {
                "on": one.date,
                "what": _cut(one.what, KeyDate, "what"),
                "is_preliminary": one.preliminary,
                "source": one.source,
            }
            for one in note.dates
        ],
    }


def person(*, names, name, organisation="", side="", status):
    """One row of the list: tied to the person and the organisation that the names can only mean."""
    user = names.person(name)
    found = names.organisation(organisation)
    return ConfirmedPerson(
        name=user.get_full_name() if user else name,
        user=user,
        organisation=found,
        organisation_text=organisation,
        side=side or side_of(found),
        status=status,
    )


def outcome(*, names, kind, text, owner="", due_on=None, section=None, source=""):
    """One outcome. Of several who are responsible, the first with an account is the owner and the rest are named."""
    is_action = kind == OutcomeKind.ACTION
    users, strangers = names.people_in(owner) if is_action else ([], [])
    others = [user.get_full_name() for user in users[1:]] + (strangers if users else [])
    return ConfirmedOutcome(
        kind=kind,
        text=text,
        more=f"{owner.strip()}." if others else "",
        source=source,
        section=section,
        provision=names.provision(text) or names.provision(source),
        owner=users[0] if users else None,
        owner_text="" if users else owner.strip()[:200],
        due_on=due_on if is_action else None,
    )


def read_time(text):
    """ "09:00" as a time, or None."""
    try:
        return time.fromisoformat(text) if text else None
    except ValueError:
        return None


def whole_times(day, starts, ends):
    """Aware times of start and end. What is not known is the day's first or last minute, and is not shown."""
    starts, ends = starts or DAY_STARTS, ends or DAY_ENDS
    return tuple(timezone.make_aware(datetime.combine(day, at)) for at in (starts, ends))


def _cut(text, model, field):
    return (text or "").strip()[: model._meta.get_field(field).max_length].strip()
