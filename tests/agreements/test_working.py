"""The panel's further parts: who may, two at once, adoption, the owner in operations, and what it costs."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agreements import queries, services
from agreements.models import (
    Adoption,
    AgreementState,
    CriterionCheck,
    Evidence,
    Holding,
    Implementation,
    Phase,
    Progress,
    Pulse,
)
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
