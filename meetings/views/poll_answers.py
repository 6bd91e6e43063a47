"""Answering a date poll: signed in, or by a personal link (one page with one button, then an address without secret)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from meetings import policies, services
from meetings.forms.polls import VoteForm
from meetings.models import PollVoter
from meetings.poll_words import standing
from meetings.queries import polls as queries
from meetings.views.polls import trail, visible_poll
from portal.links import reachable, remember
from portal.pages import render_page
from portal.revisions import ChangedMeanwhile
from portal.secret_pages import MINUTE, count_miss, keep_secret, too_many

HOURS_TO_ANSWER = 12  # how long the browser remembers the right of a link


@login_not_required
@keep_secret
@require_http_methods(["GET", "POST"])
def poll_link(request, token):
    """Say what is asked; the button moves the right into the session. GET changes nothing."""
    if too_many(request, "poll"):
        return _no_entry(request, "busy", status=429)
    voter = PollVoter.objects.with_token(token).select_related("poll__group", "poll__meeting", "user").first()
    if voter is None:
        count_miss(request, "poll")
        return _no_entry(request, "unknown", status=404)
    why = _shut(request, voter)
    if why:
        return _no_entry(request, why, status=403 if why == "foreign" else 410, poll=voter.poll)
    if request.method == "POST":
        if not request.user.is_authenticated:
            request.session.cycle_key()
            request.session.set_expiry(HOURS_TO_ANSWER * 3600)
        remember(request, voter)
        return redirect("poll-voter", voter.pk)
    response = render_page(request, "meetings/poll_link.html", {"voter": voter, "poll": voter.poll, "section": "moten"})
    response.headers["Referrer-Policy"] = "strict-origin"
    return response


def _shut(request, voter) -> str:
    """Why the link opens nothing now, or ""."""
    if request.user.is_authenticated and voter.user_id and request.user.pk != voter.user_id:
        return "foreign"
    if voter.revoked_at:
        return "revoked"
    if voter.poll.closed_at:
        return "closed"
    if voter.expires_at and voter.expires_at <= timezone.now():
        return "expired"
    return ""


def _no_entry(request, why, *, status, poll=None):
    """A page that says what to do, and names nobody. Who was asked in a closed poll is told the time it became."""
    chosen = poll.meeting if poll and why == "closed" else None
    context = {"why": why, "chosen": chosen, "section": "moten"}
    response = render_page(request, "meetings/poll_no_entry.html", context, status=status)
    if status == 429:
        response.headers["Retry-After"] = str(MINUTE)
    return response


@login_not_required
@keep_secret
@require_http_methods(["GET", "POST"])
def poll_voter(request, pk):
    """The answer of somebody who came by a link. Without the right to it: a page that says to open the link again."""
    voters = PollVoter.objects.filter(pk=pk).select_related("poll__group", "poll__meeting", "user")
    voter = reachable(request, voters).first()
    if voter is None:
        return _no_entry(request, "forgotten", status=404)
    why = _shut(request, voter)
    if why:
        return _no_entry(request, why, status=403 if why == "foreign" else 410, poll=voter.poll)
    response = _answer(request, voter, back=("poll-voter", voter.pk), by=voter.user, names=False)
    response.headers["Referrer-Policy"] = "strict-origin"
    return response


@require_http_methods(["GET", "POST"])
def poll_answer(request, pk):
    """One's own answer from within the portal; 404 for who is not asked."""
    poll = visible_poll(request, pk)
    voter = get_object_or_404(PollVoter.objects.select_related("user"), poll=poll, user=request.user, revoked_at=None)
    voter.poll = poll
    if poll.closed_at:
        messages.info(request, _("The date poll is closed, so answers cannot be changed."))
        return redirect(poll)
    names = policies.sits_in(request.user, poll.group) or request.user.leads
    return _answer(request, voter, back=poll.get_absolute_url(), by=request.user, names=names)


def _answer(request, voter, *, back, by, names):
    poll = voter.poll
    board = queries.board(poll)
    options = [column.option for column in board.columns]
    form = VoteForm(request.POST if request.method == "POST" else None, voter=voter, options=options)
    if form.is_bound and form.is_valid():
        facts = form.cleaned_data
        try:
            services.answer_poll(
                voter,
                form.answers(),
                comment=facts["comment"].strip(),
                by=by,
                at=timezone.now(),
                revision=facts["revision"],
            )
        except ChangedMeanwhile as meanwhile:
            form.data = form.data.copy()
            form.data["revision"] = meanwhile.current.revision
            form.add_error(
                None,
                _("Your answer was changed in another window. Look at what you have chosen below, and send again."),
            )
        except services.PollClosed:
            return _no_entry(request, "closed", status=410, poll=poll)
        else:
            messages.success(request, _("Thank you, your answer is saved. You can change it until the poll is closed."))
            return redirect(*back) if isinstance(back, tuple) else redirect(back)
    said = {
        column.option.pk: standing(column, board.answered, names=names) for column in board.columns if column.answered
    }
    context = {
        "poll": poll,
        "voter": voter,
        "form": form,
        "rows": [(option, field, said.get(option.pk, "")) for option, field in form.rows()],
        "by_link": isinstance(back, tuple),
        "answered_many": board.answered,
        "asked_many": board.asked,
        "section": "moten",
        "crumbs": [] if isinstance(back, tuple) else trail(poll),
    }
    return render_page(request, "meetings/poll_answer.html", context, status=422 if form.errors else 200)
