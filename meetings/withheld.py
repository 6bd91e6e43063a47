"""Actions that stem from notes one may not read are not open to one yet (trust L5): a draft is its own group's."""

from django.db.models import Q

from actions.models.action import withhold
from meetings.models import Outcome


@withhold
def from_drafts(user):
    """Actions whose only ties are to notes, or internal points, that are closed to the user."""
    tied = Outcome.objects.filter(action__isnull=False)
    readable = Outcome.objects.visible_to(user).filter(action__isnull=False)
    return Q(pk__in=tied.values("action")) & ~Q(pk__in=readable.values("action"))
