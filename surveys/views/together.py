"""Sharing the work in one organisation: the table of contents, and sections lent to colleagues."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal import dates
from portal.pages import render_page
from surveys import services
from surveys.forms.together import DelegationForm
from surveys.models import Delegation
from surveys.queries import together
from surveys.views.desks import at_desk, ensure_open, ensure_whole, frame, sheet_of


@require_GET
@at_desk
def survey_contents(request, desk):
    """Every section: how much is answered, by whom and when, who was asked to help, and what is said."""
    form = sheet_of(desk)
    is_open = not form.is_submitted and desk.round.is_open(on=dates.today())
    lent = together.delegations(desk) if desk.writer.lent is None else []
    context = {
        **frame(desk, form),
        "lines": together.contents(form, together.talks(desk), lent),
        "lent": together.lent_out(form, lent),
        "can_write": is_open,
        "can_lend": is_open and desk.writer.lent is None,
    }
    return render_page(request, "surveys/contents.html", context)


@require_http_methods(["GET", "POST"])
@at_desk
def delegation_new(request, desk):
    """Let a colleague answer some sections."""
    ensure_whole(desk)
    form = sheet_of(desk)
    ensure_open(desk, form, on=dates.today())
    posted = request.POST if request.method == "POST" else None
    section = form.section(int(number)) if (number := request.GET.get("avsnitt", "")).isdecimal() else None
    initial = {"sections": [section.asked[0].question.identity]} if section else {}
    letter = DelegationForm(posted, form=form, initial=initial)
    if posted is not None and letter.is_valid():
        given = {key: letter.cleaned_data[key] for key in ("name", "email", "message")}
        try:
            services.lend(
                desk.round,
                desk.organisation,
                **given,
                questions=letter.chosen_questions(),
                by=desk.writer,
                at=timezone.now(),
            )
        except ValidationError as error:
            letter.add_error("email", error)
        else:
            messages.success(request, _("A letter with a link is on its way to %(name)s.") % {"name": given["name"]})
            return redirect("survey-contents", desk.round.pk, desk.organisation.pk)
    context = {**frame(desk, form), "letter": letter, "back": section}
    return render_page(request, "surveys/delegation_form.html", context, status=200 if posted is None else 422)


@require_POST
@at_desk
def delegation_again(request, desk, delegation_pk):
    delegation = _delegation(desk, delegation_pk)
    ensure_open(desk, sheet_of(desk), on=dates.today())
    services.send_lent_again(delegation, by=desk.writer)
    messages.success(
        request,
        _("A new link is on its way to %(name)s. The old link no longer works.") % {"name": delegation.name},
    )
    return redirect("survey-contents", desk.round.pk, desk.organisation.pk)


@require_POST
@at_desk
def take_back(request, desk, delegation_pk):
    delegation = services.take_back(_delegation(desk, delegation_pk), by=desk.writer, at=timezone.now())
    messages.success(
        request,
        _("The link of %(name)s no longer works. What was answered is kept.") % {"name": delegation.name},
    )
    return redirect("survey-contents", desk.round.pk, desk.organisation.pk)


def _delegation(desk, pk):
    ensure_whole(desk)
    return get_object_or_404(Delegation.objects.filter(round=desk.round, organisation=desk.organisation), pk=pk)
