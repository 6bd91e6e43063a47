"""Who is called, who comes, who came."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from meetings import services
from meetings.forms.meeting import OWN_ANSWERS, AnswerForm, CallForm, StatusForm
from meetings.models import Attendance, AttendanceStatus
from meetings.queries import page
from meetings.views.frame import crumbs, editable_meeting, says_when_locked, visible_meeting
from portal.pages import go_back, render_page


@says_when_locked
@require_POST
def meeting_answer(request, pk):
    """One's own answer to the call; 404 for who is not on the list. htmx gets the buttons."""
    meeting = visible_meeting(request, pk)
    own = get_object_or_404(Attendance, meeting=meeting, user=request.user)
    form = AnswerForm(request.POST)
    if form.is_valid():
        own = services.answer_call(meeting, form.cleaned_data["status"], by=request.user)
    elif not request.htmx:
        messages.error(request, _("Choose one of the answers."))
    if request.htmx:
        context = {"meeting": meeting, "own": own, "answers": OWN_ANSWERS}
        return render_page(request, "meetings/answer.html", context, status=200 if form.is_valid() else 422)
    return go_back(request, meeting)


@says_when_locked
@require_http_methods(["GET", "POST"])
def attendance_edit(request, pk):
    """The list with a row of buttons for each; a POST calls one more."""
    meeting = editable_meeting(request, pk)
    form = CallForm(request.POST if request.method == "POST" else None, user=request.user)
    if request.method == "POST" and form.is_valid():
        services.call_person(meeting, by=request.user, **form.facts())
        return redirect("attendance-edit", pk=meeting.pk)
    context = {
        "meeting": meeting,
        "people": page.people(meeting, request.user, at=timezone.now()),
        "statuses": AttendanceStatus.choices,
        "form": form,
        "crumbs": crumbs(meeting),
    }
    status = 422 if request.method == "POST" else 200
    return render_page(request, "meetings/attendance_edit.html", context, status=status)


@says_when_locked
@require_POST
def attendance_set(request, pk, row_pk):
    """One row's status. htmx gets the row."""
    meeting = editable_meeting(request, pk)
    row = get_object_or_404(meeting.attendance.select_related("organisation"), pk=row_pk)
    form = StatusForm(request.POST)
    if form.is_valid():
        row.status = services.set_attendance(row, form.cleaned_data["status"], by=request.user).status
    if request.htmx:
        context = {"meeting": meeting, "row": row, "statuses": AttendanceStatus.choices}
        return render_page(request, "meetings/attendance_row.html", context, status=200 if form.is_valid() else 422)
    return redirect("attendance-edit", pk=meeting.pk)


@says_when_locked
@require_POST
def attendance_remove(request, pk, row_pk):
    meeting = editable_meeting(request, pk)
    services.remove_person(get_object_or_404(meeting.attendance, pk=row_pk), by=request.user)
    return redirect("attendance-edit", pk=meeting.pk)
