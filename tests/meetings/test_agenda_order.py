"""Sections, order and the two sides' reports (001-01, 001-03)."""

import pytest
from django.utils import timezone

from meetings import services
from meetings.models import AgendaItem
from tests.meetings.conftest import call


@pytest.fixture
def items(held, lead):
    first = held.agenda.get()
    made = [services.add_item(held, heading=one, section="Avslut", by=lead) for one in ("Enkäten", "Nästa möte")]
    return [first, *made]


def order(held):
    return [(row.section, row.heading) for row in held.agenda.all()]


def test_a_section_is_chosen_in_the_form_and_its_points_stand_together(client, lead, held, items):
    client.force_login(lead)
    url = held.get_absolute_url()
    page = client.get(url).content.decode()
    assert "<h2>Avslut</h2>" in page
    assert '<option value="Avslut"></option>' in page
    data = {"punkt-heading": "Tidplanen", "punkt-section": " avslut ", "punkt-side": ""}
    client.post(f"{url}punkter/", data)
    client.post(f"{url}punkter/", {"punkt-heading": "Övrigt", "punkt-section": "", "punkt-side": ""})
    assert order(held)[1:] == [("Avslut", "Enkäten"), ("Avslut", "Nästa möte"), ("Avslut", "Tidplanen"), ("", "Övrigt")]
    item = held.agenda.get(heading="Läget i besluten")
    page = client.get(f"{url}punkter/{item.pk}/").content.decode()
    assert "Avsnitt" in page
    facts = {
        "heading": item.heading,
        "section": "Avslut",
        "presenter": "",
        "minutes": "",
        "side": "region",
        "revision": 1,
    }
    assert client.post(f"{url}punkter/{item.pk}/", facts).status_code == 302
    assert [row[1] for row in order(held)] == ["Enkäten", "Nästa möte", "Tidplanen", "Läget i besluten", "Övrigt"]
    assert "regionens läge" in client.get(url).content.decode()


def test_by_button_a_point_reaches_every_place(lead, held, items):
    first = items[0]
    services.move_item(first, up=False, by=lead)  # into the section, still first
    assert order(held)[0] == ("Avslut", "Läget i besluten")
    first.refresh_from_db()
    services.move_item(first, up=False, by=lead)
    services.move_item(first, up=False, by=lead)
    services.move_item(first, up=False, by=lead)  # the last stays
    assert [row[1] for row in order(held)] == ["Enkäten", "Nästa möte", "Läget i besluten"]


@pytest.mark.parametrize(
    ("after", "section", "expected"),
    [
        (2, "Avslut", [("Avslut", "Enkäten"), ("Avslut", "Nästa möte"), ("Avslut", "Läget i besluten")]),
        (None, "", [("", "Läget i besluten"), ("Avslut", "Enkäten"), ("Avslut", "Nästa möte")]),
        (1, "Okänd", [("Avslut", "Enkäten"), ("", "Läget i besluten"), ("Avslut", "Nästa möte")]),
    ],
)
def test_by_drag_it_goes_to_any_place_at_once(after, section, expected, client, lead, held, items):
    client.force_login(lead)
    url = f"{held.get_absolute_url()}punkter/{items[0].pk}/flytta/"
    response = client.post(url, {"after": items[after].pk if after else 0, "section": section})
    assert response.status_code == 200
    assert "är nu punkt" in response.json()["sentence"]
    assert order(held) == expected


def test_a_drag_after_a_point_that_has_gone_is_told(client, lead, member, held, items):
    client.force_login(lead)
    url = f"{held.get_absolute_url()}punkter/{items[0].pk}/flytta/"
    gone = items[2].pk
    services.delete_item(items[2], by=lead)
    response = client.post(url, {"after": gone, "section": ""})
    assert response.status_code == 409
    assert "Någon har ändrat dagordningen" in response.json()["sentence"]
    assert order(held)[0][1] == "Läget i besluten"
    client.force_login(member)
    assert client.post(url, {"after": 0}).status_code == 403


def test_one_press_adds_a_report_for_each_side_once(client, lead, member, held):
    client.force_login(lead)
    url = held.get_absolute_url()
    for _ in range(2):
        assert client.post(f"{url}lagesrapporter/").status_code == 302
    reports = held.agenda.exclude(side="")
    assert [(row.side, row.heading) for row in reports] == [
        ("region", "Lägesrapport från regionen"),
        ("municipal", "Lägesrapport från kommunerna"),
    ]
    client.force_login(member)
    assert client.post(f"{url}lagesrapporter/").status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_the_reports_of_a_group_side_by_side(count, client, lead, member, neighbour, group, django_assert_num_queries):
    for number in range(count):
        meeting = call(group, lead, title=f"Möte {number}", days=-10 - number)
        for item in services.add_side_reports(meeting, by=lead):
            services.write_text(item, f"{item.side} {number}", revision=1, by=lead, at=timezone.now())
    url = f"/moten/grupp/{group.pk}/lagesrapporter/"
    client.force_login(member)
    with django_assert_num_queries(8):
        page = client.get(url).content.decode()
    places = [page.index(f"<p>{side} {n}</p>") for n in range(count) for side in ("region", "municipal")]
    assert places == sorted(places)
    client.force_login(neighbour)  # a draft is its own group's
    assert "region 0" not in client.get(url).content.decode()
    client.force_login(lead)
    assert url in client.get(f"/organisationer/grupper/{group.pk}/").content.decode()


def test_a_carried_point_keeps_its_section_and_side(lead, held, meeting):
    item = services.add_item(held, heading="Läget", section="Rapporter", side="region", by=lead)
    carried = services.carry_over(item, meeting, by=lead)
    assert (carried.section, carried.side) == ("Rapporter", "region")
    assert AgendaItem.objects.get(pk=carried.pk).meeting == meeting
