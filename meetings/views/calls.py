"""Sending the call, and what became of it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from meetings.forms.calls import AddressForm
from meetings.owed import is_off
from meetings.queries.calls import call_list
from meetings.services import calls
from meetings.services.meetings import set_address
from meetings.views.frame import crumbs, editable_meeting, says_when_locked
from portal.pages import render_page


@says_when_locked
@require_http_methods(["GET", "POST"])
def meeting_call(request, pk):
    """GET says who gets the call and what it says; POST sends it. Afterwards the page shows what became of it."""
    meeting = editable_meeting(request, pk)
    listed = call_list(meeting)
    if request.method == "POST":
        if why := _why_not(meeting, listed):
            messages.error(request, why)
            return _page(request, meeting, listed, status=422)
        if request.POST.get("series"):
            calls.call_series(meeting, by=request.user)
        else:
            calls.call_meeting(meeting, by=request.user)
        number = len(listed.reached)
        messages.success(
            request,
            ngettext("The call goes to %(number)d person.", "The call goes to %(number)d people.", number)
            % {"number": number},
        )
        return redirect("meeting-call", pk)
    return _page(request, meeting, listed)


def _why_not(meeting, listed) -> str:
    """Why the call cannot be sent now, in a sentence that says how to mend it; "" when it can."""
    if is_off(meeting):
        return _("The meeting is cancelled. Change its status before you send the call.")
    if meeting.ends_at <= timezone.now():
        return _("The meeting has been held. There is nobody to call.")
    if not listed.reached:
        return _(
            "Nobody on the list has an e-mail address. Write at least one, or put somebody with an account on the list."
        )
    return ""


def _page(request, meeting, listed, *, status=200, bound=None):
    for row in listed.rows:
        if row.user_id is None:
            row.form = bound if bound is not None and bound.row.pk == row.pk else AddressForm(row=row)
    context = {
        "meeting": meeting,
        "listed": listed,
        "why_not": _why_not(meeting, listed),
        "rest": [] if meeting.called_at else calls.uncalled_in_series(meeting, at=timezone.now()),
        "over": meeting.ends_at <= timezone.now(),
        "form": bound,
        "crumbs": crumbs(meeting),
    }
    return render_page(request, "meetings/call.html", context, status=status)


@says_when_locked
@require_POST
def call_address(request, pk, row_pk):
    """Write or mend the address of somebody without an account."""
    meeting = editable_meeting(request, pk)
    row = get_object_or_404(meeting.attendance.filter(user=None), pk=row_pk)
    form = AddressForm(request.POST, row=row)
    if not form.is_valid():
        return _page(request, meeting, call_list(meeting), status=422, bound=form)
    set_address(row, form.cleaned_data["address"], by=request.user)
    messages.success(request, _("The address of %(name)s is saved.") % {"name": row.name})
    return redirect(reverse("meeting-call", args=[pk]) + f"#rad-{row.pk}")
