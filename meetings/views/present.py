"""One point at a time, full width, for the screen in the room."""

from django.utils import timezone
from django.views.decorators.http import require_GET

from meetings.queries import page
from meetings.views.frame import crumbs, readable_meeting
from portal.pages import render_page


@require_GET
def meeting_present(request, pk):
    """?punkt=N, from one. Internal points are never shown on a screen."""
    meeting, keeps = readable_meeting(request, pk)
    agenda = list(page.agenda(meeting).filter(is_internal=False))
    too_long = page.set_times(meeting, agenda)
    wish = request.GET.get("punkt", "1")
    place = min(max(int(wish) if wish.isascii() and wish.isdigit() and len(wish) < 5 else 1, 1), max(len(agenda), 1))
    item = agenda[place - 1] if agenda else None
    context = {
        "meeting": meeting,
        "agenda": agenda,
        "item": item,
        "place": place,
        "before": place - 1 if place > 1 else None,
        "after": place + 1 if place < len(agenda) else None,
        "following": agenda[place] if place < len(agenda) else None,
        "too_long": too_long,
        "at": timezone.now(),
        "may_edit": keeps and not meeting.is_locked,
        "chosen": item.pk if item else "",
        "crumbs": crumbs(meeting),
    }
    return render_page(request, "meetings/present.html", context)
