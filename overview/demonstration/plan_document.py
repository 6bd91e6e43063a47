"""The project plan as a document, and how it has lived: versions from before, so that one sees what has changed."""

from copy import deepcopy
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from agreements.models import (
    Goal,
    GoalKind,
    LocalSupplement,
    MandateQuestion,
    PlanRole,
    PlanRow,
    PlanSection,
    PlanVersion,
    Workspace,
)
from agreements.plan_text import to_json
from agreements.queries import text_of
from overview.demonstration.plan_document_text import (
    AIMS,
    EARLIER_MANDATE,
    EARLIER_TIMETABLE,
    EFFECTS,
    PARTS,
    QUESTIONS,
    ROWS,
    SUPPLEMENTS,
    WORKSPACES,
)


def build_plan_document(county):
    """Fill the rows of the plan, answer the goals whose day has come, and keep the plan as it stood before."""
    plan = county.agreement.plan
    PlanSection.objects.bulk_create(PlanSection(plan=plan, row=row, text=text) for row, text in ROWS.items())
    Goal.objects.bulk_create([*_aims(county, plan), *_effects(plan)])
    MandateQuestion.objects.bulk_create(
        MandateQuestion(plan=plan, position=position, text=text, state=state, answer=answer)
        for position, (text, state, answer) in enumerate(QUESTIONS, start=1)
    )
    PlanRole.objects.bulk_create(_role(county, plan, part) for part in PARTS)
    Workspace.objects.bulk_create(
        Workspace(plan=plan, title=title, link=link, group=county.groups.get(group))
        for title, link, group in WORKSPACES
    )
    LocalSupplement.objects.bulk_create(
        LocalSupplement(
            plan=plan,
            title=one.title,
            text=one.text,
            is_draft=one.draft,
            organisation=county.organisations.get(one.organisation),
            group=county.groups.get(one.group),
        )
        for one in SUPPLEMENTS
    )
    _keep_versions(county, plan)


def _aims(county, plan):
    for position, aim in enumerate(AIMS, start=1):
        day = county.calendar.day(aim.day)
        answered = {"reached": aim.reached, "evaluated_on": day, "note": aim.note} if aim.reached is not None else {}
        yield Goal(
            plan=plan,
            kind=GoalKind.SMART,
            position=position,
            text=aim.text,
            question=aim.question,
            evaluate_on=day,
            **answered,
        )


def _effects(plan):
    for position, (text, note) in enumerate(EFFECTS, start=1):
        yield Goal(plan=plan, kind=GoalKind.EFFECT, position=position, text=text, note=note)


def _role(county, plan, part):
    return PlanRole(
        plan=plan,
        role=part.role,
        user=county.people.get(part.person),
        group=county.groups.get(part.group),
        who=part.who,
        side=part.side,
        scope=part.scope,
        tasks=part.tasks,
        is_reference=part.reference,
    )


def _keep_versions(county, plan):
    """Three: the first edition, one that somebody saved for a meeting, and one kept before a day's first change."""
    now = to_json(text_of(plan))
    editions = [
        (-170, "Första utgåvan, till den gemensamma styrgruppen", _first(now, county.calendar.day(-170))),
        (-45, "Inför operativa styrgruppens möte", _middle(now, county.calendar.day(-45))),
        (-18, "", _recent(now, county.calendar.day(-18))),
    ]
    lead = county.people["johanna.sjogren"]
    for number, (offset, note, content) in enumerate(editions, start=1):
        at = timezone.make_aware(datetime.combine(county.calendar.day(offset), time(8, 40)))
        PlanVersion.objects.create(
            plan=plan, number=number, note=note, content=content, at=at, by=lead if note else None
        )


def _as_of(content, day):
    """Nothing that is done after a day has been done, and no goal is answered before its day."""
    content = deepcopy(content)
    for row in content["activities"]:
        if row["state"] != "cancelled" and date.fromisoformat(row["ends_on"] or row["starts_on"]) >= day:
            row["state"] = "under_way" if date.fromisoformat(row["starts_on"]) <= day else "planned"
    for row in content["goals"]:
        if row["evaluated_on"] and date.fromisoformat(row["evaluated_on"]) >= day:
            row.update(reached=None, evaluated_on=None, note="")
    return content


def _recent(content, day):
    """A few weeks ago: one answer less, two activities on other days, a supplement not shared yet."""
    content = _as_of(content, day)
    content["questions"][1].update(state="under_way", answer="")
    coming = [row for row in content["activities"] if row["state"] == "planned"]
    for row, days in zip(coming[:2], (-7, -14), strict=True):
        for key in ("starts_on", "ends_on", "or_on"):
            if row[key]:
                row[key] = (date.fromisoformat(row[key]) + timedelta(days=days)).isoformat()
    content["supplements"] = content["supplements"][:1]
    content["sections"][PlanRow.TIMETABLE] = EARLIER_TIMETABLE
    return content


def _middle(content, day):
    """Before that: the mandate was narrower, and one role had nobody."""
    content = _as_of(_recent(content, day), day)
    content["sections"][PlanRow.MANDATE] = EARLIER_MANDATE
    content["supplements"] = []
    content["roles"][-1]["who"] = ""
    content["stages"][-1]["ends_on"] = (
        date.fromisoformat(content["stages"][-1]["ends_on"]) - timedelta(days=14)
    ).isoformat()
    return content


def _first(content, day):
    """The first edition: a sketch with the first two stages."""
    content = _middle(content, day)
    kept = {row["id"] for row in content["stages"][:2]}
    content["stages"] = content["stages"][:2]
    content["activities"] = [row for row in content["activities"] if row["stage"] in kept]
    sections = content["sections"]
    content["sections"] = {row: sections[row] for row in (PlanRow.BACKGROUND, PlanRow.MANDATE, PlanRow.PURPOSE)}
    content["questions"] = [row | {"state": "open", "answer": ""} for row in content["questions"][:4]]
    content["goals"] = [row for row in content["goals"] if row["kind"] == "effect"]
    return content
