"""Points, outcomes and dates written in place, with and without script."""

import pytest
from django.utils import timezone

from actions.models import ActionItem
from meetings import services
from meetings.models import AgendaItem, KeyDate, Outcome

HTMX = {"HX-Request": "true"}


@pytest.fixture
def url(held):
    return held.get_absolute_url()


@pytest.fixture
def item(held):
    return held.agenda.get()


def test_a_point_is_added_and_refused_without_a_heading(client, secretary, held, url):
    client.force_login(secretary)
    response = client.post(f"{url}punkter/", {"punkt-heading": "Nästa möte", "punkt-minutes": "10"})
    made = held.agenda.get(heading="Nästa möte")
    assert (response.status_code, response["Location"], made.minutes) == (302, f"{url}#p{made.pk}", 10)
    response = client.post(f"{url}punkter/", {"punkt-heading": "", "punkt-presenter": "Lena"})
    assert response.status_code == 422
    assert "Ge punkten en rubrik." in response.content.decode()
    assert 'value="Lena"' in response.content.decode()


def test_notes_are_written_on_a_page_without_script(client, lead, item, url):
    client.force_login(lead)
    address = f"{url}punkter/{item.pk}/text/"
    assert "<html" in client.get(address).content.decode()
    response = client.post(address, {"text": "Ekby har beslutat.\n\n- ett\n- två", "base": "", "revision": 1})
    assert (response.status_code, response["Location"]) == (302, f"{url}#p{item.pk}")
    item.refresh_from_db()
    assert item.text == "<p>Ekby har beslutat.</p><ul><li><p>ett</p></li><li><p>två</p></li></ul>"
    assert (item.text_revision, item.revision) == (2, 1)


def test_plain_text_that_nobody_touched_keeps_its_bold(client, lead, item, url):
    rich = "<p>Ekby har <strong>beslutat</strong>.</p>"
    services.write_text(item, rich, revision=1, by=lead, at=timezone.now())
    client.force_login(lead)
    address = f"{url}punkter/{item.pk}/text/"
    form = client.get(address).context["form"]
    assert form["text"].value() == "Ekby har beslutat."
    client.post(address, {name: form[name].value() for name in ("text", "base", "revision")})
    item.refresh_from_db()
    assert item.text == rich


def test_the_editor_comes_in_the_place_of_the_point_and_goes(client, lead, item, url):
    client.force_login(lead)
    address = f"{url}punkter/{item.pk}/text/"
    form = client.get(address, headers=HTMX).content.decode()
    assert "<html" not in form
    assert f'<li class="agenda-item" id="p{item.pk}"' in form
    assert "<textarea" in form
    point = client.get(f"{address}?klar", headers=HTMX).content.decode()
    assert "<textarea" not in point
    assert '<span class="agenda-no">1</span>' in point


def test_two_who_write_the_same_passage_see_both(client, lead, secretary, item, url):
    services.write_text(item, "Lenas text", revision=1, by=lead, at=timezone.now())
    client.force_login(secretary)
    address = f"{url}punkter/{item.pk}/text/"
    services.write_text(item, "Lenas nya text", revision=2, by=lead, at=timezone.now())
    response = client.post(address, {"text": "Nils text", "base": "<p>Lenas text</p>", "revision": 2})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Någon har ändrat samma stycke medan du skrev" in page
    assert "Lenas nya text" in page
    form = response.context["form"]
    assert (form["text"].value(), form["revision"].value()) == ("Nils text", 3)
    item.refresh_from_db()
    assert item.text == "<p>Lenas nya text</p>"
    again = {"text": "Båda", "base": form["base"].value(), "revision": 3}
    assert client.post(address, again).status_code == 302


def test_what_stands_around_the_notes_is_changed(client, lead, secretary, item, url):
    client.force_login(lead)
    address = f"{url}punkter/{item.pk}/"
    facts = {"heading": "Läget nu", "presenter": "Mats", "minutes": 20, "revision": 1}
    assert client.post(address, facts).status_code == 302
    client.force_login(secretary)
    response = client.post(address, facts | {"heading": "Nuläget"})
    assert response.status_code == 422
    assert "Någon har sparat punkten medan du skrev" in response.content.decode()
    item.refresh_from_db()
    assert (item.heading, item.presenter, item.minutes, item.revision) == ("Läget nu", "Mats", 20, 2)


def test_an_empty_heading_keeps_the_rest(client, lead, item, url):
    client.force_login(lead)
    response = client.post(f"{url}punkter/{item.pk}/", {"heading": "", "presenter": "Mats Medlem", "revision": 1})
    assert response.status_code == 422
    assert "Mats Medlem" in response.content.decode()


def test_points_are_moved_and_deleted(client, lead, held, item, url):
    second = services.add_item(held, heading="Tvåan", by=lead)
    client.force_login(lead)
    client.post(f"{url}punkter/{second.pk}/flytta/", {"way": "up"})
    assert list(held.agenda.values_list("heading", flat=True)) == ["Tvåan", "Läget i besluten"]
    address = f"{url}punkter/{second.pk}/ta-bort/"
    assert "Ta bort ”Tvåan”?" in client.get(address).content.decode()
    assert AgendaItem.objects.filter(pk=second.pk).exists()
    assert client.post(address).status_code == 302
    assert not AgendaItem.objects.filter(pk=second.pk).exists()


def test_another_meetings_point_is_not_reached(client, lead, meeting, item):
    client.force_login(lead)
    for address in ("", "flytta/", "ta-bort/"):
        assert client.post(f"{meeting.get_absolute_url()}punkter/{item.pk}/{address}").status_code == 404
    assert (
        client.post(
            f"{meeting.get_absolute_url()}utfall/", {"item": item.pk, "kind": "decision", "line": "x"}
        ).status_code
        == 404
    )


# -- outcomes ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["information", "decision"])
def test_a_line_becomes_an_outcome_as_it_stands(kind, client, lead, item, url):
    client.force_login(lead)
    response = client.post(f"{url}utfall/", {"item": item.pk, "kind": kind, "line": "Skriv till @malin om /sen"})
    assert (response.status_code, response["Location"]) == (302, f"{url}#p{item.pk}")
    assert list(Outcome.objects.values_list("kind", "text", "item")) == [(kind, "Skriv till @malin om /sen", item.pk)]


def test_a_line_becomes_an_action_of_the_group(client, secretary, member, municipality, provisions, item, group, url):
    client.force_login(secretary)
    client.post(f"{url}utfall/", {"item": item.pk, "kind": "action", "line": "Dela rutinen @mats /i morgon §2.1 #ekby"})
    outcome = Outcome.objects.get()
    action = outcome.action
    assert (outcome.text, action.title, action.owner, action.group) == ("Dela rutinen", "Dela rutinen", member, group)
    assert (action.organisation, action.provision, outcome.provision) == (municipality, provisions[1], provisions[1])


def test_who_keeps_the_notes_writes_actions_for_any_organisation(client, secretary, region, item, url):
    client.force_login(secretary)
    client.post(f"{url}utfall/", {"item": item.pk, "kind": "action", "line": "Ring #regionen"})
    assert ActionItem.objects.get().organisation == region


def test_htmx_gets_the_point_ready_for_the_next_line(client, lead, item, url):
    client.force_login(lead)
    data = {"item": item.pk, "kind": "decision", "line": "Rutinen är mall"}
    point = client.post(f"{url}utfall/", data, headers=HTMX).content.decode()
    assert "<html" not in point
    assert "Rutinen är mall" in point
    assert '<option value="decision" selected>' in point
    assert "autofocus" in point


@pytest.mark.parametrize("headers", [HTMX, {}])
def test_what_is_not_understood_is_said_at_its_point_and_kept(headers, client, lead, held, item, url):
    services.add_item(held, heading="En till", by=lead)
    client.force_login(lead)
    data = {"item": item.pk, "kind": "action", "line": "Ring @okänd"}
    response = client.post(f"{url}utfall/", data, headers=headers)
    page = response.content.decode()
    assert response.status_code == 422
    assert page.count("Ingen här heter ”okänd”.") == 1
    assert page.count('value="Ring @okänd"') == 1
    assert not Outcome.objects.exists()


def test_an_outcome_of_no_point(client, lead, url, held):
    services.delete_item(held.agenda.get(), by=lead)
    client.force_login(lead)
    assert client.post(f"{url}utfall/", {"kind": "decision", "line": "Vi kör"})["Location"] == f"{url}#ovrigt"
    assert "Vi kör" in client.get(url).content.decode()
    assert client.post(f"{url}utfall/", {"kind": "decision", "line": ""}).status_code == 422
    assert client.post(f"{url}utfall/", {"kind": "wish", "line": "x"}).status_code == 422


def test_words_and_clause_of_a_decision_are_changed(client, lead, held, provisions, url):
    outcome = services.add_outcome(held, kind="decision", text="Vi kör", by=lead)
    client.force_login(lead)
    address = f"{url}utfall/{outcome.pk}/"
    assert client.post(address, {"text": "", "revision": 1}).status_code == 422
    assert client.post(address, {"text": "Vi väntar", "provision": provisions[0].pk, "revision": 1}).status_code == 302
    outcome.refresh_from_db()
    assert (outcome.text, outcome.provision) == ("Vi väntar", provisions[0])
    client.post(f"{address}ta-bort/")
    assert not Outcome.objects.exists()


def test_an_action_is_changed_on_its_own_page(client, lead, held, url):
    outcome = services.add_outcome(held, kind="action", text="Ring", by=lead)
    client.force_login(lead)
    assert client.get(f"{url}utfall/{outcome.pk}/")["Location"] == outcome.action.get_absolute_url()


# -- coming dates -----------------------------------------------------------------------------------------------------


def test_dates_are_added_refused_and_taken_away(client, lead, url):
    client.force_login(lead)
    response = client.post(f"{url}datum/", {"datum-on": "", "datum-what": "Styrgruppen"})
    assert response.status_code == 422
    assert "Välj en dag." in response.content.decode()
    client.post(f"{url}datum/", {"datum-on": "2030-05-31", "datum-what": "Styrgruppen", "datum-is_preliminary": "on"})
    row = KeyDate.objects.get()
    assert (row.what, row.is_preliminary) == ("Styrgruppen", True)
    client.post(f"{url}datum/{row.pk}/ta-bort/")
    assert not KeyDate.objects.exists()
