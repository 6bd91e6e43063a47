"""What a decision leads to: it is sent on to another group, and done in several organisations."""

from django.db import transaction

from actions import services as actions
from meetings.models import OutcomeKind, Proposal
from meetings.services.agenda import add_outcome
from meetings.services.locks import hold
from portal import audit


@transaction.atomic
def add_spoken(
    meeting, *, kind, text, by, at, point=None, owner=None, due_on=None, provision=None, review_on=None,
    forward_to=None, organisations=(),
):  # fmt: skip
    """Save a confirmed row: the outcome, and what it leads to, all or nothing."""
    organisations = list(organisations)
    if kind == OutcomeKind.ACTION:
        facts = {"title": text, "owner": owner, "due_on": due_on, "provision": provision, "group": meeting.group}
        facts["organisation"] = organisations[0] if len(organisations) == 1 else None
        outcome = add_outcome(meeting, kind=kind, text=text, item=point, action=facts, by=by)
        if len(organisations) > 1:
            actions.spread(outcome.action, [(one, None, due_on) for one in organisations], by=by)
        return outcome
    outcome = add_outcome(meeting, kind=kind, text=text, item=point, provision=provision, review_on=review_on, by=by)
    if kind == OutcomeKind.DECISION:
        if organisations:
            share_out(outcome, organisations, due_on=due_on, by=by)
        if forward_to:
            forward(outcome, forward_to, by=by, at=at)
    return outcome


@transaction.atomic
def share_out(outcome, organisations, *, by, due_on=None):
    """Make the decision an action with a part in each organisation; those that have theirs keep it."""
    hold(outcome.meeting)
    if outcome.spread is None:
        outcome.spread = actions.add_action(
            title=outcome.text[:300], group=outcome.meeting.group, provision=outcome.provision, due_on=due_on, by=by
        )
        outcome.save(update_fields=["spread"])
    made = actions.spread(outcome.spread, [(one, None, due_on) for one in organisations], by=by)
    audit.record(by, "shared out decision", outcome.meeting, outcome=outcome.pk, parts=len(made))
    return made


@transaction.atomic
def forward(outcome, group, *, by, at):
    """Put the decision on another group's list of proposed points. Once for each group."""
    hold(outcome.meeting)
    proposal, new = Proposal.objects.get_or_create(
        group=group,
        decision=outcome,
        defaults={
            "heading": outcome.text[:200],
            "text": outcome.text if len(outcome.text) > 200 else "",
            "at": at,
            "by": by,
        },
    )
    if new:
        audit.record(by, "forwarded decision", outcome.meeting, outcome=outcome.pk, group=group.pk)
    return proposal
