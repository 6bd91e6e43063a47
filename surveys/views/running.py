"""A round that has been sent: extended, closed, its invitations minded, an answer read and opened again."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal import dates
from portal.access import ensure
from portal.deeds import tried
from portal.pages import render_page
from surveys import policies, services
from surveys.forms import ExtendForm, InvitationForm, ReopenForm
from surveys.models import Response, Round
from surveys.queries.sections import sheet
from surveys.views.frame import sent_round
from surveys.views.rounds import crumbs, show_round


@require_POST
def round_extend(request, pk):
    round = sent_round(request, pk)
    form = ExtendForm(request.POST)
    if form.is_valid():
        try:
            round = services.extend_round(round, **form.cleaned_data, by=request.user, at=timezone.now())
        except ValidationError as error:
            form.add_error("closes_on", error)
        else:
            messages.success(
                request, _("The last day to answer is now %(day)s.") % {"day": dates.full(round.closes_on)}
            )
            return redirect(round)
    return show_round(request, round.pk, extend_form=form, status=422)


@require_POST
def round_close(request, pk):
    round = services.close_round(sent_round(request, pk), by=request.user)
    messages.success(request, _("The survey is closed. No more answers are taken."))
    return redirect(round)


@require_POST
def invitation_add(request, pk):
    round = sent_round(request, pk)
    form = InvitationForm(request.POST, round=round)
    if form.is_valid():
        try:
            invitation = services.add_invitation(round, **form.cleaned_data, user=form.found_user(), by=request.user)
        except ValidationError as error:
            form.add_error("email", error)
        else:
            messages.success(request, _("%(name)s is invited.") % {"name": invitation.name})
            return redirect(round)
    return show_round(request, round.pk, invitation_form=form, status=422)


@require_POST
def invitation_resend(request, pk, invitation_pk):
    invitation = get_object_or_404(sent_round(request, pk).invitations, pk=invitation_pk)
    tried(
        request,
        lambda: services.resend(invitation, by=request.user),
        _("A new link is on its way to %(name)s. The old link no longer works.") % {"name": invitation.name},
    )
    return redirect("round-detail", pk)


@require_POST
def invitation_revoke(request, pk, invitation_pk):
    invitation = get_object_or_404(sent_round(request, pk).invitations, pk=invitation_pk)
    services.revoke(invitation, by=request.user, at=timezone.now())
    messages.success(request, _("The link of %(name)s no longer works.") % {"name": invitation.name})
    return redirect("round-detail", pk)


@require_GET
def response_detail(request, pk, response_pk):
    """What an organisation has submitted; its own people see it before that too."""
    response = _response(request, pk, response_pk)
    context = {
        "round": response.round,
        "organisation": response.organisation,
        "response": response,
        "form": sheet(response.round, response.organisation),
        "can_reopen": policies.can_make_surveys(request.user)
        and response.submitted_at
        and response.round.is_open(on=dates.today()),
        "follows_up": response.submitted_at
        and response.round.is_revealed
        and policies.can_follow_up(request.user, response.organisation_id),
        "crumbs": crumbs(response.round),
    }
    return render_page(request, "surveys/response_detail.html", context)


@require_http_methods(["GET", "POST"])
def response_reopen(request, pk, response_pk):
    """Also of a side of a local forum that nobody else reads yet: nothing of the answer is shown here."""
    response = _to_reopen(request, pk, response_pk)
    ensure(policies.can_make_surveys(request.user))
    ensure(response.round.is_open(on=dates.today()), _("Move the last day first: the survey is not open."))
    posted = request.POST if request.method == "POST" else None
    form = ReopenForm(posted)
    if posted is not None and form.is_valid():
        services.reopen(response, because=form.cleaned_data["because"], by=request.user, at=timezone.now())
        messages.success(
            request, _("%(organisation)s can change its answer again.") % {"organisation": response.organisation.name}
        )
        return redirect("round-detail", pk)
    context = {
        "form": form,
        "round": response.round,
        "response": response,
        "organisation": response.organisation,
        "crumbs": crumbs(response.round),
    }
    return render_page(request, "surveys/reopen.html", context, status=200 if posted is None else 422)


def _to_reopen(request, pk, response_pk):
    if not policies.can_make_surveys(request.user):
        return _response(request, pk, response_pk)
    found = Response.objects.submitted().filter(round__in=Round.objects.visible_to(request.user))
    return get_object_or_404(found.select_related("round", "organisation"), pk=response_pk, round=pk)


def _response(request, pk, response_pk):
    responses = Response.objects.visible_to(request.user).select_related("round__questionnaire", "organisation")
    return get_object_or_404(responses, pk=response_pk, round=pk)
