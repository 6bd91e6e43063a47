import pytest
from django.urls import reverse

from agreements.models import Agreement, AgreementState

URL = "/avtal/"


def test_the_address_is_swedish():
    assert reverse("agreement-list") == URL


def test_a_visitor_must_sign_in(client, db):
    assert client.get(URL).status_code == 302


def test_a_stranger_sees_no_agreement(client, stranger, agreement):
    client.force_login(stranger)
    assert client.get(URL).status_code == 404
    assert list(Agreement.objects.visible_to(stranger)) == []


def test_a_draft_is_seen_only_by_those_who_lead(client, lead, member, agreement):
    draft = Agreement.objects.create(title="Utkast", short_title="Utkast")
    client.force_login(member)
    assert list(client.get(URL).context["page"]) == [agreement]
    client.force_login(lead)
    assert set(client.get(URL).context["page"]) == {agreement, draft}


@pytest.mark.parametrize(
    ("who", "offered"), [("lead", True), ("administrator", True), ("member", False), ("coach", False)]
)
def test_only_those_who_lead_are_offered_a_new_one(client, request, agreement, who, offered):
    client.force_login(request.getfixturevalue(who))
    assert ("/avtal/nytt/" in client.get(URL).content.decode()) is offered


@pytest.mark.parametrize("count", [1, 3])
def test_costs_the_same_however_many_rows(client, lead, agreement, count, django_assert_num_queries):
    for number in range(1, count):
        Agreement.objects.create(title=f"Avtal {number}", short_title=f"A{number}", state=AgreementState.IN_FORCE)
    client.force_login(lead)
    with django_assert_num_queries(4):  # session, user, memberships, rows
        response = client.get(URL)
    assert len(response.context["page"]) == count


def test_the_empty_list_offers_the_first_step(client, lead, member):
    client.force_login(lead)
    assert "Lägg in avtalet" in client.get(URL).content.decode()
    client.force_login(member)
    assert "Lägg in avtalet" not in client.get(URL).content.decode()
