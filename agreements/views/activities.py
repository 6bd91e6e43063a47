"""The activities of the plan: reading them, writing them, and reporting them."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from agreements import drawing, policies, queries, services
from agreements.forms.activity import ActivityForm
from agreements.models import Activity, ActivityState, Agreement, Level, Plan
from agreements.views.frame import frame, posted
from agreements.views.plan import editable_agreement, write_part
from portal.access import ensure
from portal.dates import today
from portal.pages import render_page


@require_GET
def agreement_plan(request, pk):
    agreement = get_object_or_404(Agreement.objects.visible_to(request.user), pk=pk)
    level = request.GET.get("niva", "")
    level = level if level in Level.values else ""
    plan, stages = queries.plan_of(agreement, on=today(), level=level)
    context = frame(request, agreement, "plan") | {
        "plan": plan,
        "stages": stages,
        "figures": queries.plan_figures(stages, on=today()),
        "level": level,
        "levels": Level.choices,
        "today": today(),
        "lines": drawing.stage_lines([one.stage for one in stages], on=today()),
        "reportable": {
            activity.pk for one in stages for activity in one.activities if _reports(request.user, activity)
        },
    }
    return render_page(request, "agreements/agreement_plan.html", context)


def _reports(user, activity) -> bool:
    """Whether a button for reporting helps: who may edit takes a "done" back in the form."""
    if not activity.has_begun(on=today()) or not policies.can_report_activity(user, activity):
        return False
    return activity.state != ActivityState.DONE or not user.leads


@require_http_methods(["GET", "POST"])
def activity_new(request, pk):
    """A new activity, in the stage that was asked for (?etapp=N)."""
    agreement = editable_agreement(request, pk)
    plan = get_object_or_404(Plan.objects.select_related("agreement"), agreement=agreement)
    wish = request.GET.get("etapp", "")
    return _write_activity(request, plan, Activity(), _("New activity"), {"stage": wish} if wish.isdigit() else {})


@require_http_methods(["GET", "POST"])
def activity_edit(request, pk):
    activity = get_object_or_404(
        Activity.objects.visible_to(request.user).select_related("stage__plan__agreement"), pk=pk
    )
    plan = activity.stage.plan
    ensure(policies.can_edit_agreement(request.user, plan.agreement))
    return _write_activity(request, plan, activity, _("Change the activity"), {})


def _write_activity(request, plan, activity, title, initial):
    words = {
        "title": title,
        "failed": _("The activity is not saved"),
        "submit": _("Save the activity"),
        "saved": _("The activity is saved."),
    }
    form = ActivityForm(posted(request), instance=activity, initial=initial, plan=plan, user=request.user)
    return write_part(request, plan.agreement, form, services.save_activity, words)


@require_POST
def activity_state(request, pk):
    """One press: under way, done, or planned again."""
    activity = get_object_or_404(
        Activity.objects.visible_to(request.user).select_related("stage__plan__agreement"), pk=pk
    )
    ensure(policies.can_report_activity(request.user, activity))
    state = request.POST.get("state")
    if state in ActivityState.values:
        services.set_activity_state(activity, state, by=request.user)
    return redirect(reverse("agreement-plan", args=[activity.stage.plan.agreement_id]) + f"#aktivitet-{activity.pk}")
