"""A line as it is said: read, confirmed, saved; completions; what a decision leads to."""

from datetime import timedelta

import pytest

from actions.queries import known_to
from meetings import services
from meetings.models import Outcome, Proposal
from meetings.queries import completions
from meetings.spoken_lines import read_spoken, split_kind
from organisations.models import Group, GroupKind
from portal import dates

HTMX = {"HX-Request": "true"}


@pytest.fixture
def steering(db):
    return Group.objects.create(name="Styrgruppen", kind=GroupKind.STEERING)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ÅTGÄRD Ring Ekby", ("action", "Ring Ekby")),
        ("Beslut: Vi börjar", ("decision", "Vi börjar")),
        ("INFO Ekonomerna kommer", ("information", "Ekonomerna kommer")),
        ("information – ny chef", ("information", "ny chef")),
        ("Ring Ekby", ("action", "Ring Ekby")),
        ("Beslutsstöd tas fram", ("action", "Beslutsstöd tas fram")),
        ("Informationen skickas", ("action", "Informationen skickas")),
    ],
)
def test_the_word_first_tells_the_kind(text, expected):
    assert split_kind(text) == expected


def test_a_whole_line(lead, member, municipality, other_municipality, provisions):
    on = dates.today()
    known = known_to(lead, everywhere=True)
    day = (on + timedelta(days=9)).isoformat()
    spoken = read_spoken(f"ÅTGÄRD Ta fram en film @mats /{day} §2.1 #ekby", known, on=on)
    assert (spoken.kind, spoken.line.title, spoken.line.owner) == ("action", "Ta fram en film", member)
    assert (spoken.line.due_on.isoformat(), spoken.line.provision, spoken.places) == (
        day,
        provisions[1],
        [municipality],
    )
    assert spoken.line.problems == []
    several = read_spoken("BESLUT Vi börjar i vår #ekby #åsele", known, on=on)
    assert (several.line.title, several.places) == ("Vi börjar i vår", [municipality, other_municipality])
    assert several.line.problems == []
    assert read_spoken("BESLUT Vi kör @ingen", known, on=on).line.problems


def test_the_line_becomes_a_row_and_the_row_an_action(client, lead, member, municipality, held, provisions):
    item = held.agenda.get()
    client.force_login(lead)
    url = held.get_absolute_url()
    day = dates.today() + timedelta(days=9)
    line = f"ÅTGÄRD Ta fram en film @mats /{day.isoformat()} §2.1 #ekby"
    response = client.post(f"{url}rad/", {"line": line, "point": item.pk}, headers=HTMX)
    row = response.context["row"].initial
    assert (row["text"], row["owner"], row["due_on"], row["point"]) == ("Ta fram en film", member, day, item)
    assert not Outcome.objects.exists()
    sent = {
        "kind": "action", "text": "Ta fram en film", "point": item.pk, "owner": member.pk, "due_on": day.isoformat(),
        "provision": provisions[1].pk, "organisations": [municipality.pk],
    }  # fmt: skip
    response = client.post(f"{url}rad/spara/", sent, headers=HTMX)
    action = Outcome.objects.get().action
    assert (action.owner, action.due_on, action.provision, action.organisation, action.group) == (
        member, day, provisions[1], municipality, held.group,
    )  # fmt: skip
    assert f'<div id="utfall-{item.pk}" hx-swap-oob="true">' in response.content.decode()
    assert "Ta fram en film" in response.content.decode()


def test_without_script_it_is_a_page_of_its_own(client, lead, held):
    client.force_login(lead)
    url = held.get_absolute_url()
    page = client.post(f"{url}rad/", {"line": "BESLUT Rutinen är mall"}).content.decode()
    assert "<html" in page
    assert "Stämmer det här?" in page
    response = client.post(f"{url}rad/spara/", {"kind": "decision", "text": "Rutinen är mall"})
    assert response["Location"] == f"{url}#snabbrad"
    assert Outcome.objects.get().text == "Rutinen är mall"


@pytest.mark.parametrize("line", ["", "ÅTGÄRD Ring @okänd", "BESLUT Vi kör §99.9", "ÅTGÄRD Gör /trettonde"])
def test_what_is_not_understood_comes_back_as_it_was_typed(line, client, lead, held):
    client.force_login(lead)
    response = client.post(f"{held.get_absolute_url()}rad/", {"line": line}, headers=HTMX)
    assert response.status_code == 422
    assert response.context["quick"]["line"].value() == line
    assert 'role="alert"' in response.content.decode()


def test_an_action_with_several_organisations_has_a_part_in_each(client, lead, held, municipality, other_municipality):
    client.force_login(lead)
    sent = {"kind": "action", "text": "Inför rutinen", "organisations": [municipality.pk, other_municipality.pk]}
    client.post(f"{held.get_absolute_url()}rad/spara/", sent)
    whole = Outcome.objects.get().action
    assert [part.organisation for part in whole.children.order_by("pk")] == [municipality, other_municipality]


def test_a_decision_is_reviewed_sent_on_and_done_in_each_organisation(
    client, lead, held, steering, municipality, other_municipality
):
    client.force_login(lead)
    day = dates.today() + timedelta(days=90)
    sent = {
        "kind": "decision", "text": "Rutinen är mall", "review_on": day.isoformat(), "forward_to": steering.pk,
        "organisations": [municipality.pk, other_municipality.pk],
    }  # fmt: skip
    client.post(f"{held.get_absolute_url()}rad/spara/", sent)
    outcome = Outcome.objects.get()
    assert (outcome.review_on, outcome.spread.children.count()) == (day, 2)
    proposal = Proposal.objects.get()
    assert (proposal.group, proposal.decision, proposal.heading) == (steering, outcome, "Rutinen är mall")
    services.forward(outcome, steering, by=lead, at=proposal.at)
    services.share_out(outcome, [municipality], by=lead)
    assert (Proposal.objects.count(), outcome.spread.children.count()) == (1, 2)
    page = client.get(held.get_absolute_url()).content.decode()
    assert "skickat vidare till Styrgruppen" in page
    assert "En åtgärd i varje organisation" in page


def test_completions(lead, member, held, group, steering, provisions, municipality, meeting):
    def labels(sign, word):
        return [row["label"] for row in completions.complete(lead, held, sign, word, on=dates.today())]

    def inserts(sign, word):
        return [row["insert"] for row in completions.complete(lead, held, sign, word, on=dates.today())]

    assert inserts("@", "ma") == ["@Mats Medlem"]
    assert inserts("@", "mats m") == ["@Mats Medlem"]
    assert inserts("§", "2") == ["§2.1", "§2.2"]
    assert inserts("§", "vårdkontakt") == ["§2.1"]
    assert inserts("#", "ek") == ["#Ekby"]
    assert inserts("#", "styr") == ["#Styrgruppen"]
    assert "i morgon" in labels("/", "")
    assert inserts("/", "")[0] == f"/{meeting.starts_at.date().isoformat()}"  # the group's next meeting
    assert inserts("/", "i morgon") == [f"/{(dates.today() + timedelta(days=1)).isoformat()}"]
    assert labels("@", "zzz") == labels("§", "99") == labels("#", "zzz") == labels("/", "zzz") == []


def test_namesakes_are_told_apart_by_their_address(lead, member, held, neighbour):
    neighbour.first_name, neighbour.last_name = "Mats", "Medlem"
    neighbour.save()
    found = completions.complete(lead, held, "@", "mats", on=dates.today())
    assert sorted(row["insert"] for row in found) == ["@mats.medlem@example.org", "@nils.nabo@example.org"]
    known = known_to(lead, everywhere=True)
    assert read_spoken("Ring @nils.nabo@example.org", known, on=dates.today()).line.owner == neighbour


def test_completions_are_for_who_edits(client, member, neighbour, lead, held):
    url = f"{held.get_absolute_url()}forslag/"
    for person, status in ((member, 403), (neighbour, 404), (lead, 200)):
        client.force_login(person)
        assert client.get(url, {"tecken": "@", "ord": "ma"}).status_code == status
    assert client.get(url, {"tecken": "x"}).json() == {"rows": []}


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_however_much_is_decided(
    count, client, lead, held, steering, municipality, django_assert_num_queries
):
    for number in range(count):
        one = services.add_outcome(held, kind="decision", text=f"Beslut {number}", item=held.agenda.get(), by=lead)
        services.forward(one, steering, by=lead, at=held.ends_at)
        services.share_out(one, [municipality], by=lead)
    client.force_login(lead)
    client.get(held.get_absolute_url())
    with django_assert_num_queries(15):
        client.get(held.get_absolute_url())
