"""The live status of a round as a part of its page, as people, and as a workbook; whole groups of links at once."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from organisations.models import Organisation
from portal import dates
from portal.access import ensure
from portal.asked import words_in
from portal.pages import go_back, page_of, render_page
from portal.tables import WHOLE, Column, write_table
from surveys import policies, services
from surveys.forms.audience import MendForm
from surveys.models import Round, RoundState
from surveys.queries import board as queries
from surveys.queries.rounds import people_of
from surveys.views.frame import sent_round
from surveys.views.persons_round import persons_excel
from surveys.views.rounds import board_of, crumbs

COLUMNS = [
    Column("area", gettext_lazy("part of the county"), width=22),
    Column("organisation", gettext_lazy("organisation"), width=30),
    Column("state", gettext_lazy("state"), width=20),
    Column("answered", gettext_lazy("answered"), kind=WHOLE),
    Column("total", gettext_lazy("required questions"), kind=WHOLE),
    Column("asked", gettext_lazy("people asked"), kind=WHOLE),
    Column("opened", gettext_lazy("people who have opened"), kind=WHOLE),
    Column("failed", gettext_lazy("letters that did not arrive"), kind=WHOLE),
    Column("submitted", gettext_lazy("submitted"), width=18),
]


@require_GET
def round_board(request, pk):
    """What has changed since the page with ?stampel= was shown; 204 when nothing has."""
    round = _followed(request, pk)
    if round.is_of_persons:  # numbers that follow each answer would tell who has just answered; only the end is told
        return HttpResponse(status=204, headers={"HX-Refresh": "true"} if round.sealed_at else {})
    board = board_of(request, round)
    if request.GET.get("stampel") == board.stamp:
        return HttpResponse(status=204)
    context = {
        "round": round,
        "board": board,
        "live": round.is_open(on=dates.today()),
        "changed": True,
        "can_make": policies.can_make_surveys(request.user),
    }
    return render_page(request, "surveys/board_changed.html", context)


@require_GET
def round_board_excel(request, pk):
    """The rows the page shows, with its filters."""
    round = _followed(request, pk)
    if round.is_of_persons:
        return persons_excel(round)
    rows = [
        {
            "area": row.area,
            "organisation": row.organisation.name,
            "state": str(row.standing.word),
            "answered": row.answered,
            "total": row.total,
            "asked": row.people_asked,
            "opened": row.people_opened,
            "failed": row.people_failed,
            "submitted": f"{timezone.localtime(row.response.submitted_at):%Y-%m-%d %H:%M}" if row.is_submitted else "",
        }
        for row in board_of(request, round).rows
    ]
    content = write_table(COLUMNS, rows, title=_("State of each organisation"))
    response = HttpResponse(content, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    response.headers["Content-Disposition"] = f'attachment; filename="lage-{round.pk}.xlsx"'
    return response


@require_GET
def round_people(request, pk):
    """Everybody asked, some at a time, with what became of their letters."""
    round = _followed(request, pk)
    wish = request.GET.get("organisation", "")
    organisation = get_object_or_404(Organisation, pk=wish) if wish.isdecimal() and len(wish) < 10 else None
    state, search = request.GET.get("lage", ""), words_in(request.GET.get("sok", ""))
    page = page_of(request, queries.people_asked(round, organisation=organisation, state=state, search=search))
    today = dates.today()
    round.open_now = round.is_open(on=today)
    context = {
        "round": round,
        "page": page,
        "people": people_of(list(page)),
        "organisation": organisation,
        "state": state,
        "search": search,
        "filtered": bool(organisation or state or search),
        "can_make": policies.can_make_surveys(request.user),
        "crumbs": crumbs(round),
    }
    return render_page(request, "surveys/people.html", context, part="list")


@require_http_methods(["GET", "POST"])
def invitation_mend(request, pk, invitation_pk):
    """Correct the address (or name, or language) and send a new link there, in one step."""
    round = sent_round(request, pk)
    invitation = get_object_or_404(round.invitations.select_related("organisation"), pk=invitation_pk)
    ensure(round.state == RoundState.OPEN, _("The survey is not open, so no links are sent."))
    initial = {"name": invitation.name, "email": invitation.email, "language": invitation.language}
    form = MendForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            services.mend_invitation(invitation, **form.cleaned_data, user=form.found_user(), by=request.user)
        except ValidationError as error:
            form.add_error("email", error)
        else:
            messages.success(
                request,
                _("A new link is on its way to %(email)s. The old link no longer works.")
                % {"email": form.cleaned_data["email"]},
            )
            return redirect(round)
    context = {
        "round": round,
        "invitation": invitation,
        "person": people_of([invitation])[0],
        "form": form,
        "crumbs": [*crumbs(round), (_("People asked"), reverse("round-people", args=[round.pk]))],
    }
    return render_page(request, "surveys/invitation_mend.html", context, status=422 if form.errors else 200)


@require_POST
def round_resend(request, pk):
    """A new link to everybody who has not opened theirs."""
    round = sent_round(request, pk)
    try:
        number = services.resend_unopened(round, by=request.user, at=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(round)
    if number:
        text = ngettext(
            "A new link is on its way to %(number)s person. The old one no longer works.",
            "New links are on their way to %(number)s people. The old ones no longer work.",
            number,
        )
        messages.success(request, text % {"number": number})
    else:
        messages.info(request, _("Everybody has opened their link, or has just had a letter. Nothing is sent."))
    return redirect(round)


@require_POST
def organisation_revoke(request, pk, organisation_pk):
    """Take back every link of an organisation."""
    round = sent_round(request, pk)
    organisation = get_object_or_404(Organisation, pk=organisation_pk)
    number = services.revoke_organisation(round, organisation, by=request.user, at=timezone.now())
    values = {"number": number, "organisation": organisation.short_name}
    text = ngettext(
        "%(number)s link of %(organisation)s no longer works.",
        "%(number)s links of %(organisation)s no longer work.",
        number,
    )
    messages.success(request, text % values)
    return go_back(request, round)


def _followed(request, pk):
    round = get_object_or_404(Round.objects.visible_to(request.user).select_related("questionnaire"), pk=pk)
    ensure(policies.can_follow_rounds(request.user))
    ensure(round.state != RoundState.DRAFT, _("The survey has not been sent yet."))
    return round
