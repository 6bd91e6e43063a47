"""What the views of one meeting begin with."""

from functools import wraps

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from meetings import policies
from meetings.models import Meeting
from meetings.services import Locked
from portal.access import ensure
from portal.pages import render_page

TECHNICAL = {"csrfmiddlewaretoken", "revision", "base", "next", "kind", "item", "status", "way"}


def visible_meeting(request, pk):
    """The meeting, or 404 for who may not see it."""
    return get_object_or_404(
        Meeting.objects.visible_to(request.user).select_related("group", "note_taker", "series"), pk=pk
    )


def editable_meeting(request, pk):
    """The meeting, refused with 403 for who may see but not change it."""
    meeting = visible_meeting(request, pk)
    ensure(policies.can_edit_meeting(request.user, meeting))
    return meeting


def readable_meeting(request, pk):
    """(the meeting, whether the user keeps its notes), for who may read the notes."""
    meeting = visible_meeting(request, pk)
    keeps = policies.can_edit_meeting(request.user, meeting)
    ensure(keeps or policies.can_read_notes(request.user, meeting))
    return meeting, keeps


def crumbs(meeting=None):
    """Meetings, the group's meetings, and the meeting itself when the page is below it."""
    trail = [(_("Meetings"), reverse("meeting-list"))]
    if meeting is not None:
        trail += [
            (meeting.group.name, f"{reverse('meeting-list')}?grupp={meeting.group_id}"),
            (meeting.title, meeting.get_absolute_url()),
        ]
    return trail


def says_when_locked(view):
    """Where the minutes are approved nothing is changed: a sentence says so, with what was typed to copy."""

    @wraps(view)
    def respond(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except Locked as locked:
            return locked_page(request, locked.meeting)

    return respond


def locked_page(request, meeting):
    """409 with what was typed, so that it can be copied; htmx gets it in the place of what it sent (422)."""
    typed = [value for name, value in request.POST.items() if name not in TECHNICAL and len(value.strip()) > 3]
    meeting = Meeting.objects.select_related("group").get(pk=meeting.pk)
    context = {
        "meeting": meeting,
        "typed": typed,
        "may_reopen": policies.can_reopen(request.user, meeting),
        "crumbs": crumbs(meeting),
    }
    if request.htmx:
        return render_page(request, "meetings/locked_part.html", context, status=422)
    return render_page(request, "meetings/locked.html", context, status=409)
