"""One of everything that My page gathers."""

from datetime import timedelta

import pytest
from django.utils import timezone

from actions.models import ActionItem
from meetings.models import Attendance, Meeting
from portal import dates
from surveys.models import Invitation, Question, Questionnaire, Response, Round


@pytest.fixture
def today():
    return dates.today()


@pytest.fixture
def make_action(db):
    def make(title, owner, *, days=None, **fields):
        due = None if days is None else dates.today() + timedelta(days=days)
        return ActionItem.objects.create(title=title, owner=owner, due_on=due, **fields)

    return make


@pytest.fixture
def make_meeting(db):
    """A meeting of a group some days ahead; `called` get an attendance row with this answer."""

    def make(title, group, *, days=1, called=(), answer="invited", **fields):
        starts = timezone.now() + timedelta(days=days)
        meeting = Meeting.objects.create(
            group=group, title=title, starts_at=starts, ends_at=starts + timedelta(hours=2), **fields
        )
        for user in called:
            Attendance.objects.create(meeting=meeting, user=user, name=user.get_full_name(), status=answer)
        return meeting

    return make


@pytest.fixture
def make_round(db):
    """An open round with two required questions and one optional, asked of some organisations."""

    def make(title, organisations, *, closes=7, state="open"):
        questionnaire = Questionnaire.objects.create(title=title)
        for place, required in enumerate([True, True, False]):
            Question.objects.create(
                questionnaire=questionnaire,
                position=place,
                identity=f"q{place}",
                kind="scale_4",
                text=f"Fråga {place}",
                is_required=required,
            )
        today = dates.today()
        round = Round.objects.create(
            questionnaire=questionnaire,
            title=title,
            opens_on=min(today, today + timedelta(days=closes)) - timedelta(days=1),
            closes_on=today + timedelta(days=closes),
            state=state,
            sent_at=timezone.now(),
        )
        for organisation in organisations:
            Invitation.objects.create(
                round=round,
                organisation=organisation,
                name="Någon",
                email=f"{organisation.pk}@example.org",
                token_hash=f"{round.pk}-{organisation.pk}",
            )
        return round

    return make


@pytest.fixture
def answered():
    """Save an organisation's answers to some of a round's questions, handed in or not."""

    def answer(round, organisation, identities, *, submitted=False):
        return Response.objects.create(
            round=round,
            organisation=organisation,
            answers={identity: {"value": 3, "revision": 1} for identity in identities},
            submitted_at=timezone.now() if submitted else None,
            receipt="KVITTO-1" if submitted else "",
        )

    return answer
