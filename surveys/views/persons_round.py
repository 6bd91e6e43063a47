"""The page of a round that persons answer: numbers only, and what can be done while it is open."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal import dates
from portal.pages import render_page
from portal.tables import WHOLE, Column, write_table
from surveys import policies
from surveys.forms import ExtendForm, InvitationForm
from surveys.queries.person_status import person_status
from surveys.queries.persons_asked import to_persons
from surveys.services import unopened

COLUMNS = [
    Column("area", gettext_lazy("part of the county"), width=22),
    Column("organisation", gettext_lazy("organisation"), width=30),
    Column("asked", gettext_lazy("people asked"), kind=WHOLE),
    Column("answered", gettext_lazy("answered"), width=14),
    Column("percent", gettext_lazy("per cent of those asked"), width=14),
    Column("failed", gettext_lazy("letters that did not arrive"), kind=WHOLE),
]


def show_persons_round(request, round, context, *, extend_form, invitation_form, status):
    """`context` is what every round's page has (surveys.views.rounds)."""
    leads = context["can_make"]
    mine = to_persons().filter(round=round, user=request.user, revoked_at=None).first()
    context |= {"mine": mine, "compiling": round.over and round.sealed_at is None}
    if policies.can_follow_rounds(request.user):
        context["status"] = person_status(round, on=dates.today())
    if leads:
        context["extend_form"] = extend_form or ExtendForm(initial={"closes_on": round.closes_on})
        context["invitation_form"] = invitation_form or InvitationForm(round=round)
        if context["confirm"] == "igen" and round.kind == "individual":
            context["unopened"] = unopened(round, at=timezone.now()).count()
    return render_page(request, "surveys/round_persons.html", context, status=status)


def persons_excel(round):
    """The numbers of the page as a workbook; what is hidden there is empty here."""
    rows = [
        {
            "area": row.area,
            "organisation": row.organisation.name,
            "asked": row.asked,
            "answered": str(row.answered) if row.is_shown else "",
            "percent": "" if row.percent is None else str(row.percent),
            "failed": row.failed,
        }
        for row in person_status(round, on=dates.today()).rows
    ]
    content = write_table(COLUMNS, rows, title=_("State of each organisation"))
    response = HttpResponse(content, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    response.headers["Content-Disposition"] = f'attachment; filename="lage-{round.pk}.xlsx"'
    return response
