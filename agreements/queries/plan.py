"""The plan: stages with their activities."""

from collections import defaultdict
from dataclasses import dataclass

from agreements.models import Activity, ActivityState, Plan, Stage
from agreements.queries.activities import roll_ups


@dataclass
class PlanStage:
    """One stage with the activities that are shown; `hidden` says how many the filter left out.

    `today_before` is the activity before which today falls (0: after the last); None when today is outside the stage.
    """

    stage: Stage
    activities: list[Activity]
    hidden: int
    today_before: int | None


def plan_of(agreement, *, on, level="", organisation=None) -> tuple[Plan | None, list[PlanStage]]:
    """The plan, and its stages with their activities in order of date; four SQL statements.

    Without an organisation the joint plan, where an activity with local copies carries their `roll_up`; with one
    what concerns it, its own copies among it.
    """
    plan = Plan.objects.filter(agreement=agreement).select_related("reports_to").first()
    if plan is None:
        return None, []
    activities = defaultdict(list)
    for activity in activities_of(plan, on=on, organisation=organisation):
        activities[activity.stage_id].append(activity)
    stages = []
    for stage in plan.stages.order_by("position"):
        everything = activities[stage.pk]
        shown = [activity for activity in everything if not level or activity.level == level]
        stages.append(PlanStage(stage, shown, len(everything) - len(shown), _today_before(stage, shown, on)))
    return plan, stages


def activities_of(plan, *, on, organisation=None) -> list[Activity]:
    """The plan's activities in order of date, each with `roll_up` and `late`: two SQL statements."""
    rows = Activity.objects.filter(stage__plan=plan)
    rows = rows.concerning(organisation) if organisation else rows.shared()
    found = list(rows.select_related("owner", "organisation", "provision", "stage").order_by("starts_on", "pk"))
    rolled_up = roll_ups(Activity.objects.filter(stage__plan=plan).shared().values("pk"), on=on)
    for activity in found:
        activity.roll_up = rolled_up.get(activity.pk)
        activity.late = activity.is_late(on=on)
    return found


def _today_before(stage, activities, on):
    if not (activities and stage.starts_on <= on <= stage.ends_on):
        return None
    return next((activity.pk for activity in activities if activity.starts_on >= on), 0)


@dataclass
class PlanFigures:
    """What the shown activities add up to on a day."""

    total: int
    done: int
    late: list[Activity]
    coming: Activity | None


def plan_figures(stages, *, on) -> PlanFigures:
    """Count what `plan_of` gave; cancelled activities count as nothing. No SQL."""
    live = [activity for one in stages for activity in one.activities if activity.state != ActivityState.CANCELLED]
    open_ones = [activity for activity in live if activity.state != ActivityState.DONE]
    coming = sorted((one for one in open_ones if one.starts_on >= on), key=lambda one: one.starts_on)
    return PlanFigures(
        total=len(live),
        done=len(live) - len(open_ones),
        late=[one for one in open_ones if one.last_day < on],
        coming=coming[0] if coming else None,
    )
