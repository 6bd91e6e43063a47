"""One meeting before it is held: moved, replaced, cancelled, confirmed."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from meetings import services
from meetings.forms.moves import CancelForm, MoveForm, ReplaceForm
from meetings.queries import page
from meetings.views.frame import crumbs, editable_meeting, says_when_locked
from portal.pages import render_page


def _answer(request, meeting, form, template, *, deed, said, **more):
    """The form, or the deed and back to the meeting; what stands in the way is said on the form."""
    if form.is_bound and form.is_valid():
        try:
            there = deed(form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, said)
            return redirect(there or meeting)
    context = {"form": form, "meeting": meeting, "crumbs": crumbs(meeting)} | more
    return render_page(request, template, context, status=422 if form.is_bound else 200)


def _posted(request):
    return request.POST if request.method == "POST" else None


@says_when_locked
@require_http_methods(["GET", "POST"])
def meeting_move(request, pk):
    meeting = editable_meeting(request, pk)
    form = MoveForm(_posted(request), meeting=meeting)

    def deed(words):
        services.move_meeting(
            meeting,
            form.when_and_where(),
            is_settled=words["is_settled"],
            reason=words["reason"],
            by=request.user,
            at=timezone.now(),
        )

    said = _("The meeting is moved. Those who have been called are told.")
    if meeting.called_at is None:
        said = _("The meeting is moved.")
    return _answer(request, meeting, form, "meetings/meeting_move.html", deed=deed, said=said)


@says_when_locked
@require_http_methods(["GET", "POST"])
def meeting_replace(request, pk):
    meeting = editable_meeting(request, pk)
    form = ReplaceForm(_posted(request), meeting=meeting, at=timezone.now())

    def deed(words):
        who = {"by": request.user, "at": timezone.now()}
        rest = {"reason": words["reason"], "take_along": words["take_along"]} | who
        if words["other"]:
            services.replace_meeting(meeting, words["other"], **rest)
            return words["other"]
        return services.replace_with_new(meeting, form.when_and_where(), **rest)

    said = _("The meeting is replaced. This is the one that is held instead, and the call to it goes out now.")
    if meeting.called_at is None:
        said = _("The meeting is replaced. This is the one that is held instead.")
    return _answer(request, meeting, form, "meetings/meeting_replace.html", deed=deed, said=said)


@says_when_locked
@require_http_methods(["GET", "POST"])
def meeting_cancel(request, pk):
    meeting = editable_meeting(request, pk)
    following, points = page.following(meeting), services.worth_taking(meeting)
    form = CancelForm(_posted(request))
    if not (following and points):
        del form.fields["take_along"]

    def deed(words):
        services.cancel_meeting(
            meeting,
            reason=words["reason"],
            take_along=words.get("take_along", False),
            by=request.user,
            at=timezone.now(),
        )

    more = {"following": following, "points": points, "called": meeting.attendance.count()}
    said = _("The meeting is cancelled.")
    return _answer(request, meeting, form, "meetings/meeting_cancel.html", deed=deed, said=said, **more)


@says_when_locked
@require_POST
def meeting_confirm(request, pk):
    """One press: the time is settled, or what was called off is to be held again."""
    meeting = editable_meeting(request, pk)
    services.confirm_meeting(meeting, by=request.user)
    messages.success(request, _("The meeting is confirmed."))
    return redirect(meeting)
