"""Who has decided, and writing a decision down."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from agreements import drawing, policies, progress, queries, services
from agreements.forms.decisions import PartyForm
from agreements.models import Agreement, Party
from agreements.views.frame import frame
from agreements.views.writing import store
from portal.access import ensure
from portal.asked import number_in
from portal.dates import today
from portal.deeds import tried
from portal.pages import render_page


@require_GET
def agreement_decisions(request, pk):
    """The board; ?part=N opens the form in that party's row for those who may write."""
    agreement = get_object_or_404(Agreement.objects.visible_to(request.user), pk=pk)
    wish = number_in(request.GET.get("part", ""))
    party = None
    if wish and policies.can_edit_agreement(request.user, agreement):
        party = agreement.parties.select_related("organisation").filter(pk=wish).first()
    return _board(request, agreement, party, PartyForm(instance=party) if party else None)


@require_POST
def party_decision(request, pk):
    visible = Agreement.objects.visible_to(request.user)
    party = get_object_or_404(
        Party.objects.filter(agreement__in=visible).select_related("agreement", "organisation"), pk=pk
    )
    ensure(policies.can_edit_agreement(request.user, party.agreement))
    form = PartyForm(request.POST, instance=party)

    def deed():
        services.record_decision(party, by=request.user, on=today(), **form.cleaned_data)

    if form.is_valid() and store(form, deed):
        messages.success(request, _("The decision of %(name)s is saved.") % {"name": party.organisation.short_name})
        return redirect(reverse("agreement-decisions", args=[party.agreement_id]) + f"#part-{party.pk}")
    return _board(request, party.agreement, party, form, status=422)


@require_POST
def agreement_decided(request, pk):
    """All have decided: the work is no longer conditional."""
    agreement = get_object_or_404(Agreement.objects.visible_to(request.user), pk=pk)
    ensure(policies.can_edit_agreement(request.user, agreement))
    tried(
        request,
        lambda: services.mark_decided(agreement, by=request.user),
        _("The agreement is decided. The work is no longer conditional."),
    )
    return redirect("agreement-decisions", pk)


def _board(request, agreement, party, form, *, status=200):
    board = queries.decision_board(agreement, on=today())
    queries.attach_moves(board.parties)
    context = frame(request, agreement, "decisions") | {
        "board": board,
        "decisions": drawing.decision_lines(board, tall=True),
        "progress": progress.decision_progress(board),
        "cases": queries.case_rows(agreement.cases.all(), user=request.user),
        "anchoring": queries.anchoring_of(agreement, user=request.user),
        "today": board.on,
        "open_party": party,
        "form": form,
    }
    return render_page(request, "agreements/agreement_decisions.html", context, status=status)
