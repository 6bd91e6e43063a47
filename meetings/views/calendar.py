"""The month with its meetings: a table, and a list of the same."""

from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from meetings import policies
from meetings.queries import calendar, lists
from meetings.views.frame import crumbs
from portal import dates
from portal.pages import render_page


@require_GET
def meeting_calendar(request):
    wish, on = lists.Wish.of(request.GET), dates.today()
    first = calendar.month_of(request.GET.get("manad", ""), on=on)
    context = {
        "month": calendar.month(request.user, first, on=on, group=wish.group),
        "is_now": first == on.replace(day=1),
        "wish": wish,
        "kept": urlencode({"grupp": wish.group}) if wish.group else "",
        "groups": lists.groups_with_meetings(request.user),
        "may_call": policies.can_call_any(request.user),
        "crumbs": crumbs(),
    }
    return render_page(request, "meetings/calendar.html", context)
