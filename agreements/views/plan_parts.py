"""Goals, mandate questions, roles and workspaces: one way of writing, ordering and removing them all."""

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Model
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from agreements import policies, services
from agreements.forms.plan_parts import GoalAnswerForm, GoalForm, PartForm, QuestionForm, RoleForm, WorkspaceForm
from agreements.models import Agreement, Goal, GoalKind, MandateQuestion, PlanRole, Workspace
from agreements.views.frame import posted
from agreements.views.plan_document import document_crumb, part_form, plan_frame, planned
from agreements.views.writing import store
from portal.access import ensure
from portal.audit import entries_about
from portal.dates import today
from portal.pages import render_page


@dataclass(frozen=True)
class Kind:
    """One kind of part: its model and form, where it stands in the document, and its words."""

    model: type[Model]
    form: type[PartForm]
    place: str
    new: str
    change: str
    failed: str
    saved: str
    removed: str


KINDS = {
    "goal": Kind(
        Goal,
        GoalForm,
        "mal",
        gettext_lazy("New goal"),
        gettext_lazy("Change the goal"),
        gettext_lazy("The goal is not saved"),
        gettext_lazy("The goal is saved."),
        gettext_lazy("The goal is removed from the plan."),
    ),
    "question": Kind(
        MandateQuestion,
        QuestionForm,
        "uppdrag",
        gettext_lazy("New mandate question"),
        gettext_lazy("Change the mandate question"),
        gettext_lazy("The question is not saved"),
        gettext_lazy("The question is saved."),
        gettext_lazy("The question is removed from the plan."),
    ),
    "role": Kind(
        PlanRole,
        RoleForm,
        "resurser",
        gettext_lazy("New role"),
        gettext_lazy("Change the role"),
        gettext_lazy("The role is not saved"),
        gettext_lazy("The role is saved."),
        gettext_lazy("The role is removed from the plan."),
    ),
    "workspace": Kind(
        Workspace,
        WorkspaceForm,
        "arbetsyta",
        gettext_lazy("New workspace"),
        gettext_lazy("Change the workspace"),
        gettext_lazy("The workspace is not saved"),
        gettext_lazy("The workspace is saved."),
        gettext_lazy("The workspace is removed from the plan."),
    ),
}


def _seen(request, pk, kind):
    visible = Agreement.objects.visible_to(request.user)
    rows = KINDS[kind].model.objects.select_related("plan__agreement")
    return get_object_or_404(rows, pk=pk, plan__agreement__in=visible)


def _editable(request, pk, kind):
    part = _seen(request, pk, kind)
    ensure(policies.can_edit_plan(request.user, part.plan.agreement))
    return part


def _place(agreement, kind):
    return reverse("plan-document", args=[agreement.pk]) + f"#{KINDS[kind].place}"


@require_http_methods(["GET", "POST"])
def part_new(request, pk, kind):
    """A new part; a goal is one to be checked unless ?slag=effekt."""
    _agreement, plan = planned(request, pk, to_edit=True)
    part = KINDS[kind].model(plan=plan)
    if kind == "goal":
        part.kind = GoalKind.EFFECT if request.GET.get("slag") == "effekt" else GoalKind.SMART
    return _write(request, part, kind, KINDS[kind].new)


@require_http_methods(["GET", "POST"])
def part_edit(request, pk, kind):
    return _write(request, _editable(request, pk, kind), kind, KINDS[kind].change)


def _write(request, part, kind, title):
    form = KINDS[kind].form(posted(request), instance=part, user=request.user)
    agreement = part.plan.agreement
    back = _place(agreement, kind)

    def deed():
        services.save_part(form.instance, revision=form.cleaned_data["revision"], by=request.user)

    if form.is_bound and form.is_valid() and store(form, deed):
        messages.success(request, KINDS[kind].saved)
        return redirect(back)
    words = {"title": title, "failed": KINDS[kind].failed, "submit": _("Save"), "back": back}
    if part.pk:
        words["remove"] = reverse(f"{kind}-remove", args=[part.pk])
    if part.pk and kind in {"goal", "question"}:
        words["move"] = reverse(f"{kind}-move", args=[part.pk])
    return part_form(request, agreement, form, words, part="document", below=[document_crumb(agreement)])


@require_POST
def part_remove(request, pk, kind):
    part = _editable(request, pk, kind)
    services.remove_part(part, by=request.user)
    messages.success(request, KINDS[kind].removed)
    return redirect(_place(part.plan.agreement, kind))


@require_POST
def part_move(request, pk, kind):
    """One press: up or down among its own kind."""
    part = _editable(request, pk, kind)
    services.move_part(part, up="upp" in request.POST, by=request.user)
    return redirect(_place(part.plan.agreement, kind))


@require_GET
def goal_detail(request, pk):
    """A goal with its answer, how the answer came about, and what other parts of the portal know of it."""
    goal = _seen(request, pk, "goal")
    agreement = goal.plan.agreement
    answers = entries_about(goal).filter(verb__in=["answered goal", "corrected answer"]).order_by("-at", "-pk")
    context = plan_frame(request, agreement, "document", below=[document_crumb(agreement)]) | {
        "goal": goal,
        "asks": goal.kind == GoalKind.SMART and goal.reached is None and goal.evaluate_on <= today(),
        "may_answer": goal.kind == GoalKind.SMART and goal.evaluate_on <= today(),
        "answers": answers,
    }
    return render_page(request, "agreements/plan_goal.html", context)


@require_http_methods(["GET", "POST"])
def goal_answer(request, pk):
    """Answer yes or no; a later correction leaves its trace."""
    goal = _editable(request, pk, "goal")
    agreement = goal.plan.agreement
    form = GoalAnswerForm(posted(request), instance=goal)
    back = reverse("goal-detail", args=[pk])

    def deed():
        given = form.cleaned_data
        services.answer_goal(
            goal,
            reached=given["reached"],
            evaluated_on=given["evaluated_on"],
            note=given["note"],
            revision=given["revision"],
            by=request.user,
            on=today(),
        )

    if form.is_bound and form.is_valid() and store(form, deed):
        messages.success(request, _("The answer is saved."))
        return redirect(back)
    words = {
        "title": _("Evaluate the goal"),
        "failed": _("The answer is not saved"),
        "submit": _("Save the answer"),
        "back": back,
        "about": goal.question,
    }
    below = [document_crumb(agreement), (Truncator(goal.text).chars(60), back)]
    return part_form(request, agreement, form, words, part="document", below=below)
