"""Pages about actions: the list with its line, one action, the form, the tick, the export."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from actions import export, policies, queries, services
from actions.forms import ActionForm, LineForm, StateForm
from actions.models import ActionItem, ActionState, Priority
from actions.policies import ACTING
from actions.views.frame import crumbs_to, detail_page, visible_action
from portal import dates
from portal.access import ensure
from portal.pages import go_back, page_of, render_page, sorting

ROWS = {"li": "actions/item.html", "tr": "actions/row.html", "del": "actions/part.html"}  # where a tick may stand
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "POST"])
def action_list(request):
    """The list; a POST adds the line at its top."""
    wish, status = queries.Wish.of(request.GET), 200
    line = None
    if policies.can_add(request.user):
        line = LineForm(user=request.user)
    if request.method == "POST":
        ensure(line is not None)
        line = LineForm(request.POST, user=request.user, defaults=_defaults(request.user, wish))
        if line.is_valid():
            action = services.add_action(**line.facts(), by=request.user)
            messages.success(request, _added(action))
            return redirect(request.get_full_path())
        status = 422
    return render_page(
        request, "actions/action_list.html", _list_context(request, wish, line), part="list", status=status
    )


def _list_context(request, wish, line):
    on = dates.today()
    order = sorting(request, queries.SORTINGS, "klart")
    page = page_of(request, queries.list_actions(request.user, wish, on=on).order_by(*order.ordering))
    counts = queries.count_tabs(request.user, wish, on=on)
    return {
        "page": page,
        "sorting": order,
        "wish": wish,
        "tabs": [(key, label, counts[key]) for key, label in queries.TABS.items()],
        "counts": counts,
        "choices": queries.filter_choices(request.user),
        "editable": policies.editable_ids(request.user, page.object_list),
        "line": line,
    }


def _defaults(user, wish) -> dict:
    """Where a line belongs when it does not say: what the list is narrowed to, else one's only organisation."""
    organisations, groups = queries.places_open_to(user)
    found = {
        "group": groups.filter(pk=wish.group).first() if wish.group else None,
        "organisation": organisations.filter(pk=wish.organisation).first() if wish.organisation else None,
        "provision": queries.current_provisions(user).filter(pk=wish.provision).first() if wish.provision else None,
    }
    own = user.organisations_as(*ACTING)
    if not user.leads and not found["group"] and not found["organisation"] and len(own) == 1:
        found["organisation"] = organisations.get(pk=next(iter(own)))
    return {name: thing for name, thing in found.items() if thing is not None}


def _added(action):
    """What was understood, said back."""
    parts = [str(action.owner or _("No one responsible yet"))]
    parts.append(dates.spoken(action.due_on) if action.due_on else _("no date"))
    parts += [str(thing) for thing in (action.provision, action.organisation, action.group) if thing]
    return _("Added: %(title)s. %(facts)s.") % {"title": action.title, "facts": " · ".join(parts)}


@require_GET
def action_export(request):
    """The list as it is filtered and sorted, all pages of it, as a workbook."""
    wish = queries.Wish.of(request.GET)
    order = sorting(request, queries.SORTINGS, "klart")
    rows = queries.list_actions(request.user, wish, on=dates.today()).order_by(*order.ordering)
    name = pgettext("file name", "actions")
    return HttpResponse(
        export.workbook(rows),
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{name}-{dates.today().isoformat()}.xlsx"'},
    )


@require_http_methods(["GET", "POST"])
def action_new(request):
    """The whole form. The address may say what it is about: ?grupp=, ?organisation=, ?punkt=."""
    ensure(policies.can_add(request.user))
    posted = request.POST if request.method == "POST" else None
    defaults = {} if posted is not None else _defaults(request.user, queries.Wish.of(request.GET))
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
    context = {
        "action": visible_action(request, pk),
        "row": ROWS[kind],
        "kind": kind,
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
