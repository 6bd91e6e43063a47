"""A round in the making: from the agreement's new clauses to a letter in thirteen municipalities."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from agreements.models import Agreement, Change
from portal.access import ensure
from portal.pages import render_page
from surveys import policies, services
from surveys.forms import GapRoundForm, RoundForm, suggest
from surveys.gap import gap_questions
from surveys.languages import choices_of, localised
from surveys.queries.rounds import candidates
from surveys.queries.sections import clause_of, sheet
from surveys.sharing import sharing_rule
from surveys.views.building import show_written_form
from surveys.views.frame import led_round, own_draft
from surveys.views.persons import show_person_preview
from surveys.views.rounds import crumbs
from surveys.views.spoken import speak_wished


@require_http_methods(["GET", "POST"])
def gap_new(request, agreement_pk):
    """Show the questions to be, and make the draft."""
    agreement = get_object_or_404(Agreement.objects.visible_to(request.user), pk=agreement_pk)
    ensure(policies.can_make_surveys(request.user))
    asked = candidates()
    if request.method == "POST":
        form = GapRoundForm(request.POST, agreement=agreement)
        if form.is_valid():
            round = services.create_gap_round(agreement, **form.cleaned_data, by=request.user)
            return redirect(round)
    else:
        everybody = [contact.pk for candidate in asked for contact in candidate.contacts]
        form = GapRoundForm(agreement=agreement, initial={**suggest(agreement), "contacts": everybody})
    return _show_form(request, form, agreement, asked)


@require_http_methods(["GET", "POST"])
def draft_edit(request, pk):
    round = own_draft(request, pk)
    if round.questionnaire.is_written:
        return _written_edit(request, round)
    if request.method == "POST":
        form = GapRoundForm(request.POST, instance=round, agreement=round.agreement)
        if form.is_valid():
            services.update_draft(round, **form.cleaned_data, by=request.user)
            return redirect(round)
    else:
        form = GapRoundForm(instance=round, agreement=round.agreement, initial=_chosen(round))
    return _show_form(request, form, round.agreement, candidates(), round=round)


def _written_edit(request, round):
    posted = request.POST if request.method == "POST" else None
    form = RoundForm(posted, instance=round, initial={"contacts": _chosen_contacts(round, everybody=True)})
    if posted is not None and form.is_valid():
        services.update_written_draft(round, **form.cleaned_data, by=request.user)
        return redirect(round)
    return show_written_form(request, form, round=round)


def _chosen_contacts(round, *, everybody=False):
    people = set(round.invitations.values_list("organisation", "user"))
    contacts = [contact for candidate in candidates(everybody=everybody) for contact in candidate.contacts]
    return [contact.pk for contact in contacts if (contact.organisation_id, contact.user_id) in people]


def _chosen(round):
    """What a draft already asks about, and whom."""
    return {
        "provisions": round.questionnaire.questions.exclude(provision=None)
        .values_list("provision", flat=True)
        .distinct(),
        "contacts": _chosen_contacts(round),
    }


def _show_form(request, form, agreement, asked, *, round=None):
    in_force = list(agreement.provisions.in_force())
    provisions = [one for one in in_force if one.change != Change.UNCHANGED]
    unchanged = [one for one in in_force if one.change == Change.UNCHANGED]
    chosen = {str(pk) for pk in form["provisions"].value() or []}
    context = {
        "form": form,
        "round": round,
        "agreement": agreement,
        "provisions": provisions,
        "unchanged": unchanged,
        "asks_unchanged": any(str(one.pk) in chosen for one in unchanged),
        "chosen_provisions": chosen,
        "example": gap_questions(provisions[:1])[:4] if provisions else [],
        "open_questions": gap_questions([]),
        "candidates": asked,
        "chosen_contacts": {str(pk) for pk in form["contacts"].value() or []},
        "without": [candidate for candidate in asked if not candidate.contacts],
        "sharing": sharing_rule(form.instance),
        "crumbs": crumbs(round),
    }
    return render_page(request, "surveys/gap_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def round_preview(request, pk, number):
    """A page of the survey as who answers sees it. Nothing is saved from here: sending the page only turns it."""
    round = led_round(request, pk)
    language = speak_wished(request, round.questionnaire)
    if round.is_of_persons:
        return show_person_preview(request, round)
    form = sheet(round)
    section = form.section(number)
    if section is None:
        raise Http404
    if request.method == "POST":
        following = form.section(number + 1)
        asked = f"?sprak={language}" if language else ""
        there = reverse("round-preview", args=[round.pk, following.number]) + asked if following else round
        return redirect(there)
    context = {
        "preview": True,
        "wished": language,
        "languages_of_survey": choices_of(round.questionnaire),
        "round": localised(round),
        "form": form,
        "this": section,
        "clause": clause_of(section),
        "previous": form.section(number - 1),
        "next": form.section(number + 1),
        "rows": [{"asked": asked, "question": asked.question, "base": ""} for asked in section.asked],
        "can_open_clause": section.provision,
    }
    return render_page(request, "surveys/preview.html", context)


@require_POST
def round_send(request, pk):
    round = led_round(request, pk)
    ensure(round.wave_id is None, _("This draft is one forum's part of a survey to many. Go to the page of them all."))
    try:
        services.send_round(round, by=request.user, at=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(round)
    people = round.invitations.count()
    messages.success(
        request,
        ngettext(
            "The survey is on its way to %(people)s person.", "The survey is on its way to %(people)s people.", people
        )
        % {"people": people},
    )
    return redirect(round)


@require_POST
def draft_delete(request, pk):
    services.delete_draft(own_draft(request, pk), by=request.user)
    messages.success(request, _("The draft is deleted."))
    return redirect("round-list")
