"""The plan and its stages: writing them down."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agreements import policies, services
from agreements.forms.plan import PlanForm, StageForm
from agreements.models import Agreement, Plan, Stage
from agreements.views.frame import frame, posted, status_of
from portal.access import ensure
from portal.pages import render_page


def editable_agreement(request, pk):
    """The agreement, for somebody who may edit its plan."""
    agreement = get_object_or_404(Agreement.objects.visible_to(request.user), pk=pk)
    ensure(policies.can_edit_agreement(request.user, agreement))
    return agreement


@require_http_methods(["GET", "POST"])
def plan_edit(request, pk):
    """Start the plan, or change its own words."""
    agreement = editable_agreement(request, pk)
    plan = Plan.objects.filter(agreement=agreement).first() or Plan(agreement=agreement)
    new = plan.pk is None
    form = PlanForm(posted(request), instance=plan, user=request.user)
    words = {
        "title": _("New plan") if new else _("Change the plan"),
        "failed": _("The plan is not saved"),
        "submit": _("Save the plan"),
        "saved": _("The plan is saved."),
    }
    return write_part(request, agreement, form, services.save_plan, words)


@require_http_methods(["GET", "POST"])
def stage_new(request, pk):
    agreement = editable_agreement(request, pk)
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
    return write_part(request, stage.plan.agreement, form, services.save_stage, words)


def write_part(request, agreement, form, save, words):
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
