"""Calendars for subscription (RFC 5545): what has a day or a time, written so that every calendar program reads it.

An app says what happens as `Event`s and hands them to `calendar_of`; the answer is the same bytes as long as
nothing has changed, so that a program that asks again can be told "nothing new".
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import translation
from icalendar import Calendar, vCalAddress, vText
from icalendar import Event as Component

HOURS_BETWEEN = 4  # how often we ask programs to look again


@dataclass(frozen=True)
class Event:
    """One thing in a calendar: whole days from `starts` to `ends` (both included), or from one time to another.

    `key` names it for ever within the portal ("activity-12"); `changed_at` is when it last changed, and `sequence`
    how many times; a program takes over a change only when the number has grown.
    """

    key: str
    summary: str
    starts: date | datetime
    ends: date | datetime
    changed_at: datetime
    sequence: int = 0
    description: str = ""
    location: str = ""
    url: str = ""
    categories: tuple = ()
    cancelled: bool = False
    tentative: bool = False

    @property
    def is_timed(self) -> bool:
        return isinstance(self.starts, datetime)


@dataclass(frozen=True)
class Attendee:
    """Who an invitation is for (RFC 5545 3.8.4.1), by the words of the standard."""

    address: str
    name: str
    role: str = "REQ-PARTICIPANT"
    partstat: str = "NEEDS-ACTION"


def host() -> str:
    """The portal's own name, which makes the events' names unique in the world."""
    return urlsplit(settings.BASE_URL).hostname or "localhost"


def uid_of(key: str) -> str:
    return f"{key}@{host()}"


def calendar_of(name: str, events, *, description: str = "") -> bytes:
    """A whole calendar as text/calendar, in the order given; times are written in UTC."""
    calendar = Calendar()
    calendar.add("prodid", f"-//Färdplan//{host()}//{translation.get_language().upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    if description:
        calendar.add("description", description)
        calendar.add("x-wr-caldesc", description)
    calendar["refresh-interval"] = vText(f"PT{HOURS_BETWEEN}H")
    calendar["refresh-interval"].params["VALUE"] = "DURATION"
    calendar.add("x-published-ttl", f"PT{HOURS_BETWEEN}H")
    for event in events:
        calendar.add_component(_component(event))
    return calendar.to_ical()


def invitation_of(event, *, method: str, organizer: tuple[str, str], attendee: Attendee, at, whole=True) -> bytes:
    """One iTIP object (RFC 5546 3.2.2 and 3.2.5): a REQUEST or a CANCEL made at a time, for one person.

    The one who gets it is the only ATTENDEE: nobody's address is handed out with the call, and RFC 5546 lets the
    organiser leave the others out. `organizer` is (address, name). A CANCEL with `whole` false takes one person off
    the list of a meeting that is still held, and then has no STATUS.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//Färdplan//{host()}//{translation.get_language().upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    made = _component(event, stamp=at)
    made["organizer"] = _person(*organizer)
    made["attendee"] = _person(attendee.address, attendee.name)
    words = made["attendee"].params
    words["CUTYPE"], words["ROLE"], words["PARTSTAT"] = "INDIVIDUAL", attendee.role, attendee.partstat
    if method == "REQUEST":
        words["RSVP"] = "TRUE"
    elif not whole:
        del made["status"]
    calendar.add_component(made)
    return calendar.to_ical()


def _person(address, name):
    made = vCalAddress(f"mailto:{address}")
    if plain := _one_line(name):
        made.params["CN"] = plain
    return made


def _one_line(text) -> str:
    """A name as a parameter may hold it: no quotation marks, no line breaks or other control characters."""
    return " ".join("".join(sign if sign.isprintable() and sign != '"' else " " for sign in text).split())


def _component(event, *, stamp=None) -> Component:
    made = Component()
    made.add("uid", uid_of(event.key))
    made.add("dtstamp", (stamp or event.changed_at).astimezone(UTC))
    made.add("last-modified", event.changed_at.astimezone(UTC))
    made.add("sequence", event.sequence)
    made.add("summary", event.summary)
    if event.is_timed:
        made.add("dtstart", event.starts.astimezone(UTC))
        made.add("dtend", event.ends.astimezone(UTC))
    else:
        made.add("dtstart", event.starts)
        made.add("dtend", event.ends + timedelta(days=1))  # the end is the first day it is over
        made.add("transp", "TRANSPARENT")  # a day in a plan does not make anybody busy
    for name in ("description", "location", "url"):
        if value := getattr(event, name):
            made.add(name, value)
    if event.categories:
        made.add("categories", list(event.categories))
    made.add("status", "CANCELLED" if event.cancelled else "TENTATIVE" if event.tentative else "CONFIRMED")
    return made
