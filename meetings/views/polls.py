"""Date polls for those who are signed in: the list, the form, the page with the answers."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from agreements.views.writing import store
from meetings import policies, services
from meetings.forms.poll_page import PollPage
from meetings.forms.polls import OtherRow, ReopenForm, from_time
from meetings.models import DatePoll
from meetings.poll_words import standing
from meetings.queries import polls as queries
from meetings.queries.poll_people import seats_of, voters_of
from meetings.views.frame import crumbs
from meetings.views.meetings import groups_to_call
from portal.access import ensure
from portal.pages import render_page


def trail(poll=None):
    below = [*crumbs(), (_("Date polls"), reverse("poll-list"))]
    return below if poll is None else [*below, (poll.title, poll.get_absolute_url())]


def visible_poll(request, pk):
    return get_object_or_404(DatePoll.objects.visible_to(request.user).select_related("group", "meeting"), pk=pk)


def kept_poll(request, pk):
    """The poll, refused with 403 for who may see but not keep it."""
    poll = visible_poll(request, pk)
    ensure(policies.can_call_meetings(request.user, poll.group))
    return poll


@require_GET
def poll_list(request):
    opened, closed = queries.list_polls(request.user, at=timezone.now())
    context = {
        "open": opened,
        "closed": closed,
        "may_ask": policies.can_call_any(request.user),
        "crumbs": crumbs(),
    }
    return render_page(request, "meetings/poll_list.html", context)


@require_http_methods(["GET", "POST"])
def poll_new(request):
    """First the group (in the address), then the question. The times may come from the finder."""
    ensure(policies.can_call_any(request.user))
    possible = groups_to_call(request.user)
    asked = [pk for pk in request.GET.getlist("grupp") if pk.isascii() and pk.isdigit() and len(pk) < 10]
    groups = list(possible.filter(pk__in=asked))
    if not groups:
        return render_page(request, "meetings/poll_group.html", {"groups": possible, "crumbs": trail()})
    groups.sort(key=lambda group: asked.index(str(group.pk)))
    seats = seats_of(groups)
    times = [row for row in map(from_time, request.GET.getlist("tid")[:20]) if row]
    poll = DatePoll(group=groups[0])
    page = PollPage(_posted(request), poll=poll, seats=seats, times=times)
    if page.is_valid():
        services.ask(
            page.words.instance,
            options=page.times.times(),
            voters=voters_of(*page.voters(), seats=seats),
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, _("The question is on its way to those who are asked."))
        return redirect(page.words.instance)
    return _form(request, page, {"groups": groups, "crumbs": trail()})


def _posted(request):
    return request.POST if request.method == "POST" else None


def _form(request, page, context):
    context |= {"page": page, "faults": page.errors(), "form": page.words}
    return render_page(request, "meetings/poll_form.html", context, status=422 if context["faults"] else 200)


@require_http_methods(["GET", "POST"])
def poll_edit(request, pk):
    poll = kept_poll(request, pk)
    title = poll.title
    options = list(poll.options.all())
    known = [(option.starts_at, option.ends_at) for option in options]
    times = [
        {"day": starts.date(), "starts": starts.time(), "ends": ends.time()}
        for starts, ends in ((timezone.localtime(one), timezone.localtime(two)) for one, two in known)
    ]
    page = PollPage(_posted(request), poll=poll, times=times, known=known)
    below = trail(poll)
    if page.is_valid():
        words = page.words

        def deed():
            services.edit_poll(
                words.instance, options=page.times.times(), by=request.user, revision=words.cleaned_data["revision"]
            )

        try:
            if store(words, deed):
                messages.success(request, _("The date poll is saved."))
                return redirect(poll)
        except services.PollClosed:
            words.add_error(None, _("The date poll is closed. Open it again before you change it."))
    return _form(request, page, {"poll": poll, "title": title, "groups": [poll.group], "crumbs": below})


@require_GET
def poll_detail(request, pk):
    return poll_page(request, visible_poll(request, pk))


def poll_page(request, poll, *, status=200, **bound):
    """The answers; `bound` holds a form that came back with errors (person, reopen), or `failed`, a sentence."""
    keeps = policies.can_call_meetings(request.user, poll.group)
    names = keeps or policies.sits_in(request.user, poll.group)
    board = queries.board(poll)
    at = timezone.now()
    context = {
        "poll": poll,
        "board": board,
        "best": [
            {
                "column": column,
                "words": standing(column, board.answered, names=names),
                "passed": column.option.ends_at <= at,
            }
            for column in board.best
        ],
        "own": next((voter for voter, _cells in board.rows if voter.user_id == request.user.pk), None),
        "keeps": keeps,
        "names": names,
        "reminded_on": queries.reminded_on(poll) if keeps and not poll.closed_at else None,
        "person": OtherRow(prefix="person"),
        "reopen": ReopenForm(prefix="oppna"),
        "crumbs": trail(),
    }
    return render_page(request, "meetings/poll_detail.html", context | bound, status=status)
