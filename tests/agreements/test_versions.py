"""A new version of an agreement: what is copied, what follows when it takes over, and what has to be confirmed."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from agreements import queries, services
from agreements.models import (
    Agreement,
    AgreementState,
    Change,
    CriterionCheck,
    Evidence,
    Implementation,
    PhaseChange,
    Provision,
    Pulse,
)
from portal.audit import entries_about

from .conftest import NOON

TODAY = date(2026, 3, 12)


@pytest.fixture
def new(agreement, provisions, rows, lead):
    """The draft that is to replace the agreement."""
    services.save_provision(
        provisions[1], by=lead, relevance=[("Chefer", "Utse.")], core_components=["Namnet står där"]
    )
    return services.start_version(agreement, title="Avtalet 2028", short_title="Avtalet 2028", by=lead)


@pytest.fixture
def decide(new):
    """Say yes for every party, and mark the new version as decided."""

    def decide(**fields):
        new.parties.update(decided_on=TODAY)
        Agreement.objects.filter(pk=new.pk).update(state=AgreementState.DECIDED, **fields)
        new.refresh_from_db()
        return new

    return decide


def _revise(new, number, lead, **fields):
    clause = new.provisions.get(number=number)
    for name, value in fields.items():
        setattr(clause, name, value)
    return services.save_provision(clause, by=lead)


def _row(agreement, number, organisation):
    return Implementation.objects.get(
        provision__agreement=agreement, provision__number=number, organisation=organisation
    )


def _take_over(new, lead):
    return services.take_over(new, by=lead, at=NOON, on=TODAY, revision=new.revision)


def test_a_draft_is_made_with_the_same_parties_and_every_clause(agreement, provisions, new):
    assert (new.state, new.replaces) == ("draft", agreement)
    copies = list(new.provisions.order_by("position"))
    assert [(one.number, one.title, one.text, one.change, one.predecessor) for one in copies] == [
        (one.number, one.title, one.text, Change.UNCHANGED, one) for one in provisions
    ]
    assert [(one.audience, one.text) for one in copies[1].relevance.all()] == [("Chefer", "Utse.")]
    assert [one.text for one in copies[1].core_components.all()] == ["Namnet står där"]
    assert [party.decided_on for party in new.parties.all()] == [None] * 3
    assert Implementation.objects.filter(provision__agreement=new).count() == 12
    assert [entry.verb for entry in entries_about(new)] == ["started version"]


def test_a_removed_clause_is_not_copied(agreement, provisions, lead):
    Provision.objects.filter(pk=provisions[0].pk).update(change="removed")
    made = services.start_version(agreement, title="T", short_title="T", by=lead)
    assert made.provisions.count() == 3


def test_one_version_at_a_time_and_none_of_what_is_history(agreement, new, lead):
    with pytest.raises(ValidationError, match="Avtalet 2028"):
        services.start_version(agreement, title="T", short_title="T", by=lead)
    Agreement.objects.filter(pk=agreement.pk).update(state="replaced")
    with pytest.raises(ValidationError, match="ersatt"):
        services.start_version(agreement, title="T", short_title="T", by=lead)


def test_phases_follow_and_the_old_one_becomes_history(agreement, row, member, lead, municipality, new, decide):
    services.move_to_phase(row, 3, because="Används.", by=member, at=NOON)
    row.refresh_from_db()
    services.set_progress(
        row, "at_risk", comment="Vakant tjänst.", adoption=2, target_on=date(2026, 9, 1), by=member, at=NOON
    )
    Implementation.objects.filter(pk=row.pk).update(owner_unit=municipality, owner_contact="Vera")
    decide()
    assert _take_over(new, lead) == 1
    agreement.refresh_from_db()
    new.refresh_from_db()
    assert (agreement.state, new.state) == ("replaced", "in_force")
    row.refresh_from_db()
    carried = _row(new, "2.1", municipality)
    for name in ("phase", "phase_since", "progress", "adoption", "target_on", "comment", "owner_unit", "owner_contact"):
        assert getattr(carried, name) == getattr(row, name), name
    assert carried.carried_on is None  # the clause is unchanged
    change = carried.changes.get()
    assert (change.was, change.now, change.progress_now, change.adoption_now, change.by) == (0, 3, "at_risk", 2, lead)
    assert change.because == "Följde med från § 2.1 i Hälso- och sjukvårdsavtalet, som den här versionen ersätter."
    assert {entry.verb for entry in entries_about(new)} >= {"took over"}


def test_a_phase_on_a_changed_clause_has_to_be_confirmed(row, member, lead, municipality, new, decide):
    services.move_to_phase(row, 3, because="Används.", by=member, at=NOON)
    _revise(new, "2.1", lead, text="Nya ord.")
    decide()
    _take_over(new, lead)
    carried = _row(new, "2.1", municipality)
    assert (carried.phase, carried.carried_on) == (3, TODAY)
    with pytest.raises(ValidationError, match="Skriv varför"):
        services.confirm_carried(carried, because=" ", by=member, at=NOON, revision=carried.revision)
    with pytest.raises(services.ChangedMeanwhile):
        services.confirm_carried(carried, because="Ja", by=member, at=NOON, revision=carried.revision - 1)
    confirmed = services.confirm_carried(
        carried, because="Vi arbetar så.", by=member, at=NOON, revision=carried.revision
    )
    assert (confirmed.carried_on, confirmed.revision) == (None, carried.revision + 1)
    assert [(one.was, one.now, one.because) for one in carried.changes.all()[:1]] == [(3, 3, "Vi arbetar så.")]
    again = services.confirm_carried(confirmed, because="Igen.", by=member, at=NOON)
    assert again.revision == confirmed.revision


def test_a_new_clause_starts_from_the_beginning(row, member, lead, municipality, new, decide):
    services.move_to_phase(row, 3, because="Används.", by=member, at=NOON)
    _revise(new, "2.1", lead, change="new", predecessor=None)
    decide()
    assert _take_over(new, lead) == 0
    assert _row(new, "2.1", municipality).phase == 0


def test_who_has_reported_on_the_new_version_keeps_that(row, member, lead, municipality, new, decide):
    services.move_to_phase(row, 3, because="Används.", by=member, at=NOON)
    services.move_to_phase(_row(new, "2.1", municipality), 1, because="Vi prövar.", by=member, at=NOON)
    decide()
    assert _take_over(new, lead) == 0
    assert _row(new, "2.1", municipality).phase == 1


def test_what_stands_behind_a_phase_follows(rows, provisions, member, lead, municipality, new, decide):
    for number in ("2.1", "2.2"):
        old = rows.get(organisation=municipality, provision__number=number)
        services.move_to_phase(old, 4, because="Håller.", by=member, at=NOON)
        Evidence.objects.create(implementation=old, on=TODAY, text="Rutinen")
        Pulse.objects.create(implementation=old, on=TODAY, holds="yes")
        CriterionCheck.objects.create(implementation=old, criterion="a", at=NOON)
    _revise(new, "2.2", lead, text="Nya ord.")
    decide()
    _take_over(new, lead)
    counts = {
        number: (one.evidence.count(), one.pulses.count(), one.checks.count())
        for number in ("2.1", "2.2")
        for one in [_row(new, number, municipality)]
    }
    assert counts == {"2.1": (1, 1, 1), "2.2": (1, 1, 0)}  # a changed clause is checked anew
    assert Evidence.objects.count() == 4


def test_sub_agreements_move_under_the_new_version(agreement, lead, county, new, decide):
    part = Agreement(title="Del", short_title="Del", state="in_force", parent=agreement)
    services.save_agreement(part, organisations=county, by=lead)
    decide()
    _take_over(new, lead)
    part.refresh_from_db()
    assert part.parent == new


def test_before_its_first_day_it_stands_as_decided(lead, new, decide):
    decide(valid_from=date(2027, 1, 1))
    _take_over(new, lead)
    new.refresh_from_db()
    assert new.state == "decided"


def test_taking_over_twice_changes_nothing_more(row, member, lead, municipality, new, decide):
    services.move_to_phase(row, 3, because="Används.", by=member, at=NOON)
    decide()
    assert _take_over(new, lead) == 1
    new.refresh_from_db()
    assert _take_over(new, lead) == 0
    assert PhaseChange.objects.filter(implementation__provision__agreement=new).count() == 1


def test_what_is_not_decided_cannot_take_over(lead, new, agreement):
    with pytest.raises(ValidationError, match="inte beslutat"):
        _take_over(new, lead)
    with pytest.raises(ValidationError, match="ersätter inget annat"):
        _take_over(agreement, lead)
    with pytest.raises(services.ChangedMeanwhile):
        services.take_over(new, by=lead, at=NOON, on=TODAY, revision=99)
    agreement.refresh_from_db()
    assert agreement.state == "out_for_decision"


@pytest.mark.parametrize("count", [1, 3])
def test_carrying_over_costs_the_same_however_many_rows(
    rows, member, lead, new, decide, count, django_assert_num_queries
):
    for old in rows.filter(provision__number="2.1")[:count]:
        services.move_to_phase(old, 2, because="Ja.", by=lead, at=NOON)
    decide()
    with django_assert_num_queries(25):
        assert _take_over(new, lead) == count


def test_lineage_is_the_clause_and_all_before_it(provisions, new, lead):
    middle = new.provisions.get(number="2.1")
    Agreement.objects.filter(pk=new.pk).update(state="in_force")
    newest = services.start_version(new, title="2032", short_title="2032", by=lead).provisions.get(number="2.1")
    assert queries.lineage_of(newest) == [newest.pk, middle.pk, provisions[1].pk]
    assert list(queries.former_of(newest, user=lead)) == [middle.pk, provisions[1].pk]
    assert queries.lineage_of(provisions[1]) == [provisions[1].pk]


def test_a_circle_of_clauses_comes_to_its_end(provisions, lead):
    first, second, third, _fourth = provisions
    for one, before in ((first, second), (second, third), (third, first)):
        Provision.objects.filter(pk=one.pk).update(predecessor=before)
    first.refresh_from_db()
    assert queries.lineage_of(first) == [first.pk, second.pk, third.pk]
    assert list(queries.former_of(first, user=lead)) == [second.pk, third.pk]


def test_a_former_clause_one_may_not_see_is_not_named(member, lead, agreement, provisions, new):
    Agreement.objects.filter(pk=new.pk).update(state="in_force")
    Agreement.objects.filter(pk=agreement.pk).update(state="draft")
    clause = new.provisions.get(number="2.1")
    assert queries.former_of(clause, user=member) == {}
    assert list(queries.former_of(clause, user=lead)) == [provisions[1].pk]


@pytest.mark.parametrize("depth", [1, 3])
def test_lineage_costs_one_statement(agreement, provisions, lead, depth, django_assert_num_queries):
    clause = provisions[1]
    for step in range(depth):
        Agreement.objects.filter(pk=clause.agreement_id).update(state="in_force")
        made = services.start_version(clause.agreement, title=f"V{step}", short_title=f"V{step}", by=lead)
        clause = made.provisions.get(number="2.1")
        clause.agreement.refresh_from_db()
    assert lead.leads  # what the person may is asked once per request
    with django_assert_num_queries(1):
        assert len(queries.lineage_of(clause)) == depth + 1
    with django_assert_num_queries(1):
        assert len(queries.former_of(clause, user=lead)) == depth
