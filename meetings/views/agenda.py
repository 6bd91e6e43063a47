"""Points, outcomes and coming dates, written in place on the meeting's page."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import trigger_client_event

from meetings import services
from meetings.forms.agenda import ItemForm, NewItemForm, OutcomeForm, OutcomeLineForm
from meetings.forms.meeting import KeyDateForm
from meetings.models import Outcome, OutcomeKind
from meetings.queries import page
from meetings.views.frame import crumbs, editable_meeting, says_when_locked
from meetings.views.meetings import meeting_page
from portal.pages import render_page
from portal.revisions import ChangedMeanwhile


def _say(response, words):
    """Let the page say something short when htmx has put the part in its place."""
    return trigger_client_event(response, "fardplan:say", {"value": words})


def _to(meeting, place):
    return redirect(f"{meeting.get_absolute_url()}#{place}")


@says_when_locked
@require_POST
def item_add(request, pk):
    meeting = editable_meeting(request, pk)
    form = NewItemForm(request.POST, prefix="punkt", sections=sections_of(meeting, request.user))
    if not form.is_valid():
        return meeting_page(request, meeting, new_item=form, status=422)
    item = services.add_item(meeting, by=request.user, **form.cleaned_data)
    return _to(meeting, f"p{item.pk}")


def sections_of(meeting, user):
    """The headings over the points that the user sees."""
    return meeting.agenda.for_eyes_of(user).values_list("section", flat=True)


@says_when_locked
@require_http_methods(["GET", "POST"])
def item_edit(request, pk, item_pk):
    """What stands around the notes: heading, who presents, minutes, whether it is internal."""
    meeting = editable_meeting(request, pk)
    item = editable_item(request, meeting, item_pk)
    posted = request.POST if request.method == "POST" else None
    sections = list(sections_of(meeting, request.user))
    form, theirs = ItemForm(posted, instance=item, sections=sections), None
    if posted is not None and form.is_valid():
        try:
            services.edit_item(item, form.facts(), revision=form.cleaned_data["revision"], by=request.user)
        except services.Stale as stale:
            theirs = stale.item
            again = posted.copy()
            again["revision"] = theirs.revision
            form = ItemForm(again, instance=item, sections=sections)
            form.is_valid()
        else:
            return _to(meeting, f"p{item.pk}")
    context = {"meeting": meeting, "item": item, "form": form, "theirs": theirs, "crumbs": crumbs(meeting)}
    return render_page(request, "meetings/item_edit.html", context, status=200 if posted is None else 422)


def editable_item(request, meeting, item_pk):
    """A point the user may see: 404 for one that is only for a group they do not sit in."""
    return get_object_or_404(meeting.agenda.for_eyes_of(request.user), pk=item_pk)


def item_part(request, meeting, item_pk, *, status=200, **bound):
    """One point as the meeting's page shows it to who edits."""
    item = get_object_or_404(page.agenda(meeting).for_eyes_of(request.user), pk=item_pk)
    before = meeting.agenda.for_eyes_of(request.user).filter(position__lte=item.position)
    context = {
        "meeting": meeting,
        "item": item,
        "number": before.count(),
        "may_edit": True,
        "following": page.following(meeting),
        "line": OutcomeLineForm(user=request.user),
    }
    return render_page(request, "meetings/item.html", context | bound, status=status)


@says_when_locked
@require_http_methods(["GET", "POST"])
def item_delete(request, pk, item_pk):
    """Asks first: the text of the point goes with it."""
    meeting = editable_meeting(request, pk)
    item = editable_item(request, meeting, item_pk)
    if request.method == "POST":
        services.delete_item(item, by=request.user)
        messages.success(request, _("The point is deleted."))
        return redirect(meeting)
    context = {"meeting": meeting, "item": item, "crumbs": crumbs(meeting)}
    return render_page(request, "meetings/item_delete.html", context)


# -- outcomes ---------------------------------------------------------------------------------------------------------


@says_when_locked
@require_POST
def outcome_add(request, pk):
    """One line under a point ("item") or under none. htmx gets the point with the new outcome."""
    meeting = editable_meeting(request, pk)
    wanted = request.POST.get("item", "")
    item = editable_item(request, meeting, wanted) if wanted.isascii() and wanted.isdigit() else None
    defaults = {"group": meeting.group}
    form = OutcomeLineForm(request.POST, user=request.user, defaults=defaults)
    if not form.is_valid():
        if request.htmx and item:
            return item_part(request, meeting, item.pk, line=form, line_item=item.pk, focus_line=True, status=422)
        return meeting_page(request, meeting, line=form, line_item=item.pk if item else 0, status=422)
    kind = form.cleaned_data["kind"]
    action = form.facts() if kind == OutcomeKind.ACTION else None
    if action and action["group"] is None:  # the line named an organisation; the meeting's group stays
        action["group"] = meeting.group
    text = action["title"] if action else form.cleaned_data["line"]
    services.add_outcome(meeting, kind=kind, text=text, item=item, action=action, by=request.user)
    if request.htmx and item:
        return _say(item_part(request, meeting, item.pk, kind=kind, focus_line=True), _("It is added."))
    return _to(meeting, f"p{item.pk}" if item else "ovrigt")


@says_when_locked
@require_http_methods(["GET", "POST"])
def outcome_edit(request, pk, outcome_pk):
    """Information and decisions; an action is changed on its own page."""
    meeting = editable_meeting(request, pk)
    rows = meeting.outcomes.for_eyes_of(request.user).select_related("provision", "action")
    outcome = get_object_or_404(rows, pk=outcome_pk)
    if outcome.action_id:
        return redirect(outcome.action)
    posted = request.POST if request.method == "POST" else None
    form, theirs = OutcomeForm(posted, instance=outcome, user=request.user), None
    if posted is not None and form.is_valid():
        facts = {"review_on": None} | form.cleaned_data
        try:
            services.edit_outcome(outcome, **facts, by=request.user)
        except ChangedMeanwhile as changed:
            theirs = changed.current
            again = posted.copy()
            again["revision"] = theirs.revision
            form = OutcomeForm(again, instance=theirs, user=request.user)
            form.is_valid()
            theirs = Outcome.objects.select_related("provision").get(pk=outcome.pk)
        else:
            return _to(meeting, f"p{outcome.item_id}" if outcome.item_id else "ovrigt")
    context = {
        "meeting": meeting,
        "outcome": outcome,
        "form": form,
        "theirs": theirs,
        "crumbs": crumbs(meeting),
    }
    return render_page(request, "meetings/outcome_edit.html", context, status=200 if posted is None else 422)


@says_when_locked
@require_POST
def outcome_delete(request, pk, outcome_pk):
    meeting = editable_meeting(request, pk)
    outcome = get_object_or_404(meeting.outcomes.for_eyes_of(request.user), pk=outcome_pk)
    place = f"p{outcome.item_id}" if outcome.item_id else "ovrigt"
    services.delete_outcome(outcome, by=request.user)
    messages.success(request, _("It is taken out of the notes."))
    return _to(meeting, place)


# -- coming dates -----------------------------------------------------------------------------------------------------


@says_when_locked
@require_POST
def key_date_add(request, pk):
    meeting = editable_meeting(request, pk)
    form = KeyDateForm(request.POST, prefix="datum")
    if not form.is_valid():
        return meeting_page(request, meeting, key_date=form, status=422)
    services.add_key_date(meeting, by=request.user, **form.cleaned_data)
    return _to(meeting, "datum")


@says_when_locked
@require_POST
def key_date_delete(request, pk, row_pk):
    meeting = editable_meeting(request, pk)
    services.delete_key_date(get_object_or_404(meeting.key_dates, pk=row_pk), by=request.user)
    return _to(meeting, "datum")
