"""The plan's own words and its stages: writing them down."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agreements import policies, services
from agreements.forms.plan import PlanForm, StageForm
from agreements.models import Agreement, Plan, Stage
from agreements.views.frame import posted
from agreements.views.plan_document import part_form, planned, readable_agreement
from agreements.views.writing import store
from portal.access import ensure


@require_http_methods(["GET", "POST"])
def plan_edit(request, pk):
    """Start the plan, or change its own words."""
    agreement = readable_agreement(request, pk)
    ensure(policies.can_edit_plan(request.user, agreement))
    plan = Plan.objects.filter(agreement=agreement).first() or Plan(agreement=agreement, revision=0)
    new = plan.pk is None
    if new:
        plan.title = _("Plan for %(work)s") % {"work": agreement.work_word}
    form = PlanForm(posted(request), instance=plan, user=request.user)
    words = {
        "title": _("New plan") if new else _("Change the plan"),
        "failed": _("The plan is not saved"),
        "submit": _("Save the plan"),
        "saved": _("The plan is saved."),
        "back": reverse("agreement-plan" if new else "plan-document", args=[pk]),
        "part": "document",
    }
    return _write(request, agreement, form, services.save_plan, words)


@require_http_methods(["GET", "POST"])
def stage_new(request, pk):
    _agreement, plan = planned(request, pk, to_edit=True)
    return _write_stage(request, Stage(plan=plan), _("New stage"))


@require_http_methods(["GET", "POST"])
def stage_edit(request, pk):
    visible = Agreement.objects.visible_to(request.user)
    stage = get_object_or_404(Stage.objects.select_related("plan__agreement"), pk=pk, plan__agreement__in=visible)
    ensure(policies.can_edit_plan(request.user, stage.plan.agreement))
    return _write_stage(request, stage, _("Change the stage"))


def _write_stage(request, stage, title):
    agreement = stage.plan.agreement
    words = {
        "title": title,
        "failed": _("The stage is not saved"),
        "submit": _("Save the stage"),
        "saved": _("The stage is saved."),
        "back": reverse("agreement-plan", args=[agreement.pk]),
        "part": "activities",
        "stage": stage if stage.pk else None,
    }
    form = StageForm(posted(request), instance=stage)
    return _write(request, agreement, form, services.save_stage, words)


def _write(request, agreement, form, save, words):
    """Show the form, or store what was filled in and go back to where it stands."""

    def deed():
        save(form.instance, revision=form.cleaned_data["revision"], by=request.user)

    if form.is_bound and form.is_valid() and store(form, deed):
        messages.success(request, words["saved"])
        return redirect(words["back"])
    return part_form(request, agreement, form, words, part=words["part"])
