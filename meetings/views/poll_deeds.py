"""What the one who asked does with a date poll: people on and off, reminders, closing, opening again, choosing a time."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from meetings import services
from meetings.forms.polls import OtherRow, ReopenForm, StatusChoice
from meetings.poll_words import standing
from meetings.queries import polls as queries
from meetings.queries.poll_people import voters_of
from meetings.views.polls import kept_poll, poll_page, trail
from portal.pages import render_page


def _closed():
    return _("The date poll is closed. Open it again first.")


@require_POST
def poll_person_add(request, pk):
    poll = kept_poll(request, pk)
    form = OtherRow(request.POST, prefix="person")
    form.fields["address"].required = form.fields["name"].required = True
    form.fields["name"].error_messages["required"] = _("Write the person's name too.")
    form.fields["address"].error_messages["required"] = _("Write the person's e-mail address too.")
    if not form.is_valid():
        return poll_page(request, poll, status=422, person=form)
    (facts,) = voters_of([], [(form.cleaned_data["name"], form.cleaned_data["address"])], seats=[])
    try:
        voter = services.add_voter(poll, by=request.user, **facts)
    except ValidationError as error:
        form.add_error("address", error)
        return poll_page(request, poll, status=422, person=form)
    except services.PollClosed:
        return poll_page(request, poll, status=409, failed=_closed())
    messages.success(request, _("The question is on its way to %(name)s.") % {"name": voter.name})
    return redirect(poll)


@require_http_methods(["GET", "POST"])
def poll_person_remove(request, pk, row_pk):
    """GET asks, POST does it."""
    poll = kept_poll(request, pk)
    voter = get_object_or_404(poll.voters.filter(revoked_at=None), pk=row_pk)
    if request.method == "POST":
        services.remove_voter(voter, by=request.user, at=timezone.now())
        messages.success(request, _("%(name)s is taken off the list.") % {"name": voter.name})
        return redirect(poll)
    return render_page(
        request, "meetings/poll_person_remove.html", {"poll": poll, "voter": voter, "crumbs": trail(poll)}
    )


@require_POST
def poll_remind(request, pk):
    poll = kept_poll(request, pk)
    try:
        sent = services.remind_by_hand(poll, by=request.user)
    except services.PollClosed:
        return poll_page(request, poll, status=409, failed=_closed())
    if sent:
        said = ngettext(
            "A reminder is on its way to %(count)d person.", "Reminders are on their way to %(count)d people.", sent
        )
        messages.success(request, said % {"count": sent})
    else:
        messages.info(request, _("Nobody is left to remind: all have answered, or have had a reminder already."))
    return redirect(poll)


@require_POST
def poll_close(request, pk):
    poll = kept_poll(request, pk)
    services.close_poll(poll, by=request.user, at=timezone.now())
    messages.success(request, _("The date poll is closed. Nobody can answer any more."))
    return redirect(poll)


@require_POST
def poll_reopen(request, pk):
    poll = kept_poll(request, pk)
    form = ReopenForm(request.POST, prefix="oppna")
    if not form.is_valid():
        return poll_page(request, poll, status=422, reopen=form)
    try:
        services.reopen_poll(poll, answer_by=form.cleaned_data["answer_by"], by=request.user, at=timezone.now())
    except ValidationError as error:
        return poll_page(request, poll, status=409, failed=" ".join(error.messages))
    messages.success(request, _("The date poll is open again. The links in the letters work."))
    return redirect(poll)


@require_http_methods(["GET", "POST"])
def poll_choose(request, pk, option_pk):
    """GET says what happens, POST makes the meeting."""
    poll = kept_poll(request, pk)
    option = get_object_or_404(poll.options, pk=option_pk)
    form = StatusChoice(request.POST if request.method == "POST" else None)
    failed = ""
    if form.is_bound and form.is_valid():
        status = form.cleaned_data["status"]
        try:
            meeting = services.choose_time(poll, option, status=status, by=request.user, at=timezone.now())
        except ValidationError as error:
            failed = " ".join(error.messages)
        else:
            messages.success(
                request,
                _(
                    "The meeting is made. The group and all who were asked stand on its list: send the call to tell them."
                ),
            )
            return redirect(meeting)
    board = queries.board(poll)
    column = next(column for column in board.columns if column.option.pk == option.pk)
    context = {
        "poll": poll,
        "option": option,
        "words": standing(column, board.answered, names=True) if board.answered else "",
        "form": form,
        "failed": failed,
        "crumbs": trail(poll),
    }
    status = 409 if failed else 422 if form.errors else 200
    return render_page(request, "meetings/poll_choose.html", context, status=status)
