import pytest

from agreements.models import Implementation, Provision


@pytest.fixture
def new(agreement):
    return f"/avtal/{agreement.pk}/punkter/ny/"


def _values(**changes):
    return {"number": "2.3", "title": "Hembesök", "text": "Hembesök görs.", "change": "new", "revision": 1, **changes}


@pytest.mark.parametrize("who", ["member", "coach", "auditor"])
def test_only_those_who_lead_may_write(client, request, provisions, new, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(new).status_code == 403
    assert client.post(f"/avtal/punkt/{provisions[0].pk}/andra/", _values()).status_code == 403


def test_a_new_clause_gets_its_place_and_its_rows(client, lead, agreement, provisions, new):
    client.force_login(lead)
    response = client.post(new, _values(number="§ 2.3"))
    made = Provision.objects.get(title="Hembesök")
    assert response.url == made.get_absolute_url()
    assert list(agreement.provisions.values_list("number", flat=True)) == ["1.1", "2.1", "2.2", "2.3", "3.1"]
    assert Implementation.objects.filter(provision=made).count() == 3


def test_one_may_write_another_at_once(client, lead, new):
    client.force_login(lead)
    assert client.post(new, _values(another="1")).url == new


def test_a_number_that_is_taken_is_said_and_what_was_typed_stays(client, lead, provisions, new):
    client.force_login(lead)
    response = client.post(new, _values(number="2.1"))
    text = response.content.decode()
    assert response.status_code == 422
    assert "Det finns redan en punkt med numret 2.1." in text
    assert 'value="Hembesök"' in text
    assert Provision.objects.count() == 4


def test_what_is_missing_is_said_by_name(client, lead, new):
    client.force_login(lead)
    response = client.post(new, {"change": "new"})
    assert response.status_code == 422
    text = response.content.decode()
    for words in ("Skriv punktens nummer", "Skriv punktens rubrik.", "Skriv punktens text."):
        assert words in text


def test_a_change_is_kept(client, lead, provisions):
    client.force_login(lead)
    client.post(f"/avtal/punkt/{provisions[1].pk}/andra/", _values(number="2.1", title="Kontakt", responsible="region"))
    provisions[1].refresh_from_db()
    assert (provisions[1].title, provisions[1].responsible, provisions[1].number) == ("Kontakt", "region", "2.1")


def test_an_old_clause_can_be_chosen_only_when_an_agreement_is_replaced(client, lead, new):
    client.force_login(lead)
    assert "predecessor" not in client.get(new).context["form"].fields
