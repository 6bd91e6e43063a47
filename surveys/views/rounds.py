"""Rounds: the list, and the page that says how far each organisation has come."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.urls import reverse
from django.views.decorators.http import require_GET

from portal import dates
from portal.pages import page_of, render_page
from surveys import policies
from surveys.models import Round
from surveys.queries import rounds as queries


def crumbs(round=None):
    """The way here: the list, and the round."""
    trail = [(_("Surveys"), reverse("round-list"))]
    return [*trail, (round.title, round.get_absolute_url())] if round else trail


@require_GET
def round_list(request):
    page = page_of(request, queries.rounds_for(request.user))
    today = dates.today()
    for round in page:
        round.open_now, round.over = round.is_open(on=today), round.is_over(on=today)
    context = {
        "page": page,
        "open_count": sum(round.open_now for round in page),
        "waiting": [round for round in page if round.open_now and round.left_here],
        "can_make": policies.can_make_surveys(request.user),
    }
    return render_page(request, "surveys/round_list.html", context)


@require_GET
def round_detail(request, pk):
    round = get_object_or_404(queries.rounds_for(request.user).select_related("questionnaire"), pk=pk)
    return render_page(request, "surveys/round_detail.html", {"round": round, "crumbs": crumbs()})
