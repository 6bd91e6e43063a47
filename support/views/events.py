"""The list of events, an event's page, and its form."""

from django.views.decorators.http import require_GET

from portal.pages import render_page
from support.models import Event


@require_GET
def event_list(request):
    return render_page(request, "support/event_list.html", {"events": Event.objects.visible_to(request.user)})
