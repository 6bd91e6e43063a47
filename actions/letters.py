"""What the digest says. It is written when it is sent, and dropped when all of it has lost its point."""

from datetime import date

from django.conf import settings
from django.urls import reverse

from actions import queries
from organisations.models import User
from portal.notifications import letter


@letter("action-digest")
def action_digest(row):
    """All that a person should know on a day, in one letter."""
    user = User.objects.filter(pk=row.to_user_id, is_active=True).first()
    digest = queries.digest_of(user, told_on=date.fromisoformat(row.context["on"])) if user else None
    if not digest:
        return None
    return {
        "late": _part(digest.late),
        "soon": _part(digest.soon),
        "to_lead": _part(digest.to_lead),
        "followed": _part(digest.followed),
        "settings_address": settings.BASE_URL + reverse("action-reminders"),
        "list_address": settings.BASE_URL + reverse("action-list"),
    }


def _part(lines) -> dict:
    """As many as fit in a letter one reads, and how many more there are."""
    shown = [
        {
            "action": line.action,
            "changes": line.changes,
            "address": settings.BASE_URL + line.action.get_absolute_url(),
            "done": settings.BASE_URL + reverse("action-link-done", args=[line.link.token]) if line.link else "",
            "date": settings.BASE_URL + reverse("action-link-date", args=[line.link.token]) if line.link else "",
        }
        for line in lines[: queries.SHOWN_IN_LETTER]
    ]
    return {"lines": shown, "count": len(lines), "more": len(lines) - len(shown)}
