"""What the buttons of a personal link do, in the name of the person the letter went to."""

from django.db import transaction

from actions.models import ActionState
from actions.services.actions import edit_action, set_state
from portal import audit


@transaction.atomic
def finish_by_link(link, *, at):
    """The person says by the button of their letter that the action is done."""
    action = set_state(link.action, ActionState.DONE, by=link.user, at=at)
    audit.record(link.user, "finished by the link of a letter", action)
    return action


@transaction.atomic
def choose_date_by_link(link, due_on, *, revision, at):
    """The person chooses a new date by the button of their letter. Stale when somebody changed the action meanwhile."""
    action = edit_action(link.action, {"due_on": due_on}, revision=revision, by=link.user, at=at)
    audit.record(link.user, "chose a date by the link of a letter", action)
    return action
