"""Rounds: the list, and the page that says how far each organisation has come."""

from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from portal import dates
from portal.collation import swedish
from portal.pages import page_of, render_page
from surveys import policies
from surveys.forms import ExtendForm, InvitationForm
from surveys.queries import rounds as queries
from surveys.queries.board import Board
from surveys.queries.sections import sheet
from surveys.queries.waves import one_for_each_wave, wave_lines
from surveys.services import remindings_of, unopened
from surveys.sharing import sharing_rule
from surveys.views.persons_round import show_persons_round

PEOPLE_SHOWN = 300  # of a draft on its page; all of them stand on the page of recipients


def crumbs(round=None):
    """The way here: the list, and the round."""
    trail = [(_("Surveys"), reverse("round-list"))]
    if round and round.wave_id and round.is_draft:
        return [*trail, (round.wave.title, round.wave.get_absolute_url())]
    return [*trail, (round.title, round.get_absolute_url())] if round else trail


@require_GET
def round_list(request):
    rounds = queries.rounds_for(request.user)
    if policies.can_follow_rounds(request.user):
        rounds = one_for_each_wave(rounds, request.user)
    page = page_of(request, rounds)
    lines = (
        wave_lines({round.wave for round in page if round.wave_id}) if policies.can_follow_rounds(request.user) else {}
    )
    today = dates.today()
    for round in page:
        round.open_now, round.over = round.is_open(on=today), round.is_over(on=today)
        round.line = lines.get(round.wave_id)
    context = {
        "page": page,
        "open_count": sum(round.open_now for round in page),
        "waiting": [round for round in page if round.open_now and round.left_here],
        "can_make": policies.can_make_surveys(request.user),
    }
    return render_page(request, "surveys/round_list.html", context)


@require_GET
def round_detail(request, pk):
    return show_round(request, pk)


def show_round(request, pk, *, extend_form=None, invitation_form=None, status=200):
    """The page of a round: the draft to be sent, or how far each organisation has come."""
    round = get_object_or_404(
        queries.rounds_for(request.user).select_related("questionnaire", "created_by", "contact"), pk=pk
    )
    today = dates.today()
    round.open_now, round.over = round.is_open(on=today), round.is_over(on=today)
    round.left_to_answer = round.asked - round.submitted
    leads = policies.can_make_surveys(request.user)
    context = {
        "round": round,
        "crumbs": crumbs(),
        "can_make": leads,
        "sharing": sharing_rule(round),
        "confirm": request.GET.get("bekrafta", "") if leads else "",
    }
    if round.is_draft and round.wave_id:
        return redirect("wave-detail", round.wave_id)
    if round.is_draft:
        return render_page(request, "surveys/draft.html", context | _draft_context(round), status=status)
    if round.is_of_persons:
        forms = {"extend_form": extend_form, "invitation_form": invitation_form}
        return show_persons_round(request, round, context, **forms, status=status)
    board = board_of(request, round)
    if policies.can_follow_rounds(request.user):
        context["status"], context["board"], context["failed"] = board.rows, board, board.failed
        context["live"] = round.open_now
    else:
        own = request.user.organisations_as()
        context["own_status"] = [row for row in board.every if row.organisation.pk in own]
    if leads:
        context["extend_form"] = extend_form or ExtendForm(initial={"closes_on": round.closes_on})
        context["invitation_form"] = invitation_form or InvitationForm(round=round)
        if context["confirm"] == "igen":
            context["unopened"] = unopened(round, at=timezone.now()).count()
    return render_page(request, "surveys/round_detail.html", context, status=status)


def board_of(request, round) -> Board:
    """How far each has come, with the filters of the address."""
    return Board(
        queries.status_of(round, on=dates.today()),
        state=request.GET.get("lage", ""),
        area=request.GET.get("omrade", "")[:100],
    )


def _draft_context(round):
    form = sheet(round)
    invitations = round.invitations.select_related("organisation").order_by(swedish("organisation__name"), "name")
    asked = round.invitations.aggregate(people=Count("pk"), organisations=Count("organisation", distinct=True))
    open_links = round.open_links.filter(revoked_at=None).count() if round.is_of_persons else 0
    return {
        "form": form,
        "open_links": open_links,
        "can_send": bool(form.sections and (asked["people"] or open_links)),
        "questions": sum(len(section.asked) for section in form.sections),
        "invitations": list(invitations[:PEOPLE_SHOWN]),
        "remindings": remindings_of(round),
        **asked,
    }
