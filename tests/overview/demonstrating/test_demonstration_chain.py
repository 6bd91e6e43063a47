"""The demonstration along the chain: meetings, actions, surveys, letters, documents and decisions."""

from collections import Counter
from datetime import timedelta

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.utils import timezone

from actions.models import ActionChange, ActionItem, ActionState
from actions.services import remind
from agreements.models import (
    Anchoring,
    CaseKind,
    DateMove,
    DecisionCase,
    DecisionStep,
    Document,
    DocumentKind,
    DocumentState,
    DocumentVersion,
    Implementation,
    Party,
    StepKind,
    Support,
)
from meetings.models import (
    AgendaItem,
    Attendance,
    AttendanceStatus,
    Meeting,
    MeetingForm,
    MeetingStatus,
    NotesState,
    Outcome,
    OutcomeKind,
)
from organisations.models import Role, Side, User
from organisations.services.demo import demo_person
from overview.demonstration.workdays import is_meeting_day, is_workday
from portal.models import Letter, LetterState
from surveys.models import AnswerChange, Invitation, Origin, QuestionKind, Response, Round, RoundState
from surveys.services import queue_invitations

OURS = ["organisations", "agreements", "actions", "meetings", "surveys", "portal"]
A_SATURDAY, NEW_YEARS_EVE, HIGH_SUMMER = "2026-02-28", "2027-12-31", "2026-07-15"


# Meetings


def test_meetings_are_held_on_days_when_people_meet(county):
    meetings = list(Meeting.objects.exclude(form=""))  # an old note that is read in tells no form
    assert 55 <= len(meetings) <= 100
    assert all(is_meeting_day(timezone.localdate(meeting.starts_at)) for meeting in meetings)
    assert {meeting.form for meeting in meetings} == set(MeetingForm)
    assert {meeting.status for meeting in meetings} == set(MeetingStatus)
    assert {meeting.group_id for meeting in meetings} == {group.pk for group in county.groups.values()}
    assert len({(meeting.group_id, timezone.localdate(meeting.starts_at)) for meeting in meetings}) == len(meetings)
    assert all(bool(meeting.venue) == (meeting.form != MeetingForm.DIGITAL) for meeting in meetings)


def test_held_meetings_have_notes_and_coming_ones_have_none(county, now):
    held = Meeting.objects.held(at=now)
    coming = Meeting.objects.coming(at=now)
    assert AgendaItem.objects.filter(meeting__in=held, text="").count() == 0
    assert AgendaItem.objects.filter(meeting__in=coming).exclude(text="").count() == 0
    assert Outcome.objects.filter(meeting__in=coming).count() == 0
    assert set(Outcome.objects.values_list("kind", flat=True)) == set(OutcomeKind)
    assert {meeting.notes_state for meeting in held} == set(NotesState)
    for group in county.groups.values():
        assert coming.filter(group=group).exists(), group
        assert held.filter(group=group).exists(), group


def test_who_is_quoted_was_there(county, now):
    names = {user.get_full_name(): user for user in county.people.values()}
    for meeting in Meeting.objects.held(at=now).prefetch_related("agenda", "attendance"):
        absent = {one.name for one in meeting.attendance.all() if one.status == AttendanceStatus.ABSENT}
        opening, *points = [item.text for item in meeting.agenda.all()]
        assert all(name in opening for name in absent)
        for name in names:
            assert not (name in absent and any(name in text for text in points)), (meeting, name)


def test_answers_to_calls_fit_the_time(county, now):
    for status, expected in [
        (Meeting.objects.held(at=now), {AttendanceStatus.PRESENT, AttendanceStatus.ABSENT}),
        (Meeting.objects.coming(at=now), set(AttendanceStatus) - {AttendanceStatus.PRESENT}),
    ]:
        assert set(Attendance.objects.filter(meeting__in=status).values_list("status", flat=True)) <= expected
    assert Attendance.objects.filter(user=None).exclude(organisation_text="").exists()


def test_no_text_is_left_unfilled_or_says_the_old_word(county):
    for model in [one for label in OURS for one in apps.get_app_config(label).get_models()]:
        texts = [field.name for field in model._meta.fields if isinstance(field, (models.CharField, models.TextField))]
        for row in model.objects.values_list(*texts) if texts else []:
            said = " ".join(str(text) for text in row).lower()
            assert "hemsjukvård" not in said
            assert "{kommun}" not in said
            assert "{mottagning}" not in said


# Actions


def test_actions_in_every_state(county):
    today, items = county.today, ActionItem.objects
    assert set(items.values_list("state", flat=True)) == set(ActionState)
    assert 8 <= items.late(on=today).count() <= 25
    assert items.open().filter(due_on__range=(today, today + timedelta(days=7))).count() >= 3
    assert items.open().filter(due_on__gt=today + timedelta(days=7)).count() >= 10
    assert items.dateless().count() >= 2
    assert items.ownerless().count() >= 2
    for item in items.select_related("group", "organisation"):
        assert item.group or item.organisation or item.owner_id
        assert item.due_on is None or is_workday(item.due_on)
        assert item.done_at is None or item.created_at <= item.done_at
    assert items.filter(created_at__gt=county.calendar.at(today, 0)).count() == 0
    assert items.filter(done_at__gt=county.calendar.at(today, 0)).count() == 0


def test_one_action_has_a_part_for_each_municipality(county):
    parent = ActionItem.objects.get(children__isnull=False, children__organisation=county.organisations["0685"])
    assert Counter(child.organisation for child in parent.children.all()) == dict.fromkeys(county.municipalities, 1)
    assert {child.state for child in parent.children.all()} == {
        ActionState.OPEN,
        ActionState.UNDER_WAY,
        ActionState.DONE,
    }
    assert Outcome.objects.get(action=parent).provision.number == "4.2"


def test_history_of_actions_is_in_the_past(county, now):
    assert ActionChange.objects.filter(at__gte=now).count() == 0
    assert {change.field for change in ActionChange.objects.all()} == {"state", "due_on", "comment", "file"}
    assert all(is_workday(timezone.localdate(change.at)) for change in ActionChange.objects.all())
    assert all(change.at > change.action.created_at for change in ActionChange.objects.select_related("action"))
    finished = ActionItem.objects.exclude(state=ActionState.OPEN)
    assert finished.exclude(pk__in=ActionChange.objects.filter(field="state").values("action")).count() == 0


def test_the_member_has_something_of_everything(county, now):
    katarina = demo_person(Role.MEMBER)
    own = ActionItem.objects.owned_by(katarina)
    assert own.late(on=county.today).count() >= 2
    assert {item.state for item in own} >= {ActionState.OPEN, ActionState.UNDER_WAY, ActionState.DONE}
    coming = Attendance.objects.filter(user=katarina, meeting__in=Meeting.objects.coming(at=now))
    assert AttendanceStatus.INVITED in {one.status for one in coming}
    assert coming.count() >= 4


# Surveys


def _gap_rounds():
    return Round.objects.filter(questionnaire__origin=Origin.GAP)


def test_the_first_round_is_closed_and_the_second_half_way(county):
    second, first = _gap_rounds()
    assert (first.state, second.state, second.previous) == (RoundState.CLOSED, RoundState.OPEN, first)
    assert first.closes_on < second.opens_on < county.today < second.closes_on
    assert first.title != second.title
    assert (first.responses.submitted().count(), first.responses.count()) == (12, 12)
    assert (second.responses.submitted().count(), second.responses.count()) == (6, 10)
    identities = [set(round.questionnaire.questions.values_list("identity", flat=True)) for round in (first, second)]
    assert identities[0] < identities[1]


def test_vetlanda_has_answered_twelve(county):
    second, _first = _gap_rounds()
    response = second.responses.get(organisation=demo_person(Role.RESPONDENT).memberships.get().organisation)
    required = second.questionnaire.questions.filter(is_required=True)
    assert len(required) == 26
    assert sum(question.identity in response.answers for question in required) == 12
    assert len({answer["by"] for answer in response.answers.values()}) > 1


def test_answers_match_their_history(county):
    for response in Response.objects.select_related("round"):
        latest = {}
        for change in response.changes.order_by("at", "pk"):
            latest[change.question] = change.answer
            assert response.round.sent_at < change.at
            assert response.submitted_at is None or change.at < response.submitted_at
            assert change.answer["by"] == change.by_name
            assert sum(map(bool, (change.by_user_id, change.by_invitation_id, change.by_delegation_id))) == 1
        assert latest == response.answers
        assert 2 in {answer["revision"] for answer in response.answers.values()}
        for question in response.round.questionnaire.questions.filter(identity__in=response.answers):
            value = response.answers[question.identity]["value"]
            kept = dict if question.kind == QuestionKind.FILE else str
            assert value in {*question.steps, None} if question.has_steps else isinstance(value, kept)
        assert response.started_at <= response.changed_at


def test_every_invitation_of_the_open_round_has_a_working_link(county, now):
    second, _first = _gap_rounds()
    invitations = second.invitations
    assert {one.organisation_id for one in invitations.all()} == {one.pk for one in county.municipalities}
    for one in Invitation.objects.filter(round__state=RoundState.OPEN):
        assert list(Invitation.objects.with_token(one.token).usable(at=now)) == [one]
    assert queue_invitations(at=now) == 2  # of the survey to staff: their letters can be opened where they are read
    unopened = invitations.exclude(organisation__in=second.responses.values("organisation"))
    assert {one.opened_at for one in unopened} == {None}
    assert len({one.organisation_id for one in unopened}) == 3


def test_both_sides_answer_the_self_assessment_and_the_needs_are_a_draft(county):
    asked = Round.objects.get(questionnaire__origin=Origin.COLLABORATION, wave=None)
    assert (asked.state, asked.opens_on < county.today < asked.closes_on) == (RoundState.OPEN, True)
    done = asked.responses.submitted()
    assert done.count() >= 6
    assert set(done.values_list("organisation__side", flat=True)) == {Side.REGION, Side.MUNICIPAL}
    assert not done.filter(organisation=county.organisations["0685"]).exists()
    needs = Round.objects.get(questionnaire__origin=Origin.NEEDS)
    assert needs.state == RoundState.DRAFT
    assert needs.invitations.exists()
    assert needs.questionnaire.questions.exclude(shown_if="").exists()


# Letters


def test_the_outbox_has_letters_in_the_states_that_last(county, now):
    states = Counter(Letter.objects.values_list("state", flat=True))
    assert set(states) == set(LetterState) - {LetterState.SENDING}
    assert (states[LetterState.FAILED], states[LetterState.WAITING]) == (1, 3)
    failed = Letter.objects.get(state=LetterState.FAILED)
    assert failed.error.startswith("550")
    for letter in Letter.objects.exclude(state=LetterState.WAITING):
        assert letter.queued_at < now
        assert letter.sent_at is None or letter.queued_at <= letter.sent_at < now
        assert bool(letter.subject) == (letter.state != LetterState.DROPPED)


def test_the_sweeps_owe_nothing_more_on_the_day(county):
    assert remind(on=county.today) == 0


# The whole


def test_every_object_would_pass_its_form(county):
    faults = []
    for model in [one for label in OURS[:-1] for one in apps.get_app_config(label).get_models()]:
        relations = [field.name for field in model._meta.fields if field.is_relation]
        rows = list(model.objects.all())
        for row in rows:
            try:
                if len(rows) <= 60:
                    row.full_clean(exclude=["password"] if model is User else None)
                else:
                    row.clean_fields(exclude=[*relations, "password"])
            except ValidationError as error:
                faults.append((model._meta.label, row.pk, error.messages))
    assert faults == []
    connection.check_constraints()


def test_nothing_of_the_past_is_dated_today_or_later(county, now):
    for model, name in [
        (User, "joined_at"),
        (Implementation, "changed_at"),
        (ActionItem, "created_at"),
        (Invitation, "created_at"),
        (Response, "started_at"),
        (Response, "changed_at"),
        (AnswerChange, "at"),
        (Letter, "queued_at"),
    ]:
        assert model.objects.filter(**{f"{name}__gte": now}).count() == 0, (model, name)


# The register of documents and the way to the decision


def test_the_register_holds_every_state_and_hangs_together(county, now):
    documents = Document.objects.filter(agreement=county.agreement).select_related("parent")
    assert 12 <= len(documents) <= 15
    assert {one.state for one in documents} == set(DocumentState)
    assert Counter(one.kind for one in documents)[DocumentKind.OFFICIAL_REPORT] == 3
    assert len({one.organisation_id for one in documents}) >= 5
    assert any(one.parent for one in documents)
    for one in documents:
        assert one.created_at < now
        assert one.is_draft or one.created_at < one.shared_at < now
    assert {bool(one.file) for one in DocumentVersion.objects.all()} == {True, False}


def test_the_member_of_the_buttons_has_a_draft_of_their_own(county):
    member = county.people["katarina.holmqvist"]
    drafts = Document.objects.visible_to(member).filter(state=DocumentState.DRAFT)
    assert [one.organisation for one in drafts] == [county.organisations["0685"]]


def test_files_can_be_read_back(county):
    for version in DocumentVersion.objects.exclude(file=""):
        with version.file.open("rb") as file:
            assert len(file.read()) == version.file_size
        assert version.file_name not in version.file.name


def test_three_cases_go_their_way_in_order(county):
    cases = DecisionCase.objects.prefetch_related("steps")
    assert {case.kind for case in cases} == set(CaseKind)
    for case in cases:
        days = [step.decided_on for step in case.steps.all() if step.decided_on]
        assert days == sorted(days)
        assert all(day < county.today for day in days)
    region = Party.objects.get(agreement=county.agreement, organisation=county.region)
    adopted = DecisionStep.objects.get(kind=StepKind.ADOPT)
    assert (adopted.decided_on, adopted.registry_number) == (region.decided_on, region.registry_number)


def test_moved_dates_and_notes_lie_behind(county, now):
    assert DateMove.objects.filter(party=None).exists()
    assert DateMove.objects.filter(step=None).exists()
    for move in DateMove.objects.select_related("party", "step"):
        assert move.was != move.now == (move.party or move.step).planned_on
        assert move.at < now
    assert {note.support for note in Anchoring.objects.all()} == set(Support)
    assert all(note.on < county.today for note in Anchoring.objects.all())
