"""services: the agreement, its parties, their decisions, its clauses."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from agreements import services
from agreements.models import Agreement, AgreementState, Change, Implementation, Party, Provision
from portal.audit import entries_about

ON = date(2026, 3, 12)


def _provision(agreement, number):
    return services.save_provision(
        Provision(agreement=agreement, number=number, title=f"Punkt {number}", text="Text."), by=None
    )


def test_a_new_agreement_has_its_parties(county, lead):
    agreement = services.save_agreement(Agreement(title="Avtal", short_title="Avtal"), organisations=county, by=lead)
    assert set(agreement.parties.values_list("organisation", flat=True)) == {one.pk for one in county}
    assert sorted(entry.verb for entry in entries_about(agreement)) == ["added party"] * 3 + ["created"]


def test_a_party_that_has_decided_stays(agreement, county, lead):
    agreement.parties.filter(organisation=county[1]).update(decided_on=ON)
    with pytest.raises(ValidationError) as caught:
        services.save_agreement(agreement, organisations=[county[0]], by=lead)
    assert list(caught.value.message_dict) == ["organisations"]
    assert agreement.parties.count() == 3


def test_a_party_that_leaves_is_no_longer_followed_up_but_nothing_is_lost(agreement, rows, county, lead):
    services.save_agreement(agreement, organisations=county[:2], by=lead)
    assert Implementation.objects.current().count() == 8
    assert rows.count() == 12


@pytest.mark.parametrize("state", [AgreementState.DECIDED, AgreementState.IN_FORCE])
def test_it_is_not_decided_before_all_have_decided(agreement, county, lead, state):
    agreement.state = state
    with pytest.raises(ValidationError) as caught:
        services.save_agreement(agreement, organisations=county, by=lead)
    assert list(caught.value.message_dict) == ["state"]
    agreement.refresh_from_db()
    assert agreement.state == AgreementState.OUT_FOR_DECISION


def test_marking_as_decided_ends_the_proviso(agreement, lead):
    with pytest.raises(ValidationError):
        services.mark_decided(agreement, by=lead)
    agreement.parties.update(decided_on=ON)
    decided = services.mark_decided(agreement, by=lead)
    assert (agreement.is_conditional, decided.is_conditional, decided.state) == (True, False, "decided")


def test_an_agreement_without_parties_is_never_decided(db, lead):
    agreement = Agreement.objects.create(title="A", short_title="A", state=AgreementState.OUT_FOR_DECISION)
    with pytest.raises(ValidationError):
        services.mark_decided(agreement, by=lead)


def test_a_moved_date_leaves_its_old_value_in_the_audit_trail(agreement, municipality, lead):
    party = agreement.parties.get(organisation=municipality)
    for day in (date(2026, 4, 20), date(2026, 5, 25)):
        services.record_decision(party, planned_on=day, decided_on=None, registry_number="", by=lead, on=ON)
    details = [(entry.verb, entry.details) for entry in entries_about(party)]
    assert details == [
        ("moved planned decision", {"was": "2026-04-20", "now": "2026-05-25"}),
        ("moved planned decision", {"was": "", "now": "2026-04-20"}),
    ]


def test_nothing_changed_leaves_no_trace(agreement, municipality, lead):
    party = agreement.parties.get(organisation=municipality)
    services.record_decision(party, planned_on=None, decided_on=None, registry_number="", by=lead, on=ON)
    assert entries_about(party).count() == 0


def test_a_decision_is_not_in_the_future(agreement, municipality, lead):
    party = agreement.parties.get(organisation=municipality)
    with pytest.raises(ValidationError) as caught:
        services.record_decision(
            party, planned_on=None, decided_on=date(2026, 3, 13), registry_number="", by=lead, on=ON
        )
    assert list(caught.value.message_dict) == ["decided_on"]
    assert Party.objects.get(pk=party.pk).decided_on is None


def test_a_decision_is_not_taken_back_once_the_agreement_is_decided(agreement, municipality, lead):
    agreement.parties.update(decided_on=ON)
    services.mark_decided(agreement, by=lead)
    party = agreement.parties.get(organisation=municipality)
    with pytest.raises(ValidationError):
        services.record_decision(party, planned_on=None, decided_on=None, registry_number="", by=lead, on=ON)
    assert Party.objects.get(pk=party.pk).decided_on == ON


def test_clauses_stand_in_the_order_of_their_numbers(agreement):
    for number in ("4.10", "4.9", "1.1", "10.1", "4.9 a"):
        _provision(agreement, number)
    assert list(agreement.provisions.values_list("number", flat=True)) == ["1.1", "4.9", "4.9 a", "4.10", "10.1"]


def test_a_new_clause_gets_a_row_for_every_party(agreement):
    provision = _provision(agreement, "1.1")
    assert Implementation.objects.filter(provision=provision).count() == 3


def test_a_removed_clause_keeps_its_rows_and_stops_counting(agreement, rows, provisions, lead):
    provisions[1].change = Change.REMOVED
    services.save_provision(provisions[1], by=lead)
    assert (rows.count(), Implementation.objects.current().count()) == (12, 9)
