"""The demonstration county: complete, consistent and rightly dated around any day."""

from collections import Counter
from datetime import timedelta

from django.db import models

from agreements.models import (
    Activity,
    ActivityKind,
    ActivityState,
    AgreementState,
    Change,
    HomeworkState,
    HomeworkSubmission,
    Implementation,
    Level,
    Party,
    Phase,
    PhaseChange,
    Progress,
)
from agreements.services import ensure_implementations
from meetings.models import (
    Attendance,
)
from organisations.models import Group, GroupKind, Membership, Organisation, OrganisationKind, Role, User
from organisations.services.demo import DEMO_ROLES, demo_person
from overview.demonstration.clauses_text import MANAGERS, NURSES, RESIDENTS
from overview.demonstration.workdays import is_workday
from portal.models import Letter
from support.models import Coaching, ForumPart, Talk

OURS = ["organisations", "agreements", "actions", "meetings", "surveys", "portal"]
A_SATURDAY, NEW_YEARS_EVE, HIGH_SUMMER = "2026-02-28", "2027-12-31", "2026-07-15"


# People and organisations


def test_the_first_of_each_role_is_who_the_buttons_sign_in(county):
    people = {role: demo_person(role) for role, *_ in DEMO_ROLES}
    assert {role: person.get_full_name() for role, person in people.items()} == {
        Role.LEAD: "Johanna Sjögren",
        Role.MEMBER: "Katarina Holmqvist",
        Role.RESPONDENT: "Lena Hedlund",
        Role.COACH: "Tomas Ekberg",
        Role.AUDITOR: "Birgitta Lagerman",
        Role.ADMINISTRATOR: "Fredrik Åhlén",
    }
    assert all(person.memberships.count() == 1 for person in people.values())
    assert sorted(person.pk for person in people.values()) == list(
        User.objects.order_by("pk").values_list("pk", flat=True)[:6]
    )


def test_everybody_is_invented_and_has_no_password(county):
    users = User.objects.all()
    assert 55 <= len(users) <= 65
    assert all(user.email.endswith("@demo.example") and user.email.isascii() for user in users)
    assert not any(user.has_usable_password() for user in users)
    assert Letter.objects.exclude(to_address__endswith="@demo.example").count() == 0


def test_the_county_is_real(county):
    municipalities = Organisation.objects.municipalities()
    assert sorted(municipalities.values_list("code", flat=True)) == [
        "0604", "0617", "0642", "0643", "0662", "0665", "0680", "0682", "0683", "0684", "0685", "0686", "0687",
    ]  # fmt: skip
    assert set(Organisation.objects.values_list("kind", flat=True)) == set(OrganisationKind) - {
        OrganisationKind.CONSULTANT
    }
    vetlanda = municipalities.get(code="0685")
    assert len({member.grouping.kind for member in vetlanda.groupings.all()}) == 3


def test_each_municipality_has_two_or_three_contacts(county):
    contacts = Counter(
        Membership.objects.filter(is_contact=True, organisation__in=county.municipalities).values_list(
            "organisation__code", flat=True
        )
    )
    assert len(contacts) == 13
    assert set(contacts.values()) == {2, 3}


def test_groups_of_every_kind_report_upwards_and_have_new_members(county):
    assert set(GroupKind) - set(Group.objects.values_list("kind", flat=True)) == {
        GroupKind.REFERENCE,
        GroupKind.COLLABORATION,
    }
    working = county.groups["arbetsgruppen"]
    assert working.reports_to.reports_to.reports_to == county.groups["styrgruppen"]
    assert {seat.mode for seat in working.seats.all()} == {"always", "if_time_allows"}
    new = Attendance.objects.filter(is_new=True, meeting__group=working)
    assert sorted(one.name for one in new) == ["David Thorell", "Tomas Ekberg"]


def test_forums_are_supported_by_a_team_of_seven_and_one_lacks_a_coach(county):
    team = Group.objects.get(kind=GroupKind.SUPPORT_TEAM)
    assert team.seats.count() == 7
    coached = Coaching.objects.valid(on=county.today).values("forum")
    assert Group.objects.filter(kind=GroupKind.LOCAL_FORUM).exclude(pk__in=coached).count() == 1
    settled = Counter(ForumPart.objects.filter(is_settled=True).values_list("forum__name", flat=True))
    assert {1, 5} <= set(settled.values())
    assert Talk.objects.filter(on__gte=county.today).count() == 0
    due = Talk.objects.latest().filter(next_on__lt=county.today)
    assert [talk.coach for talk in due] == [demo_person(Role.COACH)]
    assert Talk.objects.filter(action__group__kind=GroupKind.LOCAL_FORUM).count() == 2


# The agreement, its decisions and its phases


def test_the_agreement_has_what_its_notes_say(county):
    provisions = county.agreement.provisions.all()
    assert Counter(one.change for one in provisions) == {
        Change.NEW: 8, Change.CHANGED: 12, Change.UNCHANGED: 6, Change.REMOVED: 2,
    }  # fmt: skip
    assert len({one.chapter for one in provisions}) == 6
    assert county.agreement.replaces.provisions.count() == 20
    for one in provisions.select_related("predecessor"):
        assert (one.predecessor is None) == (one.change == Change.NEW)
        assert bool(one.what_is_new) == (one.change != Change.UNCHANGED)
        if one.predecessor:
            assert (one.text == one.predecessor.text) == (one.change == Change.UNCHANGED)


def test_eight_of_fourteen_parties_have_decided(county):
    agreement, today = county.agreement, county.today
    assert agreement.state == AgreementState.OUT_FOR_DECISION
    assert timedelta(days=60) < agreement.decide_by - today < timedelta(days=100)
    assert agreement.replaces.valid_to < agreement.valid_from
    parties = Party.objects.filter(agreement=agreement)
    assert Counter(party.decision_state for party in parties) == {"made": 8, "dated": 4, "none": 2}
    for party in parties:
        assert party.decided_on is None or (party.decided_on < today and party.registry_number)
        assert party.decided_on or party.planned_on is None or today < party.planned_on <= agreement.decide_by


def test_every_clause_in_force_is_followed_up_in_every_municipality(county):
    followed = Counter(
        Implementation.objects.filter(
            organisation__in=county.municipalities, provision__agreement=county.agreement
        ).values_list("provision", flat=True)
    )
    assert followed == {provision.pk: 13 for provision in county.agreement.provisions.in_force()}
    assert ensure_implementations(county.agreement) == 0  # the region's rows are there too


def test_phases_are_as_varied_as_work_is(county):
    rows = Implementation.objects.all()
    assert {row.phase for row in rows} == set(Phase)
    assert Counter(row.progress for row in rows)[Progress.OFF_TRACK] == 3
    assert 5 <= Counter(row.progress for row in rows)[Progress.AT_RISK] <= 10
    assert all(row.comment for row in rows if row.progress != Progress.ON_TRACK)
    mean = {
        change: rows.filter(provision__change=change).aggregate(mean=models.Avg("phase"))["mean"]
        for change in (Change.NEW, Change.CHANGED, Change.UNCHANGED)
    }
    assert mean[Change.NEW] < mean[Change.CHANGED] < mean[Change.UNCHANGED]


def test_nobody_is_first_everywhere(county):
    by_size = sorted(county.municipalities, key=lambda one: one.population)
    mean = {
        one.pk: Implementation.objects.filter(organisation=one).aggregate(m=models.Avg("phase"))["m"] for one in by_size
    }
    small, large = by_size[:4], by_size[-4:]
    assert max(mean[one.pk] for one in small) > min(mean[one.pk] for one in large)
    for one in by_size:
        phases = set(Implementation.objects.filter(organisation=one).values_list("phase", flat=True))
        assert phases & {Phase.NOT_STARTED, Phase.NEEDS_ASSESSMENT}
        assert phases & {Phase.USE, Phase.SUSTAINMENT}


def test_the_history_leads_to_where_each_stands(county, now):
    changes = {}
    for change in PhaseChange.objects.select_related("by").order_by("at", "pk"):
        changes.setdefault(change.implementation_id, []).append(change)
    for row in Implementation.objects.select_related("organisation"):
        history = changes.get(row.pk, [])
        phase, progress, target = Phase.NOT_STARTED, Progress.ON_TRACK, None
        for change in history:
            assert (change.was, change.progress_was, change.target_was) == (phase, progress, target)
            phase, progress, target = change.now, change.progress_now, change.target_now
            assert change.at < now
            assert change.by in county.staff_of(row.organisation)
        assert (row.phase, row.progress, row.target_on) == (phase, progress, target)
        assert row.revision == len(history) + 1
        assert (row.phase_since is None) == (row.phase == Phase.NOT_STARTED)
    assert now - min(history[0].at for history in changes.values()) < timedelta(days=365)


# The clauses, the sub-agreement and the agreement before


def test_new_clauses_say_what_they_mean_for_three_audiences(county):
    new = county.agreement.provisions.filter(change=Change.NEW).prefetch_related("relevance", "core_components")
    assert {one.audience for clause in new for one in clause.relevance.all()} == {MANAGERS, NURSES, RESIDENTS}
    for clause in new:
        assert clause.realism_note, clause
        assert clause.relevance.count() >= 2, clause
        assert clause.core_components.count() >= 2, clause


def test_the_sub_agreement_stands_below_and_is_followed_up(county):
    part = county.agreement.parts.get()
    assert [clause.number for clause in part.provisions.all()] == ["1", "1.1", "1.2", "1.2.1", "2", "2.1"]
    assert ensure_implementations(part) == 0
    decided = part.parties.exclude(decided_on=None)
    assert 0 < decided.count() < part.parties.count()
    assert all(party.decided_on < county.today for party in decided)


def test_clauses_come_from_the_agreement_before(county):
    old = county.agreement.replaces
    for clause in county.agreement.provisions.select_related("predecessor"):
        assert (clause.predecessor is None) == (clause.change == Change.NEW), clause
        assert clause.predecessor is None or clause.predecessor.agreement_id == old.pk
    assert old.parties.filter(decided_on__lt=old.valid_from).count() == 14


# The plan


def test_the_plan_has_overlapping_stages_and_every_kind_of_activity(county):
    stages = list(county.agreement.plan.stages.all())
    assert len(stages) == 4
    assert stages[3].starts_on < stages[2].ends_on
    assert stages[0].starts_on < county.today < stages[3].ends_on
    activities = Activity.objects.filter(stage__plan__agreement=county.agreement)
    assert {one.kind for one in activities} == set(ActivityKind)
    assert {one.level for one in activities} == set(Level)
    assert {one.state for one in activities} == set(ActivityState)
    assert {one.may_start_before_decision for one in activities} == {True, False}


def test_activities_lie_in_their_stage_and_what_is_past_is_done(county):
    for one in Activity.objects.shared().select_related("stage"):
        last = one.ends_on or one.starts_on
        assert one.stage.starts_on <= one.starts_on <= last <= one.stage.ends_on, one
        assert all(is_workday(day) for day in (one.starts_on, one.ends_on, one.or_on) if day)
        assert one.or_on is None or one.or_on > one.starts_on
        if one.state == ActivityState.DONE:
            assert last < county.today
        if one.state == ActivityState.PLANNED:
            assert one.starts_on > county.today


def test_every_municipality_has_its_own_walk_through_and_most_are_done(county):
    joint = Activity.objects.get(for_every_party=True)
    copies = list(joint.copies.select_related("organisation", "stage"))
    assert {one.organisation for one in copies} == set(county.municipalities)
    assert {one.state for one in copies} == {ActivityState.DONE, ActivityState.UNDER_WAY, ActivityState.PLANNED}
    assert sum(one.state == ActivityState.DONE for one in copies) > len(copies) / 2
    assert 1 <= sum(one.is_late(on=county.today) for one in copies) <= 4
    assert all(one.last_day < county.today for one in copies if one.state == ActivityState.DONE)
    assert all(one.stage.starts_on <= one.starts_on <= one.stage.ends_on for one in copies)


def test_homework_is_in_late_and_being_written(county, now):
    rows = list(HomeworkSubmission.objects.select_related("activity", "group"))
    assert {row.state for row in rows} == set(HomeworkState)
    assert any(row.handed_in_at and row.is_late(on=county.today) for row in rows)
    assert any(row.handed_in_at is None and row.is_late(on=county.today) for row in rows)
    assert [row.group for row in rows if row.text and row.handed_in_at is None] == [county.groups["forum-vetlanda"]]
    assert all(row.handed_in_at < now for row in rows if row.handed_in_at)
    assert all(row.group.kind == GroupKind.LOCAL_FORUM for row in rows)
