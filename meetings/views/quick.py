"""One line as it is said becomes a row to confirm, and then an outcome. With completions as one types."""

from django.contrib import messages
from django.http import JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from meetings import services
from meetings.forms.quick import QuickForm, RowForm
from meetings.models import AgendaItem
from meetings.queries import completions, page
from meetings.views.agenda import _say, _to
from meetings.views.frame import crumbs, editable_meeting, says_when_locked
from portal import dates
from portal.pages import render_page


@says_when_locked
@require_POST
def quick_read(request, pk):
    """What was understood, as a row to confirm; 422 with the line as it was typed when something was not."""
    meeting = editable_meeting(request, pk)
    agenda = meeting.agenda.for_eyes_of(request.user)
    form = QuickForm(request.POST, user=request.user, agenda=agenda)
    if not form.is_valid():
        return _part(request, meeting, quick=form, status=422)
    row = RowForm(user=request.user, meeting=meeting, agenda=agenda, initial=form.understood(), auto_id="rad_%s")
    return _part(request, meeting, row=row, typed=form.cleaned_data["line"])


@says_when_locked
@require_POST
def quick_save(request, pk):
    meeting = editable_meeting(request, pk)
    agenda = meeting.agenda.for_eyes_of(request.user)
    row = RowForm(request.POST, user=request.user, meeting=meeting, agenda=agenda, auto_id="rad_%s")
    if not row.is_valid():
        return _part(request, meeting, row=row, status=422)
    outcome = services.add_spoken(meeting, by=request.user, at=timezone.now(), **row.cleaned_data)
    if not request.htmx:
        messages.success(request, _("It is added."))
        return _to(meeting, "snabbrad")
    fresh = page.outcomes().filter(meeting=meeting, item=outcome.item_id).for_eyes_of(request.user)
    response = _part(request, meeting, saved=outcome, fresh=list(fresh), point=outcome.item_id)
    return _say(response, _("It is added."))


def _part(request, meeting, *, status=200, point=None, **more):
    template = "meetings/quick.html" if request.htmx else "meetings/quick_page.html"
    context = {
        "meeting": meeting,
        "agenda": AgendaItem.objects.filter(meeting=meeting).for_eyes_of(request.user),
        "chosen": point or request.POST.get("point", ""),
        "focus_line": True,
        "may_edit": True,
        "crumbs": crumbs(meeting),
        **more,
    }
    return render_page(request, template, context, status=status)


@require_GET
def quick_complete(request, pk):
    """?tecken=@&ord=ma -> {"rows": [...]}."""
    meeting = editable_meeting(request, pk)
    sign = request.GET.get("tecken", "")
    if sign not in {"@", "#", "/", "§"}:
        return JsonResponse({"rows": []})
    rows = completions.complete(request.user, meeting, sign, request.GET.get("ord", ""), on=dates.today())
    return JsonResponse({"rows": rows})
