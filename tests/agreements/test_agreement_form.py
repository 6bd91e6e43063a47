import pytest

from agreements.models import Agreement

NEW = "/avtal/nytt/"


def _values(county, **changes):
    values = {
        "title": "Avtal om hälso- och sjukvård",
        "short_title": "Avtalet",
        "state": "draft",
        "revision": 1,
        "organisations": [one.pk for one in county],
    }
    return values | changes


@pytest.mark.parametrize("who", ["member", "respondent", "coach", "auditor"])
def test_only_those_who_lead_may_write(client, request, agreement, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(NEW).status_code == 403
    assert client.post(f"/avtal/{agreement.pk}/andra/", {}).status_code == 403


def test_a_stranger_cannot_tell_it_exists(client, stranger, agreement):
    client.force_login(stranger)
    assert client.get(f"/avtal/{agreement.pk}/andra/").status_code == 404


def test_a_new_agreement_leads_on_to_its_clauses(client, lead, county):
    client.force_login(lead)
    response = client.post(NEW, _values(county, decide_by="2026-05-31"))
    agreement = Agreement.objects.get()
    assert (response.status_code, response.url) == (302, f"/avtal/{agreement.pk}/punkter/")
    assert agreement.parties.count() == 3


def test_the_region_and_every_municipality_are_ticked_from_the_start(client, lead, county):
    client.force_login(lead)
    form = client.get(NEW).context["form"]
    assert set(form.initial["organisations"]) == {one.pk for one in county}


def test_what_is_missing_is_said_in_swedish_and_what_was_typed_stays(client, lead, county):
    client.force_login(lead)
    response = client.post(NEW, {"title": "Avtal om mycket", "state": "draft"})
    text = response.content.decode()
    assert response.status_code == 422
    assert "Skriv ett kort namn på avtalet." in text
    assert "Välj minst en part." in text
    assert 'value="Avtal om mycket"' in text
    assert Agreement.objects.count() == 0


def test_the_last_day_is_not_before_the_first(client, lead, county):
    client.force_login(lead)
    response = client.post(NEW, _values(county, valid_from="2027-01-01", valid_to="2026-01-01"))
    assert response.status_code == 422
    assert "Den sista dagen är före den första." in response.content.decode()


def test_it_cannot_be_called_decided_before_all_have_decided(client, lead, agreement, county):
    client.force_login(lead)
    response = client.post(f"/avtal/{agreement.pk}/andra/", _values(county, state="decided"))
    assert response.status_code == 422
    assert response.context["form"].errors["state"] == ["3 parter har inte beslutat. Skriv in besluten först."]
    agreement.refresh_from_db()
    assert agreement.state == "out_for_decision"


def test_a_change_is_kept(client, lead, agreement, county):
    client.force_login(lead)
    response = client.post(
        f"/avtal/{agreement.pk}/andra/", _values(county[:2], state="out_for_decision", short_title="Nya avtalet")
    )
    assert response.url == f"/avtal/{agreement.pk}/"
    agreement.refresh_from_db()
    assert (agreement.short_title, agreement.parties.count()) == ("Nya avtalet", 2)
