"""services: moving between phases and reporting progress; always a reason, always a trace."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from agreements import policies, services
from agreements.models import AgreementState, Change, Implementation, Phase, PhaseChange, Progress
from organisations.models import Membership, Role
from portal.audit import entries_about

from .conftest import NOON


def test_every_party_gets_a_row_for_every_clause_in_force(agreement, provisions, county):
    provisions[0].change = Change.REMOVED
    provisions[0].save()
    assert services.ensure_implementations(agreement) == 9
    pairs = set(Implementation.objects.values_list("organisation", "provision"))
    assert pairs == {(organisation.pk, provision.pk) for organisation in county for provision in provisions[1:]}


def test_making_rows_twice_changes_nothing(agreement, rows, row, member):
    services.move_to_phase(row, Phase.USE, because="Det fungerar.", by=member, at=NOON)
    before = list(rows.order_by("pk").values())
    assert services.ensure_implementations(agreement) == 0
    assert list(rows.order_by("pk").values()) == before


def test_a_move_keeps_reason_history_and_audit(row, member):
    moved = services.move_to_phase(row, Phase.INTRODUCTION, because=" Inventeringen är klar. ", by=member, at=NOON)
    row.refresh_from_db()
    assert (row.phase, row.phase_since, row.changed_by, row.revision) == (
        Phase.INTRODUCTION,
        date(2026, 3, 12),
        member,
        2,
    )
    assert moved == row
    change = row.changes.get()
    assert (change.was, change.now, change.because, change.by, change.at) == (
        0,
        2,
        "Inventeringen är klar.",
        member,
        NOON,
    )
    entry = entries_about(row).get()
    assert (entry.by, entry.verb, entry.details) == (member, "moved to phase", {"was": "0", "now": "2"})


def test_a_move_can_be_undone_and_both_stay(row, member):
    services.move_to_phase(row, Phase.USE, because="Det används.", by=member, at=NOON)
    services.move_to_phase(
        row, Phase.NEEDS_ASSESSMENT, because="Det var för tidigt.", by=member, at=NOON + timedelta(days=1)
    )
    row.refresh_from_db()
    assert row.phase == Phase.NEEDS_ASSESSMENT
    assert list(row.changes.values_list("was", "now")) == [(3, 1), (0, 3)]


def test_a_move_to_where_it_is_leaves_no_trace(row, member):
    services.move_to_phase(row, Phase.NOT_STARTED, because="Ingen ändring.", by=member, at=NOON)
    row.refresh_from_db()
    assert (row.revision, row.changes.count(), entries_about(row).count()) == (1, 0, 0)


@pytest.mark.parametrize("reason", ["", "   ", None])
def test_a_move_without_a_reason_is_refused(row, member, reason):
    with pytest.raises(ValidationError):
        services.move_to_phase(row, Phase.USE, because=reason, by=member, at=NOON)
    row.refresh_from_db()
    assert (row.phase, row.revision) == (Phase.NOT_STARTED, 1)


def test_who_saw_an_older_version_is_told_and_changes_nothing(row, member, lead):
    services.move_to_phase(row, Phase.USE, because="Det används.", by=lead, at=NOON)
    with pytest.raises(services.ChangedMeanwhile) as caught:
        services.move_to_phase(row, Phase.INTRODUCTION, because="Vi börjar.", by=member, at=NOON, revision=1)
    assert (caught.value.current.phase, caught.value.current.revision) == (Phase.USE, 2)
    row.refresh_from_db()
    assert (row.phase, row.changes.count()) == (Phase.USE, 1)


def test_progress_keeps_comment_target_and_history(row, member):
    services.set_progress(
        row, Progress.OFF_TRACK, comment="Rutinen väntar.", target_on=date(2026, 6, 1), by=member, at=NOON, revision=1
    )
    row.refresh_from_db()
    assert (row.progress, row.comment, row.target_on, row.revision) == (
        "off_track",
        "Rutinen väntar.",
        date(2026, 6, 1),
        2,
    )
    change = row.changes.get()
    assert (change.progress_was, change.progress_now, change.because) == ("on_track", "off_track", "Rutinen väntar.")
    assert (change.target_was, change.target_now, change.moved_phase) == (None, date(2026, 6, 1), False)
    assert {entry.verb for entry in entries_about(row)} == {"reported progress", "moved target date"}


def test_a_report_may_repeat_what_was_known(row, member):
    services.set_progress(row, Progress.AT_RISK, comment="Vi saknar folk.", by=member, at=NOON)
    services.set_progress(
        row, Progress.AT_RISK, comment="Vi saknar fortfarande folk.", by=member, at=NOON + timedelta(days=9)
    )
    assert list(row.changes.values_list("because", flat=True)) == ["Vi saknar fortfarande folk.", "Vi saknar folk."]


def test_the_same_report_twice_is_one(row, member):
    for _time in range(2):
        services.set_progress(row, Progress.AT_RISK, comment="Vi saknar folk.", by=member, at=NOON)
    row.refresh_from_db()
    assert (row.changes.count(), row.revision) == (1, 2)


def test_a_report_keeps_the_target_unless_told_otherwise(row, member):
    services.set_progress(row, Progress.AT_RISK, comment="Osäkert.", target_on=date(2026, 6, 1), by=member, at=NOON)
    services.set_progress(row, Progress.ON_TRACK, comment="Löst.", by=member, at=NOON)
    row.refresh_from_db()
    assert row.target_on == date(2026, 6, 1)
    services.set_progress(row, Progress.ON_TRACK, comment="Inget datum.", target_on=None, by=member, at=NOON)
    row.refresh_from_db()
    assert row.target_on is None


def test_an_agreement_that_is_replaced_moves_no_more(row, agreement, lead):
    agreement.state = AgreementState.REPLACED
    agreement.save()
    with pytest.raises(ValidationError):
        services.move_to_phase(row, Phase.USE, because="För sent.", by=lead, at=NOON)
    assert PhaseChange.objects.count() == 0


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("lead", True),
        ("administrator", True),
        ("member", True),
        ("respondent", False),
        ("neighbour", False),
        ("coach", False),
        ("auditor", False),
        ("stranger", False),
    ],
)
def test_who_may_move(request, row, who, may):
    assert policies.can_move(request.getfixturevalue(who), row) is may


def test_a_coach_who_is_also_a_member_elsewhere_may_not_move_this(row, coach, other_municipality):
    Membership.objects.create(user=coach, organisation=other_municipality, role=Role.MEMBER)
    assert not policies.can_move(coach, row)
