import pytest

from organisations.models import Membership, User

URL = "/organisationer/personer/"


def names(response):
    return [person.first_name for person in response.context["page"]]


def test_swedish_order_with_roles(client, member, lead, respondent, closed):
    client.force_login(member)
    response = client.get(URL)
    assert names(response) == ["Lena", "Mats", "Rut"]
    assert "Ekby" in response.content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("sok=lena", ["Lena"]),
        ("sok=ekby", ["Mats", "Rut"]),
        ("roll=lead", ["Lena"]),
        ("roll=nonsense", ["Lena", "Mats", "Rut"]),
        ("ordning=-namn", ["Rut", "Mats", "Lena"]),
        ("sok=ingen", []),
    ],
)
def test_search_filter_and_sort(client, lead, member, respondent, query, found):
    client.force_login(member)
    assert names(client.get(f"{URL}?{query}")) == found


def test_closed_accounts_for_leads_only(client, lead, member, closed):
    client.force_login(lead)
    assert names(client.get(f"{URL}?visa=stangda")) == ["Klas"]
    client.force_login(member)
    assert "Klas" not in names(client.get(f"{URL}?visa=stangda"))


def test_who_has_no_role_is_marked(client, lead, stranger):
    client.force_login(lead)
    assert "ownerless" in client.get(f"{URL}?sok=sten").content.decode()


def test_stranger_and_visitor(client, stranger):
    assert client.get(URL).status_code == 302
    client.force_login(stranger)
    assert client.get(URL).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_costs_the_same_however_many_rows(client, lead, region, rows, django_assert_num_queries):
    for place in range(rows):
        user = User.objects.create_user(f"rad{place}@example.org", first_name="Rad", last_name=str(place))
        Membership.objects.create(user=user, organisation=region, role="coach")
    client.force_login(lead)
    with django_assert_num_queries(6):  # session, user, roles, count, rows, memberships
        assert len(client.get(URL).context["page"]) == rows + 1
