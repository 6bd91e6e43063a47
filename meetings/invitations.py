"""A call as a calendar program reads it, and as the files that go with a letter (RFC 6047)."""

from datetime import datetime
from types import SimpleNamespace

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.confirm import DAY_ENDS, DAY_STARTS
from meetings.models import CallMethod, MeetingForm
from meetings.uids import key_of
from portal import calendars
from portal.notifications import Part


def told(facts: dict):
    """What was said, in the shape of a meeting, for whoever writes of it."""
    times = {name: datetime.fromisoformat(facts[name]) for name in ("starts_at", "ends_at")}
    return SimpleNamespace(**facts | times)


def times_of(meeting):
    """(start, end) for a calendar: whole days where the hours stand for unknown ones."""
    starts, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    if starts.time() == DAY_STARTS and ends.time() == DAY_ENDS:
        return starts.date(), ends.date()
    return meeting.starts_at, meeting.ends_at


def place_of(meeting) -> str:
    """What stands as the place: a link where there is only a link."""
    where = [meeting.venue, meeting.link if meeting.form in (MeetingForm.DIGITAL, MeetingForm.HYBRID, "") else ""]
    return ", ".join(part for part in where if part)


def event_of(pk, meeting, *, group, changed_at, sequence, url="", cancelled=False, tentative=False) -> calendars.Event:
    """A meeting as an event; `meeting` is one, or what was told of one. Says nothing of the agenda."""
    starts, ends = times_of(meeting)
    lines = [group]
    if meeting.form:
        lines.append(str(MeetingForm(meeting.form).label))
    if meeting.link:
        lines.append(_("Join on line: %(link)s") % {"link": meeting.link})
    return calendars.Event(
        key_of(pk),
        meeting.title,
        starts,
        ends,
        changed_at,
        sequence=sequence,
        description="\n".join(lines),
        location=place_of(meeting),
        url=url,
        cancelled=cancelled,
        tentative=tentative,
    )


def invitation(entry: dict, call, *, url, at) -> str:
    """The iTIP object of one entry of a letter (meetings.services.calls)."""
    cancels = entry["method"] == CallMethod.CANCEL
    meeting, group = told(entry["facts"]), call.meeting.group.name
    event = event_of(
        call.meeting_id,
        meeting,
        group=group,
        changed_at=at,
        sequence=entry["sequence"],
        url=url,
        cancelled=cancels,
        tentative=meeting.tentative,
    )
    person = calendars.Attendee(call.address, call.name, entry["role"], entry["partstat"])
    made = calendars.invitation_of(
        event,
        method=entry["method"].upper(),
        organizer=(settings.INBOX_ADDRESS, group),
        attendee=person,
        at=at,
        whole=entry["why"] != "taken_off",
    )
    return made.decode()


def parts(invitations: list) -> list[Part]:
    """The parts of a letter with these (entry, text): one as another form of the text, and as a file; more as files.

    A program reads one call in a letter by itself. Several, each with its own UID, stand beside the text: RFC 6047
    wants calls of different methods in multipart/mixed.
    """
    kinds = [f"text/calendar; method={entry['method'].upper()}" for entry, _text in invitations]
    if len(invitations) == 1:
        text = invitations[0][1]
        return [Part(text, kinds[0]), Part(text.encode(), "application/ics", "invite.ics")]
    return [
        Part(text, kind, f"{number:02d}-{told(entry['facts']).starts_at:%Y-%m-%d}.ics")
        for number, (kind, (entry, text)) in enumerate(zip(kinds, invitations, strict=True), 1)
    ]
