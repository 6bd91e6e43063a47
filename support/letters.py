"""What the letters of support say. Each is written when it is sent, and dropped when it has lost its point."""

from django.conf import settings
from django.urls import reverse

from portal.notifications import letter
from support import policies
from support.models import Talk


@letter("support-talk")
def support_talk(row):
    """That the day of a next talk has come; nothing when there has been one, or the day or the coach is another."""
    talk = Talk.objects.latest().filter(pk=row.about_pk).select_related("forum").first()
    if talk is None or talk.next_on is None or talk.next_on.isoformat() != row.context["next_on"]:
        return None
    if row.to_user is None or talk.forum_id not in policies.coached_by(row.to_user):
        return None
    return {
        "forum": talk.forum,
        "day": talk.next_on,
        "last_on": talk.on,
        "talk_address": settings.BASE_URL + talk.get_absolute_url(),
        "new_address": settings.BASE_URL + reverse("talk-new", args=[talk.forum_id]),
    }
