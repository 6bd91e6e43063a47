"""What the pages about forums begin with."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from organisations.models import Side
from support.models import ForumPartKind
from support.queries import forums

PARTS = {  # as they stand in addresses
    "deltagare": ForumPartKind.PARTICIPANTS,
    "frekvens": ForumPartKind.FREQUENCY,
    "dagordning": ForumPartKind.AGENDA,
    "arshjul": ForumPartKind.WHEEL,
    "kommunikation": ForumPartKind.CHANNELS,
}
SIDES = {"regionen": Side.REGION, "kommunerna": Side.MUNICIPAL}


def slug_of(value, known) -> str:
    """How a part or a side stands in addresses."""
    return next(slug for slug, one in known.items() if one == value)


def asked_for(slug, known):
    """What an address means; 404 for what is not known."""
    if slug not in known:
        raise Http404
    return known[slug]


def visible_forum(request, pk):
    """The forum, or 404: also for a group of another kind."""
    return get_object_or_404(forums.forums(request.user).select_related("grouping"), pk=pk)


def crumbs(forum=None, *below):
    """The forums, and the forum itself when the page is below it."""
    trail = [(pgettext("support", "Forums"), reverse("forum-list"))]
    if forum is not None:
        trail.append((forum.name, reverse("forum-detail", args=[forum.pk])))
    return [*trail, *below]


def not_saved() -> str:
    return _("It is not saved yet")
