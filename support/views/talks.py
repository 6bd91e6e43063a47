"""Talks with forums: a coach's own, a forum's, one talk, and writing it down."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from agreements.views.frame import posted, status_of
from agreements.views.writing import store
from portal import dates
from portal.access import ensure
from portal.pages import page_of, render_page
from support import policies
from support.forms.talks import TalkForm
from support.models import Talk
from support.queries import talks as queries
from support.services import talks as services
from support.views.frame import crumbs, not_saved, visible_forum


def _talk(request, pk):
    rows = Talk.objects.visible_to(request.user).select_related("forum", "coach", "action")
    return get_object_or_404(rows, pk=pk)


def _below(forum):
    return (pgettext("support", "Talks"), reverse("forum-talks", args=[forum.pk]))


@require_GET
def my_talks(request):
    """The forums one coaches, those to talk with first, and the talks one has had."""
    user = request.user
    ensure(policies.sees_every_talk(user) or Talk.objects.filter(coach=user).exists())
    context = {
        "turns": queries.turns(user, on=dates.today()),
        "page": page_of(request, queries.talks_had_by(user), per=20),
        "crumbs": crumbs(),
    }
    return render_page(request, "support/my_talks.html", context)


@require_GET
def forum_talks(request, pk):
    """All talks with a forum, for those who may read them."""
    forum = visible_forum(request, pk)
    ensure(policies.can_see_talks(request.user, forum))
    context = {
        "forum": forum,
        "page": page_of(request, queries.talks_of(forum, request.user), per=20),
        "may_add_talk": policies.can_add_talk(request.user, forum),
        "crumbs": crumbs(forum),
    }
    return render_page(request, "support/forum_talks.html", context)


@require_GET
def talk_detail(request, pk):
    talk = _talk(request, pk)
    context = {
        "talk": talk,
        "may_write": policies.can_write_talk(request.user, talk),
        "crumbs": crumbs(talk.forum, _below(talk.forum)),
    }
    return render_page(request, "support/talk_detail.html", context)


@require_http_methods(["GET", "POST"])
def talk_new(request, pk):
    forum = visible_forum(request, pk)
    ensure(policies.can_add_talk(request.user, forum))
    return _write(request, Talk(forum=forum), back=reverse("forum-detail", args=[pk]))


@require_http_methods(["GET", "POST"])
def talk_edit(request, pk):
    talk = _talk(request, pk)
    ensure(policies.can_write_talk(request.user, talk))
    return _write(request, talk, back=talk.get_absolute_url())


def _write(request, talk, *, back):
    is_new = talk.pk is None
    form = TalkForm(posted(request), instance=talk, user=request.user)

    def deed():
        services.save_talk(form.instance, revision=form.cleaned_data["revision"], by=request.user)

    if form.is_bound and form.is_valid() and store(form, deed):
        messages.success(request, _("The talk is saved."))
        return redirect(form.instance)
    below = [] if is_new else [_below(talk.forum)]
    context = {
        "form": form,
        "forum": talk.forum,
        "title": _("Write down a talk") if is_new else _("Change the talk"),
        "submit": _("Save the talk"),
        "failed": not_saved(),
        "notice": _("Read by the forum's own people, the coaches and the project leaders. Nobody else."),
        "back": back,
        "crumbs": crumbs(talk.forum, *below),
    }
    return render_page(request, "support/forum_form.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
def talk_remove(request, pk):
    """A warned step: GET asks, POST takes the talk away."""
    talk = _talk(request, pk)
    ensure(policies.can_write_talk(request.user, talk))
    if request.method == "POST":
        services.remove_talk(talk, by=request.user)
        messages.success(request, _("The talk is taken away."))
        return redirect("forum-detail", pk=talk.forum_id)
    words = {
        "heading": _("Take away the talk?"),
        "text": _("What was written about it disappears. An action that came of it stays."),
        "button": _("Take away the talk"),
        "back": talk.get_absolute_url(),
        "crumbs": crumbs(talk.forum, _below(talk.forum)),
    }
    return render_page(request, "organisations/confirm.html", words)


@require_POST
def talk_action(request, pk):
    """One press: what comes next becomes the forum's action. Pressed again, the same action."""
    talk = _talk(request, pk)
    ensure(policies.can_write_talk(request.user, talk))
    action = services.next_step_to_action(talk, by=request.user, on=dates.today())
    if action is None:
        messages.warning(request, _("Nothing is written about what comes next. Write it first."))
        return redirect(talk)
    messages.success(request, _("The next step is now one of the forum's actions."))
    return redirect(talk)
