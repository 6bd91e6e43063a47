"""Whom a round asks: the list, a choice by filters, an uploaded list, one by hand."""

from itertools import groupby

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from organisations.models import Organisation, OrganisationKind
from portal import dates, drafts
from portal.access import ensure
from portal.asked import words_in
from portal.deeds import tried
from portal.pages import page_of, render_page
from portal.tables import Fault, Row, Table, write_table
from surveys.audience_file import COLUMNS, entries_of
from surveys.forms.audience import ChoiceForm, ListForm, PersonForm
from surveys.queries import audience as queries
from surveys.services import audience as services
from surveys.views.frame import draft_round, running_round
from surveys.views.rounds import crumbs

KIND = "survey-audience"
SHOWN = 500  # people to tick on a page; more are added all at once, or found by narrower filters


@require_GET
def audience(request, pk):
    """Everybody who is asked, and the ways to ask more."""
    return _show(request, running_round(request, pk), PersonForm(initial={"language": "sv"}))


def _show(request, round, form, *, status=200):
    search = words_in(request.GET.get("sok", ""))
    page = page_of(request, queries.chosen(round, search), per=100)
    several = queries.asked_for_several(round, [row.email for row in page])
    for row in page:
        row.several = several.get(row.email, 0)
    context = {
        "round": round,
        "page": page,
        "search": search,
        "person_form": form,
        "confirm": request.GET.get("bekrafta", ""),
        "crumbs": crumbs(round),
    }
    return render_page(request, "surveys/audience.html", context, part="list", status=status)


@require_POST
def audience_add(request, pk):
    """One person by hand, with or without an account."""
    round = running_round(request, pk)
    form = PersonForm(request.POST)
    if not form.is_valid():
        return _show(request, round, form, status=422)
    values = form.cleaned_data
    person = {**values, "organisation": values["organisation"].pk}
    try:
        added, _already = services.add_people(round, [person], by=request.user)
    except ValidationError as error:
        form.add_error("organisation", error)
        return _show(request, round, form, status=422)
    if not added:
        form.add_error("email", _("This address is already invited."))
        return _show(request, round, form, status=422)
    messages.success(request, _("%(name)s is asked.") % {"name": values["name"]})
    return redirect("survey-audience", round.pk)


@require_http_methods(["GET", "POST"])
def audience_choose(request, pk):
    """Find people by filters (in the address), tick, add. "Tick all" and "none" are buttons: no script is needed."""
    round = running_round(request, pk)
    _ensure_chosen_freely(round)
    form = ChoiceForm(request.GET or None)
    wish = form.wish if form.is_bound else {"role": queries.CONTACT}
    found, homeless = queries.faces(round, wish, on=dates.today())
    free = [face for face in found if not face.taken]
    ticked = {face.value for face in free}
    if request.method == "POST":
        if "alla" in request.POST:
            return _add(request, round, free)
        ticked &= set(request.POST.getlist("person"))
        if "kryssa" not in request.POST:
            if ticked:
                return _add(request, round, [face for face in free if face.value in ticked])
            form.nobody = _("Tick at least one person to ask.")
        else:
            ticked = _ticked(request.POST["kryssa"], ticked, free)
    context = {
        "round": round,
        "form": form,
        "wish": wish,
        "kinds": _by_kind(found[:SHOWN]),
        "free": len(free),
        "taken": len(found) - len(free),
        "hidden": max(0, len(found) - SHOWN),
        "homeless": homeless,
        "ticked": ticked,
        "nobody": getattr(form, "nobody", ""),
        "crumbs": [*crumbs(round), (_("Recipients"), reverse("survey-audience", args=[round.pk]))],
    }
    return render_page(request, "surveys/audience_choose.html", context, status=422 if context["nobody"] else 200)


def _ticked(wish, ticked, free):
    """The ticks after a press of "kind:alla" or "kind:ingen"."""
    kind, _colon, which = wish.partition(":")
    these = {face.value for face in free if face.organisation.kind == kind}
    return ticked | these if which == "alla" else ticked - these


def _by_kind(found):
    """(kind, label, [(organisation, faces)]) in order."""
    labels = dict(OrganisationKind.choices)
    return [
        (kind, labels.get(kind, kind), [(one, list(rows)) for one, rows in groupby(faces, lambda f: f.organisation)])
        for kind, faces in groupby(found, lambda face: face.organisation.kind)
    ]


def _add(request, round, chosen):
    people = (
        {
            "organisation": face.organisation.pk,
            "user": face.user,
            "name": face.name,
            "email": face.email,
            "language": face.language,
        }
        for face in chosen
    )
    return _added(request, round, *services.add_people(round, people, by=request.user))


def _ensure_chosen_freely(round):
    """A forum's round asks the people of its two sides: they are added one by one."""
    ensure(not round.is_of_forum, _("In a local forum's survey people are added one by one, for one of its sides."))


def _added(request, round, added, already):
    text = ngettext("%(number)s person is added.", "%(number)s people are added.", added) % {"number": added}
    if already:
        text += " " + ngettext("%(number)s was asked already.", "%(number)s were asked already.", already) % {
            "number": already
        }
    messages.success(request, text)
    return redirect("survey-audience", round.pk)


@require_http_methods(["GET", "POST"])
def audience_upload(request, pk):
    """A list as a file: what is read waits as the person's own draft until they have looked at it."""
    round = running_round(request, pk)
    _ensure_chosen_freely(round)
    posted = request.method == "POST"
    form = ListForm(request.POST if posted else None, request.FILES if posted else None)
    if posted and form.is_valid():
        name = form.cleaned_data["file"].name
        draft = drafts.keep(request.user, KIND, round, name=name, content=_packed(form.table))
        return redirect("audience-preview", round.pk, draft.pk)
    context = {
        "form": form,
        "round": round,
        "crumbs": [*crumbs(round), (_("Recipients"), reverse("survey-audience", args=[round.pk]))],
    }
    return render_page(request, "surveys/audience_upload.html", context, status=422 if form.errors else 200)


@require_GET
def audience_model(request, pk):
    """An empty list to fill in: the headings, and a row for each organisation asked now."""
    round = running_round(request, pk)
    rows = [
        {"organisation": row.organisation.name, "name": row.name, "email": row.email, "language": row.language}
        for row in queries.chosen(round)
    ]
    content = write_table(COLUMNS, rows, title=_("Recipients"))
    response = HttpResponse(content, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    response.headers["Content-Disposition"] = f'attachment; filename="mottagare-{round.pk}.xlsx"'
    return response


@require_http_methods(["GET", "POST"])
def audience_preview(request, pk, draft_pk):
    """What each row means, with its faults by row; nothing is saved unless all is right, or the good rows are chosen."""
    round = running_round(request, pk)
    draft = get_object_or_404(drafts.drafts_about(request.user, KIND, round), pk=draft_pk)
    taken = set(round.invitations.values_list("organisation", "email"))
    entries = entries_of(_unpacked(draft.content), list(Organisation.objects.all()), taken)
    good = [entry for entry in entries if entry.kind == "new"]
    faulty = [entry for entry in entries if entry.kind == "fault"]
    refused = request.method == "POST" and (not good or (faulty and "goda" not in request.POST))
    if request.method == "POST" and not refused:
        people = (
            {
                "organisation": one.organisation.pk,
                "name": one.values["name"],
                "email": one.values["email"],
                "language": one.values.get("language") or "",
            }
            for one in good
        )
        with transaction.atomic():
            added, already = services.add_people(round, people, by=request.user)
            draft.delete()
        return _added(request, round, added, already + sum(one.kind == "taken" for one in entries))
    context = {
        "round": round,
        "draft": draft,
        "good": len(good),
        "faulty": faulty,
        "some_good": good[:50],
        "taken": [entry for entry in entries if entry.kind == "taken"],
        "ignored": draft.content["ignored"],
        "crumbs": [*crumbs(round), (_("Recipients"), reverse("survey-audience", args=[round.pk]))],
    }
    return render_page(request, "surveys/audience_preview.html", context, status=422 if refused else 200)


@require_POST
def audience_remove(request, pk, invitation_pk):
    round = draft_round(request, pk)
    invitation = get_object_or_404(round.invitations, pk=invitation_pk)
    tried(
        request,
        lambda: services.remove_person(round, invitation.pk, by=request.user),
        _("%(name)s is not asked any more.") % {"name": invitation.name},
    )
    return redirect("survey-audience", round.pk)


@require_POST
def audience_empty(request, pk):
    """Everybody, or everybody of one organisation ("organisation")."""
    round = draft_round(request, pk)
    asked = request.POST.get("organisation", "")
    organisation = get_object_or_404(Organisation, pk=asked) if asked.isdecimal() else None
    try:
        number = services.remove_people(round, organisation=organisation, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        text = ngettext("%(number)s person is not asked any more.", "%(number)s people are not asked any more.", number)
        messages.success(request, text % {"number": number})
    return redirect("survey-audience", round.pk)


def _packed(table) -> dict:
    rows = [[row.number, row.values, [[fault.heading, fault.text] for fault in row.faults]] for row in table.rows]
    return {"rows": rows, "ignored": table.ignored}


def _unpacked(content) -> Table:
    return Table(
        [
            Row(number, dict(values), [Fault(number, heading, text) for heading, text in faults])
            for number, values, faults in content["rows"]
        ],
        content["ignored"],
    )
