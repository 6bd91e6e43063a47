"""What every page of answering begins with: who answers, for whom, and the survey as they have it before them."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import Http404

from portal.access import ensure
from surveys import services
from surveys.languages import choices_of, localised
from surveys.queries.sections import sheet
from surveys.views.links import no_entry
from surveys.writers import find_desk


def at_desk(view):
    """Give the view the desk of its round and organisation: who answers, for whom. Without a right to it: 404."""

    @login_not_required
    @wraps(view)
    def seated(request, round_pk, organisation_pk, *args, **kwargs):
        desk = find_desk(request, round_pk, organisation_pk)
        if desk is None:
            return _not_seated(request)
        try:
            response = view(request, desk, *args, **kwargs)
        except services.NotLentError:
            return _not_seated(request)
        response.headers["Cache-Control"] = "no-store, private"
        return response

    return seated


def _not_seated(request):
    """No right to answer here. Somebody who came by a link may only have waited too long."""
    if request.user.is_authenticated:
        raise Http404
    return no_entry(request, "forgotten", status=404)


def sheet_of(desk):
    """The survey as the one at the desk has it: a colleague sees what was lent to them."""
    return sheet(desk.round, desk.organisation, desk.writer.lent)


def asked_at(desk, identity):
    """(sheet, question) when the one at the desk may see it, else 404."""
    form = sheet_of(desk)
    asked = form.find(identity)
    if asked is None:
        raise Http404
    return form, asked


def ensure_whole(desk):
    """A colleague who was lent a part finds nothing where the whole answer is shared out."""
    if desk.writer.lent is not None:
        raise Http404


def ensure_open(desk, form, *, on):
    """Changes are made while the round takes answers and the response is not submitted."""
    ensure(not form.is_submitted and desk.round.is_open(on=on))


def frame(desk, form):
    return {
        "desk": desk,
        "round": localised(desk.round),
        "languages_of_survey": choices_of(desk.round.questionnaire),
        "organisation": desk.organisation,
        "form": form,
        "section": "enkater",
        "is_lent": desk.writer.lent is not None,
        "storage_key": f"fardplan-svar:{desk.round.pk}:{desk.organisation.pk}:{desk.writer.key}",
    }
