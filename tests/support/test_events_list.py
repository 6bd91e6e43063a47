"""The list of events, and who sees what."""

import pytest

from organisations.models import Grouping, GroupingMember, GroupMembership
from support.models import Event, Participation
from tests.support.events import make_series, plan

URL = "/stod/tillfallen/"


@pytest.fixture
def several(lead, group, municipality):
    series = make_series()
    plan(lead, title="Call-in 2", days=20, series=series)
    past = plan(lead, title="Call-in 1", days=-20, series=series, theme="När flera ger vård")
    plan(lead, title="Äldredagen", days=3, kind="conference", venue="Åsele")
    plan(lead, title="Inställt", days=5, state="cancelled")
    plan(lead, title="Utkastet", days=30, state="draft", group=group)
    Participation.objects.create(event=past, organisation=municipality, unit="municipality", persons=12)
    return past


def listed(response):
    return [event.title for event in response.context["page"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Äldredagen", "Call-in 2"]),
        ("?ordning=namn", ["Call-in 2", "Äldredagen"]),
        ("?visa=tidigare", ["Call-in 1"]),
        ("?visa=utkast", ["Utkastet"]),
        ("?visa=installda", ["Inställt"]),
        ("?slag=conference", ["Äldredagen"]),
        ("?sok=åsele", ["Äldredagen"]),
        ("?sok=flera+vård&visa=tidigare", ["Call-in 1"]),
        ("?sok=finns%00+inte", []),
        ("?visa=x&slag=x&serie=x&del=99999999999999999999&ordning=x", ["Äldredagen", "Call-in 2"]),
        ("?visa=tidigare&ordning=-antal", ["Call-in 1"]),
    ],
)
def test_tabs_filters_and_sorting(query, expected, client, lead, several):
    client.force_login(lead)
    response = client.get(URL + query)
    assert (response.status_code, listed(response)) == (200, expected)


def test_by_series_and_part_of_the_county(client, lead, several, municipality):
    part = Grouping.objects.create(kind="county_part", name="Norra")
    GroupingMember.objects.create(grouping=part, organisation=municipality)
    other = Grouping.objects.create(kind="county_part", name="Södra")
    client.force_login(lead)
    assert listed(client.get(URL, {"serie": several.series_id})) == ["Call-in 2"]
    assert listed(client.get(URL, {"visa": "tidigare", "del": part.pk})) == ["Call-in 1"]
    response = client.get(URL, {"visa": "tidigare", "del": other.pk})
    assert (listed(response), "Inget tillfälle passar" in response.content.decode()) == ([], True)
    assert ">12<" in client.get(URL, {"visa": "tidigare"}).content.decode()


@pytest.mark.parametrize(
    ("who", "drafts", "may_add"),
    [("lead", 1, True), ("member", 1, True), ("coach", 0, True), ("neighbour", 0, False), ("auditor", 0, False)],
)
def test_a_draft_is_for_those_who_write_it(who, drafts, may_add, client, several, request):
    client.force_login(request.getfixturevalue(who))
    response = client.get(URL, {"visa": "utkast"})
    assert (len(listed(response)), response.context["may_add"]) == (drafts, may_add)
    draft = Event.objects.get(state="draft")
    assert client.get(draft.get_absolute_url()).status_code == (200 if drafts else 404)


def test_an_empty_list_says_what_belongs_here(client, lead, auditor):
    client.force_login(lead)
    page = client.get(URL).content.decode()
    assert ("Inga kommande tillfällen" in page, 'href="/stod/tillfallen/nytt/"' in page) == (True, True)
    client.force_login(auditor)
    assert "/stod/tillfallen/nytt/" not in client.get(URL).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_costs_the_same_however_many(client, lead, rows, group, municipality, django_assert_num_queries):
    for number in range(rows):
        event = plan(lead, title=f"Nr {number}", days=-number - 1, series=make_series(), group=group)
        Participation.objects.create(event=event, organisation=municipality, unit="municipality", persons=1)
    client.force_login(lead)
    with django_assert_num_queries(8):  # session, user, memberships, tabs, count, rows, series, parts
        client.get(URL, {"visa": "tidigare"})


def test_my_page_shows_what_is_ahead(client, member, several):
    client.force_login(member)
    page = client.get("/min-sida/").content.decode()
    assert page.index("Äldredagen") < page.index("Call-in 2")
    assert "Inställt" not in page
    assert "Call-in 1<" not in page


def test_panels_on_the_pages_of_others(client, lead, member, several, group, municipality, agreement):
    Event.objects.filter(pk=several.pk).update(group=group, agreement=agreement)
    client.force_login(member)
    found = [
        several.title in client.get(thing.get_absolute_url()).content.decode()
        for thing in (group, municipality, agreement)
    ]
    assert found == [True, True, True]
    assert "Utkastet" in client.get(group.get_absolute_url()).content.decode()


def test_who_sits_in_the_group_writes(client, neighbour, group, lead):
    event = plan(lead, group=group)
    client.force_login(neighbour)
    assert client.get(f"{event.get_absolute_url()}andra/").status_code == 403
    GroupMembership.objects.create(group=group, user=neighbour)
    assert client.get(f"{event.get_absolute_url()}andra/").status_code == 200
