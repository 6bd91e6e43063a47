"""Cases on their way to a decision: steps in order, dates that move and are kept, what cannot be true."""

from datetime import date, timedelta

import pytest

from agreements import drawing, progress, queries, services
from agreements.models import DateMove, DecisionCase, DecisionStep, DocumentState, Party
from portal.audit import entries_about
from portal.dates import today

from .conftest import NOON


@pytest.fixture
def url(agreement):
    return f"/avtal/{agreement.pk}/beslut/"


def _step(**changes):
    values = {"body": "Nämnden", "kind": "recommend", "planned_on": "", "decided_on": "", "outcome": "", "revision": 1}
    return values | changes


def _bodies(case):
    return list(case.steps.order_by("position").values_list("position", "body"))


def test_a_stranger_cannot_tell_it_exists(client, stranger, case, url):
    client.force_login(stranger)
    step = case.steps.first()
    for path in (case.get_absolute_url(), f"{case.get_absolute_url()}andra/", f"/avtal/arende/steg/{step.pk}/"):
        assert client.get(path).status_code == 404
    assert client.post(f"/avtal/arende/steg/{step.pk}/ta-bort/").status_code == 404


@pytest.mark.parametrize("who", ["member", "coach", "auditor"])
def test_others_read_the_case_and_change_nothing(client, request, case, url, who):
    client.force_login(request.getfixturevalue(who))
    text = client.get(case.get_absolute_url()).content.decode()
    assert "Styrelsen" in text
    assert "<form" not in text.split('id="innehall"')[1]
    assert "Nytt avtal" in client.get(url).content.decode()
    step = case.steps.first()
    ways = [f"{url}arende/", f"{case.get_absolute_url()}steg/", f"/avtal/arende/steg/{step.pk}/"]
    assert {client.get(way).status_code for way in ways} == {403}
    assert client.post(f"/avtal/arende/steg/{step.pk}/flytta/", {"ner": "1"}).status_code == 403
    assert client.post(f"/avtal/arende/steg/{step.pk}/ta-bort/").status_code == 403
    assert case.steps.count() == 3


def test_from_nothing_to_a_case_with_a_step(client, lead, agreement, url):
    client.force_login(lead)
    assert "Följ ett ärende genom organen" in client.get(url).content.decode()
    values = {"kind": "implementation", "title": "Införandet", "registry_number": "RS 1", "revision": 1}
    client.post(f"{url}arende/", values)
    case = DecisionCase.objects.get()
    assert (case.agreement, case.title) == (agreement, "Införandet")
    for body in ("Styrgruppen", "Nämnden"):
        client.post(f"{case.get_absolute_url()}steg/", _step(body=body, planned_on="2026-05-01"))
    assert _bodies(case) == [(1, "Styrgruppen"), (2, "Nämnden")]
    assert not DateMove.objects.exists()
    assert {entry.verb for entry in entries_about(case.steps.first())} == {"created"}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"body": ""}, "Skriv vilket organ det är."),
        ({"kind": ""}, "Välj vad organet gör."),
        ({"decided_on": "2026-03-01"}, "Ange vad som beslutades, eller ta bort datumet."),
        ({"outcome": "approved"}, "Ange datum för beslutet, eller ta bort utfallet."),
        ({"planned_on": "snart"}, "giltigt datum"),
        ({"decided_on": "2026-02-09", "outcome": "approved"}, "Steget före, Nämnden, beslutades 10 februari"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, lead, case, changes, said):
    step = case.steps.get(body="Styrelsen")
    client.force_login(lead)
    response = client.post(f"/avtal/arende/steg/{step.pk}/", _step(note="Min notering") | changes)
    text = response.content.decode()
    assert response.status_code == 422
    assert said in text
    assert 'value="Min notering"' in text
    step.refresh_from_db()
    assert (step.body, step.decided_on, step.note) == ("Styrelsen", None, "")


def test_a_decision_is_not_in_the_future(client, lead, case):
    step = case.steps.get(body="Styrelsen")
    client.force_login(lead)
    tomorrow = (today() + timedelta(days=1)).isoformat()
    response = client.post(f"/avtal/arende/steg/{step.pk}/", _step(decided_on=tomorrow, outcome="approved"))
    assert response.status_code == 422
    assert "Beslutet kan inte ligga i framtiden." in response.content.decode()


def test_an_earlier_step_is_not_decided_after_a_later_one(client, lead, case):
    step = case.steps.get(body="Styrelsen")
    step.decided_on, step.outcome = date(2026, 2, 20), "approved"
    services.save_step(step, by=lead, at=NOON, on=date(2026, 3, 12))
    client.force_login(lead)
    first = case.steps.get(body="Nämnden")
    response = client.post(f"/avtal/arende/steg/{first.pk}/", _step(decided_on="2026-02-21", outcome="approved"))
    assert response.status_code == 422
    assert "Steget efter, Styrelsen, beslutades 20 februari" in response.content.decode()


def test_a_moved_date_is_kept_with_its_reason_and_shown(client, lead, case, url):
    step = case.steps.get(body="Styrelsen")
    client.force_login(lead)
    values = _step(body="Styrelsen", kind="decide", planned_on="2026-04-10", because="underlaget blev sent")
    assert client.post(f"/avtal/arende/steg/{step.pk}/", values).url == case.get_absolute_url()
    move = DateMove.objects.get()
    assert (move.step, move.was, move.now, move.by) == (step, date(2026, 3, 20), date(2026, 4, 10), lead)
    for page in (url, case.get_absolute_url()):
        text = client.get(page).content.decode()
        assert "flyttat från 20 mars" in text
        assert "underlaget blev sent" in text


def test_a_date_that_is_taken_back_or_moved_twice_leaves_every_old_one(lead, case):
    step = case.steps.get(body="Styrelsen")
    for day in (date(2026, 4, 1), None, date(2026, 5, 1)):
        step.planned_on = day
        services.save_step(step, by=lead, at=NOON, on=date(2026, 3, 12))
    assert [(move.was, move.now) for move in step.moves.order_by("pk")] == [
        (date(2026, 3, 20), date(2026, 4, 1)),
        (date(2026, 4, 1), None),
    ]


def test_a_stale_step_shows_both_and_nothing_is_lost(client, lead, case):
    step = case.steps.get(body="Styrelsen")
    step.note = "Kollegans notering"
    services.save_step(step, by=lead, at=NOON, on=date(2026, 3, 12))
    client.force_login(lead)
    response = client.post(f"/avtal/arende/steg/{step.pk}/", _step(body="Styrelsen", note="Min notering", revision=1))
    text = response.content.decode()
    assert response.status_code == 422
    assert "Någon ändrade det här medan du skrev." in text
    assert "Kollegans notering" in text
    assert 'value="Min notering"' in text
    step.refresh_from_db()
    assert step.note == "Kollegans notering"


def test_a_stale_case_is_not_overwritten(client, lead, case):
    services.save_case(case, by=lead)
    client.force_login(lead)
    values = {"kind": "new_agreement", "title": "Mitt namn", "registry_number": "", "revision": 1}
    assert client.post(f"{case.get_absolute_url()}andra/", values).status_code == 422
    case.refresh_from_db()
    assert case.title == "Nytt avtal"


def test_steps_change_places_and_the_ends_stay(client, lead, case):
    client.force_login(lead)
    last = case.steps.get(body="Fullmäktige")
    client.post(f"/avtal/arende/steg/{last.pk}/flytta/", {"upp": "1"})
    assert _bodies(case) == [(1, "Nämnden"), (2, "Fullmäktige"), (3, "Styrelsen")]
    client.post(f"/avtal/arende/steg/{last.pk}/flytta/", {"ner": "1"})
    client.post(f"/avtal/arende/steg/{last.pk}/flytta/", {"ner": "1"})
    assert _bodies(case) == [(1, "Nämnden"), (2, "Styrelsen"), (3, "Fullmäktige")]


def test_decided_steps_do_not_change_places(client, lead, case):
    step = case.steps.get(body="Styrelsen")
    step.decided_on, step.outcome = date(2026, 2, 20), "approved"
    services.save_step(step, by=lead, at=NOON, on=date(2026, 3, 12))
    client.force_login(lead)
    response = client.post(f"/avtal/arende/steg/{step.pk}/flytta/", {"upp": "1"})
    assert response.status_code == 422
    assert "Stegen är beslutade i den här ordningen" in response.content.decode()
    assert _bodies(case)[0] == (1, "Nämnden")


def test_an_undecided_step_can_be_removed_and_those_behind_move_up(client, lead, case):
    client.force_login(lead)
    assert client.post(f"/avtal/arende/steg/{case.steps.get(body='Styrelsen').pk}/ta-bort/").status_code == 302
    assert _bodies(case) == [(1, "Nämnden"), (2, "Fullmäktige")]
    response = client.post(f"/avtal/arende/steg/{case.steps.get(body='Nämnden').pk}/ta-bort/")
    assert response.status_code == 422
    assert "Steget är beslutat. Ta bort beslutet först." in response.content.decode()
    assert {entry.verb for entry in entries_about(case)} == {"created", "removed step"}


def test_a_case_never_names_a_draft(client, lead, member, region, case, make_document, url):
    draft = make_document("Hemligt underlag", kind="official_report", organisation=region)
    client.force_login(lead)
    values = {"kind": "new_agreement", "title": "Nytt avtal", "report": draft.pk, "revision": case.revision}
    assert client.post(f"{case.get_absolute_url()}andra/", values).status_code == 422
    DecisionCase.objects.update(report=draft)
    DecisionStep.objects.update(document=draft)
    client.force_login(member)
    for page in (url, case.get_absolute_url()):
        assert "Hemligt underlag" not in client.get(page).content.decode()


def test_a_case_links_to_what_is_shared(client, member, case, make_document):
    report = make_document("Tjänsteutlåtandet", kind="official_report", state=DocumentState.SHARED)
    DecisionCase.objects.update(report=report)
    client.force_login(member)
    assert report.get_absolute_url() in client.get(case.get_absolute_url()).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_costs_the_same_however_many_rows(
    client, lead, agreement, url, case, make_document, count, django_assert_num_queries
):
    report = make_document(kind="official_report", state=DocumentState.SHARED)
    for number in range(count - 1):
        DecisionCase.objects.create(agreement=agreement, kind="implementation", title=f"Ä{number}", report=report)
    for number in range(count):
        step = DecisionStep.objects.create(case=case, position=number + 4, body="B", kind="inform", document=report)
        DateMove.objects.create(step=step, was=today(), now=None, at=NOON)
    client.force_login(lead)
    # session, user, memberships, agreement, parties, moved dates, cases, steps, their moves, documents, anchoring
    with django_assert_num_queries(11):
        assert client.get(url).status_code == 200
    # session, user, memberships, case, again with its organisation, steps, their moves, documents
    with django_assert_num_queries(8):
        assert client.get(case.get_absolute_url()).status_code == 200


# The parties' own dates, and how the decisions have come


@pytest.fixture
def party(agreement, municipality):
    party = agreement.parties.get(organisation=municipality)
    party.planned_on = date(2026, 3, 12)
    party.save()
    return party


def test_a_partys_moved_date_is_kept_and_shown(client, lead, member, party, url):
    client.force_login(lead)
    assert "Varför flyttades det planerade datumet?" in client.get(f"{url}?part={party.pk}").content.decode()
    client.post(f"/avtal/part/{party.pk}/", {"planned_on": "2026-04-20", "because": "nämnden sköt upp", "revision": 1})
    client.post(f"/avtal/part/{party.pk}/", {"planned_on": "2026-05-20", "revision": 2})
    moves = DateMove.objects.filter(party=party)
    assert [(move.was, move.because) for move in moves] == [
        (date(2026, 4, 20), ""),
        (date(2026, 3, 12), "nämnden sköt upp"),
    ]
    client.force_login(member)
    text = " ".join(client.get(url).content.decode().split())
    assert "flyttat från 20 april; flyttat från 12 mars, nämnden sköt upp" in text


def test_the_first_planned_date_and_an_unchanged_one_are_no_moves(client, lead, agreement, party, region):
    client.force_login(lead)
    client.post(f"/avtal/part/{party.pk}/", {"planned_on": "2026-03-12", "registry_number": "KS 9", "revision": 1})
    other = agreement.parties.get(organisation=region)
    client.post(f"/avtal/part/{other.pk}/", {"planned_on": "2026-03-12", "revision": 1})
    assert not DateMove.objects.exists()


def test_the_line_and_its_table_say_the_same(agreement, county):
    on = date(2026, 3, 12)
    days = [(date(2026, 1, 15), None), (date(2026, 3, 2), None), (None, date(2026, 5, 4))]
    for organisation, (decided_on, planned_on) in zip(county, days, strict=True):
        Party.objects.filter(organisation=organisation).update(decided_on=decided_on, planned_on=planned_on)
    drawn = progress.decision_progress(queries.decision_board(agreement, on=on))
    assert [(month.starts_on.month, month.made, month.in_all, month.planned) for month in drawn.months] == [
        (1, 1, 1, 0),
        (2, 0, 1, 0),
        (3, 1, 2, 0),
        (4, 0, 2, 0),
        (5, 0, 2, 1),
    ]
    scale = drawing.TimeScale(date(2026, 1, 1), date(2026, 6, 1))
    for day in (date(2026, 1, 15), date(2026, 3, 2)):
        assert f'class="made" x1="{scale.place(day)}%" x2="{scale.place(day)}%"' in drawn.drawing
    assert f'class="coming" x1="{scale.place(date(2026, 5, 4))}%"' in drawn.drawing
    assert "2 av 3 parter har beslutat" in drawn.in_words


def test_nothing_is_drawn_until_somebody_has_decided(client, member, agreement, url):
    assert progress.decision_progress(queries.decision_board(agreement, on=today())) is None
    client.force_login(member)
    assert "Hur besluten har kommit" not in client.get(url).content.decode()
    Party.objects.filter(agreement=agreement).update(decided_on=today())
    text = client.get(url).content.decode()
    assert "Hur besluten har kommit" in text
    assert "Besluten månad för månad" in text
