"""The next steps an event ends in: ordinary actions, tied to it."""

from django.db import transaction

from actions import services as actions
from portal import audit
from support.models import EventAction


@transaction.atomic
def add_next_step(event, facts, *, by):
    """Make an action (facts of actions.add_action) and tie it to the event."""
    step = EventAction.objects.create(event=event, action=actions.add_action(**facts, by=by))
    audit.record(by, "added next step", event, action=step.action_id)
    return step


@transaction.atomic
def remove_next_step(step, *, by):
    """Untie it. The action stays: it may have been promised elsewhere too."""
    audit.record(by, "removed next step", step.event, action=step.action_id)
    step.delete()
