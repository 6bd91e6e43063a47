"""What each side reports: points of a meeting, and all of a group's read side by side."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from meetings import services
from meetings.queries import reports
from meetings.views.agenda import _to
from meetings.views.frame import crumbs, editable_meeting, says_when_locked
from organisations.models import Group
from portal.pages import page_of, render_page


@says_when_locked
@require_POST
def reports_add(request, pk):
    """One point for each side that has none."""
    meeting = editable_meeting(request, pk)
    made = services.add_side_reports(meeting, by=request.user)
    if not made:
        messages.info(request, _("Both sides' reports are on the agenda already."))
        return _to(meeting, "dagordning")
    messages.success(request, _("The reports are on the agenda, one point for each side."))
    return _to(meeting, f"p{made[0].pk}")


@require_GET
def report_list(request, pk):
    """The group's reports, the newest first. What is a draft only the group and the leads read."""
    group = get_object_or_404(Group.objects.visible_to(request.user), pk=pk)
    rows = page_of(request, reports.meetings_with_reports(group, request.user))
    trail = [*crumbs(), (group.name, f"{reverse('meeting-list')}?grupp={group.pk}")]
    context = {"group": group, "page": rows, "rows": reports.side_by_side(rows.object_list), "crumbs": trail}
    return render_page(request, "meetings/report_list.html", context)
