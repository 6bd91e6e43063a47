"""Time and the post for the tests of calls: what the sweep queues is sent, and read back with icalendar."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from icalendar import Calendar

from meetings import services
from meetings.services import calls
from portal import notifications

LATER = timedelta(minutes=11)


class Post:
    """Time and the post: what the sweep queues is sent and read back."""

    def __init__(self):
        self.at = timezone.now()

    def wait(self, by=LATER):
        self.at += by
        return self

    def sweep(self):
        calls.send_calls(at=self.at)
        before = len(mail.outbox)
        notifications.send_due(at=max(self.at, timezone.now()) + timedelta(seconds=1))
        return mail.outbox[before:]

    def one(self, address=None):
        letters = [letter for letter in self.sweep() if address is None or address in letter.to[0]]
        assert len(letters) == 1, [letter.subject for letter in letters]
        return letters[0]


def calendars_in(letter):
    """(MIME part, calendar) of every text/calendar part of a letter."""
    found = [part for part in letter.message().walk() if part.get_content_type() == "text/calendar"]
    return [(part, Calendar.from_ical(part.get_payload(decode=True))) for part in found]


def event_in(letter):
    ((part, calendar),) = calendars_in(letter)
    (event,) = calendar.walk("VEVENT")
    assert part.get_param("method") == calendar["METHOD"]
    assert part.get_content_charset() == "utf-8"
    return calendar, event


@pytest.fixture
def post():
    return Post()


@pytest.fixture
def called(meeting, member, lead):
    """The meeting, with one person on its list, and the call sent."""
    meeting.attendance.all().delete()
    services.call_person(meeting, user=member, by=lead)
    return calls.call_meeting(meeting, by=lead)
