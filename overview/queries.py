"""What My page shows: reads from every part of the portal, each with a fixed number of SQL statements."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, F, Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actions.models import ActionItem
from agreements.models import Agreement, Implementation, Party, PhaseChange
from meetings.models import Attendance, Meeting
from organisations.models import Group, Organisation, Role
from support.models import Event
from support.queries.events import coming_events
from support.queries.talks import due_turns
from surveys.asked import progress
from surveys.languages import localised
from surveys.models import PERSONS, Invitation, Question, Response, Round
from surveys.writers import ANSWERING_ROLES

ACTIONS_SHOWN = 20
MEETINGS_SHOWN = 5
EVENTS_SHOWN = 3
NEWS_SHOWN = 8
NEWS_DAYS = 14


@dataclass(frozen=True)
class ActionGroup:
    """Actions that are due in the same part of time."""

    title: str
    is_late: bool
    actions: list[ActionItem]


@dataclass(frozen=True)
class MyActions:
    """The first of one's open actions, by when they are due, and how many there are."""

    groups: list[ActionGroup]
    total: int
    late: int

    @property
    def shown(self) -> int:
        return sum(len(group.actions) for group in self.groups)

    @property
    def hidden(self) -> int:
        return self.total - self.shown


def my_actions(user, *, on: date) -> MyActions:
    """Open actions the person is responsible for. Two statements."""
    mine = ActionItem.objects.visible_to(user).owned_by(user).open()
    counts = mine.order_by().aggregate(total=Count("pk"), late=Count("pk", filter=Q(due_on__lt=on)))
    rows = list(
        mine.select_related("provision", "organisation", "group").order_by(F("due_on").asc(nulls_last=True), "pk")[
            :ACTIONS_SHOWN
        ]
    )
    return MyActions(_by_time(rows, on), **counts)


def _by_time(actions, on) -> list[ActionGroup]:
    sunday = on + timedelta(days=6 - on.weekday())
    parts = [
        (_("Late"), True, lambda due: due is not None and due < on),
        (_("This week"), False, lambda due: due is not None and on <= due <= sunday),
        (_("Later"), False, lambda due: due is not None and due > sunday),
        (_("Without a date"), False, lambda due: due is None),
    ]
    groups = [ActionGroup(title, late, [row for row in actions if fits(row.due_on)]) for title, late, fits in parts]
    return [group for group in groups if group.actions]


@dataclass(frozen=True)
class SurveyToAnswer:
    """One open round that one of the person's organisations has not answered, and how far it has come."""

    round: Round
    organisation: Organisation
    done: int
    total: int

    @property
    def is_begun(self) -> bool:
        return self.done > 0


def surveys_to_answer(user, *, on: date) -> list[SurveyToAnswer]:
    """What waits for an answer from the person's organisations, the nearest last day first. Three statements."""
    asked = (
        Invitation.objects.filter(
            organisation__in=user.organisations_as(*ANSWERING_ROLES),
            round__in=Round.objects.visible_to(user).answerable(on=on),
        )
        .exclude(round__kind__in=PERSONS)
        .select_related("round", "organisation")
        .order_by("round__closes_on", "round", "organisation")
    )
    desks = {(row.round_id, row.organisation_id): row for row in asked}
    responses = {
        (row.round_id, row.organisation_id): row
        for row in Response.objects.filter(
            round__in={round for round, _organisation in desks},
            organisation__in={organisation for _round, organisation in desks},
        )
    }
    questions = _questions({row.round.questionnaire_id for row in desks.values()})
    return [
        SurveyToAnswer(
            localised(row.round), row.organisation, *progress(questions[row.round.questionnaire_id], answers)
        )
        for desk, row in desks.items()
        if not (desk in responses and responses[desk].submitted_at)
        for answers in [responses[desk].answers if desk in responses else {}]
    ]


def _questions(questionnaires) -> dict[int, list[Question]]:
    found = {questionnaire: [] for questionnaire in questionnaires}
    for question in Question.objects.filter(questionnaire__in=questionnaires).order_by("position"):
        found[question.questionnaire_id].append(question)
    return found


def my_meetings(user, *, at: datetime) -> list[Meeting]:
    """The next meetings of the person's groups and those they are called to, with `own` attendance. Two statements."""
    called = Attendance.objects.filter(user=user)
    rows = (
        Meeting.objects.visible_to(user)
        .filter(Q(group__in=Group.objects.of(user).values("pk")) | Q(pk__in=called.values("meeting")))
        .coming(at=at)
        .select_related("group")
        .prefetch_related(Prefetch("attendance", called, to_attr="own"))
        .order_by("starts_at", "pk")
    )
    return list(rows[:MEETINGS_SHOWN])


def next_events(user, *, at: datetime) -> list[Event]:
    """The next events that many are invited to. One statement."""
    return list(coming_events(user, at=at)[:EVENTS_SHOWN])


@dataclass(frozen=True)
class News:
    """Something that happened: a phase change or a decision, never both."""

    at: datetime
    change: PhaseChange | None = None
    party: Party | None = None


def follows_whole_county(user) -> bool:
    """Who leads, coaches or audits follows every organisation; others their own."""
    return user.leads or user.has_role(Role.COACH, Role.AUDITOR)


def news(user, *, on: date) -> list[News]:
    """What happened in the last fortnight in what the person follows, newest first. Two statements.

    Phases of all organisations or of one's own; decisions about the agreement concern everybody.
    """
    since = _start_of(on - timedelta(days=NEWS_DAYS))
    changes = PhaseChange.objects.filter(at__gte=since, implementation__in=Implementation.objects.visible_to(user))
    if not follows_whole_county(user):
        changes = changes.filter(implementation__organisation__in=user.organisations_as())
    changes = changes.select_related("implementation__provision", "implementation__organisation", "by")
    decided = Party.objects.filter(
        decided_on__gt=on - timedelta(days=NEWS_DAYS),
        decided_on__lte=on,
        agreement__in=Agreement.objects.visible_to(user),
    ).select_related("organisation", "agreement")
    found = [News(change.at, change=change) for change in changes.order_by("-at", "-pk")[:NEWS_SHOWN]]
    found += [
        News(_start_of(party.decided_on), party=party) for party in decided.order_by("-decided_on", "pk")[:NEWS_SHOWN]
    ]
    return sorted(found, key=lambda item: item.at, reverse=True)[:NEWS_SHOWN]


def talks_whose_day_has_come(user, *, on: date) -> list:
    """The forums a coach has set out to talk with by now. Two statements for who coaches, none for others."""
    return due_turns(user, on=on) if user.has_role(Role.COACH) else []


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
