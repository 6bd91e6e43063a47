"""What the views of one meeting begin with."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from meetings import policies
from meetings.models import Meeting
from portal.access import ensure


def visible_meeting(request, pk):
    """The meeting, or 404 for who may not see it."""
    return get_object_or_404(Meeting.objects.visible_to(request.user).select_related("group", "note_taker"), pk=pk)


def editable_meeting(request, pk):
    """The meeting, refused with 403 for who may see but not change it."""
    meeting = visible_meeting(request, pk)
    ensure(policies.can_edit_meeting(request.user, meeting))
    return meeting


def crumbs(meeting=None):
    """Meetings, the group's meetings, and the meeting itself when the page is below it."""
    trail = [(_("Meetings"), reverse("meeting-list"))]
    if meeting is not None:
        trail += [
            (meeting.group.name, f"{reverse('meeting-list')}?grupp={meeting.group_id}"),
            (meeting.title, meeting.get_absolute_url()),
        ]
    return trail
