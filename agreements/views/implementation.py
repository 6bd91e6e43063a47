"""The panel in which one organisation's work on one clause is read, moved and reported, and what stands behind it."""

import json

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from agreements import matrix, policies, queries, services
from agreements.checklists import checklist_of
from agreements.forms.evidence import ChecksForm, ConfirmForm, EvidenceForm, OwnerForm, PulseForm
from agreements.forms.phases import MoveForm, ProgressForm
from agreements.models import Evidence, Implementation, Phase
from agreements.views.frame import frame
from portal.access import ensure
from portal.dates import today
from portal.pages import render_page

PAGE = "agreements/implementation.html"


def rows_to_read(request):
    """The rows a person may see, with all that one of them says of itself."""
    rows = Implementation.objects.visible_to(request.user).current()
    return queries.with_pulse_day(rows).select_related(
        "organisation", "provision__agreement", "changed_by", "owner_unit"
    )


@require_GET
def implementation_panel(request, pk):
    return _answer(request, get_object_or_404(rows_to_read(request), pk=pk))


@require_POST
def implementation_move(request, pk):
    row = _to_change(request, pk)

    def deed(wish):
        because, revision = wish["because"], wish["revision"]
        services.move_to_phase(
            row, wish["phase"], because=because, revision=revision, by=request.user, at=timezone.now()
        )

    return _post(request, row, "move", lambda data: MoveForm(data, implementation=row), deed)


@require_POST
def implementation_progress(request, pk):
    row = _to_change(request, pk)

    def deed(wish):
        services.set_progress(row, by=request.user, at=timezone.now(), **wish)

    return _post(request, row, "progress", ProgressForm, deed)


@require_POST
def implementation_owner(request, pk):
    row = _to_change(request, pk)

    def deed(wish):
        unit, contact = wish["owner_unit"], wish["owner_contact"]
        services.set_owner(row, unit, contact=contact, revision=wish["revision"], by=request.user)

    return _post(request, row, "owner", lambda data: OwnerForm(data, organisation=row.organisation), deed)


@require_POST
def implementation_checks(request, pk):
    row = _to_change(request, pk)
    form = ChecksForm(request.POST, checklist=_checklist(row))

    def deed(wish):
        wanted, revision = form.wanted(), wish["revision"]
        services.save_checks(row, wanted, revision=revision, by=request.user, at=timezone.now())

    def bind(data):
        return form if data is request.POST else ChecksForm(data, checklist=_checklist(row))

    return _post(request, row, "checks", bind, deed)


@require_POST
def implementation_pulse(request, pk):
    row = _to_change(request, pk)

    def deed(wish):
        note, revision = wish["note"], wish["revision"]
        services.answer_pulse(row, wish["holds"], note=note, revision=revision, by=request.user, at=timezone.now())

    return _post(request, row, "pulse", PulseForm, deed)


@require_POST
def implementation_confirm(request, pk):
    row = _to_change(request, pk)

    def deed(wish):
        because, revision = wish["because"], wish["revision"]
        services.confirm_carried(row, because=because, revision=revision, by=request.user, at=timezone.now())

    return _post(request, row, "confirm", ConfirmForm, deed)


@require_POST
def evidence_add(request, pk):
    row = _to_change(request, pk)
    evidence = Evidence(implementation=row)

    def deed(wish):
        services.add_evidence(evidence, by=request.user, on=today())

    return _post(request, row, "evidence", lambda data: EvidenceForm(data, instance=evidence), deed)


@require_POST
def evidence_remove(request, pk):
    evidence = get_object_or_404(Evidence.objects.filter(implementation__in=rows_to_read(request)), pk=pk)
    row = _to_change(request, evidence.implementation_id)
    services.remove_evidence(evidence, by=request.user)
    return _done(request, row, "evidence")


def _to_change(request, pk):
    """The row, when the person may see it and say where it stands."""
    row = get_object_or_404(rows_to_read(request), pk=pk)
    ensure(policies.can_move(request.user, row))
    return row


def _post(request, row, name, bind, deed):
    """Do what the form asks and show the result; when somebody came first, show both versions and keep what was written.

    `bind` makes the form again from posted values, so that it can carry the revision that now holds.
    """
    form = bind(request.POST)
    if not form.is_valid():
        return _answer(request, row, name, form=form)
    wish = _wish(name, form)
    try:
        deed(form.cleaned_data)
    except services.ChangedMeanwhile as meanwhile:
        values = request.POST.copy()
        values["revision"] = meanwhile.current.revision
        now = rows_to_read(request).get(pk=row.pk)
        return _answer(request, now, name, form=bind(values), wish=wish)
    except ValidationError as error:
        form.add_error(None, error)
        return _answer(request, row, name, form=form)
    return _done(request, row, name)


def _wish(name, form) -> str:
    """What the person wanted, in a word or two."""
    wish = form.cleaned_data
    if name == "move":
        return Phase(wish["phase"]).label
    if name == "owner":
        return str(wish["owner_unit"] or _("No owner yet"))
    if name == "checks":
        return form.in_words()
    if name == "confirm":
        return _("the phase as it is")
    field = {"progress": "progress", "pulse": "holds"}.get(name)
    return dict(form.fields[field].choices)[wish[field]] if field else ""


def _done(request, row, name):
    """The panel as it now is, with its cell and the figures; without script, the page again."""
    row = rows_to_read(request).get(pk=row.pk)
    said = _("%(name)s, §\xa0%(number)s: %(phase)s, %(progress)s.") % {
        "name": row.organisation.short_name,
        "number": row.provision.number,
        "phase": row.get_phase_display(),
        "progress": row.get_progress_display().lower(),
    }
    if name not in {"move", "progress"}:
        said = _("Saved.")
    if not request.htmx:
        messages.success(request, said)
        return redirect("implementation-panel", row.pk)
    context = panel_of(request, row, name, in_matrix=True) | {
        "cell": matrix.one_cell(row, swap=True),
        "figures": queries.phase_figures(row.provision.agreement),
        "agreement": row.provision.agreement,
    }
    response = render_page(request, PAGE, context, part="moved")
    response["HX-Trigger"] = json.dumps({"fardplan:say": said})
    return response


def _answer(request, row, name="", *, form=None, wish=""):
    """The panel alone for the matrix, or the same as a page of its own; 422 when a form came back."""
    provision = row.provision
    below = [(_("Phases"), reverse("agreement-phases", args=[provision.agreement_id]))]
    context = frame(request, provision.agreement, "phases", below=below)
    context |= panel_of(request, row, name, in_matrix=bool(request.htmx), form=form, wish=wish)
    return render_page(request, PAGE, context, part="panel", status=422 if form else 200)


def _checklist(row):
    checks, components = row.checks.select_related("by"), row.provision.core_components.all()
    return checklist_of(row, checks=checks, core_components=components)


def panel_of(request, row, opened="", *, in_matrix, form=None, wish=""):
    """What the panel reads: how it stands and why, what stands behind it, and the forms for those who may use them.

    `opened` names the part that was just used; `form` is its form when it came back, and `wish` says in words what was
    wanted when somebody else came first.
    """
    history, pulses = list(row.changes.select_related("by")), list(row.pulses.select_related("by"))
    checklist = _checklist(row)
    context = {
        "implementation": row,
        "provision": row.provision,
        "organisation": row.organisation,
        "history": history,
        "progress_since": next((change.at for change in history if change.moved_progress), None),
        "reported": next((change for change in history if change.because == row.comment), None),
        "checklist": checklist,
        "evidence": list(row.evidence.select_related("by")),
        "pulses": pulses,
        "pulse_is_due": row.is_sustained and row.pulse_on <= today(),
        "proposal": _proposal(row, checklist, pulses),
        "may_move": policies.can_move(request.user, row),
        "opened": opened,
        "wish": wish,
        "in_matrix": in_matrix,
    }
    if context["may_move"]:
        context |= _forms(row, context, today()) | ({f"{opened}_form": form} if form else {})
    return context


def _proposal(row, checklist, pulses):
    """The phase that the checklist or the pulse speaks for, and why; None when nothing does. A person decides.

    A row that followed from an older version is to be confirmed first.
    """
    if row.carried_on:
        return None
    if queries.last_pulse_slipped(row, pulses):
        return {
            "phase": Phase.USE,
            "why": _("The latest pulse says that it has slipped."),
            "because": pulses[0].note or _("The half-yearly pulse showed that it has slipped."),
        }
    if checklist.proposes is None:
        return None
    return {
        "phase": checklist.proposes,
        "why": _("Everything on the checklist for the phase %(phase)s is in place.")
        % {"phase": row.get_phase_display()},
        "because": _("Everything on the checklist is in place."),
    }


def _forms(row, context, day):
    """Fresh forms, filled in with how it stands."""
    now, proposal = {"revision": row.revision}, context["proposal"]
    wanted = {"phase": proposal["phase"], "because": proposal["because"]} if proposal else {}
    progress = {"progress": row.progress, "adoption": row.adoption, "target_on": row.target_on}
    owner = {"owner_unit": row.owner_unit_id, "owner_contact": row.owner_contact}
    return {
        "move_form": MoveForm(initial=now | wanted, implementation=row),
        "progress_form": ProgressForm(initial=now | progress),
        "owner_form": OwnerForm(initial=now | owner, organisation=row.organisation),
        "checks_form": ChecksForm(initial=now, checklist=context["checklist"]),
        "evidence_form": EvidenceForm(initial={"on": day}),
        "pulse_form": PulseForm(initial=now),
        "confirm_form": ConfirmForm(
            initial=now | {"because": _("Checked against the new wording: the phase still holds.")}
        ),
    }
