"""The theory of change: the list, the drawing of the same, and editing its boxes."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from agreements import policies, queries, services
from agreements.forms.theory import TheoryStepForm
from agreements.models import Agreement, TheoryKind, TheoryStep
from agreements.theory_drawing import theory_drawing
from agreements.views.frame import frame, posted, status_of
from agreements.views.knowledge import agreement_of, below
from agreements.views.writing import store
from portal.access import ensure
from portal.asked import number_in
from portal.pages import render_page


def _below(agreement):
    return [*below(agreement), (_("Theory of change"), reverse("theory", args=[agreement.pk]))]


def _step(request, pk):
    visible = Agreement.objects.visible_to(request.user)
    step = get_object_or_404(TheoryStep.objects.select_related("agreement"), pk=pk, agreement__in=visible)
    ensure(policies.can_write_theory(request.user, step.agreement))
    return step


@require_GET
def theory(request, pk):
    agreement = agreement_of(request, pk)
    columns = queries.theory_of(agreement)
    context = frame(request, agreement, "knowledge", below=below(agreement)) | {
        "columns": columns,
        "total": sum(len(column.steps) for column in columns),
        "drawing": theory_drawing(columns),
        "may_write": policies.can_write_theory(request.user, agreement),
    }
    return render_page(request, "agreements/theory.html", context)


@require_http_methods(["GET", "POST"])
def theory_new(request, pk):
    agreement = agreement_of(request, pk)
    ensure(policies.can_write_theory(request.user, agreement))
    return _write(request, TheoryStep(agreement=agreement), _("New box"))


@require_http_methods(["GET", "POST"])
def theory_edit(request, pk):
    return _write(request, _step(request, pk), _("Change the box"))


def _write(request, step, title):
    wish = number_in(request.GET.get("kolumn", ""))
    initial = {"kind": wish} if wish in TheoryKind.values else {}
    form = TheoryStepForm(posted(request), instance=step, initial=initial)

    def deed():
        services.save_theory_step(
            form.instance,
            leads_to=list(form.cleaned_data["leads_to"]),
            provisions=form.cleaned_data["provisions"],
            by=request.user,
            revision=form.cleaned_data["revision"],
        )

    if form.is_bound and form.is_valid() and store(form, deed):
        messages.success(request, _("The box is saved."))
        return redirect(reverse("theory", args=[step.agreement_id]) + f"#ruta-{form.instance.pk}")
    crumbs = _below(step.agreement)
    context = frame(request, step.agreement, "knowledge", below=crumbs) | {
        "form": form,
        "title": title,
        "step": step if step.pk else None,
        "back": crumbs[-1][1],
    }
    return render_page(request, "agreements/theory_form.html", context, status=status_of(form))


@require_POST
def theory_move(request, pk):
    step = _step(request, pk)
    services.move_theory_step(step, up="upp" in request.POST, by=request.user)
    return redirect(reverse("theory", args=[step.agreement_id]) + f"#ruta-{step.pk}")


@require_POST
def theory_remove(request, pk):
    step = _step(request, pk)
    services.remove_theory_step(step, by=request.user)
    messages.success(request, _("The box is removed."))
    return redirect("theory", step.agreement_id)
