"""What stands behind a phase: evidence, the checklist, the pulse, and the confirmation of what was carried over."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from agreements import queries, services
from agreements.checklists import FIXED, NEXT, checklist_of
from agreements.models import (
    CoreComponent,
    CriterionCheck,
    Holding,
    Implementation,
    Phase,
    Pulse,
)
from agreements.periods import half_year_after
from portal.audit import entries_about
from portal.dates import today

from .conftest import NOON

HTMX = {"HX-Request": "true"}


@pytest.fixture
def url(row):
    return f"/avtal/fas/{row.pk}/"


@pytest.fixture
def sustained(row, member):
    """Ekby's work, sustained since seven months."""
    at = timezone.now() - timedelta(days=213)
    return services.move_to_phase(row, Phase.SUSTAINMENT, because="Det sitter.", by=member, at=at)


# Evidence


def test_evidence_is_added_shown_and_removed(client, member, row, url):
    client.force_login(member)
    data = {"on": "2026-01-15", "text": "Stickprov", "link": "intranat.example.org/a"}
    assert client.post(f"{url}underlag/", data).status_code == 302
    evidence = row.evidence.get()
    assert (evidence.on, evidence.link, evidence.by) == (date(2026, 1, 15), "https://intranat.example.org/a", member)
    assert 'href="https://intranat.example.org/a"' in client.get(url).content.decode()
    assert client.post(f"/avtal/fas/underlag/{evidence.pk}/ta-bort/", headers=HTMX).status_code == 200
    assert row.evidence.count() == 0
    assert [entry.verb for entry in entries_about(row)] == ["removed evidence", "added evidence"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"on": str(today() + timedelta(days=1))}, "Dagen ligger framåt i tiden."),
        ({"on": ""}, "Ange vilken dag det gäller."),
        ({"text": " "}, "Skriv vad det visar."),
        ({"link": "javascript:alert(1)"}, "URL"),
        ({"text": "Patient 19640823-3234"}, "personnummer"),
    ],
)
def test_evidence_that_is_not_right_says_why(client, member, row, url, changes, said):
    client.force_login(member)
    response = client.post(f"{url}underlag/", {"on": "2026-01-15", "text": "Prov", "link": ""} | changes)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert row.evidence.count() == 0


# The checklist


def test_every_phase_has_its_criteria_and_the_clause_its_core(row, provisions):
    CoreComponent.objects.create(provision=provisions[1], text="Namngiven kontakt", position=1)
    keys = [criterion.key for criteria in FIXED.values() for criterion in criteria]
    assert len(keys) == len(set(keys))
    assert set(NEXT) < set(FIXED) == set(Phase) - {Phase.NOT_STARTED}
    row.phase = Phase.USE
    found = checklist_of(row, checks=[], core_components=row.provision.core_components.all())
    assert found.rows[0][0].text == "Namngiven kontakt"
    assert (found.met, found.total, found.proposes) == (0, 3, None)


def test_a_complete_list_proposes_and_moves_nothing(client, member, row, url):
    services.move_to_phase(row, Phase.NEEDS_ASSESSMENT, because="Börjar.", by=member, at=NOON)
    client.force_login(member)
    assert "Förslag:" not in client.get(url).content.decode()
    ticks = {criterion.key: "on" for criterion in FIXED[Phase.NEEDS_ASSESSMENT]}
    response = client.post(f"{url}checklista/", ticks | {"why-note": "Sagt på mötet.", "revision": "2"}, headers=HTMX)
    text = " ".join(response.content.decode().split())
    assert "Förslag: Införande. Du bestämmer." in text
    assert 'value="2" checked' in text
    assert "Allt på checklistan är på plats.</textarea>" in text
    row.refresh_from_db()
    assert (row.phase, row.checks.count(), row.checks.get(criterion="why").note) == (1, 7, "Sagt på mötet.")
    client.post(f"{url}flytta/", {"phase": "2", "because": "Klart.", "revision": row.revision})
    row.refresh_from_db()
    assert row.phase == Phase.INTRODUCTION


def test_unticking_and_notes_and_other_phases(row, member, lead):
    CriterionCheck.objects.create(implementation=row, criterion="relevance", at=NOON)
    services.save_checks(row, {"why": (True, "A"), "how": (True, "")}, by=member, at=NOON)
    services.save_checks(row, {"why": (True, "B"), "how": (False, "")}, by=lead, at=NOON + timedelta(days=1))
    assert set(row.checks.values_list("criterion", "note", "by")) == {("why", "B", lead.pk), ("relevance", "", None)}
    row.refresh_from_db()
    assert row.revision == 3
    services.save_checks(row, {"why": (True, "B")}, by=member, at=NOON)
    row.refresh_from_db()
    assert row.revision == 3


def test_a_note_without_its_tick_is_kept_and_asked_about(client, member, row, url):
    services.move_to_phase(row, Phase.NEEDS_ASSESSMENT, because="Börjar.", by=member, at=NOON)
    client.force_login(member)
    response = client.post(f"{url}checklista/", {"why-note": "Skrivet", "revision": "2"})
    assert response.status_code == 422
    assert 'value="Skrivet"' in response.content.decode()
    assert "Kryssa för kriteriet också" in response.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_ticking_costs_the_same_however_many(row, member, count, django_assert_num_queries):
    wanted = {criterion.key: (True, "") for criterion in FIXED[Phase.NEEDS_ASSESSMENT][:count]}
    with django_assert_num_queries(7):  # savepoint, row, checks, new ticks, trail, row, release
        services.save_checks(row, wanted, by=member, at=NOON)


# The half-yearly pulse


def test_six_months_mean_the_same_to_python_and_the_database(row):
    for day in [date(2025, 8, 31), date(2024, 2, 29), date(2025, 12, 15), date(2026, 3, 31)]:
        Implementation.objects.filter(pk=row.pk).update(phase=Phase.SUSTAINMENT, phase_since=day)
        found = queries.with_pulse_day(Implementation.objects.filter(pk=row.pk)).get()
        assert found.pulse_on == half_year_after(day)
    assert half_year_after(date(2025, 8, 31)) == date(2026, 2, 28)


def test_a_pulse_is_due_half_a_year_after_the_last(sustained, agreement, member, lead):
    assert [row.pk for row in queries.pulses_due(agreement, on=today())] == [sustained.pk]
    services.answer_pulse(sustained, Holding.YES, note="", by=member, at=timezone.now())
    assert queries.pulses_due(agreement, on=today()) == []
    later = half_year_after(today())
    assert [row.pk for row in queries.pulses_due(agreement, on=later)] == [sustained.pk]
    assert queries.pulses_due(agreement, on=later - timedelta(days=1)) == []
    services.move_to_phase(sustained, Phase.USE, because="Tillbaka.", by=lead, at=timezone.now())
    assert queries.pulses_due(agreement, on=later) == []


def test_a_new_time_in_sustainment_begins_anew(sustained, agreement, member):
    Pulse.objects.create(implementation=sustained, on=today() - timedelta(days=400), holds=Holding.NO)
    row = queries.with_pulse_day(Implementation.objects.filter(pk=sustained.pk)).get()
    assert row.pulse_on == half_year_after(row.phase_since)
    assert not queries.last_pulse_slipped(row, list(row.pulses.all()))


def test_slipped_proposes_a_step_back_and_moves_nothing(client, member, sustained, url):
    client.force_login(member)
    assert "Halvårsavstämning: dags nu" in client.get(url).content.decode()
    data = {"holds": "no", "note": "Rutinen används inte.", "revision": sustained.revision}
    text = " ".join(client.post(f"{url}avstamning/", data, headers=HTMX).content.decode().split())
    assert "Förslag: Användning. Du bestämmer." in text
    assert 'value="3" checked' in text
    assert "Rutinen används inte.</textarea>" in text
    sustained.refresh_from_db()
    assert (sustained.phase, sustained.pulses.get().by) == (Phase.SUSTAINMENT, member)


def test_only_what_is_sustained_has_a_pulse(client, member, row, url):
    client.force_login(member)
    assert "Halvårsavstämning" not in client.get(url).content.decode()
    response = client.post(f"{url}avstamning/", {"holds": "yes", "note": "", "revision": "1"})
    assert response.status_code == 422
    assert row.pulses.count() == 0


def test_due_pulses_stand_on_the_phases_page_and_at_the_standing(client, lead, sustained, agreement):
    client.force_login(lead)
    assert "1 halvårsavstämning väntar" in client.get(f"/avtal/{agreement.pk}/faser/").content.decode()
    text = client.get(f"/avtal/{agreement.pk}/").content.decode()
    assert "1 halvårsavstämning väntar" in text
    assert f"/avtal/{agreement.pk}/faser/?kvar=avstamning" in text


# A phase that followed from an older version


def test_a_carried_phase_is_confirmed_with_a_reason(client, member, row, url):
    Implementation.objects.filter(pk=row.pk).update(carried_on=date(2026, 2, 1), phase=Phase.USE)
    client.force_login(member)
    assert "Fasen följde med från förra versionen" in client.get(url).content.decode()
    assert client.post(f"{url}bekrafta/", {"because": " ", "revision": "1"}).status_code == 422
    assert client.post(f"{url}bekrafta/", {"because": "Stämmer.", "revision": "1"}).status_code == 302
    row.refresh_from_db()
    assert (row.carried_on, row.phase, row.changes.get().because) == (None, Phase.USE, "Stämmer.")
    assert "Fasen följde med" not in client.get(url).content.decode()


def test_moving_a_carried_row_confirms_it(row, member):
    Implementation.objects.filter(pk=row.pk).update(carried_on=date(2026, 2, 1))
    assert services.move_to_phase(row, Phase.USE, because="Ja.", by=member, at=NOON).carried_on is None
