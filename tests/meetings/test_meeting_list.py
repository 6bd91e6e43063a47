"""The lists of meetings and of decisions."""

import pytest

from meetings import services
from organisations.models import Group
from tests.meetings.conftest import call

URL = "/moten/"
DECISIONS = "/moten/beslut/"


@pytest.fixture
def other_group(db):
    return Group.objects.create(name="Styrgruppen", kind="steering_group")


@pytest.fixture
def several(group, other_group, lead, meeting, held):
    call(group, lead, title="Möte 6", days=30, venue="Åsele")
    call(group, lead, title="Möte 3", days=-40)
    call(group, lead, title="Inställt", days=3, status="cancelled")
    call(other_group, lead, title="Styrgruppens möte", days=2)


def listed(response):
    return [meeting.title for meeting in response.context["page"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Styrgruppens möte", "Möte 5", "Möte 6"]),
        ("?visa=hallna", ["Möte 4", "Möte 3"]),
        ("?visa=installda", ["Inställt"]),
        ("?visa=okand&grupp=x", ["Styrgruppens möte", "Möte 5", "Möte 6"]),
        ("?sok=åsele", ["Möte 6"]),
        ("?sok=styrgruppen+möte", ["Styrgruppens möte"]),
        ("?sok=finns+inte", []),
    ],
)
def test_coming_and_held(query, expected, client, lead, several):
    client.force_login(lead)
    response = client.get(URL + query)
    assert (response.status_code, listed(response)) == (200, expected)


def test_by_group_and_in_words(client, lead, several, other_group):
    client.force_login(lead)
    page = client.get(URL).content.decode()
    assert "3 kommande möten, nästa är Styrgruppens möte " in page
    assert "2 är hållna." in page
    assert listed(client.get(URL, {"grupp": other_group.pk})) == ["Styrgruppens möte"]


@pytest.mark.parametrize(
    ("who", "expected"), [("member", ["Möte 5", "Möte 6"]), ("guest", ["Möte 5"]), ("auditor", [])]
)
def test_shows_what_one_may_see(who, expected, client, several, request):
    client.force_login(request.getfixturevalue(who))
    response = client.get(URL)
    assert listed(response) == expected
    assert response.context["may_call"] is False


def test_a_stranger_cannot_tell_that_it_exists(client, stranger, meeting):
    client.force_login(stranger)
    assert [client.get(url).status_code for url in (URL, DECISIONS)] == [404, 404]


def test_one_answers_from_the_list(client, member, meeting):
    client.force_login(member)
    page = client.get(URL).content.decode()
    assert page.count('name="status"') == 3
    pressed = f'id="svar-{meeting.pk}-coming" aria-pressed="true"'
    assert pressed not in page
    services.answer_call(meeting, "coming", by=member)
    assert pressed in client.get(URL).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_costs_the_same_however_many(client, member, lead, group, rows, django_assert_num_queries):
    for number in range(rows):
        call(group, lead, title=f"Möte {number}", days=number + 1)
    client.force_login(member)
    # session, user, memberships, tabs, count, rows, own answers, groups, kept groups, polls to answer
    with django_assert_num_queries(10):
        response = client.get(URL)
        assert len(listed(response)) == rows


# -- decisions --------------------------------------------------------------------------------------------------------


def test_decisions_newest_first_for_who_may_read(client, member, guest, lead, held, meeting, provisions, group):
    old = services.add_outcome(held, kind="decision", text="Mallen gäller", provision=provisions[1], by=lead)
    new = services.add_outcome(meeting, kind="decision", text="Alla provar", by=lead)
    services.add_outcome(held, kind="information", text="Inget beslut", by=lead)
    client.force_login(member)
    assert list(client.get(DECISIONS).context["page"]) == [new, old]
    assert list(client.get(DECISIONS, {"sok": "§2.1"}).context["page"]) == [old]
    assert list(client.get(DECISIONS, {"grupp": group.pk, "sok": "prov"}).context["page"]) == [new]
    client.force_login(guest)
    assert list(client.get(DECISIONS).context["page"]) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_decisions_cost_the_same_however_many(client, member, lead, held, rows, provisions, django_assert_num_queries):
    for number in range(rows):
        services.add_outcome(held, kind="decision", text=f"Nummer {number}", provision=provisions[number], by=lead)
    client.force_login(member)
    with django_assert_num_queries(6):  # session, user, memberships, count, rows, groups
        client.get(DECISIONS)
