"""Support on other parts' pages: how a local forum stands, on the page of its group."""

from django.utils.translation import ngettext_lazy

from agreements.ties import call_ties
from organisations.models import GroupKind
from portal import dates
from portal.panels import panel
from support import event_panels  # noqa: F401  (its panels register themselves)
from support.models import ForumPartKind
from support.queries import forums

call_ties("support.Event", ngettext_lazy("%(count)d event", "%(count)d events", "count"))


@panel("group", order=5)
def of_forum(request, group):
    """The forum's coaches, contact persons and ways of working. Three statements; nothing on the forum's own page."""
    if group.kind != GroupKind.LOCAL_FORUM or request.resolver_match.url_name in {"forum-detail", "forum-part"}:
        return None
    on = dates.today()
    coaches, _coached = forums.coaching_of(group, on=on)
    return {
        "template": "support/group_panel.html",
        "coaches": [one for one in coaches if one.since <= on],
        "sides": forums.sides_of(group, on=on),
        "settled": sum(part.is_settled for part in forums.parts_of(group)),
        "total": len(ForumPartKind.values),
    }
