"""Events on other parts' pages: an organisation, a group, an agreement, and where an action came from."""

from django.db.models import Q, Sum
from django.urls import reverse
from django.utils import timezone

from portal.panels import panel
from support import policies
from support.models import Event, EventAction

SHOWN = 5


@panel("organisation", order=40)
def events_of_organisation(request, organisation):
    """The latest events that people of the organisation, or of its units, came to, with `came`. One statement."""
    of_it = Q(participation__organisation=organisation) | Q(participation__organisation__parent=organisation)
    events = Event.objects.visible_to(request.user).filter(of_it)
    rows = list(events.annotate(came=Sum("participation__persons")).order_by("-starts_at", "-pk")[:SHOWN])
    return {"template": "support/organisation_panel.html", "events": rows} if rows else None


@panel("group", order=20)
def events_of_group(request, group):
    """What the group prepares: what is ahead first, then the latest. One statement."""
    at = timezone.now()
    events = list(Event.objects.visible_to(request.user).filter(group=group)[: 2 * SHOWN])
    may_add = policies.can_write_event(request.user, Event(group=group))
    if not events and not may_add:
        return None
    return {
        "template": "support/group_events_panel.html",
        "ahead": [one for one in reversed(events) if one.ends_at >= at],
        "past": [one for one in events if one.ends_at < at][:SHOWN],
        "new_address": f"{reverse('event-new')}?grupp={group.pk}" if may_add else "",
    }


@panel("agreement", order=60)
def events_about_agreement(request, agreement):
    """The events about it, the latest first. One statement."""
    events = list(Event.objects.visible_to(request.user).filter(agreement=agreement)[:SHOWN])
    return {"template": "support/agreement_panel.html", "events": events} if events else None


@panel("action", order=20)
def event_of_action(request, action):
    """The event the action is a next step of, for who may see it. One statement."""
    seen = Event.objects.visible_to(request.user).values("pk")
    step = EventAction.objects.filter(action=action, event__in=seen).select_related("event__group").first()
    return {"template": "support/action_panel.html", "event": step.event} if step else None
