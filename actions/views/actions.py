"""Pages about one action: the form, its own page, the tick."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from actions import policies, queries, services
from actions.forms import ActionForm, StateForm
from actions.models import ActionItem, ActionState, Priority
from actions.views.frame import crumbs_to, defaults_of, detail_page, visible_action
from portal import dates
from portal.access import ensure
from portal.pages import go_back, render_page

# Where a tick may stand: in a list, in the table (with the column for priority), among parts.
ROWS = {
    "li": "actions/item.html",
    "tr": "actions/row.html",
    "tr-prio": "actions/row.html",
    "del": "actions/part.html",
}


@require_http_methods(["GET", "POST"])
def action_new(request):
    """The whole form. The address may say what it is about: ?grupp=, ?organisation=, ?punkt=."""
    ensure(policies.can_add(request.user))
    posted = request.POST if request.method == "POST" else None
    defaults = {} if posted is not None else defaults_of(request.user, queries.Wish.of(request.GET))
    form = ActionForm(posted, user=request.user, initial={name: thing.pk for name, thing in defaults.items()})
    if posted is not None and form.is_valid():
        action = services.add_action(**form.facts(), by=request.user)
        messages.success(request, _("The action is added."))
        return redirect(action)
    return _form_page(request, form, status=200 if posted is None else 422)


@require_http_methods(["GET", "POST"])
def action_edit(request, pk):
    """Change the facts. When somebody saved first, both versions are shown and nothing is lost."""
    action = visible_action(request, pk)
    ensure(policies.can_edit(request.user, action))
    posted = request.POST if request.method == "POST" else None
    form = ActionForm(posted, instance=action, user=request.user)
    if posted is None or not form.is_valid():
        return _form_page(request, form, action=action, status=200 if posted is None else 422)
    try:
        services.edit_action(
            action, form.facts(), revision=form.cleaned_data["revision"], by=request.user, at=timezone.now()
        )
    except services.Stale as stale:
        return _both_versions(request, form, stale)
    messages.success(request, _("The action is saved."))
    return redirect(action)


def _both_versions(request, form, stale):
    """The form again with what was typed, beside what somebody else saved meanwhile; saving once more keeps the typed."""
    mine = {name: _as_shown(name, value) for name, value in form.facts().items()}
    theirs = {name: _as_shown(name, getattr(stale.action, name)) for name in mine}
    differing = [
        {"label": form.fields[name].label, "theirs": theirs[name], "mine": mine[name]}
        for name in mine
        if theirs[name] != mine[name]
    ]
    posted = request.POST.copy()
    posted["revision"] = stale.action.revision
    again = ActionForm(posted, instance=stale.action, user=request.user)
    again.is_valid()
    return _form_page(request, again, action=stale.action, status=422, stale=stale, differing=differing)


def _as_shown(name, value):
    """A fact as the two versions are compared: several clauses as one text, a priority by its word."""
    if name == "priority":
        return Priority(value).label
    if hasattr(value, "all") or isinstance(value, list):
        return ", ".join(sorted(str(row) for row in (value.all() if hasattr(value, "all") else value)))
    return value


def _form_page(request, form, *, status, action=None, **more):
    crumbs = crumbs_to()
    title = ""
    if action is not None:
        title = ActionItem.objects.values_list("title", flat=True).get(pk=action.pk) if form.is_bound else action.title
        crumbs.append((title, action.get_absolute_url()))
    context = {"form": form, "action": action, "saved_title": title, "crumbs": crumbs, **more}
    return render_page(request, "actions/action_form.html", context, status=status)


@require_GET
def action_detail(request, pk):
    return detail_page(request, visible_action(request, pk))


@require_POST
def action_done(request, pk):
    """Tick or untick. "state" may say which (open, done); htmx gets the row ("row" says which kind) and a message."""
    action = visible_action(request, pk)
    ensure(policies.can_edit(request.user, action))
    wish = request.POST.get("state")
    if wish not in {ActionState.OPEN, ActionState.DONE}:
        wish = ActionState.DONE if action.is_open else ActionState.OPEN
    done = services.set_state(action, wish, by=request.user, at=timezone.now())
    if not request.htmx:
        messages.success(
            request,
            _("Done: %(title)s.") % {"title": done} if wish == ActionState.DONE else _("The action is open again."),
        )
        return go_back(request, action)
    kind = request.POST.get("row") if request.POST.get("row") in ROWS else "li"
    rows = queries.list_actions(request.user, queries.Wish(tab="alla"), on=dates.today())
    context = {
        "action": rows.get(pk=pk),
        "row": ROWS[kind],
        "kind": kind,
        "with_priority": kind == "tr-prio",
        "may_edit": True,
        "was_wish": wish,
    }
    return render_page(request, "actions/done.html", context)


@require_POST
def action_state(request, pk):
    """Set any of the four states, from the action's own page."""
    action = visible_action(request, pk)
    ensure(policies.can_edit(request.user, action))
    form = StateForm(request.POST)
    if not form.is_valid():
        return detail_page(request, action, status=422)
    services.set_state(action, form.cleaned_data["state"], by=request.user, at=timezone.now())
    return go_back(request, action)
