"""The list of actions: its tabs, its filters, its line, and who sees what."""

from datetime import timedelta

import pytest

from actions import services
from actions.models import ActionItem

URL = "/atgarder/"


@pytest.fixture
def various(action, lead, member, group, other_municipality, provisions, today):
    """One late, one without owner, one without date, one done; beside the action itself."""
    late = services.add_action(title="Boka lokal", owner=lead, group=group, due_on=today - timedelta(days=3), by=lead)
    nobody = services.add_action(
        title="Ändra mallen", owner_text="Eva P", group=group, due_on=today + timedelta(days=2), by=lead
    )
    dateless = services.add_action(
        title="Öva på mallen", owner=member, organisation=other_municipality, group=group, by=lead
    )
    done = services.add_action(title="Skicka kallelsen", owner=member, group=group, by=lead)
    services.set_state(done, "done", by=lead, at=done.created_at)
    return {"action": action, "late": late, "nobody": nobody, "dateless": dateless, "done": done}


def listed(response):
    return [action.title for action in response.context["page"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Boka lokal", "Ändra mallen", "Dela rutinen för fast vårdkontakt", "Öva på mallen"]),
        ("?visa=mina", ["Dela rutinen för fast vårdkontakt", "Öva på mallen"]),
        ("?visa=forsenade", ["Boka lokal"]),
        ("?visa=utan-ansvarig", ["Ändra mallen"]),
        ("?visa=utan-datum", ["Öva på mallen"]),
        ("?visa=klara", ["Skicka kallelsen"]),
        ("?visa=okand", ["Boka lokal", "Ändra mallen", "Dela rutinen för fast vårdkontakt", "Öva på mallen"]),
        ("?sok=mall", ["Ändra mallen", "Öva på mallen"]),
        ("?sok=mall+öva", ["Öva på mallen"]),
        ("?sok=medlem", ["Dela rutinen för fast vårdkontakt", "Öva på mallen"]),
        ("?sok=eva", ["Ändra mallen"]),
        ("?sok=§2.1", ["Dela rutinen för fast vårdkontakt"]),
        ("?sok=finns+inte", []),
        ("?ordning=atgard", ["Boka lokal", "Dela rutinen för fast vårdkontakt", "Ändra mallen", "Öva på mallen"]),
        ("?ordning=-atgard", ["Öva på mallen", "Ändra mallen", "Dela rutinen för fast vårdkontakt", "Boka lokal"]),
        ("?ordning=-klart", ["Dela rutinen för fast vårdkontakt", "Ändra mallen", "Boka lokal", "Öva på mallen"]),
        (
            "?grupp=x&organisation=-1&punkt=99999999999999",
            ["Boka lokal", "Ändra mallen", "Dela rutinen för fast vårdkontakt", "Öva på mallen"],
        ),
    ],
)
def test_tabs_search_and_order_stand_in_the_address(query, expected, client, member, various):
    client.force_login(member)
    response = client.get(URL + query)
    assert response.status_code == 200
    assert listed(response) == expected


def test_filters_by_what_it_is_about(
    client, lead, member, various, group, municipality, other_municipality, provisions
):
    client.force_login(lead)
    assert listed(client.get(URL, {"organisation": municipality.pk})) == ["Dela rutinen för fast vårdkontakt"]
    assert listed(client.get(URL, {"organisation": other_municipality.pk})) == ["Öva på mallen"]
    assert listed(client.get(URL, {"punkt": provisions[1].pk})) == ["Dela rutinen för fast vårdkontakt"]
    assert listed(client.get(URL, {"ansvarig": lead.pk})) == ["Boka lokal"]
    assert len(listed(client.get(URL, {"grupp": group.pk}))) == 4
    assert listed(client.get(URL, {"grupp": 999})) == []


def test_says_its_state_in_words(client, member, various):
    client.force_login(member)
    page = client.get(URL).content.decode()
    assert "4 öppna åtgärder." in page
    assert "1 är försenad" in page
    assert "1 saknar ansvarig." in page
    assert "1 saknar datum." in page
    assert "Eva P enligt anteckningarna" in page
    assert "3 dagar sen" in page


def test_shows_others_only_what_they_may_see(client, member, auditor, action, private_action):
    for person in (member, auditor):
        client.force_login(person)
        assert listed(client.get(URL)) == ["Dela rutinen för fast vårdkontakt"]


def test_those_who_read_get_no_line_and_no_ticks(client, auditor, coach, action):
    for person in (auditor, coach):
        client.force_login(person)
        response = client.get(URL)
        assert response.context["line"] is None
        assert response.context["editable"] == set()
        assert b"atgarder/ny/" not in response.content
        assert client.post(URL, {"line": "Ring Ekby"}).status_code == 403
    assert ActionItem.objects.count() == 1


def test_a_stranger_cannot_tell_that_it_exists(client, stranger, action):
    client.force_login(stranger)
    assert client.get(URL).status_code == 404


def test_a_visitor_is_asked_to_sign_in(client, db):
    assert client.get(URL).status_code == 302


# -- the line ---------------------------------------------------------------------------------------------------------


def test_a_line_becomes_an_action(client, lead, member, provisions, other_municipality, today):
    client.force_login(lead)
    tomorrow = today + timedelta(days=1)
    response = client.post(URL, {"line": "Ta fram presentation @mats /i morgon §2.1 #åsele"}, follow=True)
    assert response.redirect_chain == [(URL, 302)]
    made = ActionItem.objects.get()
    assert (made.title, made.owner, made.due_on) == ("Ta fram presentation", member, tomorrow)
    assert (made.provision, made.organisation, made.group, made.created_by) == (
        provisions[1],
        other_municipality,
        None,
        lead,
    )
    assert "Tillagd: Ta fram presentation. Mats Medlem · i morgon" in response.content.decode()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", "Skriv vad som ska göras."),
        (
            "Ring @okänd /i morgon",
            "Ingen här heter ”okänd”. Skriv hela namnet, eller lämna det och välj ansvarig senare.",
        ),
        ("Ring #åsele", "Du kan inte lägga till åtgärder för Åsele. Välj din egen organisation eller grupp."),
        ("Ring /sen", "Datumet ”/sen” går inte att förstå. Skriv till exempel /27 okt, /fredag eller /2026-10-27."),
    ],
)
def test_a_line_that_is_not_understood_is_kept(line, said, client, member, agreement):
    client.force_login(member)
    response = client.post(URL, {"line": line})
    assert response.status_code == 422
    page = response.content.decode()
    assert said in page
    assert f'value="{line}"' in page
    assert not ActionItem.objects.exists()


def test_a_members_line_belongs_to_the_members_organisation(client, member, municipality, group):
    client.force_login(member)
    client.post(URL, {"line": "Ring vårdcentralen"})
    client.post(f"{URL}?grupp={group.pk}", {"line": "Boka lokal"})
    assert list(ActionItem.objects.order_by("pk").values_list("organisation", "group")) == [
        (municipality.pk, None),
        (None, group.pk),
    ]


def test_a_line_on_a_list_of_somebody_elses_does_not_become_theirs(client, member, municipality, other_municipality):
    client.force_login(member)
    client.post(f"{URL}?organisation={other_municipality.pk}", {"line": "Ring vårdcentralen"})
    assert ActionItem.objects.get().organisation == municipality


# -- cost -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 3])
def test_costs_the_same_however_many_rows(
    client, member, neighbour, lead, group, provisions, other_municipality, rows, django_assert_num_queries
):
    for number in range(rows):
        services.add_action(
            title=f"Nummer {number}",
            owner=neighbour,
            group=group,
            provision=provisions[number],
            organisation=other_municipality,
            by=lead,
        )
    client.force_login(member)
    with django_assert_num_queries(12):  # session, user, memberships, count, rows, tabs, seats, views, 4 filters
        response = client.get(URL)
    assert len(response.context["page"].object_list) == rows


def test_cuts_long_lists_into_pages(client, lead, group):
    for number in range(26):
        services.add_action(title=f"Nummer {number}", group=group, by=lead)
    client.force_login(lead)
    response = client.get(URL, {"sida": 2})
    assert (len(response.context["page"].object_list), response.context["page"].paginator.count) == (1, 26)
    assert "26–26 av 26" in response.content.decode()
