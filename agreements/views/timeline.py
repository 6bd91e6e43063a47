"""The plan over time: a drawing with a list beside it, cut by level and organisation."""

from datetime import date

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from agreements import queries, timeline
from agreements.models import Agreement, Plan
from agreements.views.activities import plan_frame
from agreements.views.plan_cut import plan_cut
from portal.dates import today
from portal.pages import render_page


def window_of(request) -> timeline.Window:
    """?skala= and ?fran=YYYY-MM; this year when nothing, or nothing readable, is asked for."""
    zoom = request.GET.get("skala", timeline.YEAR)
    zoom = zoom if zoom in timeline.MONTHS else timeline.YEAR
    try:
        day = date.fromisoformat(f"{request.GET.get('fran', '')}-01")
    except ValueError:
        day = today()
    return timeline.Window.over(zoom, day if 2000 <= day.year <= 2100 else today())


@require_GET
def plan_timeline(request, pk):
    agreement = get_object_or_404(Agreement.objects.visible_to(request.user), pk=pk)
    plan = Plan.objects.filter(agreement=agreement).first()
    window, cut, on = window_of(request), plan_cut(request, agreement), today()
    activities = queries.activities_of(plan, on=on, organisation=cut.organisation) if plan else []
    shown = [one for one in activities if cut.shows(one) and _within(window, one)]
    stages = _by_stage(plan, shown, window) if plan else []
    context = plan_frame(request, agreement) | {
        "plan": plan,
        "window": window,
        "cut": cut,
        "kept": [("skala", window.zoom), ("fran", f"{window.start:%Y-%m}")],
        "zooms": [(timeline.YEAR, _("Year")), (timeline.QUARTER, _("Quarter")), (timeline.MONTH, _("Month"))],
        "activities": shown,
        "nearest": None if shown else _nearest(window, [one for one in activities if cut.shows(one)]),
        "elsewhere": len([one for one in activities if cut.shows(one)]) - len(shown),
        "line": timeline.timeline(window, stages, on=on) if stages else None,
        "legend": timeline.legend(),
    }
    return render_page(request, "agreements/plan_timeline.html", context)


def _within(window, activity) -> bool:
    """Whether something of it is drawn: a span that reaches in, or one of its days."""
    if activity.ends_on:
        return window.touches(activity.starts_on, activity.ends_on)
    return any(day and window.holds(day) for day in (activity.starts_on, activity.or_on))


def _nearest(window, activities):
    """The first day of the activity that lies closest to what is shown; None when there is none to go to."""
    return min((one.starts_on for one in activities), key=lambda day: abs(day - window.start), default=None)


def _by_stage(plan, activities, window):
    """(stage, activities) for every stage that reaches into the window or has something there."""
    rows = [
        (stage, [one for one in activities if one.stage_id == stage.pk]) for stage in plan.stages.order_by("position")
    ]
    return [(stage, own) for stage, own in rows if own or window.touches(stage.starts_on, stage.ends_on)]
