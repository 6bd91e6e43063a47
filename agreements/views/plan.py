"""The plan: reading it, and keeping it alive."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from agreements import drawing, policies, queries, services
from agreements.forms.activity import ActivityForm
from agreements.forms.plan import PlanForm, StageForm
from agreements.models import Activity, ActivityState, Agreement, Level, Plan, Stage
from agreements.views.frame import frame, posted, status_of
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


def _agreement(request, pk):
    """The agreement, for somebody who may edit its plan."""
    agreement = get_object_or_404(Agreement.objects.visible_to(request.user), pk=pk)
    ensure(policies.can_edit_agreement(request.user, agreement))
    return agreement


@require_http_methods(["GET", "POST"])
def plan_edit(request, pk):
    """Start the plan, or change its own words."""
    agreement = _agreement(request, pk)
    plan = Plan.objects.filter(agreement=agreement).first() or Plan(agreement=agreement)
    new = plan.pk is None
    form = PlanForm(posted(request), instance=plan, user=request.user)
    words = {
        "title": _("New plan") if new else _("Change the plan"),
        "failed": _("The plan is not saved"),
        "submit": _("Save the plan"),
        "saved": _("The plan is saved."),
    }
    return _write(request, agreement, form, services.save_plan, words)


@require_http_methods(["GET", "POST"])
def stage_new(request, pk):
    agreement = _agreement(request, pk)
    plan = get_object_or_404(Plan, agreement=agreement)
    return _write_stage(request, Stage(plan=plan), _("New stage"))


@require_http_methods(["GET", "POST"])
def stage_edit(request, pk):
    visible = Agreement.objects.visible_to(request.user)
    stage = get_object_or_404(Stage.objects.select_related("plan__agreement"), pk=pk, plan__agreement__in=visible)
    ensure(policies.can_edit_agreement(request.user, stage.plan.agreement))
    return _write_stage(request, stage, _("Change the stage"))


def _write_stage(request, stage, title):
    words = {
        "title": title,
        "failed": _("The stage is not saved"),
        "submit": _("Save the stage"),
        "saved": _("The stage is saved."),
    }
    form = StageForm(posted(request), instance=stage)
    return _write(request, stage.plan.agreement, form, services.save_stage, words)


@require_http_methods(["GET", "POST"])
def activity_new(request, pk):
    """A new activity, in the stage that was asked for (?etapp=N)."""
    agreement = _agreement(request, pk)
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
    return _write(request, plan.agreement, form, services.save_activity, words)


def _write(request, agreement, form, save, words):
    """Show a form of the plan, or store what was filled in and go back to the plan."""
    back = reverse("agreement-plan", args=[agreement.pk])
    if form.is_bound and form.is_valid():
        try:
            save(form.instance, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, words["saved"])
            return redirect(back)
    context = frame(request, agreement, "plan", below=[(_("Plan"), back)]) | words | {"form": form, "back": back}
    return render_page(request, "agreements/plan_form.html", context, status=status_of(form))


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
