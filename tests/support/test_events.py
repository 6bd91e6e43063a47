"""An event: written, changed, moved between states, copied, its questions, and what came out of it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from actions.models import ActionItem
from portal.models import AuditEntry
from support.models import Event, EventAction, EventMaterial, GuidingQuestion
from support.services import events, next_steps
from support.services.questions import add_questions, edit_question
from tests.meetings.conftest import moment
from tests.support.events import make_series, plan, typed

NEW = "/stod/tillfallen/nytt/"


def of(event, rest=""):
    return f"/stod/tillfallen/{event.pk}/{rest}"


# Doors


@pytest.mark.parametrize(
    ("rest", "post"),
    [
        ("andra/", False), ("kopiera/", False), ("deltagare/", False), ("utfall/", False), ("ta-bort/", False),
        ("lage/", True), ("fragor/", True), ("fragor/serien/", True), ("lankar/", True), ("nasta-steg/", True),
    ],
)  # fmt: skip
def test_who_only_reads_writes_nothing(rest, post, client, lead, neighbour, auditor, stranger):
    event = plan(lead)
    answers = []
    for user in (neighbour, auditor, stranger):
        client.force_login(user)
        answers.append((client.post if post else client.get)(of(event, rest)).status_code)
    assert answers == [403, 403, 404]


@pytest.mark.parametrize("rest", ["", "tackning/", "kalender.ics"])
def test_all_who_take_part_read(rest, client, lead, neighbour, stranger):
    event, draft = plan(lead), plan(lead, state="draft")
    client.force_login(neighbour)
    assert [client.get(of(one, rest)).status_code for one in (event, draft)] == [200, 404]
    client.force_login(stranger)
    assert client.get(of(event, rest)).status_code == 404


def test_auditors_and_members_without_a_group_add_nothing(client, auditor, neighbour):
    for user in (auditor, neighbour):
        client.force_login(user)
        assert client.get(NEW).status_code == 403


# The form


def test_a_new_event_takes_the_questions_of_its_series(client, coach):
    client.force_login(coach)
    series = make_series()
    answer = client.post(NEW, typed(series=series.pk))
    event = Event.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, of(event))
    assert (event.state, event.created_by, event.places) == ("planned", coach, 40)
    assert timezone.localtime(event.starts_at).isoformat() == "2027-05-20T09:00:00+02:00"
    assert [question.text for question in event.questions.all()] == ["Vad blir bättre?", "Vad säger siffrorna?"]
    assert AuditEntry.objects.filter(verb="added event", about_pk=str(event.pk)).count() == 1


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"kind": ""}, "kind", "Välj vilket slags tillfälle det är."),
        ({"title": " "}, "title", "Ge tillfället en rubrik"),
        ({"day": "i våras"}, "day", "Skriv ett datum"),
        ({"day": "0202-01-01"}, "day", "Kontrollera året"),
        ({"ends": "9:00"}, "ends", "Det slutar innan det börjar."),
        ({"starts": "", "ends": "15:00"}, "starts", "Skriv när det börjar"),
        ({"last_day": "2027-05-19"}, "last_day", "Den sista dagen är före den första."),
        ({"places": "0"}, "places", "Skriv en siffra från 1."),
        ({"places": "många"}, "places", "Skriv ett heltal."),
        ({"link": "inte en länk"}, "link", "Skriv länkens hela adress"),
        ({"purpose": "Gäller 811228-9874"}, "purpose", "personnummer"),
        ({"group": "999"}, "group", ""),
    ],
)
def test_bad_input_is_told_and_kept(changed, field, said, client, lead):
    client.force_login(lead)
    answer = client.post(NEW, typed(theme="Mitt långa tema", **changed))
    form = answer.context["form"]
    assert (answer.status_code, list(form.errors), said in " ".join(form.errors[field])) == (422, [field], True)
    assert "Mitt långa tema" in answer.content.decode()
    assert not Event.objects.exists()


def test_without_hours_it_fills_the_days(client, lead):
    client.force_login(lead)
    client.post(NEW, typed(starts="", ends="", last_day="2027-05-21"))
    page = client.get(of(Event.objects.get())).content.decode()
    assert "orsdag 20 maj 2027" in page
    assert "0.00" not in page
    assert client.get(of(Event.objects.get(), "andra/")).context["form"].initial["last_day"] == date(2027, 5, 21)


def test_a_member_writes_for_a_group_of_their_own(client, member, group):
    client.force_login(member)
    form = client.post(NEW, typed()).context["form"]
    assert form.errors == {"group": ["Välj gruppen som förbereder tillfället."]}
    client.post(NEW, typed(group=group.pk, utkast="1"))
    assert list(Event.objects.values_list("group", "state", "created_by")) == [(group.pk, "draft", member.pk)]


def test_two_who_change_at_once_overwrite_nothing(client, lead, coach):
    event = plan(lead)
    client.force_login(coach)
    assert client.post(of(event, "andra/"), typed(event, venue="Biblioteket")).status_code == 302
    client.force_login(lead)
    answer = client.post(of(event, "andra/"), typed(event, venue="Stadshuset"))
    page = answer.content.decode()
    assert (answer.status_code, "Biblioteket" in page, "Stadshuset" in page) == (422, True, True)
    event.refresh_from_db()
    assert event.venue == "Biblioteket"
    assert client.post(of(event, "andra/"), typed(event, venue="Stadshuset")).status_code == 302
    event.refresh_from_db()
    assert (event.venue, event.revision) == ("Stadshuset", 3)


# States


def test_planned_held_and_taken_back(client, lead):
    event = plan(lead, state="draft", days=-1)
    client.force_login(lead)
    steps = [
        ("draft", "planned"),
        ("planned", "held"),
        ("held", "planned"),
        ("planned", "cancelled"),
        ("cancelled", "planned"),
    ]
    for was, state in steps:
        assert client.post(of(event, "lage/"), {"was": was, "state": state}).status_code == 302
        event.refresh_from_db()
        assert event.state == state
    assert AuditEntry.objects.filter(verb="set state of event").count() == 5


@pytest.mark.parametrize(
    ("days", "was", "state", "said"),
    [
        (7, "planned", "held", "Tillfället har inte börjat än."),
        (7, "draft", "planned", ""),  # the same state again changes nothing
        (7, "draft", "cancelled", "Någon annan har ändrat läget."),
        (7, "planned", "x", "Välj en av knapparna."),
    ],
)
def test_what_cannot_be_said(days, was, state, said, client, lead):
    event = plan(lead, days=days)
    client.force_login(lead)
    answer = client.post(of(event, "lage/"), {"was": was, "state": state})
    assert answer.status_code == (422 if said else 302)
    assert said in answer.content.decode()
    event.refresh_from_db()
    assert event.state == "planned"


def test_only_a_draft_is_taken_away(client, lead):
    event, draft = plan(lead), plan(lead, state="draft")
    client.force_login(lead)
    assert client.post(of(event, "ta-bort/")).status_code == 422
    assert client.get(of(draft, "ta-bort/")).status_code == 200
    assert client.post(of(draft, "ta-bort/")).status_code == 302
    assert list(Event.objects.all()) == [event]


def test_a_copy_has_the_questions_and_not_what_was_said(client, lead):
    event = plan(lead, days=-7, theme="Gammalt tema", venue="Stadshuset")
    add_questions(event, ["En egen fråga?"], by=lead)
    edit_question(event.questions.get(), text="En egen fråga?", said="Mycket.", revision=1, by=lead)
    client.force_login(lead)
    initial = client.get(of(event, "kopiera/")).context["form"].initial
    assert (initial["venue"], initial["theme"], initial.get("day")) == ("Stadshuset", "", None)
    client.post(of(event, "kopiera/"), typed(theme="Nytt tema"))
    copy = Event.objects.latest("pk")
    assert (copy.theme, list(copy.questions.values_list("text", "said"))) == ("Nytt tema", [("En egen fråga?", "")])


# Questions and what came out


def test_questions_are_added_moved_answered_and_taken_away(client, lead):
    event = plan(lead, days=-1, series=make_series())
    client.force_login(lead)
    client.post(of(event, "fragor/"), {"ny-fraga-text": "En till?\r\n\r\n Och en? "})
    client.post(of(event, "fragor/serien/"))  # nothing twice
    last = event.questions.last()
    client.post(of(event, f"fragor/{last.pk}/flytta/"), {"upp": "1"})
    texts = list(event.questions.values_list("text", flat=True))
    assert texts == ["Vad blir bättre?", "Vad säger siffrorna?", "Och en?", "En till?"]
    name = f"fraga{last.pk}"
    said = {f"{name}-text": "Och en?", f"{name}-said": "Alla nickade.", f"{name}-revision": "1"}
    assert client.post(of(event, f"fragor/{last.pk}/"), said).status_code == 302
    assert "Alla nickade." in client.get(of(event)).content.decode()
    answer = client.post(of(event, f"fragor/{last.pk}/ta-bort/"))
    assert (answer.status_code, "Alla nickade." in answer.content.decode(), event.questions.count()) == (200, True, 4)
    client.post(of(event, f"fragor/{last.pk}/ta-bort/"), {"anda": "1"})
    assert event.questions.count() == 3


def test_two_who_note_at_once_overwrite_nothing(client, lead):
    event = plan(lead, days=-1, series=make_series())
    question = event.questions.first()
    edit_question(question, text=question.text, said="Först.", revision=1, by=lead)
    client.force_login(lead)
    name = f"fraga{question.pk}"
    typed_now = {f"{name}-text": question.text, f"{name}-said": "Sedan.", f"{name}-revision": "1"}
    answer = client.post(of(event, f"fragor/{question.pk}/"), typed_now)
    page = answer.content.decode()
    assert (answer.status_code, "Först." in page, "Sedan." in page) == (422, True, True)
    assert f'name="{name}-revision" value="2"' in page
    question.refresh_from_db()
    assert question.said == "Först."


@pytest.mark.parametrize("text", ["", "x" * 301, "Gäller 811228-9874"])
def test_a_bad_question_is_told_and_kept(text, client, lead):
    event = plan(lead)
    client.force_login(lead)
    answer = client.post(of(event, "fragor/"), {"ny-fraga-text": text})
    assert (answer.status_code, text in answer.content.decode()) == (422, True)
    assert not GuidingQuestion.objects.exists()


def test_outcome_and_links(client, lead):
    event = plan(lead, days=-1)
    client.force_login(lead)
    client.post(of(event, "utfall/"), {"outcome": "Tre saker att pröva.", "revision": "1"})
    stale = client.post(of(event, "utfall/"), {"outcome": "Fyra saker.", "revision": "1"})
    assert (stale.status_code, "Tre saker att pröva." in stale.content.decode()) == (422, True)
    bad = client.post(of(event, "lankar/"), {"lank-title": "Bilder", "lank-link": "javascript:alert(1)"})
    assert (bad.status_code, "Skriv länkens hela adress" in bad.content.decode()) == (422, True)
    client.post(of(event, "lankar/"), {"lank-title": "Bilder", "lank-link": "exempel.se/bilder"})
    row = EventMaterial.objects.get()
    page = client.get(of(event)).content.decode()
    assert ("Tre saker att pröva." in page, 'href="https://exempel.se/bilder"' in page) == (True, True)
    client.post(of(event, f"lankar/{row.pk}/ta-bort/"))
    assert not EventMaterial.objects.exists()


# Next steps


def test_a_next_step_is_an_ordinary_action(client, lead, member, neighbour, group):
    event = plan(lead, title="Workshop i maj", kind="workshop", days=-1, group=group)
    client.force_login(lead)
    due = timezone.localdate() + timedelta(days=30)
    step = {
        "steg-title": "Räkna besöken",
        "steg-owner": member.pk,
        "steg-due_on": due.isoformat(),
        "steg-group": group.pk,
    }
    assert client.post(of(event, "nasta-steg/"), step).status_code == 302
    action = ActionItem.objects.get()
    assert (action.title, action.owner, action.due_on, action.group) == ("Räkna besöken", member, due, group)
    client.force_login(neighbour)
    assert "Räkna besöken" in client.get(of(event)).content.decode()
    page = client.get(action.get_absolute_url()).content.decode()
    assert f'Nästa steg efter workshop: <a href="{of(event)}#nasta-steg">Workshop i maj</a>' in page
    client.force_login(lead)
    client.post(of(event, f"nasta-steg/{EventAction.objects.get().pk}/ta-bort/"))
    assert (ActionItem.objects.count(), EventAction.objects.count()) == (1, 0)


def test_a_bad_next_step_is_told_and_kept(client, lead):
    event = plan(lead)
    client.force_login(lead)
    answer = client.post(of(event, "nasta-steg/"), {"steg-title": "", "steg-due_on": "2020-01-01"})
    assert answer.status_code == 422
    assert set(answer.context["next_step"].errors) == {"title", "due_on"}
    assert 'value="2020-01-01"' in answer.content.decode()


def test_a_step_of_one_organisation_is_not_shown_to_others(client, lead, neighbour, municipality):
    event = plan(lead, days=-1)
    next_steps.add_next_step(event, {"title": "Bara för Ekby", "organisation": municipality}, by=lead)
    client.force_login(neighbour)
    assert "Bara för Ekby" not in client.get(of(event)).content.decode()


def test_the_origin_of_an_action_is_kept_from_who_cannot_see_the_draft(client, lead, neighbour, group, member):
    event = plan(lead, title="Hemligt utkast", state="draft")
    step = next_steps.add_next_step(event, {"title": "Ring", "group": group}, by=lead)
    client.force_login(neighbour)
    page = client.get(step.action.get_absolute_url())
    assert (page.status_code, "Hemligt utkast" in page.content.decode()) == (200, False)


# Calendar, and what the page costs


def test_the_file_for_a_calendar(client, lead, member):
    event = plan(lead, title="Call-in; två, tre", theme="Mäta", link="https://exempel.se/mote", venue="Stadshuset")
    events.set_state(event, "cancelled", was="planned", by=lead, at=timezone.now())
    client.force_login(member)
    answer = client.get(of(event, "kalender.ics"))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    (found,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert (str(found["summary"]), str(found["status"]), int(found["sequence"])) == (
        "Call-in; två, tre",
        "CANCELLED",
        1,
    )
    assert (found.decoded("dtstart"), str(found["location"])) == (event.starts_at, "Stadshuset")
    assert "Tema: Mäta" in found["description"]
    assert str(found["url"]).endswith(of(event))


@pytest.mark.parametrize("rows", [1, 3])
def test_costs_the_same_however_much_there_is(client, lead, member, group, rows, django_assert_num_queries):
    event = plan(lead, days=-1, group=group)
    for number in range(rows):
        add_questions(event, [f"Fråga {number}?"], by=lead)
        next_steps.add_next_step(event, {"title": f"Steg {number}", "group": group, "owner": member}, by=lead)
        EventMaterial.objects.create(event=event, title=f"Bild {number}", link="https://exempel.se")
    client.force_login(lead)
    # session, user, memberships, event, numbers, steps, actions, questions, links; the choices of the
    # form: people, memberships, organisations of theirs, organisations, groups
    with django_assert_num_queries(14):
        client.get(of(event))


def test_the_start_stays_when_summer_time_ends(lead):
    """An event at one o'clock is at one o'clock, whatever the season."""
    assert timezone.localtime(plan(lead, days=200).starts_at).hour == timezone.localtime(moment(200, 13)).hour == 13
