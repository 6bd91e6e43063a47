import pytest

from organisations.models import Group, GroupMembership

URL = "/organisationer/grupper/"


def names(response):
    return [group.name for group in response.context["page"]]


@pytest.fixture
def others(group):
    steering = Group.objects.create(name="Ägarnas styrgrupp", kind="steering_group", purpose="Beslutar om pengar")
    forum = Group.objects.create(name="Forum i Ekby", kind="local_forum", reports_to=steering)
    return [steering, forum]


def test_swedish_order_with_seats_of_active_people(client, member, lead, group, others):
    lead.is_active = False
    lead.save()
    client.force_login(member)
    response = client.get(URL)
    assert names(response) == ["Arbetsgruppen", "Forum i Ekby", "Ägarnas styrgrupp"]
    assert [row.people for row in response.context["page"]] == [1, 0, 0]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("sok=pengar", ["Ägarnas styrgrupp"]),
        ("typ=local_forum", ["Forum i Ekby"]),
        ("visa=mina", ["Arbetsgruppen"]),
        ("sok=ingenting", []),
    ],
)
def test_search_and_filter(client, member, others, query, found):
    client.force_login(member)
    assert names(client.get(f"{URL}?{query}")) == found


def test_htmx_gets_the_list_alone(client, member, group):
    client.force_login(member)
    assert "<html" not in client.get(URL, headers={"HX-Request": "true"}).content.decode()


def test_stranger_and_visitor(client, stranger):
    assert client.get(URL).status_code == 302
    client.force_login(stranger)
    assert client.get(URL).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_costs_the_same_however_many_rows(client, lead, rows, django_assert_num_queries):
    for place in range(rows):
        group = Group.objects.create(name=f"Grupp {place}", kind="network")
        GroupMembership.objects.create(group=group, user=lead)
    client.force_login(lead)
    with django_assert_num_queries(6):  # session, user, roles, count, rows, mine
        assert len(client.get(URL).context["page"]) == rows
