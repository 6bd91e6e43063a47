"""What others have done to a meeting since the page was fetched, for the script that asks every few seconds."""

from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_GET

from meetings.forms.agenda import OutcomeLineForm
from meetings.queries import live, page
from meetings.views.frame import readable_meeting


@require_GET
def meeting_changes(request, pk):
    """204 for nothing. ?p=12.3.1a2b3c4d,...: point, revision of its notes, stamp of the rest; ?hel=1: all the agenda."""
    meeting, keeps = readable_meeting(request, pk)
    whole = request.GET.get("hel") == "1"
    seen = live.read_seen(request.GET.get("p", ""))
    news = live.changes(meeting, request.user, seen=seen, at=timezone.now(), whole=whole)
    if not news:
        return HttpResponse(status=204)
    found = {"points": news.points, "writing": news.writing, "parts": []}
    if news.parts or news.order or news.loose is not None:
        found |= _drawn(request, meeting, news, seen, may_edit=keeps and whole and not meeting.is_locked)
    return JsonResponse(found)


def _drawn(request, meeting, news, seen, *, may_edit):
    """The changed parts of the page as it draws them."""
    context = {
        "meeting": meeting,
        "may_edit": may_edit,
        "following": page.following(meeting) if may_edit else None,
        "line": OutcomeLineForm(user=request.user) if may_edit else None,
    }

    def drawn(template, **more):
        return render_to_string(f"meetings/{template}.html", context | more, request)

    parts = []
    for item, number in news.parts:
        part = {"point": item.pk, "stamp": live.stamp(item)}
        if item.pk in seen:
            part["head"] = drawn("item_head", item=item, number=number)
            part["outcomes"] = drawn("outcomes", outcomes=item.outcomes.all())
        else:
            part["html"] = drawn("item", item=item, number=number)
        parts.append(part)
    found = {"parts": parts}
    if news.order:
        rows = [item for item in news.order if item is not None]
        found["order"] = [[item.pk, item.section] for item in rows]
        found["sections"] = {one: drawn("agenda_section", section=one) for one in {item.section for item in rows}}
        found["jump"] = drawn("jump", agenda=rows, too_long=page.set_times(meeting, rows))
    if news.loose is not None:
        outcomes = drawn("outcomes", outcomes=news.loose)
        found["loose"] = {"stamp": live.stamp_of_loose(news.loose), "outcomes": outcomes}
    return found
