"""Cases on their way to a decision, their steps, and notes about anchoring: reading and writing them down."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from agreements import policies, queries, services
from agreements.forms.cases import AnchoringForm, CaseForm, StepForm
from agreements.models import Agreement, Anchoring, DecisionCase, DecisionStep
from agreements.views.frame import frame, posted, status_of
from agreements.views.writing import store
from portal.access import ensure
from portal.asked import number_in
from portal.dates import today
from portal.pages import render_page


def _editable(request, agreement):
    ensure(policies.can_edit_agreement(request.user, agreement))
    return agreement


def _case(request, pk):
    visible = Agreement.objects.visible_to(request.user)
    return get_object_or_404(DecisionCase.objects.select_related("agreement"), pk=pk, agreement__in=visible)


def _step(request, pk):
    visible = Agreement.objects.visible_to(request.user)
    step = get_object_or_404(DecisionStep.objects.select_related("case__agreement"), pk=pk, case__agreement__in=visible)
    _editable(request, step.case.agreement)
    return step


def _below(agreement, case=None):
    crumbs = [(_("Decisions"), reverse("agreement-decisions", args=[agreement.pk]))]
    return crumbs if case is None else [*crumbs, (case.title, case.get_absolute_url())]


@require_GET
def case_detail(request, pk):
    return _page(request, _case(request, pk))


def _page(request, case, *, status=200, failed=None):
    (row,) = queries.case_rows(DecisionCase.objects.filter(pk=case.pk), user=request.user)
    context = frame(request, case.agreement, "decisions", below=_below(case.agreement)) | {
        "row": row,
        "case": row.case,
        "today": today(),
        "failed": failed,
    }
    return render_page(request, "agreements/case_detail.html", context, status=status)


@require_http_methods(["GET", "POST"])
def case_new(request, pk):
    agreement = _editable(request, get_object_or_404(Agreement.objects.visible_to(request.user), pk=pk))
    return _write_case(request, DecisionCase(agreement=agreement), _("New case"), _below(agreement))


@require_http_methods(["GET", "POST"])
def case_edit(request, pk):
    case = _case(request, pk)
    _editable(request, case.agreement)
    return _write_case(request, case, _("Change the case"), _below(case.agreement, case))


def _write_case(request, case, title, below):
    form = CaseForm(posted(request), instance=case, user=request.user)
    if form.is_bound and form.is_valid():
        revision = form.cleaned_data["revision"]
        if store(form, lambda: services.save_case(form.instance, by=request.user, revision=revision)):
            messages.success(request, _("The case is saved."))
            return redirect(case)
    words = {"title": title, "failed": _("The case is not saved"), "submit": _("Save the case"), "back": below[-1][1]}
    return _form(request, case.agreement, form, words, below)


def _form(request, agreement, form, words, below):
    context = frame(request, agreement, "decisions", below=below) | words | {"form": form}
    return render_page(request, "agreements/case_form.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
def step_new(request, pk):
    case = _case(request, pk)
    _editable(request, case.agreement)
    return _write_step(request, DecisionStep(case=case), _("New step"))


@require_http_methods(["GET", "POST"])
def step_edit(request, pk):
    return _write_step(request, _step(request, pk), _("Change the step"))


def _write_step(request, step, title):
    form = StepForm(posted(request), instance=step, user=request.user)

    def deed():
        services.save_step(
            form.instance,
            because=form.cleaned_data.get("because", ""),
            revision=form.cleaned_data["revision"],
            by=request.user,
            at=timezone.now(),
            on=today(),
        )

    if form.is_bound and form.is_valid() and store(form, deed):
        messages.success(request, _("The step is saved."))
        return redirect(step.case)
    below = _below(step.case.agreement, step.case)
    words = {"title": title, "failed": _("The step is not saved"), "submit": _("Save the step"), "back": below[-1][1]}
    words |= {"step": step if step.pk else None}
    return _form(request, step.case.agreement, form, words, below)


@require_POST
def step_move(request, pk):
    """One press: up or down among the steps."""
    return _do(request, pk, lambda step: services.move_step(step, up="upp" in request.POST, by=request.user), None)


@require_POST
def step_remove(request, pk):
    return _do(request, pk, lambda step: services.remove_step(step, by=request.user), _("The step is removed."))


def _do(request, pk, deed, said):
    step = _step(request, pk)
    case = step.case
    try:
        deed(step)
    except ValidationError as error:
        return _page(request, case, status=422, failed=" ".join(error.messages))
    if said:
        messages.success(request, said)
    return redirect(case)


@require_http_methods(["GET", "POST"])
def anchoring_new(request, pk):
    """A dated note about one party (?part=N), by those who lead."""
    agreement = _editable(request, get_object_or_404(Agreement.objects.visible_to(request.user), pk=pk))
    initial = {"on": today(), "party": number_in(request.GET.get("part", ""))}
    form = AnchoringForm(posted(request), initial=initial, agreement=agreement)
    if (
        form.is_bound
        and form.is_valid()
        and store(form, lambda: services.add_anchoring(form.instance, by=request.user))
    ):
        messages.success(request, _("The note is saved."))
        return redirect(reverse("agreement-decisions", args=[pk]) + "#forankring")
    words = {
        "title": _("New note about anchoring"),
        "failed": _("The note is not saved"),
        "submit": _("Save the note"),
        "back": reverse("agreement-decisions", args=[pk]) + "#forankring",
        "notice": _("The note is seen by those who lead the work and by the party's own side, nobody else."),
    }
    return _form(request, agreement, form, words, _below(agreement))


@require_POST
def anchoring_remove(request, pk):
    visible = Agreement.objects.visible_to(request.user)
    notes = Anchoring.objects.visible_to(request.user).filter(party__agreement__in=visible)
    note = get_object_or_404(notes.select_related("party__agreement"), pk=pk)
    agreement = _editable(request, note.party.agreement)
    services.remove_anchoring(note, by=request.user)
    messages.success(request, _("The note is removed."))
    return redirect(reverse("agreement-decisions", args=[agreement.pk]) + "#forankring")
