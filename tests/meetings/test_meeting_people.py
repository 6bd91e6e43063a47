"""Who is called, who answers, who came."""

import pytest

from meetings import services
from meetings.models import Attendance

HTMX = {"HX-Request": "true"}


def status(meeting, user):
    return Attendance.objects.get(meeting=meeting, user=user).status


@pytest.fixture
def url(meeting):
    return meeting.get_absolute_url()


@pytest.mark.parametrize("answer", ["coming", "if_time_allows", "absent"])
@pytest.mark.parametrize("who", ["member", "guest"])
def test_who_is_called_answers(who, answer, client, meeting, url, request):
    user = request.getfixturevalue(who)
    client.force_login(user)
    response = client.post(f"{url}svar/", {"status": answer, "next": "/min-sida/"})
    assert (response.status_code, response["Location"], status(meeting, user)) == (302, "/min-sida/", answer)


def test_a_coach_who_is_called_answers_too(client, coach, meeting, lead, url):
    services.call_person(meeting, user=coach, by=lead)
    client.force_login(coach)
    assert client.post(f"{url}svar/", {"status": "coming"}).status_code == 302
    assert status(meeting, coach) == "coming"


def test_htmx_gets_the_buttons(client, member, meeting, url):
    client.force_login(member)
    part = client.post(f"{url}svar/", {"status": "absent"}, headers=HTMX).content.decode()
    assert "<html" not in part
    assert f'id="svar-{meeting.pk}-absent" aria-pressed="true"' in part


@pytest.mark.parametrize("wish", ["present", "invited", "", "never"])
def test_one_cannot_write_that_one_was_there(wish, client, member, meeting, url):
    client.force_login(member)
    assert client.post(f"{url}svar/", {"status": wish}, headers=HTMX).status_code == 422
    assert status(meeting, member) == "invited"


def test_who_is_not_called_has_nothing_to_answer(client, administrator, stranger, neighbour, url):
    for person in (administrator, neighbour, stranger):
        client.force_login(person)
        assert client.post(f"{url}svar/", {"status": "coming"}).status_code == 404


def test_who_keeps_the_notes_writes_who_came(client, secretary, member, meeting, url):
    row = Attendance.objects.get(meeting=meeting, user=member)
    client.force_login(secretary)
    assert client.post(f"{url}narvaro/{row.pk}/", {"status": "present"}).status_code == 302
    assert status(meeting, member) == "present"
    part = client.post(f"{url}narvaro/{row.pk}/", {"status": "absent"}, headers=HTMX).content.decode()
    assert "<html" not in part
    assert f'id="narvaro-{row.pk}-absent" aria-pressed="true"' in part
    assert client.post(f"{url}narvaro/{row.pk}/", {"status": "x"}, headers=HTMX).status_code == 422


def test_others_may_not(client, member, meeting, url):
    row = Attendance.objects.get(meeting=meeting, user=member)
    client.force_login(member)
    for address in (f"narvaro/{row.pk}/", f"narvaro/{row.pk}/ta-bort/", "narvaro/"):
        assert client.post(f"{url}{address}", {"status": "present"}).status_code == 403
    assert status(meeting, member) == "invited"


def test_one_more_is_called_and_taken_off(client, lead, neighbour, other_municipality, meeting, url):
    client.force_login(lead)
    client.post(f"{url}narvaro/", {"person": neighbour.pk})
    client.post(f"{url}narvaro/", {"name": "Pia Persson", "organisation": other_municipality.pk})
    rows = {row.name: (row.user, row.organisation) for row in meeting.attendance.all()}
    assert rows["Nils Nabo"] == (neighbour, other_municipality)
    assert rows["Pia Persson"] == (None, other_municipality)
    client.post(f"{url}narvaro/{meeting.attendance.get(name='Pia Persson').pk}/ta-bort/")
    assert not meeting.attendance.filter(name="Pia Persson").exists()


def test_nobody_named_is_said(client, lead, url):
    client.force_login(lead)
    response = client.post(f"{url}narvaro/", {"name": " "})
    assert response.status_code == 422
    assert "Välj en person, eller skriv ett namn." in response.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_costs_the_same_however_many(client, lead, meeting, url, rows, django_assert_num_queries):
    for number in range(rows):
        services.call_person(meeting, name=f"Pia {number}", by=lead)
    client.force_login(lead)
    # session, user, memberships, meeting, list; people with their memberships and organisations, organisations
    with django_assert_num_queries(9):
        client.get(f"{url}narvaro/")
