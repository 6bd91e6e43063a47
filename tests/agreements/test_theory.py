"""The theory of change: the list, its order and links, circles refused, and the drawing of the same."""

import re
from xml.etree import ElementTree as ET

import pytest
from django.core.exceptions import ValidationError

from agreements import queries, services
from agreements.models import Goal, TheoryKind, TheoryStep
from agreements.theory_drawing import theory_drawing
from portal.audit import entries_about

INPUT, ACTIVITY, CHANGE, EFFECT = TheoryKind


@pytest.fixture
def url(agreement):
    return f"/avtal/{agreement.pk}/kunskap/forandring/"


@pytest.fixture
def make_step(agreement, lead):
    def make(text, kind=ACTIVITY, *, leads_to=(), provisions=(), **fields):
        step = TheoryStep(agreement=agreement, kind=kind, text=text, **fields)
        return services.save_theory_step(step, leads_to=leads_to, provisions=provisions, by=lead)

    return make


@pytest.fixture
def steps(make_step, provisions):
    """Coaches lead to training, training to a fixed contact, that to safety."""
    safe = make_step("Invånaren känner sig trygg", EFFECT)
    contact = make_step("En fast kontakt svarar", CHANGE, leads_to=[safe], provisions=[provisions[1]])
    train = make_step("Utbildning", ACTIVITY, leads_to=[contact], assumption="cheferna ger tid")
    coach = make_step("Två coacher", INPUT, leads_to=[train])
    return coach, train, contact, safe


def _form(step, **changes):
    values = {"kind": step.kind, "text": step.text, "revision": step.revision, "assumption": step.assumption}
    values["leads_to"] = [one.pk for one in step.leads_to.all()]
    return values | changes


def test_a_stranger_cannot_tell_it_exists(client, stranger, steps, url):
    client.force_login(stranger)
    for path in (url, f"{url}ny/", f"/avtal/forandring/{steps[0].pk}/"):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize("who", ["member", "auditor"])
def test_others_read_it_and_change_nothing(client, request, who, steps, url):
    client.force_login(request.getfixturevalue(who))
    text = client.get(url).content.decode()
    assert "Vi antar: cheferna ger tid" in text
    assert "Ny ruta" not in text
    assert client.get(f"{url}ny/").status_code == 403
    here = f"/avtal/forandring/{steps[0].pk}/"
    assert {client.get(here).status_code, client.post(f"{here}flytta/", {"upp": "1"}).status_code} == {403}
    assert client.post(f"{here}ta-bort/").status_code == 403


def test_the_list_says_what_leads_to_what_on_which_assumption(client, member, steps, url):
    client.force_login(member)
    columns = client.get(url).context["columns"]
    assert [(str(column.kind.label), [step.text for step in column.steps]) for column in columns] == [
        ("Resurser", ["Två coacher"]),
        ("Aktiviteter", ["Utbildning"]),
        ("Förändrade arbetssätt", ["En fast kontakt svarar"]),
        ("Effekter för invånarna", ["Invånaren känner sig trygg"]),
    ]
    assert [step.onward for column in columns for step in column.steps] == [[steps[1]], [steps[2]], [steps[3]], []]


def test_a_box_is_written_with_links_goal_and_clauses(client, lead, plan, provisions, steps, url):
    goal = Goal.objects.create(plan=plan, kind="effect", text="Tryggare hemma")
    client.force_login(lead)
    assert client.get(f"{url}ny/?kolumn=3").context["form"]["kind"].value() == 3
    answer = client.post(
        f"{url}ny/",
        {
            "kind": 3,
            "text": "Planen finns i tid",
            "leads_to": [steps[3].pk],
            "goal": goal.pk,
            "provisions": [provisions[2].pk],
            "revision": 1,
        },
    )
    step = TheoryStep.objects.get(text="Planen finns i tid")
    assert answer["Location"] == f"{url}#ruta-{step.pk}"
    assert (step.position, step.goal) == (2, goal)
    assert (list(step.leads_to.all()), list(step.provisions.all())) == ([steps[3]], [provisions[2]])
    assert "Tryggare hemma" in client.get(url).content.decode()
    assert [entry.verb for entry in entries_about(step)] == ["created"]


def test_a_box_that_would_lead_back_to_itself_is_refused(client, lead, steps):
    coach, _train, _contact, safe = steps
    client.force_login(lead)
    answer = client.post(f"/avtal/forandring/{safe.pk}/", _form(safe, leads_to=[coach.pk]))
    assert answer.status_code == 422
    assert "Då skulle det leda tillbaka dit det började." in answer.content.decode()
    assert not safe.leads_to.exists()
    with pytest.raises(ValidationError):
        services.save_theory_step(safe, leads_to=[safe], provisions=[], by=lead)
    with pytest.raises(ValidationError):
        services.save_theory_step(safe, leads_to=[steps[1]], provisions=[], by=lead)


def test_two_ways_to_the_same_place_are_no_circle(lead, steps):
    coach, _train, contact, safe = steps
    services.save_theory_step(coach, leads_to=[steps[1], contact, safe], provisions=[], by=lead)
    assert set(coach.leads_to.all()) == {steps[1], contact, safe}


def test_boxes_change_places_within_their_column(client, lead, make_step, url):
    for text in ("Ett", "Två", "Tre"):
        make_step(text)
    client.force_login(lead)
    third = TheoryStep.objects.get(text="Tre")
    client.post(f"/avtal/forandring/{third.pk}/flytta/", {"upp": "1"})
    first = TheoryStep.objects.get(text="Ett")
    client.post(f"/avtal/forandring/{first.pk}/flytta/", {"upp": "1"})  # nothing above
    assert [step.text for step in TheoryStep.objects.filter(kind=ACTIVITY)] == ["Ett", "Tre", "Två"]


def test_two_people_at_once_lose_neither_version(client, lead, steps):
    coach = steps[0]
    client.force_login(lead)
    path = f"/avtal/forandring/{coach.pk}/"
    client.post(path, _form(coach, text="Tre coacher"))
    answer = client.post(path, _form(coach, text="Fyra coacher", revision=1))
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Tre coacher" in text
    assert "Fyra coacher" in text
    coach.refresh_from_db()
    assert coach.text == "Tre coacher"


def test_a_box_is_removed_with_its_arrows(client, lead, steps):
    client.force_login(lead)
    client.post(f"/avtal/forandring/{steps[1].pk}/ta-bort/")
    assert not steps[0].leads_to.exists()
    assert TheoryStep.objects.count() == 3


def test_the_drawing_holds_the_same_boxes_and_arrows_without_styles(agreement, steps, make_step):
    make_step("Tillbaka", EFFECT)
    long = make_step("Ett mycket långt arbetssätt som måste brytas på flera rader för att få plats i sin ruta", CHANGE)
    services.save_theory_step(long, leads_to=[steps[2]], provisions=[], by=None)
    drawing = str(theory_drawing(queries.theory_of(agreement)))
    root = ET.fromstring(drawing)  # noqa: S314  (our own drawing)
    assert len(root.findall("rect")) == 6
    assert len([path for path in root.findall("path") if path.get("class") == "arrow"]) == 4
    assert len([path for path in root.findall("path") if path.get("class") == "tip"]) == 4
    assert "style" not in drawing
    texts = ["".join(part.text + " " for part in text.findall("tspan")).strip() for text in root.findall("text")]
    assert [text for text in texts if text] == [
        step.text for step in TheoryStep.objects.filter(agreement=agreement).order_by("kind", "position")
    ]
    width, height = int(root.get("width")), int(root.get("height"))
    for box in root.findall("rect"):
        assert int(box.get("x")) + int(box.get("width")) <= width
        assert int(box.get("y")) + int(box.get("height")) <= height
    assert max(len(part.text) for part in root.iter("tspan")) <= 29


def test_what_somebody_typed_is_text_in_the_drawing(client, member, make_step, url):
    make_step("<script>alert(1)</script>", INPUT)
    client.force_login(member)
    assert "<script>alert" not in client.get(url).content.decode()


def test_an_empty_page_invites_those_who_lead_only(client, lead, member, url):
    client.force_login(lead)
    assert "Skriv den första rutan" in client.get(url).content.decode()
    client.force_login(member)
    text = client.get(url).content.decode()
    assert "Skriv hur det ska hänga ihop" in text
    assert not re.search(r"href=\"[^\"]*forandring/ny/", text)


@pytest.mark.parametrize("count", [1, 3])
def test_costs_the_same_however_many_rows(client, member, make_step, provisions, count, url, django_assert_num_queries):
    for number in range(count):
        safe = make_step(f"Effekt {number}", EFFECT)
        make_step(f"Aktivitet {number}", leads_to=[safe], provisions=provisions[: number + 1])
    client.force_login(member)
    with django_assert_num_queries(7):  # session, user, roles, agreement, boxes, their clauses, arrows
        assert client.get(url).context["total"] == 2 * count
