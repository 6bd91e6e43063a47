"""Phases: the matrix, and the panel in which one organisation's work on one clause is read and moved."""

import json

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from agreements import exports, matrix, policies, queries, services
from agreements.forms.phases import MoveForm, ProgressForm
from agreements.models import Agreement, Implementation
from agreements.views.frame import frame
from portal.access import ensure
from portal.dates import today
from portal.pages import render_page

PAGE = "agreements/implementation.html"


@require_GET
def agreement_phases(request, pk):
    agreement = get_object_or_404(Agreement.objects.visible_to(request.user), pk=pk)
    cut = _cut(request)
    found = queries.matrix_of(agreement, on=today(), **cut)
    chosen = _open(request, agreement)
    context = frame(request, agreement, "phases") | {
        "matrix": found,
        "figures": found.figures,
        "cut": cut,
        "is_cut": any(cut.values()),
        "head": matrix.head(found.provisions),
        "body": matrix.body(found, open_pk=chosen.pk if chosen else None),
        "whole_table": request.GET.get("vy") == "tabell",
        "phone": _one_organisation(request, found),
    }
    if chosen:
        context |= _panel(request, chosen, in_matrix=True)
    return render_page(request, "agreements/agreement_phases.html", context)


def _cut(request) -> dict:
    """Which part of the matrix is asked for, as `matrix_of` takes it."""
    return {
        "group": request.GET.get("lansdel", ""),
        "new_only": request.GET.get("punkter") == "nya",
        "progress": request.GET.get("lage", ""),
    }


def _open(request, agreement):
    """The cell whose panel stands open (?ruta=N), or None."""
    wish = request.GET.get("ruta", "")
    return (
        _implementations(request).filter(provision__agreement=agreement, pk=int(wish)).first()
        if wish.isdigit()
        else None
    )


def _one_organisation(request, found):
    """The phone's view: one organisation's clauses; the person's own organisation unless another is asked for."""
    everybody = found.everybody
    wish = request.GET.get("part", "")
    own = request.user.organisations_as()
    chosen = next((one for one in everybody if str(one.pk) == wish), None)
    chosen = chosen or next((one for one in everybody if one.pk in own), everybody[0] if everybody else None)
    if chosen is None:
        return None
    cells = [(provision, found.cells.get((chosen.pk, provision.pk))) for provision in found.provisions]
    rows = [(provision, *cell) for provision, cell in cells if cell]
    return {
        "organisation": chosen,
        "choices": matrix.organisation_choices(found.all_groups, chosen),
        "rows": rows,
        "figures": queries.figures_of(row[1:] for row in rows),
    }


@require_GET
def agreement_phases_export(request, pk):
    """The matrix as it is cut on the page, as Excel."""
    agreement = get_object_or_404(Agreement.objects.visible_to(request.user), pk=pk)
    day = today()
    found = queries.matrix_of(agreement, on=day, **_cut(request))
    response = HttpResponse(
        exports.phases_workbook(agreement, found, queries.details_of(agreement), on=day),
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
    response["Content-Disposition"] = f'attachment; filename="faser-{day:%Y-%m-%d}.xlsx"'
    return response


def _implementations(request):
    return (
        Implementation.objects.visible_to(request.user)
        .current()
        .select_related("organisation", "provision__agreement", "changed_by")
    )


@require_GET
def implementation_panel(request, pk):
    implementation = get_object_or_404(_implementations(request), pk=pk)
    return _answer(request, implementation)


@require_POST
def implementation_move(request, pk):
    implementation = get_object_or_404(_implementations(request), pk=pk)
    ensure(policies.can_move(request.user, implementation))
    form = MoveForm(request.POST, implementation=implementation)
    if not form.is_valid():
        return _answer(request, implementation, move_form=form)
    wish = form.cleaned_data
    return _carry_out(
        request,
        implementation,
        lambda: services.move_to_phase(
            implementation,
            wish["phase"],
            because=wish["because"],
            revision=wish["revision"],
            by=request.user,
            at=timezone.now(),
        ),
        lambda data: {"move_form": MoveForm(data, implementation=implementation)},
    )


@require_POST
def implementation_progress(request, pk):
    implementation = get_object_or_404(_implementations(request), pk=pk)
    ensure(policies.can_move(request.user, implementation))
    form = ProgressForm(request.POST)
    if not form.is_valid():
        return _answer(request, implementation, progress_form=form)
    wish = form.cleaned_data
    return _carry_out(
        request,
        implementation,
        lambda: services.set_progress(
            implementation,
            wish["progress"],
            comment=wish["comment"],
            target_on=wish["target_on"],
            revision=wish["revision"],
            by=request.user,
            at=timezone.now(),
        ),
        lambda data: {"progress_form": ProgressForm(data)},
    )


def _carry_out(request, implementation, deed, bind):
    """Do it and show the result; when somebody came first, show both versions and keep what was written.

    `bind` makes the form again from posted values, so that it can carry the revision that now holds.
    """
    try:
        moved = deed()
    except services.ChangedMeanwhile as meanwhile:
        values = request.POST.copy()
        values["revision"] = meanwhile.current.revision
        return _answer(request, meanwhile.current, meanwhile=True, **bind(values))
    except ValidationError as error:
        forms = bind(request.POST)
        next(iter(forms.values())).add_error(None, error)
        return _answer(request, implementation, **forms)
    said = _("%(name)s, §\xa0%(number)s: %(phase)s, %(progress)s.") % {
        "name": moved.organisation.short_name,
        "number": moved.provision.number,
        "phase": moved.get_phase_display(),
        "progress": moved.get_progress_display().lower(),
    }
    if not request.htmx:
        messages.success(request, said)
        return redirect("implementation-panel", moved.pk)
    context = _panel(request, moved, in_matrix=True) | {
        "cell": matrix.one_cell(moved, swap=True),
        "figures": queries.phase_figures(moved.provision.agreement),
        "agreement": moved.provision.agreement,
    }
    response = render_page(request, PAGE, context, part="moved")
    response["HX-Trigger"] = json.dumps({"fardplan:say": said})
    return response


def _answer(request, implementation, **given):
    """The panel alone for the matrix, or the same as a page of its own; 422 when a form came back."""
    provision = implementation.provision
    context = frame(
        request,
        provision.agreement,
        "phases",
        below=[(_("Phases"), reverse("agreement-phases", args=[provision.agreement_id]))],
    )
    context |= _panel(request, implementation, in_matrix=bool(request.htmx), **given)
    return render_page(request, PAGE, context, part="panel", status=422 if given else 200)


def _panel(request, implementation, *, in_matrix, move_form=None, progress_form=None, meanwhile=False):
    """What the panel reads: how it stands and why, the history, and the forms for those who may move it."""
    history = list(implementation.changes.select_related("by"))
    now = {"revision": implementation.revision, "target_on": implementation.target_on}
    return {
        "implementation": implementation,
        "provision": implementation.provision,
        "organisation": implementation.organisation,
        "history": history,
        "progress_since": next((row.at for row in history if row.moved_progress), None),
        "reported": next((row for row in history if row.because == implementation.comment), None),
        "may_move": policies.can_move(request.user, implementation),
        "move_form": move_form or MoveForm(initial=now, implementation=implementation),
        "progress_form": progress_form or ProgressForm(initial=now | {"progress": implementation.progress}),
        "meanwhile": meanwhile,
        "in_matrix": in_matrix,
    }
