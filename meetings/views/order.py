"""The order of the points: one step by a button, any place by drag."""

from django.http import JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meetings import services
from meetings.views.agenda import _to, editable_item
from meetings.views.frame import editable_meeting, says_when_locked


@says_when_locked
@require_POST
def item_move(request, pk, item_pk):
    """ "way" is up or down; "after" (a point, or 0 for first) with "section" is a drag, and answers in JSON."""
    meeting = editable_meeting(request, pk)
    item = editable_item(request, meeting, item_pk)
    after = request.POST.get("after", "")
    if not (after.isascii() and after.isdigit() and len(after) < 12):
        services.move_item(item, up=request.POST.get("way") == "up", by=request.user)
        return _to(meeting, f"p{item.pk}")
    section = " ".join(request.POST.get("section", "").split())[:100]
    seen = meeting.agenda.for_eyes_of(request.user)
    known = not section or seen.filter(section=section).exists()
    try:
        services.place_item(item, after=int(after) or None, section=section if known else item.section, by=request.user)
    except services.NoPlace:
        sentence = _("Somebody has changed the agenda meanwhile. Look at it again and move the point once more.")
        return JsonResponse({"sentence": sentence}, status=409)
    order = list(seen.values_list("pk", flat=True))
    words = {"heading": item.heading, "place": order.index(item.pk) + 1, "total": len(order)}
    return JsonResponse({"sentence": _("%(heading)s is now point %(place)d of %(total)d.") % words})
