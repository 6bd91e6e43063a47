"""Follow up an answer: read what lies around it, and make work of it with one press."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from agreements.models import Implementation, KnowledgeKind, Phase
from agreements.policies import can_add_knowledge, can_move
from meetings.policies import can_propose
from portal.access import ensure
from portal.pages import go_back, render_page
from surveys import policies
from surveys.forms.followup import CellActionForm, CellNoteForm, CellPhaseForm, CellPointForm, PhaseAnswerForm
from surveys.models import PhaseProposal, PhaseProposalState, QuestionKind
from surveys.queries import cells
from surveys.queries.learning import SHOWN, one_phase_ahead
from surveys.services import followup as services
from surveys.views.rounds import crumbs

ACTION, POINT, PHASE, NOTE = "atgard", "punkt", "fas", "anteckning"


@require_GET
def cell_detail(request, pk, organisation_pk, identity):
    return _show(request, _cell(request, pk, organisation_pk, identity))


@require_POST
def cell_action(request, pk, organisation_pk, identity):
    cell = _to_follow_up(request, pk, organisation_pk, identity)
    form = CellActionForm(request.POST, user=request.user, auto_id="atgard_%s")
    if not form.is_valid():
        return _show(request, cell, ACTION, form)
    services.follow_up_with_action(cell, by=request.user, at=timezone.now(), **form.cleaned_data)
    return _done(request, cell, _("The action is written down."))


@require_POST
def cell_point(request, pk, organisation_pk, identity):
    cell = _to_follow_up(request, pk, organisation_pk, identity)
    form = CellPointForm(request.POST, user=request.user, auto_id="punkt_%s")
    if not form.is_valid():
        return _show(request, cell, POINT, form)
    ensure(can_propose(request.user, form.cleaned_data["group"]))
    services.follow_up_with_point(cell, by=request.user, at=timezone.now(), **form.cleaned_data)
    return _done(request, cell, _("The point waits on the group's list."))


@require_POST
def cell_phase(request, pk, organisation_pk, identity):
    cell = _to_follow_up(request, pk, organisation_pk, identity)
    standing = cells.standing(request.user, cell)
    if standing is None:
        raise Http404
    form = CellPhaseForm(request.POST, auto_id="fas_%s")
    if form.is_valid():
        try:
            services.follow_up_with_phase(cell, standing, by=request.user, at=timezone.now(), **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return _done(request, cell, _("The phase is proposed. It does not change until somebody confirms it."))
    return _show(request, cell, PHASE, form)


@require_POST
def cell_note(request, pk, organisation_pk, identity):
    cell = _to_follow_up(request, pk, organisation_pk, identity)
    ensure(_may_note(request.user, cell))
    form = CellNoteForm(request.POST, auto_id="anteckning_%s")
    if not form.is_valid():
        return _show(request, cell, NOTE, form)
    services.follow_up_with_note(cell, by=request.user, at=timezone.now(), **form.cleaned_data)
    return _done(request, cell, _("It is noted among what is known."))


@require_POST
def phase_proposal_answer(request, pk):
    """Confirm or decline a proposed phase, as one who may say where the organisation stands."""
    rows = Implementation.objects.visible_to(request.user).current()
    proposals = PhaseProposal.objects.filter(implementation__in=rows).select_related(
        "implementation__provision__agreement", "implementation__organisation"
    )
    proposal = get_object_or_404(proposals, pk=pk)
    ensure(can_move(request.user, proposal.implementation))
    form = PhaseAnswerForm(request.POST)
    if form.is_valid():
        confirm = form.cleaned_data["answer"] == "ja"
        try:
            row = services.answer_phase_proposal(proposal, confirm=confirm, by=request.user, at=timezone.now())
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            words = {"phase": row.get_phase_display()}
            taken = row.state == PhaseProposalState.TAKEN
            said = (
                _("The phase is now %(phase)s.") if taken else _("The proposal was not taken. The phase is as before.")
            )
            messages.success(request, said % words if taken else said)
    return go_back(request, reverse("implementation-panel", args=[proposal.implementation_id]))


def _cell(request, pk, organisation_pk, identity):
    cell = cells.cell_of(request.user, pk, organisation_pk, identity)
    if cell is None:
        raise Http404
    return cell


def _to_follow_up(request, pk, organisation_pk, identity):
    cell = _cell(request, pk, organisation_pk, identity)
    ensure(policies.can_follow_up(request.user, cell.organisation.pk))
    return cell


def _may_note(user, cell) -> bool:
    return cell.agreement is not None and can_add_knowledge(user, cell.agreement)


def _done(request, cell, words):
    messages.success(request, words)
    return redirect(reverse("cell-detail", args=_key(cell)) + "#vad-det-blev")


def _key(cell):
    return [cell.round.pk, cell.organisation.pk, cell.question.identity]


def _show(request, cell, opened="", form=None):
    user = request.user
    said = cells.beside(cell)
    standing = cells.standing(user, cell)
    came = cells.what_came(user, cell)
    may = policies.can_follow_up(user, cell.organisation.pk)
    ahead = one_phase_ahead(user, standing)
    context = {
        "cell": cell,
        "round": cell.round,
        "organisation": cell.organisation,
        "question": cell.question,
        "provision": cell.provision,
        "said": said,
        "earlier": cells.earlier(cell),
        "standing": standing,
        "came": came,
        "actions": cells.other_actions(user, cell, came),
        "ahead": ahead[:SHOWN],
        "ahead_count": len(ahead),
        "more_ahead": ahead[SHOWN:],
        "may": may,
        "may_move": bool(standing) and can_move(user, standing),
        "waits": next((one.phase_proposal for one in came if one.phase_proposal and _waits(one)), None),
        "deeds": _deeds(user, cell, said, standing, (opened, form)) if may else [],
        "crumbs": [*crumbs(cell.round), (_("Results"), reverse("round-results", args=[cell.round.pk]))],
    }
    return render_page(request, "surveys/cell.html", context, status=422 if form else 200)


def _waits(one) -> bool:
    return one.phase_proposal.state == PhaseProposalState.WAITING


def _deeds(user, cell, said, standing, came_back):
    """The deeds one may do here: (key, words, form, button, address), each form filled in beforehand."""
    opened, form = came_back
    key, words = _key(cell), _prefilled(cell, cells.hindrances_in(said))
    deeds = [
        (ACTION, _("Make an action"), _("Write down the action"), "cell-action", CellActionForm,
         {"initial": {"title": words["aim"], "description": words["why"]}, "user": user}),
        (POINT, _("Propose a point for a group's agenda"), _("Propose the point"), "cell-point", CellPointForm,
         {"initial": {"heading": words["about"][:200], "text": words["why"][:2000]}, "user": user}),
    ]  # fmt: skip
    if standing and not cell.agreement.is_closed:
        initial = {"phase": _spoken_for(cell, standing), "because": words["because"]}
        deeds.append(
            (
                PHASE,
                _("Propose another phase"),
                _("Propose the phase"),
                "cell-phase",
                CellPhaseForm,
                {"initial": initial},
            )
        )
    if _may_note(user, cell):
        hinders = cells.hindrances_in(said)
        initial = {"kind": KnowledgeKind.HINDRANCE.value, "title": _one_line(hinders), "draft": False}
        initial["text"] = hinders if _one_line(hinders) != hinders else ""  # not the same thing twice
        deeds.append(
            (NOTE, _("Note a hindrance or a need"), _("Save the note"), "cell-note", CellNoteForm, {"initial": initial})
        )
    return [
        {
            "key": name,
            "title": title,
            "button": button,
            "address": reverse(address, args=key),
            "form": form if name == opened and form else bound(auto_id=f"{name}_%s", **more),
            "is_open": name == opened,
        }
        for name, title, button, address, bound, more in deeds
    ]


def _prefilled(cell, hinders):
    """Words to begin with, made of the answer; the writer changes them."""
    about = f"§ {cell.provision.number} {cell.provision.title}" if cell.provision else cell.question.text
    names = {
        "survey": cell.round.title,
        "organisation": cell.organisation.short_name,
        "question": cell.question.text,
        "answer": cell.answer or _("no answer"),
    }
    because = _("%(organisation)s answered in %(survey)s: %(answer)s.") % names
    why = _("In %(survey)s %(organisation)s answered the question “%(question)s”: %(answer)s.") % names
    if hinders:
        why += "\n" + _("What hinders: %(words)s") % {"words": hinders}
    aim = _("Come further with %(clause)s") % {"clause": about}
    return {"about": about, "because": because, "why": why[:4500], "aim": aim[:300]}


def _one_line(text) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 200 else line[:199].rpartition(" ")[0] + "…"


def _spoken_for(cell, standing):
    """On the scale of gap surveys a step is a phase; else the next one. Only a beginning: the writer chooses."""
    value = (cell.response.answers.get(cell.question.identity) or {}).get("value")
    if cell.question.kind == QuestionKind.SCALE_4 and value in Phase.values and value != standing.phase:
        return value
    return min(standing.phase + 1, Phase.SUSTAINMENT.value)
