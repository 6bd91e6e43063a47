"""Actions that stem from notes one may not read are not open to one yet (trust L5): a draft is its own group's."""

from django.db.models import Q

from actions.models import ActionItem
from actions.models.action import withhold
from meetings.models import Outcome


@withhold
def from_drafts(user):
    """Actions whose only ties are to notes, or internal points, that are closed to the user."""
    every, readable = Outcome.objects.all(), Outcome.objects.visible_to(user)
    return _stemming_from(every) & ~_stemming_from(readable)


def _stemming_from(outcomes):
    """Their actions, those a decision became, and the parts of both."""
    tied = ActionItem.objects.filter(
        Q(pk__in=outcomes.filter(action__isnull=False).values("action"))
        | Q(pk__in=outcomes.filter(spread__isnull=False).values("spread"))
    ).values("pk")
    return Q(pk__in=tied) | Q(parent__isnull=False, parent__in=tied)
