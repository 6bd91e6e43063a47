"""One action's page: its facts, its state, its history, its comments."""

from datetime import UTC, datetime

import pytest

from actions import services
from actions.models import ActionChange, ActionItem
from portal.models import AuditEntry

AT = datetime(2026, 3, 9, 12, tzinfo=UTC)


@pytest.fixture
def url(action):
    return f"/atgarder/{action.pk}/"


def test_says_its_facts(client, member, action, url):
    client.force_login(member)
    page = client.get(url).content.decode()
    assert "Mats Medlem är ansvarig." in page
    assert "§\xa02.1 Fast vårdkontakt" in page
    assert "Ekby kommun" in page
    assert "Arbetsgruppen" in page


def test_flags_in_words_what_is_missing(client, lead, group):
    client.force_login(lead)
    page = client.get(services.add_action(title="Ring", group=group, by=lead).get_absolute_url()).content.decode()
    assert "Ingen är ansvarig." in page
    assert "Datum saknas." in page


@pytest.mark.parametrize(("who", "status"), [("neighbour", 200), ("auditor", 200), ("coach", 200), ("stranger", 404)])
def test_who_may_open_the_groups_action(who, status, client, url, request):
    client.force_login(request.getfixturevalue(who))
    assert client.get(url).status_code == status


def test_another_organisations_own_does_not_exist(client, member, private_action):
    client.force_login(member)
    for address in ("", "andra/", "klar/", "lage/", "kommentar/"):
        assert client.get(f"{private_action.get_absolute_url()}{address}").status_code in {404, 405}
        if address:
            assert client.post(f"{private_action.get_absolute_url()}{address}").status_code == 404


@pytest.mark.parametrize("who", ["auditor", "coach"])
def test_who_reads_sees_no_buttons_and_is_refused(who, client, url, request):
    client.force_login(request.getfixturevalue(who))
    page = client.get(url).content.decode()
    assert "<textarea" not in page
    assert "Markera som klar" not in page
    for address, data in (
        ("andra/", {}),
        ("klar/", {}),
        ("lage/", {"state": "done"}),
        ("kommentar/", {"comment": "x"}),
    ):
        assert client.post(f"{url}{address}", data).status_code == 403
    assert not ActionChange.objects.exists()


def test_another_municipality_may_comment_but_not_change(client, neighbour, action, url):
    client.force_login(neighbour)
    assert client.post(f"{url}kommentar/", {"comment": "Vi har en mall."}).status_code == 302
    assert client.post(f"{url}lage/", {"state": "done"}).status_code == 403
    assert "Vi har en mall." in client.get(url).content.decode()


def test_an_empty_comment_is_said_and_nothing_saved(client, member, url):
    client.force_login(member)
    response = client.post(f"{url}kommentar/", {"comment": "  "})
    assert response.status_code == 422
    assert "Skriv något först." in response.content.decode()
    assert not ActionChange.objects.exists()


@pytest.mark.parametrize("state", ["under_way", "done", "cancelled"])
def test_state_buttons(state, client, member, action, url):
    client.force_login(member)
    response = client.post(f"{url}lage/", {"state": state})
    assert (response.status_code, response["Location"]) == (302, url)
    assert ActionItem.objects.get().state == state
    assert AuditEntry.objects.filter(verb="set state of action", about_pk=str(action.pk)).count() == 1


def test_an_unknown_state_is_refused(client, member, action, url):
    client.force_login(member)
    assert client.post(f"{url}lage/", {"state": "forever"}).status_code == 422
    assert ActionItem.objects.get().state == "open"


def test_history_reads_as_sentences(client, member, lead, action, url):
    services.edit_action(action, {"title": "Dela mallen", "description": "Mer"}, revision=1, by=lead, at=AT)
    services.set_state(action, "done", by=member, at=AT)
    client.force_login(member)
    page = client.get(url).content.decode()
    assert "Läge: öppen blev klar" in page
    assert "Vad ska göras: Dela rutinen för fast vårdkontakt blev Dela mallen" in page
    assert "Ändrade beskrivningen" in page
    assert "Åtgärden skrevs upp" in page


@pytest.mark.parametrize("rows", [1, 3])
def test_costs_the_same_however_long_the_history(
    client, member, neighbour, action, url, rows, django_assert_num_queries
):
    for number in range(rows):
        services.comment(action, f"Nummer {number}", by=member if number % 2 else neighbour, at=AT)
    client.force_login(member)
    # session, user, memberships, action, history, meeting, survey, dialogue, event, parts, followers, files, clauses
    with django_assert_num_queries(13):
        response = client.get(url)
    assert len(response.context["history"]) == rows
