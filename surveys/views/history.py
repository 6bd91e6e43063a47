"""Every state one answer has had, for those who answer: who wrote what and when, and one of them put back."""

from dataclasses import replace

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal import dates
from portal.pages import render_page
from surveys import services
from surveys.answers import Base, content, in_words, same
from surveys.queries.together import history
from surveys.views.desks import asked_at, at_desk, ensure_open, frame


@require_http_methods(["GET", "POST"])
@at_desk
def survey_history(request, desk, identity):
    form, asked = asked_at(desk, identity)
    changes = history(form.response, identity)
    if request.method == "POST":
        return _put_back(request, desk, form, asked, changes)
    can_write = not form.is_submitted and desk.round.is_open(on=dates.today())
    rows = [
        {
            "change": one,
            "words": in_words(asked.question, one.answer),
            "file": replace(asked, answer=one.answer).file,
            "is_now": one.answer.get("revision") == asked.revision,
            "can_put_back": can_write and not same(one.answer, asked.answer),
        }
        for one in changes
    ]
    context = {
        **frame(desk, form),
        "asked": asked,
        "question": asked.question,
        "rows": rows,
        "page": form.page_of(identity),
    }
    return render_page(request, "surveys/history.html", context)


def _put_back(request, desk, form, asked, changes):
    """A saved state becomes the answer again, as a new state: nothing is taken out of the history."""
    ensure_open(desk, form, on=dates.today())
    here = (desk.round.pk, desk.organisation.pk, asked.question.identity)
    wanted = request.POST.get("change", "")
    change = get_object_or_404(changes, pk=wanted if wanted.isdecimal() and len(wanted) < 19 else 0)
    value, missing = content(change.answer)
    old = {"value": value} | ({"missing": missing} if missing else {})
    given = services.Given(asked.question, None if (value, missing) == (None, "") else old, _seen(request))
    try:
        results = services.save_answers(desk.round, desk.organisation, [given], by=desk.writer, at=timezone.now())
    except (services.AlreadySubmittedError, services.RoundClosedError):
        return redirect("survey-start", desk.round.pk, desk.organisation.pk)
    if isinstance(results[asked.question.identity], services.Conflict):
        messages.error(request, _("Somebody changed the answer meanwhile. See below how it stands, and choose again."))
    else:
        messages.success(request, _("The answer is put back."))
    return redirect("survey-history", *here)


def _seen(request) -> Base:
    """The revision that stood on the page where one pressed the button."""
    return Base.read(request.POST.get("base"))
