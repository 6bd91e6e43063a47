"""From an answer to work: an action, a proposed point, a note of what is learned, or a proposed phase; tied to the answer."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from actions import services as actions
from agreements import services as agreements
from agreements.models import Implementation, KnowledgeItem
from meetings.services import backlog
from portal import audit
from surveys.models import GapFollowUp, PhaseProposal, PhaseProposalState, Response


@transaction.atomic
def follow_up_with_action(cell, *, by, at, **facts) -> GapFollowUp:
    """Write down an action for the organisation about the clause; pressed twice it is written once."""
    _hold(cell)
    before = _made(cell).filter(action__title=facts["title"]).first()
    if before:
        return before
    action = actions.add_action(organisation=cell.organisation, provision=cell.provision, by=by, **facts)
    return _tie(cell, by=by, at=at, action=action)


@transaction.atomic
def follow_up_with_point(cell, group, *, heading, text, by, at) -> GapFollowUp:
    """Propose that a group takes it up; the same words to the same group once."""
    _hold(cell)
    before = _made(cell).filter(proposal__group=group, proposal__heading=heading).first()
    if before:
        return before
    return _tie(cell, by=by, at=at, proposal=backlog.propose(group, heading=heading, text=text, by=by, at=at))


@transaction.atomic
def follow_up_with_note(cell, *, kind, title, text, draft, by, at) -> GapFollowUp:
    """Keep what hinders, or what is needed, among what is known about the clause; the same line once."""
    _hold(cell)
    before = _made(cell).filter(knowledge__kind=kind, knowledge__title=title).first()
    if before:
        return before
    item = KnowledgeItem(
        agreement=cell.agreement,
        kind=kind,
        title=title,
        text=text,
        organisation=cell.organisation,
        source=cell.round.title[:200],
    )
    provisions = [cell.provision] if cell.provision else []
    item = agreements.save_knowledge(item, provisions=provisions, by=by, at=at, draft=draft)
    return _tie(cell, by=by, at=at, knowledge=item)


@transaction.atomic
def follow_up_with_phase(cell, implementation, *, phase, because, by, at) -> GapFollowUp:
    """Propose another phase. Nothing moves; somebody who may say where the organisation stands confirms or declines."""
    row = Implementation.objects.select_for_update(of=("self",)).get(pk=implementation.pk)
    if row.phase == phase:
        raise ValidationError(_("The work is in that phase already. Choose another."))
    waiting = PhaseProposal.objects.filter(implementation=row, state=PhaseProposalState.WAITING).first()
    if waiting:
        before = _made(cell).filter(phase_proposal=waiting).first()
        if before and waiting.phase == phase:
            return before
        raise ValidationError(_("Another phase is proposed already. Answer that proposal first."))
    proposal = PhaseProposal.objects.create(implementation=row, phase=phase, because=because, by=by, at=at)
    return _tie(cell, by=by, at=at, phase_proposal=proposal)


@transaction.atomic
def answer_phase_proposal(proposal, *, confirm, by, at) -> PhaseProposal:
    """Move to the proposed phase with the reason that was given, or leave it. Answered already, nothing happens."""
    row = PhaseProposal.objects.select_for_update(of=("self",)).select_related("implementation").get(pk=proposal.pk)
    if row.state != PhaseProposalState.WAITING:
        return row
    if confirm:
        agreements.move_to_phase(row.implementation, row.phase, because=row.because, by=by, at=at)
    row.state = PhaseProposalState.TAKEN if confirm else PhaseProposalState.DECLINED
    row.answered_by, row.answered_at = by, at
    row.save(update_fields=["state", "answered_by", "answered_at"])
    audit.record(by, "answered phase proposal", row, state=row.state)
    return row


def _hold(cell):
    """Two presses at once come one after the other."""
    Response.objects.select_for_update().get(round=cell.round, organisation=cell.organisation)


def _made(cell):
    return GapFollowUp.objects.filter(round=cell.round, organisation=cell.organisation, question=cell.question)


def _tie(cell, *, by, at, **thing) -> GapFollowUp:
    tie = GapFollowUp.objects.create(
        round=cell.round, organisation=cell.organisation, question=cell.question, by=by, at=at, **thing
    )
    audit.record(by, "followed up survey answer", tie, question=cell.question.identity, led_to=next(iter(thing)))
    return tie
