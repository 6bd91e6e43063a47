"""Rounds: the list, and the page that says how far each organisation has come."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from portal import dates
from portal.collation import swedish
from portal.pages import page_of, render_page
from surveys import policies
from surveys.forms import ExtendForm, InvitationForm
from surveys.queries import rounds as queries
from surveys.queries.sections import sheet
from surveys.sharing import sharing_rule


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
    return show_round(request, pk)


def show_round(request, pk, *, extend_form=None, invitation_form=None, status=200):
    """The page of a round: the draft to be sent, or how far each organisation has come."""
    round = get_object_or_404(queries.rounds_for(request.user).select_related("questionnaire", "created_by"), pk=pk)
    today = dates.today()
    round.open_now, round.over = round.is_open(on=today), round.is_over(on=today)
    round.left_to_answer = round.asked - round.submitted
    leads = policies.can_make_surveys(request.user)
    context = {
        "round": round,
        "crumbs": crumbs(),
        "can_make": leads,
        "sharing": sharing_rule(),
        "confirm": request.GET.get("bekrafta", "") if leads else "",
    }
    if round.is_draft:
        return render_page(request, "surveys/draft.html", context | _draft_context(round), status=status)
    status_rows = queries.status_of(round, on=today)
    if policies.can_follow_rounds(request.user):
        context["status"] = status_rows
        context["failed"] = [row for row in status_rows if row.has_failed]
    else:
        own = request.user.organisations_as()
        context["own_status"] = [row for row in status_rows if row.organisation.pk in own]
    if leads:
        context["extend_form"] = extend_form or ExtendForm(initial={"closes_on": round.closes_on})
        context["invitation_form"] = invitation_form or InvitationForm()
    return render_page(request, "surveys/round_detail.html", context, status=status)


def _draft_context(round):
    form = sheet(round)
    invitations = list(round.invitations.select_related("organisation").order_by(swedish("organisation__name"), "name"))
    return {
        "form": form,
        "questions": sum(len(section.asked) for section in form.sections),
        "invitations": invitations,
        "organisations": len({invitation.organisation_id for invitation in invitations}),
    }
