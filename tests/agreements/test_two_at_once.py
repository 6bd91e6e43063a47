"""Two people, one agreement: whoever saves second sees what stands, keeps her words, and can save again."""

import pytest

from agreements import services
from agreements.models import Relevance
from portal.dates import today


@pytest.fixture
def clause(provisions):
    return provisions[1]


def _clause(**changes):
    values = {"number": "2.1", "title": "Fast vårdkontakt", "text": "Ny text.", "change": "new", "revision": 1}
    return values | changes


def _agreement(county, **changes):
    values = {"title": "Avtal", "short_title": "Avtalet", "state": "out_for_decision", "revision": 1}
    return values | {"organisations": [one.pk for one in county]} | changes


def test_the_second_to_save_a_clause_sees_both_and_loses_nothing(client, lead, administrator, clause):
    url = f"/avtal/punkt/{clause.pk}/andra/"
    client.force_login(administrator)
    first = _clause(
        text="Adams text.", core_components="Namnet står i planen", for_0_audience="Chefer", for_0_text="Utse."
    )
    assert client.post(url, first).status_code == 302
    client.force_login(lead)
    mine = _clause(text="Lenas text.", core_components="Alla vet vem", for_0_audience="Chefer", for_0_text="Räkna.")
    response = client.post(url, mine)
    text = response.content.decode()
    assert response.status_code == 422
    assert "Lenas text." in text
    assert dict(response.context["form"].stands_now) == {
        "Text": "Adams text.",
        "Kärnkomponenter": "Namnet står i planen",
        "Chefer": "Utse.",
    }
    clause.refresh_from_db()
    assert clause.text == "Adams text."
    assert client.post(url, mine | {"revision": response.context["form"]["revision"].value()}).status_code == 302
    clause.refresh_from_db()
    assert (clause.text, clause.revision) == ("Lenas text.", 3)
    assert [one.text for one in clause.relevance.all()] == ["Räkna."]


def test_an_audience_that_came_in_between_is_shown(client, lead, clause):
    services.save_provision(clause, by=lead, relevance=[("Chefer", "Utse.")])
    client.force_login(lead)
    response = client.post(
        f"/avtal/punkt/{clause.pk}/andra/", _clause(for_0_audience="Sjuksköterskor", for_0_text="Ring.")
    )
    stands = dict(response.context["form"].stands_now)
    assert (stands["Chefer"], stands["Sjuksköterskor"]) == ("Utse.", "–")
    assert Relevance.objects.count() == 1


def test_the_second_to_save_an_agreement_sees_both(client, lead, agreement, county):
    url = f"/avtal/{agreement.pk}/andra/"
    client.force_login(lead)
    assert client.post(url, _agreement(county[:2], short_title="Första")).status_code == 302
    response = client.post(url, _agreement(county, short_title="Andra"))
    assert response.status_code == 422
    stands = dict(response.context["form"].stands_now)
    assert (stands["Kort namn"], stands["Parter"]) == ("Första", "Ekby, Regionen")
    agreement.refresh_from_db()
    assert (agreement.short_title, agreement.parties.count()) == ("Första", 2)


def test_the_second_to_write_a_decision_sees_both(client, lead, agreement, municipality):
    party = agreement.parties.get(organisation=municipality)
    services.record_decision(
        party, planned_on=None, decided_on=today(), registry_number="KS 1", by=lead, on=today(), revision=1
    )
    client.force_login(lead)
    response = client.post(f"/avtal/part/{party.pk}/", {"registry_number": "KS 2", "revision": 1})
    text = response.content.decode()
    assert response.status_code == 422
    assert 'value="KS 2"' in text
    assert "Det här gäller nu" in text
    party.refresh_from_db()
    assert (party.registry_number, party.decided_on) == ("KS 1", today())


@pytest.mark.parametrize("values", [{}, {"revision": "en"}])
def test_without_the_revision_nothing_is_saved(client, lead, clause, values):
    client.force_login(lead)
    sent = _clause() | values
    if not values:
        del sent["revision"]
    assert client.post(f"/avtal/punkt/{clause.pk}/andra/", sent).status_code == 422
    clause.refresh_from_db()
    assert clause.revision == 1


def test_what_is_history_can_be_read_but_not_written(client, lead, agreement, clause):
    agreement.state = "replaced"
    agreement.save()
    client.force_login(lead)
    assert client.get(clause.get_absolute_url()).status_code == 200
    assert client.post(f"/avtal/punkt/{clause.pk}/andra/", _clause()).status_code == 403
    assert client.get(f"/avtal/{agreement.pk}/andra/").status_code == 200
