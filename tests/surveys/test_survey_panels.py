"""What a clause, an organisation and an agreement tell of surveys."""

from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from agreements.models import Implementation
from agreements.services import start_version
from portal import dates
from portal.panels import panels_for
from surveys import panels, services
from surveys.queries.results import results_of

SECRET = "Hemligt utkast från grannen"
WRITTEN = "Vi har för få undersköterskor"


def results(round, user):
    return results_of(round, user, on=dates.today())


# Panels


def shown(place, user, thing):
    page = RequestFactory().get("/")
    page.user = user
    return [panel for panel in panels_for(place, page, thing) if panel["template"].startswith("surveys/")]


def test_the_agreement_offers_the_one_button(client, lead, member, agreement, implementation, sent):
    address = reverse("gap-survey-new", args=[agreement.pk])
    client.force_login(lead)
    page = client.get(agreement.get_absolute_url()).content.decode()
    assert address in page
    assert "Skapa gap-enkät av de nya punkterna" in page
    client.force_login(member)
    page = client.get(agreement.get_absolute_url()).content.decode()
    assert address not in page
    assert sent.title in page


def test_an_agreement_without_clauses_is_written_before_it_is_asked_about(client, lead, member, agreement):
    gap, write = (reverse(name, args=[agreement.pk]) for name in ("gap-survey-new", "provision-new"))
    client.force_login(lead)
    page = client.get(agreement.get_absolute_url()).content.decode()
    assert gap not in page
    assert f'href="{write}">Skriv den första punkten' in page
    client.force_login(member)
    page = client.get(agreement.get_absolute_url()).content.decode()
    assert gap not in page
    assert "Skriv den första punkten" not in page


def test_the_clause_tells_how_many_and_who(county_of, lead, member, coach, municipality, answer, scale, close):
    sent, organisations = county_of(4)
    for organisation in organisations:
        answer(sent, organisation, 2, 2, 3)
    [panel] = shown("provision", lead, scale.provision)
    assert [(step["value"], step["names"]) for step in panel["steps"]] == [(2, ["K0", "K1", "K2", "K3"])]
    assert panel["mean"] == ""
    assert shown("provision", member, scale.provision) == []
    answer(sent, municipality, 0, 2, 3)
    [panel] = shown("provision", lead, scale.provision)
    assert panel["mean"] == "1,6"
    close(sent)
    [panel] = shown("provision", member, scale.provision)
    assert [(step["value"], step["names"]) for step in panel["steps"]] == [(0, ["Ekby"])]
    assert panel["mean"] == "", "with their own known, four are left"
    [panel] = shown("provision", coach, scale.provision)
    assert panel["mean"] == "1,6"
    assert panel["steps"] == []


def test_the_implementation_tells_its_own_answer(
    lead, member, neighbour, implementation, sent, municipality, text, answer
):
    answer(sent, municipality, 1, 2, 3, texts={text.identity: WRITTEN})
    for user in (lead, member):
        [panel] = shown("implementation", user, implementation)
        assert [words for _question, words in panel["said"]] == ["1 till en liten del", WRITTEN]
    assert shown("implementation", neighbour, implementation) == []


def test_the_organisation_tells_its_latest_answer(lead, member, neighbour, sent, municipality, answer):
    assert shown("organisation", lead, municipality) == []
    answer(sent, municipality, 1, 2, 3)
    for user in (lead, member):
        [panel] = shown("organisation", user, municipality)
        assert [words for _question, words in panel["rows"]] == [
            "1 till en liten del",
            "2 ungefär hälften",
            "3 till största delen",
        ]
    assert shown("organisation", neighbour, municipality) == []


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("place", "cost"), [("agreement", 1), ("provision", 3), ("organisation", 2), ("implementation", 3)]
)
def test_panels_cost_the_same_however_many(
    county_of, lead, agreement, scale, municipality, answer, rows, place, cost, django_assert_num_queries
):
    sent, organisations = county_of(rows)
    for organisation in organisations:
        answer(sent, organisation, 1, 2, 3)
    answer(sent, municipality, 1, 2, 3)
    implementation = Implementation.objects.create(organisation=municipality, provision=scale.provision)
    things = {
        "agreement": (panels.agreement_panel, agreement),
        "provision": (panels.provision_panel, scale.provision),
        "organisation": (panels.organisation_panel, municipality),
        "implementation": (panels.implementation_panel, implementation),
    }
    page = RequestFactory().get("/")
    page.user = lead
    assert lead.leads  # the memberships are read once a request, by whoever asks first
    function, thing = things[place]
    with django_assert_num_queries(cost):
        assert function(page, thing) is not None


def test_an_old_round_gives_way_to_a_newer_with_answers(
    draft, make_round, lead, municipality, answer, close, implementation
):
    first = services.send_round(draft, by=lead, at=timezone.now())
    answer(first, municipality, 1, 1, 1)
    close(first, days_ago=60)
    again = services.send_round(make_round(title="Nästa"), by=lead, at=timezone.now())
    assert shown("implementation", lead, implementation)[0]["round"] == first
    answer(again, municipality, 4, 4, 4)
    assert shown("implementation", lead, implementation)[0]["round"] == again
    assert again.opens_on - first.opens_on > timedelta(days=30)


def test_what_was_answered_about_the_clause_before_follows_and_says_so(client, lead, sent, municipality, answer, scale):
    answer(sent, municipality, 2, 2, 3)
    old = scale.provision
    clause = start_version(old.agreement, title="2028", short_title="2028", by=lead).provisions.get(predecessor=old)
    [panel] = shown("provision", lead, clause)
    assert (panel["question"], panel["former"]) == (scale, old)
    assert [(step["value"], step["names"]) for step in panel["steps"]] == [(2, ["Ekby"])]
    client.force_login(lead)
    assert "Frågat före den här versionen:" in client.get(clause.get_absolute_url()).content.decode()
    assert shown("provision", lead, old)[0]["former"] is None
