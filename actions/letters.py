"""What the reminders say. Each letter is written when it is sent, and dropped when it has lost its point."""

from django.conf import settings

from actions.models import ActionItem
from portal import dates
from portal.notifications import letter


@letter("action-due")
def action_due(row):
    """Some days before: dropped once the day has passed."""
    context = _context(row)
    return context if context and context["days"] >= 0 else None


@letter("action-late")
def action_late(row):
    """The day after."""
    return _context(row)


def _context(row):
    """Nothing when the action is done, has another owner or another date than when the letter was queued."""
    action = (
        ActionItem.objects.open()
        .select_related("provision", "group")
        .filter(pk=row.about_pk, owner=row.to_user_id)
        .first()
    )
    if action is None or action.due_on is None or action.due_on.isoformat() != row.context["due_on"]:
        return None
    return {
        "action": action,
        "days": (action.due_on - dates.today()).days,
        "day": dates.full(action.due_on),
        "address": settings.BASE_URL + action.get_absolute_url(),
    }
