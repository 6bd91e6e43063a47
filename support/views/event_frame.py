"""What the views of events begin with."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import pgettext

from portal.access import ensure
from support import policies
from support.models import Event, EventSeries


def visible_event(request, pk):
    """The event, or 404 for who may not see it."""
    events = Event.objects.visible_to(request.user).select_related("series", "group", "agreement", "created_by")
    return get_object_or_404(events, pk=pk)


def writable_event(request, pk):
    """The event, refused with 403 for who may see but not write it."""
    event = visible_event(request, pk)
    ensure(policies.can_write_event(request.user, event))
    return event


def visible_series(request, pk):
    """The series; who belongs to nothing finds no page of the portal."""
    return get_object_or_404(EventSeries, pk=pk)


def crumbs(event=None):
    """The events, and the event itself when the page is below it."""
    trail = [(pgettext("support", "Events"), reverse("event-list"))]
    return trail if event is None else [*trail, (event.title, event.get_absolute_url())]


def series_crumbs(series=None):
    trail = [*crumbs(), (pgettext("support", "Series"), reverse("event-series-list"))]
    return trail if series is None else [*trail, (series.title, series.get_absolute_url())]
