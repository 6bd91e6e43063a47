"""Calling a meeting and changing it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from meetings import services
from meetings.models import Meeting
from meetings.templatetags.meetings import when_in_full
from organisations.models import Group
from portal import dates

NEW = "/moten/nytt/"


@pytest.fixture
def answers(group, member):
    return {
        "group": group.pk,
        "title": "Möte 7",
        "day": (dates.today() + timedelta(days=9)).isoformat(),
        "starts": "09:00",
        "ends": "15:30",
        "form": "hybrid",
        "venue": "Rådhuset",
        "link": "https://example.org/mote",
        "status": "preliminary",
        "note_taker": member.pk,
    }


def test_a_meeting_is_called_with_its_group(client, lead, answers, group, member):
    client.force_login(lead)
    response = client.post(NEW, answers)
    made = Meeting.objects.get()
    assert (response.status_code, response["Location"]) == (302, made.get_absolute_url())
    assert [timezone.localtime(at).strftime("%H:%M") for at in (made.starts_at, made.ends_at)] == ["09:00", "15:30"]
    assert timezone.localtime(made.starts_at).date() == dates.today() + timedelta(days=9)
    assert (made.title, made.form, made.venue, made.link) == (
        "Möte 7",
        "hybrid",
        "Rådhuset",
        "https://example.org/mote",
    )
    assert (made.status, made.note_taker, made.group, made.created_by) == ("preliminary", member, group, lead)
    assert made.attendance.count() == 2


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": ""}, "Ge mötet en rubrik, till exempel ”Möte 5”."),
        ({"group": ""}, "Välj vilken grupp som möts."),
        ({"day": ""}, "Välj en dag."),
        ({"starts": ""}, "Skriv när mötet börjar."),
        ({"ends": "08:00"}, "Mötet slutar innan det börjar. Kontrollera tiderna."),
        ({"ends": "09:00"}, "Mötet slutar innan det börjar. Kontrollera tiderna."),
        ({"link": "javascript:alert(1)"}, "Skriv länkens hela adress, som börjar med https://."),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_kept(wrong, said, client, lead, answers):
    client.force_login(lead)
    response = client.post(NEW, answers | wrong)
    page = response.content.decode()
    assert response.status_code == 422
    assert said in page
    assert "Mötet är inte sparat än" in page
    assert 'value="Rådhuset"' in page
    assert not Meeting.objects.exists()


def test_a_secretary_calls_own_groups_only(client, secretary, answers, group):
    other = Group.objects.create(name="Styrgruppen", kind="steering_group")
    client.force_login(secretary)
    assert list(client.get(NEW).context["form"].fields["group"].queryset) == [group]
    assert client.post(NEW, answers | {"group": other.pk}).status_code == 422
    assert client.post(NEW, answers).status_code == 302


@pytest.mark.parametrize("who", ["member", "coach", "auditor"])
def test_others_are_refused(who, client, meeting, request):
    client.force_login(request.getfixturevalue(who))
    assert client.get(NEW).status_code == 403
    expected = 403 if who == "member" else 404
    assert client.get(f"{meeting.get_absolute_url()}andra/").status_code == expected


def test_a_change_is_saved(client, lead, meeting, answers):
    client.force_login(lead)
    response = client.post(
        f"{meeting.get_absolute_url()}andra/", answers | {"title": "Möte 5, nytt namn", "status": "proposed"}
    )
    assert (response.status_code, response["Location"]) == (302, meeting.get_absolute_url())
    meeting.refresh_from_db()
    assert (meeting.title, meeting.status, meeting.group.name) == ("Möte 5, nytt namn", "proposed", "Arbetsgruppen")


def test_who_saves_an_old_form_is_told_and_moves_nothing_back(client, lead, secretary, meeting, answers):
    """One has the form open while another moves the meeting: the old time does not come back with a new title."""
    client.force_login(lead)
    url = f"{meeting.get_absolute_url()}andra/"
    seen = client.get(url).context["form"]["seen"].value()
    moved = {"starts_at": meeting.starts_at + timedelta(days=1), "ends_at": meeting.ends_at + timedelta(days=1)}
    services.edit_meeting(meeting, moved, by=secretary)
    response = client.post(url, answers | {"title": "Nytt namn", "seen": seen})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Någon har ändrat mötet under tiden." in page
    assert when_in_full(Meeting.objects.get()) in page
    assert 'value="Nytt namn"' in page
    assert Meeting.objects.get().starts_at == moved["starts_at"]
    fresh = response.context["form"]["seen"].value()
    assert fresh != seen
    assert client.post(url, answers | {"title": "Nytt namn", "seen": fresh}).status_code == 302
    assert Meeting.objects.get().title == "Nytt namn"


def test_the_same_meeting_is_not_called_twice(client, lead, answers):
    client.force_login(lead)
    assert client.post(NEW, answers).status_code == 302
    again = client.post(NEW, answers)
    assert again.status_code == 422
    assert "Gruppen har redan ett möte med den rubriken på den tiden." in again.content.decode()
    assert 'value="Rådhuset"' in again.content.decode()
    assert client.post(NEW, answers | {"title": "Möte 8"}).status_code == 302


def test_a_meeting_that_is_not_held_counts_nobody(client, lead, meeting):
    services.cancel_meeting(meeting, reason="", take_along=False, by=lead, at=timezone.now())
    client.force_login(lead)
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert "2 personer stod på listan. Mötet hålls inte." in page
    assert "kommer</p>" not in page


def test_moved_replaced_and_cancelled_are_no_choices_of_the_form(client, lead, meeting, answers):
    """They are deeds of their own, so that where a meeting was and what is held instead always agree."""
    client.force_login(lead)
    url = f"{meeting.get_absolute_url()}andra/"
    for status in ("moved", "replaced", "cancelled"):
        assert client.post(url, answers | {"status": status}).status_code == 422
    client.post(f"{meeting.get_absolute_url()}stall-in/", {"reason": "Sjukdom"})
    assert "status" not in client.get(url).context["form"].fields
    assert client.post(url, answers | {"status": "confirmed"}).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.status, meeting.status_reason) == ("cancelled", "Sjukdom")


def test_unknown_times_may_stay_unknown(client, lead, meeting, answers):
    meeting.starts_at = timezone.localtime(meeting.starts_at).replace(hour=0, minute=0)
    meeting.ends_at = meeting.starts_at.replace(hour=23, minute=59)
    meeting.save()
    client.force_login(lead)
    url = f"{meeting.get_absolute_url()}andra/"
    form = client.get(url).context["form"]
    assert (form["starts"].value(), form["ends"].value()) == (None, None)
    assert client.post(url, answers | {"starts": "", "ends": ""}).status_code == 302
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert "00.00" not in page
    assert "23.59" not in page
