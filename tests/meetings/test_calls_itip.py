"""Calls as iTIP, field by field as RFC 5546 wants them: made, moved, called off, somebody off the list and on again."""

from datetime import UTC

import pytest
from icalendar import Calendar

from meetings import services
from meetings.models import Attendance, Call
from meetings.services import calls
from organisations.models import GroupMembership
from portal.models import Letter, LetterState
from tests.meetings.conftest import call as hold_meeting
from tests.meetings.conftest import moment
from tests.meetings.post import calendars_in, event_in


def test_a_call_is_a_request_with_every_field_the_standard_wants(called, member, post):
    letter = post.one()
    message = letter.message()
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/mixed", "multipart/alternative", "text/plain", "text/calendar", "application/ics",
    ]  # fmt: skip
    calendar, event = event_in(letter)
    assert (calendar["METHOD"], calendar["VERSION"], calendar["CALSCALE"]) == ("REQUEST", "2.0", "GREGORIAN")
    assert calendar["PRODID"]
    assert str(event["UID"]).startswith(f"meeting-{called.pk}-")
    assert event["SEQUENCE"] == 0
    assert event.decoded("DTSTAMP") == post.at.replace(microsecond=0)
    assert event.decoded("DTSTART") == called.starts_at.astimezone(UTC)
    assert event.decoded("DTEND") == called.ends_at.astimezone(UTC)
    assert event["DTSTART"].to_ical().endswith(b"Z")
    assert (event["SUMMARY"], event["LOCATION"], event["STATUS"]) == ("Möte 5", "Stadshuset", "CONFIRMED")
    assert str(event["URL"]).endswith(called.get_absolute_url())
    assert called.group.name in event["DESCRIPTION"]
    assert "LAST-MODIFIED" in event
    assert (str(event["ORGANIZER"]), event["ORGANIZER"].params["CN"]) == (
        "mailto:fardplan@localhost",
        called.group.name,
    )
    attendee = event["ATTENDEE"]
    assert str(attendee) == f"mailto:{member.email}"
    assert dict(attendee.params) == {
        "CN": "Mats Medlem", "CUTYPE": "INDIVIDUAL", "ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE",
    }  # fmt: skip
    file = message.get_payload()[-1]
    assert file.get_filename() == "invite.ics"
    assert Calendar.from_ical(file.get_payload(decode=True)).walk("VEVENT")[0]["UID"] == event["UID"]
    assert "Möte 5" in letter.subject
    assert post.sweep() == []


def test_a_move_goes_out_as_a_request_with_a_higher_sequence(called, lead, post):
    _calendar, first = event_in(post.one())
    services.edit_meeting(called, {"starts_at": moment(8), "ends_at": moment(8, 12)}, by=lead)
    assert post.sweep() == []  # it may be changed once more
    letter = post.wait().one()
    calendar, event = event_in(letter)
    assert (calendar["METHOD"], event["UID"], event["SEQUENCE"]) == ("REQUEST", first["UID"], 1)
    assert event.decoded("DTSTART") == moment(8).astimezone(UTC)
    assert event["ATTENDEE"].params["PARTSTAT"] == "NEEDS-ACTION"
    assert event.decoded("DTSTAMP") > first.decoded("DTSTAMP")
    assert "förut" in letter.body
    assert letter.subject.startswith("Ny tid")


def test_a_meeting_called_off_goes_out_as_a_cancel(called, lead, post):
    _calendar, first = event_in(post.one())
    services.edit_meeting(called, {"status": "cancelled", "status_reason": "För få kan komma"}, by=lead)
    letter = post.wait().one()
    assert "För få kan komma" in letter.body
    calendar, event = event_in(letter)
    assert (calendar["METHOD"], event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)
    assert (event["UID"], event["ATTENDEE"]) == (first["UID"], first["ATTENDEE"])
    assert event["ORGANIZER"] == first["ORGANIZER"]
    assert "RSVP" not in event["ATTENDEE"].params
    # and when it is held after all
    services.edit_meeting(called, {"status": "confirmed"}, by=lead)
    calendar, event = event_in(post.wait().one())
    assert (calendar["METHOD"], event["STATUS"], event["SEQUENCE"]) == ("REQUEST", "CONFIRMED", 2)


def test_who_is_taken_off_gets_a_cancel_without_status_and_on_again_a_request(called, member, respondent, lead, post):
    services.call_person(called, user=respondent, by=lead)
    assert len(post.sweep()) == 2
    row = Attendance.objects.get(user=member)
    services.remove_person(row, by=lead)
    assert post.sweep() == []
    calendar, event = event_in(post.wait().one())
    assert (calendar["METHOD"], event["SEQUENCE"], str(event["ATTENDEE"])) == ("CANCEL", 1, f"mailto:{member.email}")
    assert "STATUS" not in event  # the meeting is still held: RFC 5546 3.2.5
    services.call_person(called, user=member, by=lead)
    calendar, event = event_in(post.one(member.email))
    assert (calendar["METHOD"], event["SEQUENCE"], event["STATUS"]) == ("REQUEST", 2, "CONFIRMED")
    services.edit_meeting(called, {"venue": "Biblioteket"}, by=lead)
    sequences = {
        str(event_in(letter)[1]["ATTENDEE"]): event_in(letter)[1]["SEQUENCE"] for letter in post.wait().sweep()
    }
    assert sequences == {f"mailto:{member.email}": 3, f"mailto:{respondent.email}": 1}


def test_taken_off_and_on_within_the_wait_says_nothing(called, member, lead, post):
    post.one()
    services.remove_person(Attendance.objects.get(user=member), by=lead)
    services.call_person(called, user=member, by=lead)
    services.edit_meeting(called, {"title": "Möte 6"}, by=lead)
    services.edit_meeting(called, {"title": "Möte 5"}, by=lead)
    assert post.wait().sweep() == []
    assert Call.objects.get().changed_at is None


def test_three_changes_in_a_row_are_one_letter(called, lead, post):
    post.one()
    for title in ("A", "B", "C"):
        services.edit_meeting(called, {"title": title}, by=lead)
    _calendar, event = event_in(post.wait().one())
    assert (event["SUMMARY"], event["SEQUENCE"]) == ("C", 3)


def test_several_meetings_are_one_letter_with_a_part_for_each(group, member, lead, post):
    GroupMembership.objects.get_or_create(group=group, user=member)
    meetings = [hold_meeting(group, lead, title=f"Möte {number}", days=number) for number in (5, 6, 7)]
    for meeting in meetings:
        calls.call_meeting(meeting, by=lead)
    letter = post.one(member.email)
    assert letter.message().get_content_type() == "multipart/mixed"
    found = calendars_in(letter)
    assert [calendar["METHOD"] for _part, calendar in found] == ["REQUEST"] * 3
    assert len({calendar.walk("VEVENT")[0]["UID"] for _part, calendar in found}) == 3
    assert all(part.get_filename().endswith(".ics") for part, _calendar in found)
    assert all(meeting.title in letter.body for meeting in meetings)
    services.edit_meeting(meetings[0], {"status": "replaced"}, by=lead)
    services.edit_meeting(meetings[1], {"venue": "Annexet"}, by=lead)
    found = calendars_in(post.wait().one(member.email))
    assert [part.get_param("method") for part, _calendar in found] == ["CANCEL", "REQUEST"]


@pytest.mark.parametrize(
    ("status", "word"), [("preliminary", "TENTATIVE"), ("proposed", "TENTATIVE"), ("moved", "CONFIRMED")]
)
def test_a_time_that_is_not_settled_is_tentative(called, lead, post, status, word):
    services.edit_meeting(called, {"status": status}, by=lead)
    assert event_in(post.one())[1]["STATUS"] == word


def test_names_and_titles_cannot_write_headers_or_fields(called, lead, post):
    evil = 'Bo\r\nBcc: a@example.org\r\nEND:VEVENT\r\nX:";CN=y,z'
    Attendance.objects.update(name=evil, user=None, address="bo@example.org")
    type(called).objects.update(title=evil[:190])
    letter = post.one()
    message = letter.message()
    assert message["Bcc"] is None
    assert (
        letter.recipients() == ['Bo Bcc: a@example.org END:VEVENT X:";CN=y,z <bo@example.org>'] or len(letter.to) == 1
    )
    calendar, event = event_in(letter)
    assert len(calendar.walk("VEVENT")) == 1
    assert str(event["SUMMARY"]).replace("\r", "") == evil.replace("\r", "")
    assert str(event["ATTENDEE"]) == "mailto:bo@example.org"
    assert "\n" not in event["ATTENDEE"].params["CN"]


def test_roles_say_who_must_come(called, member, respondent, neighbour, lead, post):
    services.call_person(called, user=respondent, by=lead, status="if_time_allows")
    expert = services.call_person(called, user=neighbour, by=lead)
    Attendance.objects.filter(pk=expert.pk).update(seat="expert")
    roles = {}
    for letter in post.sweep():
        attendee = event_in(letter)[1]["ATTENDEE"]
        roles[str(attendee).removeprefix("mailto:")] = attendee.params["ROLE"]
    assert roles == {
        member.email: "REQ-PARTICIPANT", respondent.email: "OPT-PARTICIPANT", neighbour.email: "OPT-PARTICIPANT",
    }  # fmt: skip


def test_a_letter_that_was_overtaken_is_dropped(called, lead, post):
    calls.send_calls(at=post.at)  # queued, and the mail server is away
    services.edit_meeting(called, {"venue": "Annexet"}, by=lead)
    _calendar, event = event_in(post.wait().one())
    assert (event["SEQUENCE"], event["LOCATION"]) == (1, "Annexet")
    assert sorted(Letter.objects.values_list("state", flat=True)) == [LetterState.DROPPED, LetterState.SENT]


def test_nothing_is_said_of_a_meeting_that_is_over(held, member, lead, post):
    services.call_person(held, user=member, by=lead)
    calls.call_meeting(held, by=lead)
    assert post.sweep() == []


def test_another_address_is_called_and_the_old_one_let_go(called, member, post):
    post.one()
    old = member.email
    type(member).objects.filter(pk=member.pk).update(email="mats.ny@example.org")
    letters = {letter.to[0]: event_in(letter)[0]["METHOD"] for letter in post.sweep()}
    assert letters == {f"Mats Medlem <{old}>": "CANCEL", "Mats Medlem <mats.ny@example.org>": "REQUEST"}
