"""The page of the call, and the addresses to subscribe to."""

from datetime import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from meetings import services
from meetings.models import Attendance, Meeting, MeetingFeed, Series
from meetings.services import calls
from meetings.services import feeds as feed_services
from organisations.models import GroupMembership
from tests.meetings.conftest import call as hold_meeting
from tests.meetings.post import event_in


def test_the_call_is_sent_from_the_page_to_whoever_has_an_address(meeting, member, lead, client, post):
    services.call_person(meeting, name="Ida Utan", by=lead)
    client.force_login(lead)
    assert f"/moten/{meeting.pk}/kallelse/" in client.get(meeting.get_absolute_url()).content.decode()
    before = client.get(f"/moten/{meeting.pk}/kallelse/").content.decode()
    assert "Ingen e-postadress: får ingen kallelse" in before
    assert post.sweep() == []  # looking sends nothing
    answer = client.post(f"/moten/{meeting.pk}/kallelse/", follow=True)
    assert answer.status_code == 200
    people = {letter.to[0].partition(" <")[0] for letter in post.sweep()}
    assert people == set(meeting.attendance.exclude(name="Ida Utan").values_list("name", flat=True))
    client.post(f"/moten/{meeting.pk}/kallelse/")
    assert post.sweep() == []  # twice is once


def test_a_whole_series_is_called_in_one_letter_each(group, lead, client, post):
    facts = {"starts": time(9), "ends": time(12), "starts_on": "2026-01-01", "ends_on": "2026-12-31", "weekday": 0}
    series = Series.objects.create(group=group, title="Serie", frequency="weekly", **facts)
    meetings = [hold_meeting(group, lead, title=f"Möte {days}", days=days) for days in (7, 14, 21)]
    Meeting.objects.update(series=series)
    client.force_login(lead)
    assert "Skicka tillsammans med 2 möten till" in client.get(f"/moten/{meetings[0].pk}/kallelse/").content.decode()
    client.post(f"/moten/{meetings[0].pk}/kallelse/", {"series": "1"})
    letters = post.sweep()
    assert len({letter.to[0] for letter in letters}) == len(letters)
    assert all(letter.subject == "Kallelse till 3 möten" for letter in letters)


@pytest.mark.parametrize("status", ["cancelled", "replaced"])
def test_a_meeting_that_is_off_is_not_called(meeting, lead, client, status):
    Meeting.objects.update(status=status)
    client.force_login(lead)
    answer = client.post(f"/moten/{meeting.pk}/kallelse/")
    assert answer.status_code == 422
    assert "Ändra status" in answer.content.decode()
    assert Meeting.objects.get().called_at is None


def test_who_may_send_the_call(meeting, member, guest, secretary, client):
    address = f"/moten/{meeting.pk}/kallelse/"
    for user, status in ((guest, 403), (secretary, 200)):
        client.force_login(user)
        assert client.get(address).status_code == status
        assert (client.post(address).status_code == 403) == (status == 403)


def test_the_page_costs_the_same_for_one_and_for_many(called, lead, client, post):
    client.force_login(lead)
    post.sweep()
    counts = []
    for more in (0, 5):
        for number in range(more):
            services.call_person(called, name=f"Person {number}", address=f"p{number}@example.org", by=lead)
        post.sweep()
        with CaptureQueriesContext(connection) as seen:
            client.get(f"/moten/{called.pk}/kallelse/")
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_two_with_the_same_address_get_one_call(called, member, lead, client, post):
    services.call_person(called, name="Bo Delar", address=member.email.upper(), by=lead)
    post.one()
    client.force_login(lead)
    assert "har samma adress som någon annan" in client.get(f"/moten/{called.pk}/kallelse/").content.decode()


def test_an_address_without_an_account_is_written_with_the_name(meeting, lead, client):
    client.force_login(lead)
    where = f"/moten/{meeting.pk}/narvaro/"
    wrong = client.post(where, {"name": "Bo Gäst", "address": "bo(at)example.org"})
    assert wrong.status_code == 422
    assert "bo(at)example.org" in wrong.content.decode()
    client.post(where, {"name": "Bo Gäst", "address": "bo@example.org"})
    assert Attendance.objects.get(name="Bo Gäst").address == "bo@example.org"


@pytest.fixture
def feed(member, group):
    GroupMembership.objects.get_or_create(group=group, user=member)
    return feed_services.open_feed(member, group)


def events(client, feed, **headers):
    answer = client.get(f"/lank/moten/{feed.token}.ics", headers=headers)
    return answer, {
        str(event["SUMMARY"]): str(event["STATUS"]) for event in Calendar.from_ical(answer.content).walk("VEVENT")
    }


def test_a_feed_holds_when_and_where_and_nothing_internal(feed, group, member, lead, client):
    meeting = hold_meeting(group, lead, title="Kommande", status="preliminary")
    services.add_item(meeting, heading="Hemlig punkt", is_internal=True, by=lead)
    hold_meeting(group, lead, title="Inställt", status="cancelled", days=-3)
    hold_meeting(group, lead, title="Inställt i våras", status="cancelled", days=-90)
    answer, found = events(client, feed)
    assert found == {"Kommande": "TENTATIVE", "Inställt": "CANCELLED"}
    assert "Hemlig" not in answer.content.decode()
    again = client.get(f"/lank/moten/{feed.token}.ics", headers={"if-none-match": answer["ETag"]})
    assert again.status_code == 304


def test_a_feed_opens_only_what_its_owner_may_see_now(feed, group, member, meeting, client):
    assert events(client, feed)[1] == {"Möte 5": "CONFIRMED"}
    GroupMembership.objects.filter(group=group, user=member).delete()
    assert client.get(f"/lank/moten/{feed.token}.ics").status_code == 404
    own = feed_services.open_feed(member)
    assert events(client, own)[1] == {"Möte 5": "CONFIRMED"}  # still on the list of who is called
    Attendance.objects.filter(user=member).delete()
    assert events(client, own)[1] == {}


def test_one_opens_changes_and_closes_ones_own_addresses(member, group, neighbour, client):
    GroupMembership.objects.get_or_create(group=group, user=member)
    client.force_login(member)
    assert "Du har ingen adress än" in client.get("/moten/kalender/").content.decode()
    client.post("/moten/kalender/ny/")
    client.post("/moten/kalender/ny/", {"group": group.pk})
    assert client.post("/moten/kalender/ny/", {"group": "99999"}).status_code == 404
    own, its = (
        MeetingFeed.objects.order_by("group__pk", "pk").filter(group=None).get(),
        MeetingFeed.objects.get(group=group),
    )
    page = client.get("/moten/kalender/").content.decode()
    assert own.token in page
    assert its.token in page
    client.post(f"/moten/kalender/{own.pk}/byt/")
    client.post(f"/moten/kalender/{its.pk}/stang/")
    for old in (own, its):
        assert client.get(f"/lank/moten/{old.token}.ics").status_code == 404
    assert client.get(f"/lank/moten/{MeetingFeed.objects.get(pk=own.pk).token}.ics").status_code == 200
    client.force_login(neighbour)
    assert client.post(f"/moten/kalender/{own.pk}/byt/").status_code == 404


def test_a_feed_and_a_call_name_the_meeting_the_same(called, feed, client, post):
    uids = {str(event_in(letter)[1]["UID"]) for letter in post.sweep()}
    calendar = Calendar.from_ical(client.get(f"/lank/moten/{feed.token}.ics").content)
    assert uids == {str(calendar.walk("VEVENT")[0]["UID"])}
    assert calls.send_calls() == 0
