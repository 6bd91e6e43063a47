"""Answers to calls that come by mail (RFC 5546 3.2.3, RFC 6047): read here, judged in services.replies."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.utils import timezone
from icalendar import Calendar

from meetings.models import Meeting, PartStat
from meetings.services.replies import take_reply
from meetings.uids import meeting_of
from portal.inbox import Read, reader
from portal.incoming import text_of
from portal.models import MailOutcome

KINDS = ("text/calendar", "application/ics")
EVENTS = 50  # in one mail, at the most


@dataclass(frozen=True)
class Reply:
    """What one REPLY says of one meeting."""

    meeting: int
    address: str
    partstat: str
    sequence: int
    at: datetime
    comment: str = ""


@reader(order=20)
def calendar_reply(mail):
    """A mail with a REPLY about meetings of ours; any other mail is not for us."""
    now = timezone.now()
    done = []
    for event in _events(mail):
        meeting = meeting_of(str(event.get("UID", "")))
        if meeting is None or not Meeting.objects.filter(pk=meeting).exists():
            continue
        reply = _reply(event, meeting, mail, now=now)
        done.append((meeting, take_reply(reply, at=now) if reply else "stranger"))
    if not done:
        return None
    meeting, word = next((one for one in done if one[1] == "taken"), done[0])
    outcome = MailOutcome.TAKEN if word == "taken" else MailOutcome.CHANGED_NOTHING
    return Read(outcome, f"reply {word}", Meeting.objects.get(pk=meeting))


def _events(mail) -> list:
    """The events of the first part that is a REPLY: the same object often comes both as text and as a file."""
    for kind in KINDS:
        for part in mail.parts():
            if part.get_content_type() == kind and (text := text_of(part)):
                calendar = _calendar(text)
                if calendar is not None and str(calendar.get("METHOD", "")).upper() == "REPLY":
                    return calendar.walk("VEVENT")[:EVENTS]
    return []


def _calendar(text):
    if text.upper().count("BEGIN:") > 4 * EVENTS:  # no calendar program answers so many at once
        return None
    try:
        return Calendar.from_ical(text)
    except Exception:  # whatever is wrong in it, it says nothing
        return None


def _reply(event, meeting, mail, *, now) -> Reply | None:
    """The reply, when it is of the person who sent the mail; a From is no proof, but one that differs is a refusal."""
    attendees = event.get("ATTENDEE", [])
    for one in attendees if isinstance(attendees, list) else [attendees]:
        address = _address(str(one))
        answers_for = {address, _address(str(one.params.get("SENT-BY", "")))}
        partstat = str(one.params.get("PARTSTAT", "")).lower()
        if answers_for & mail.senders and partstat in (PartStat.ACCEPTED, PartStat.TENTATIVE, PartStat.DECLINED):
            return Reply(meeting, address, partstat, _sequence(event), _stamp(event, mail, now), _comment(event))
    return None


def _address(value) -> str:
    plain = value.strip().strip('"')
    return plain[7:].lower() if plain.lower().startswith("mailto:") else ""


def _sequence(event) -> int:
    try:
        return max(0, min(int(event.get("SEQUENCE", 0)), 2**31 - 1))
    except (TypeError, ValueError):
        return 0


def _stamp(event, mail, now) -> datetime:
    """When it was answered, by the answerer's clock; never later than now, so that no answer shuts out the next."""
    at = getattr(event.get("DTSTAMP"), "dt", None) or mail.sent_at or now
    if isinstance(at, date) and not isinstance(at, datetime):
        at = mail.sent_at or now
    if at.tzinfo is None:
        at = at.replace(tzinfo=UTC)
    return min(at, now)


def _comment(event) -> str:
    comments = event.get("COMMENT", "")
    first = comments[0] if isinstance(comments, list) and comments else comments
    return " ".join("".join(sign if sign.isprintable() else " " for sign in str(first or "")).split())[:500]
