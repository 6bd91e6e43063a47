"""What colleagues say among themselves about one question: a page of its own, or a part of the question's page."""

from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from portal.pages import render_page
from surveys import services
from surveys.forms.together import CommentForm
from surveys.queries.together import Talk
from surveys.services.comments import thread
from surveys.views.desks import asked_at, at_desk, frame


@require_http_methods(["GET", "POST"])
@at_desk
def survey_talk(request, desk, identity):
    """The thread, and one more comment."""
    form, asked = asked_at(desk, identity)
    posted = request.POST if request.method == "POST" else None
    comment = CommentForm(posted, prefix=identity)
    if posted is not None and comment.is_valid():
        services.say(desk, identity, comment.cleaned_data["comment"], at=timezone.now())
        if not request.htmx:
            return redirect("survey-talk", desk.round.pk, desk.organisation.pk, identity)
        posted, comment = None, CommentForm(prefix=identity)
    return _show(request, desk, form, asked, comment, status=200 if posted is None else 422)


@require_POST
@at_desk
def talk_remove(request, desk, identity, comment_pk):
    """Take away a comment of one's own."""
    form, asked = asked_at(desk, identity)
    if not services.take_away(desk, identity, comment_pk):
        raise Http404
    if request.htmx:
        return _show(request, desk, form, asked, CommentForm(prefix=identity))
    return redirect("survey-talk", desk.round.pk, desk.organisation.pk, identity)


@require_POST
@at_desk
def talk_read(request, desk, identity):
    """The reader has seen what is said; with htmx this opens the thread too."""
    form, asked = asked_at(desk, identity)
    services.mark_read(desk, [identity])
    if request.htmx:
        return _show(request, desk, form, asked, CommentForm(prefix=identity))
    return redirect("survey-talk", desk.round.pk, desk.organisation.pk, identity)


def _show(request, desk, form, asked, comment, *, status=200):
    comments = list(thread(desk, asked.question.identity))
    context = {
        **frame(desk, form),
        "asked": asked,
        "question": asked.question,
        "comments": comments,
        "talk": Talk(len(comments)),
        "comment": comment,
        "page": form.page_of(asked.question.identity),
    }
    template = "surveys/talk_part.html" if request.htmx else "surveys/talk.html"
    return render_page(request, template, context, status=status)
