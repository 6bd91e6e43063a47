"""Proposed points: made, put on an agenda, or not taken up. And points that go on to the next meeting."""

from django.db import transaction

from meetings.models import AgendaItem, Proposal, ProposalState
from meetings.services.agenda import add_item
from meetings.services.locks import hold
from portal import audit
from portal.revisions import ChangedMeanwhile


@transaction.atomic
def propose(group, *, heading, by, at, text="", minutes=None):
    proposal = Proposal.objects.create(group=group, heading=heading, text=text, minutes=minutes, by=by, at=at)
    audit.record(by, "proposed point", proposal, group=group.pk)
    return proposal


def _waiting(proposal):
    """The proposal, held. ChangedMeanwhile when it has been answered."""
    now = Proposal.objects.select_for_update(of=("self",)).select_related("by").get(pk=proposal.pk)
    if now.state != ProposalState.WAITING:
        raise ChangedMeanwhile(now)
    return now


def _answer(proposal, state, *, by):
    proposal.state = state
    proposal.revision += 1
    proposal.save(update_fields=["state", "item", "revision"])
    audit.record(by, f"{state} proposal", proposal)
    return proposal


@transaction.atomic
def take_up(proposal, meeting, *, by):
    """Put it last on the agenda of a meeting, with its text as the first notes."""
    now = _waiting(proposal)
    now.item = add_item(
        meeting,
        heading=now.heading,
        text=now.text,
        minutes=now.minutes,
        presenter=now.by.get_full_name() if now.by and not now.decision_id else "",
        by=by,
    )
    return _answer(now, ProposalState.TAKEN, by=by)


@transaction.atomic
def decline(proposal, *, by):
    return _answer(_waiting(proposal), ProposalState.DECLINED, by=by)


@transaction.atomic
def carry_over(item, meeting, *, by):
    """Take a point up again at a later meeting; the same point once. Its open actions are listed there by themselves."""
    found = AgendaItem.objects.filter(meeting=meeting, carried_from=item).first()
    if found:
        return found
    standing = AgendaItem.objects.filter(
        meeting=meeting, heading=item.heading, is_internal=item.is_internal, carried_from=None, text=""
    ).first()
    if standing:  # a series has the point already: one point, tied to where it was last
        hold(meeting)
        standing.carried_from = item
        standing.save(update_fields=["carried_from"])
        audit.record(by, "took up point again", meeting, point=standing.pk)
        return standing
    return add_item(
        meeting,
        section=item.section,
        heading=item.heading,
        presenter=item.presenter,
        minutes=item.minutes,
        side=item.side,
        is_internal=item.is_internal,
        carried_from=item,
        by=by,
    )
