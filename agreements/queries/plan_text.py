"""The plan as it stands now, as it stood on a day, and its versions."""

from datetime import datetime, time

from django.utils import timezone

from agreements.models import Activity, GoalKind, LocalSupplement, Plan, PlanVersion, RelatedDocument
from agreements.plan_text import (
    ActivityRow,
    DocumentRow,
    GoalRow,
    PlanText,
    QuestionRow,
    RoleRow,
    StageRow,
    SupplementRow,
    WorkspaceRow,
    from_json,
)
from organisations.models import Group, User
from organisations.queries import chain_of


def text_of(plan: Plan) -> PlanText:
    """The shared plan as it stands, with people's names; ten statements and the groups of the chain."""
    return PlanText(
        title=plan.title,
        summary=plan.summary,
        goal=plan.goal,
        reports_to=[group.name for group in chain_above(plan)],
        sections=dict(plan.sections.values_list("row", "text")),
        goals=[_goal(row) for row in plan.goals.order_by("-kind", "position", "pk")],
        questions=[
            QuestionRow(row.pk, row.text, row.state, row.answer) for row in plan.questions.order_by("position", "pk")
        ],
        roles=[_role(row) for row in plan.roles.select_related("user", "group")],
        workspaces=[
            WorkspaceRow(row.pk, row.title, row.link, row.group.name if row.group else "", row.group_id)
            for row in plan.workspaces.select_related("group").order_by("title", "pk")
        ],
        stages=[StageRow(row.pk, row.title, row.starts_on, row.ends_on) for row in plan.stages.order_by("position")],
        activities=[_activity(row) for row in _shared_activities(plan)],
        documents=[
            DocumentRow(row.pk, row.kind, row.title, row.link, row.note)
            for row in RelatedDocument.objects.filter(agreement=plan.agreement_id).order_by("kind", "title")
        ],
        supplements=[
            SupplementRow(row.pk, str(row.organisation or row.group), row.title, row.text)
            for row in LocalSupplement.objects.filter(plan=plan, is_draft=False)
            .select_related("organisation", "group")
            .order_by("title", "pk")
        ],
    )


def _shared_activities(plan):
    return (
        Activity.objects.filter(stage__plan=plan, copy_of=None)
        .select_related("owner", "organisation")
        .order_by("starts_on", "pk")
    )


def _goal(row):
    return GoalRow(row.pk, row.kind, row.text, row.question, row.evaluate_on, row.reached, row.evaluated_on, row.note)


def _role(row):
    return RoleRow(
        id=row.pk,
        role=row.role,
        person=row.user_id,
        group=row.group.name if row.group else "",
        group_id=row.group_id,
        who=row.who,
        is_reference=row.is_reference,
        side=row.side,
        scope=row.scope,
        tasks=row.tasks,
        person_name=str(row.user) if row.user else "",
    )


def _activity(row):
    return ActivityRow(
        id=row.pk,
        stage=row.stage_id,
        title=row.title,
        kind=row.kind,
        level=row.level,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        or_on=row.or_on,
        state=row.state,
        organiser=row.organiser,
        organisation=row.organisation.name if row.organisation else "",
        audience=row.audience,
        note=row.note,
        person=row.owner_id,
        person_name=str(row.owner) if row.owner else "",
    )


def chain_above(plan) -> list:
    """The group the plan reports to and those above it, the topmost last."""
    return chain_of(plan.reports_to) if plan.reports_to_id else []


def text_of_version(version: PlanVersion) -> PlanText:
    """What a version kept, with the names of the people who are still here: one statement."""
    text = from_json(version.content)
    people = User.objects.filter(pk__in=text.people())
    text.name_people({person.pk: str(person) for person in people})
    return text


def versions_of(plan):
    """The versions, newest first, without their contents; whether somebody saved it is that it has a note."""
    return plan.versions.select_related("by").defer("content").order_by("-number")


def start_of(day):
    """The first moment of a day in Sweden."""
    return timezone.make_aware(datetime.combine(day, time.min))


def version_for(plan, day) -> PlanVersion | None:
    """The version that holds the plan as it stood when a day began; None when nothing has changed since.

    Before the first change of any day a version is kept, so the first one from that day on is the answer.
    """
    return plan.versions.filter(at__gte=start_of(day)).order_by("at", "number").first()


def last_saved(plan) -> PlanVersion | None:
    """The last version that somebody saved on purpose."""
    return plan.versions.exclude(note="").defer("content").order_by("-number").first()


def goals_waiting(plan, *, on) -> int:
    """How many goals have come to their day and wait for yes or no: one statement."""
    return plan.goals.filter(kind=GoalKind.SMART, reached=None, evaluate_on__lte=on).count() if plan else 0


def supplements_of(plan, user):
    """The local supplements the person may see, drafts of their own among them: one statement."""
    return list(
        LocalSupplement.objects.visible_to(user)
        .filter(plan=plan)
        .select_related("organisation", "group")
        .order_by("title", "pk")
    )


def groups_of(user) -> set[int]:
    """The numbers of the groups a person sits in."""
    return set(Group.objects.of(user).values_list("pk", flat=True))
