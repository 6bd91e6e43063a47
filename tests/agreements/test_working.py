"""The panel's further parts: adoption, owner, evidence, checklist, pulse, confirmation; what each asks and refuses."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agreements import queries, services
from agreements.checklists import FIXED, NEXT, checklist_of
from agreements.models import (
    Adoption,
    AgreementState,
    CoreComponent,
    CriterionCheck,
    Evidence,
    Holding,
    Implementation,
    Phase,
    Progress,
    Pulse,
)
from agreements.periods import half_year_after
from organisations.models import Organisation, OrganisationKind
from portal.audit import entries_about
from portal.dates import today

from .conftest import NOON

HTMX = {"HX-Request": "true"}


@pytest.fixture
def url(row):
    return f"/avtal/fas/{row.pk}/"


@pytest.fixture
def unit(municipality):
    """A unit of Ekby, and a health centre below it."""
    unit = Organisation.objects.create(
        name="Ekby hemtjänst", short_name="Hemtjänsten", kind=OrganisationKind.REGION_UNIT, parent=municipality
    )
    Organisation.objects.create(
        name="Nattpatrullen", short_name="Natten", kind=OrganisationKind.REGION_UNIT, parent=unit
    )
    return unit


@pytest.fixture
def sustained(row, member):
    """Ekby's work, sustained since seven months."""
    at = timezone.now() - timedelta(days=213)
    return services.move_to_phase(row, Phase.SUSTAINMENT, because="Det sitter.", by=member, at=at)


def posts(url):
    """Every part's address with something it takes."""
    return {
        f"{url}lage/": {"progress": "at_risk", "adoption": "2", "comment": "Osäkert.", "revision": "1"},
        f"{url}agare/": {"owner_unit": "", "owner_contact": "Chefen", "revision": "1"},
        f"{url}checklista/": {"why": "on", "why-note": "Ja.", "revision": "1"},
        f"{url}avstamning/": {"holds": "yes", "note": "", "revision": "1"},
        f"{url}bekrafta/": {"because": "Stämmer.", "revision": "1"},
        f"{url}underlag/": {"on": "2026-01-01", "text": "Rutinen", "link": ""},
    }


# Who may


@pytest.mark.parametrize("who", ["neighbour", "respondent", "coach", "auditor"])
def test_who_may_only_read_is_refused_everywhere(client, request, row, url, who):
    client.force_login(request.getfixturevalue(who))
    text = client.get(url).content.decode()
    assert {client.post(address, data).status_code for address, data in posts(url).items()} == {403}
    assert text.count("<form") == client.get("/avtal/").content.decode().count("<form")
    evidence = Evidence.objects.create(implementation=row, on=date(2026, 1, 1), text="Rutinen")
    assert client.post(f"/avtal/fas/underlag/{evidence.pk}/ta-bort/").status_code == 403
    row.refresh_from_db()
    assert (row.revision, row.changes.count(), row.evidence.count()) == (1, 0, 1)


def test_a_stranger_cannot_tell_it_exists(client, stranger, row, url):
    client.force_login(stranger)
    evidence = Evidence.objects.create(implementation=row, on=date(2026, 1, 1), text="Rutinen")
    addresses = [*posts(url), f"/avtal/fas/underlag/{evidence.pk}/ta-bort/"]
    assert {client.post(address, {}).status_code for address in addresses} == {404}


def test_only_posting_changes_anything(client, member, url):
    client.force_login(member)
    assert {client.get(address).status_code for address in posts(url)} == {405}


def test_history_is_read_and_not_changed(row, agreement, lead):
    agreement.state = AgreementState.REPLACED
    agreement.save()
    deeds = [
        lambda: services.set_owner(row, None, contact="X", by=lead),
        lambda: services.add_evidence(Evidence(implementation=row, on=today(), text="X"), by=lead, on=today()),
        lambda: services.save_checks(row, {"why": (True, "")}, by=lead, at=NOON),
        lambda: services.answer_pulse(row, Holding.YES, note="", by=lead, at=NOON),
        lambda: services.move_many({row.pk: 1}, phase=Phase.USE, because="X", by=lead, at=NOON),
    ]
    for deed in deeds:
        with pytest.raises(ValidationError, match="ersatt"):
            deed()


@pytest.mark.parametrize("part", ["lage", "agare", "checklista", "bekrafta"])
def test_who_comes_second_sees_both_and_loses_nothing(client, member, lead, row, url, part):
    Implementation.objects.update(carried_on=date(2026, 1, 1), phase=Phase.NEEDS_ASSESSMENT)
    services.set_progress(row, Progress.OFF_TRACK, comment="Vi hann före.", by=lead, at=timezone.now())
    client.force_login(member)
    response = client.post(f"{url}{part}/", posts(url)[f"{url}{part}/"], headers=HTMX)
    text = response.content.decode()
    assert response.status_code == 422
    assert "Vi hann före." in text
    assert "Du ville:" in text
    row.refresh_from_db()
    assert (row.revision, row.changes.count(), row.checks.count(), row.owner_contact) == (2, 1, 0, "")
    again = posts(url)[f"{url}{part}/"] | {"revision": "2"}
    assert client.post(f"{url}{part}/", again, headers=HTMX).status_code == 200
    row.refresh_from_db()
    assert row.revision == 3


def test_every_answer_is_the_panel_and_one_cell_with_its_new_revision(client, member, row, url):
    client.force_login(member)
    data = posts(url)[f"{url}agare/"]
    text = client.post(f"{url}agare/", data, headers=HTMX).content.decode()
    assert re.findall(r'id="(c\d+)"[^>]*data-r="(\d+)"[^>]*hx-swap-oob', text) == [(f"c{row.pk}", "2")]
    assert text.strip().startswith("<aside")
    assert "data-opened" in text


# Known, understood, used


def test_adoption_is_reported_with_progress_and_kept(client, member, row, url):
    client.force_login(member)
    assert client.post(f"{url}lage/", posts(url)[f"{url}lage/"]).status_code == 302
    row.refresh_from_db()
    assert (row.adoption, row.progress) == (Adoption.UNDERSTOOD, Progress.AT_RISK)
    change = row.changes.get()
    assert (change.adoption_was, change.adoption_now, change.moved_adoption) == (0, 2, True)
    text = client.get(url).content.decode()
    assert "Det nya är förstått" in text
    assert text.count('<rect class="on"') == 2
    assert {entry.verb for entry in entries_about(row)} == {"reported progress", "reported adoption"}


def test_the_funnel_says_direction_and_counts_each_party_once(agreement, rows, row, member, lead, county):
    _region, ekby, asele = county
    old, day = timezone.now() - timedelta(days=100), today()

    def report(organisation, adoption, at):
        for one in rows.filter(organisation=organisation):
            services.set_progress(one, Progress.ON_TRACK, comment="Så.", adoption=adoption, by=lead, at=at)

    report(ekby, Adoption.KNOWN, old)
    report(ekby, Adoption.USED, timezone.now())
    report(asele, Adoption.KNOWN, timezone.now())
    for funnel in (
        queries.adoption_of_provision(row.provision, on=day),
        queries.adoption_of_agreement(agreement, on=day),
    ):
        assert funnel.total == 3
        assert [(step.level, step.count, step.gained) for step in funnel.steps] == [(1, 2, 1), (2, 1, 1), (3, 1, 1)]
    report(asele, Adoption.NOT_YET, timezone.now())
    assert queries.adoption_of_agreement(agreement, on=day).steps[0].count == 1


def test_of_the_agreement_half_the_clauses_are_needed(agreement, rows, municipality, lead):
    for place, one in enumerate(rows.filter(organisation=municipality).order_by("pk"), start=1):
        services.set_progress(one, Progress.ON_TRACK, comment="Så.", adoption=Adoption.USED, by=lead, at=timezone.now())
        assert queries.adoption_of_agreement(agreement, on=today()).steps[2].count == (1 if place >= 2 else 0)


@pytest.mark.parametrize("count", [1, 3])
def test_the_funnel_costs_two_statements(agreement, rows, lead, count, django_assert_num_queries):
    for one in rows[:count]:
        services.set_progress(one, Progress.ON_TRACK, comment="Så.", adoption=1, by=lead, at=timezone.now())
    with django_assert_num_queries(2):
        queries.adoption_of_agreement(agreement, on=today())


def test_the_funnel_stands_at_the_clause_and_never_says_finished(client, lead, rows, row):
    client.force_login(lead)
    address = row.provision.get_absolute_url()
    assert "Känt, förstått, använt" not in client.get(address).content.decode()
    for one in rows:
        services.set_progress(one, Progress.ON_TRACK, comment="Så.", adoption=3, by=lead, at=timezone.now())
    text = client.get(address).content.decode()
    assert "3 av 3 parter" in text
    assert "100" not in text.split('aria-labelledby="kand"')[1].split("</section>")[0]


# The owner in operations


def test_the_organisation_or_a_unit_below_it_owns_the_change(client, member, row, url, unit, municipality, region):
    client.force_login(member)
    for owner in (municipality, unit, Organisation.objects.get(name="Nattpatrullen")):
        row.refresh_from_db()
        data = {"owner_unit": owner.pk, "owner_contact": "Enhetschefen", "revision": row.revision}
        assert client.post(f"{url}agare/", data).status_code == 302
        row.refresh_from_db()
        assert row.owner_unit == owner
    assert "Enhetschefen" in client.get(url).content.decode()
    assert entries_about(row).first().verb == "named owner"


@pytest.mark.parametrize("kind", ["joint_body", "consultant", "inter_municipal_association", "municipality"])
def test_who_only_supports_cannot_own_it(client, member, row, url, municipality, kind):
    """A body of cooperation, a consultant or an association below the organisation, and another organisation."""
    parent = None if kind == "municipality" else municipality
    other = Organisation.objects.create(name="Den andra", short_name="Andra", kind=kind, parent=parent)
    client.force_login(member)
    response = client.post(f"{url}agare/", {"owner_unit": other.pk, "owner_contact": "Chefen", "revision": "1"})
    assert response.status_code == 422
    assert "stöttar arbetet men äger aldrig förändringen" in response.content.decode()
    assert 'value="Chefen"' in response.content.decode()
    with pytest.raises(ValidationError, match="äger aldrig"):
        services.set_owner(row, other, contact="", by=member)
    row.refresh_from_db()
    assert row.owner_unit is None


def test_a_missing_owner_is_said(client, auditor, url):
    client.force_login(auditor)
    assert "Ingen ägare än" in client.get(url).content.decode()


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


# What it costs


def test_the_panel_costs_the_same_however_much_stands_behind(client, member, row, url):
    services.move_to_phase(row, Phase.SUSTAINMENT, because="Sitter.", by=member, at=NOON)
    client.force_login(member)
    costs = []
    for number in range(3):
        Evidence.objects.create(implementation=row, on=date(2026, 1, 1 + number), text="Prov", by=member)
        Pulse.objects.create(implementation=row, on=date(2026, 1, 1 + number), holds=Holding.YES, by=member)
        CriterionCheck.objects.create(implementation=row, criterion=f"c{number}", at=NOON, by=member)
        with CaptureQueriesContext(connection) as found:
            assert client.get(url).status_code == 200
        costs.append(len(found))
    assert costs[0] == costs[1] == costs[2] <= 14
