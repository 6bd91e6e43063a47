"""Pages about actions: the list with its line, one action, the form, the tick, the export."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from actions import export, policies, queries, services
from actions.forms import ActionForm, CommentForm, LineForm, StateForm
from actions.models import ActionItem, ActionState
from actions.policies import ACTING
from portal import dates
from portal.access import ensure
from portal.pages import go_back, page_of, render_page, sorting

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
    action = _visible(request, pk)
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
    mine = form.facts()
    differing = [
        {"label": form.fields[name].label, "theirs": getattr(stale.action, name), "mine": mine[name]}
        for name in form.facts()
        if getattr(stale.action, name) != mine[name]
    ]
    posted = request.POST.copy()
    posted["revision"] = stale.action.revision
    again = ActionForm(posted, instance=stale.action, user=request.user)
    again.is_valid()
    return _form_page(request, again, action=stale.action, status=422, stale=stale, differing=differing)


def _form_page(request, form, *, status, action=None, **more):
    crumbs = [(_("Actions"), reverse("action-list"))]
    title = ""
    if action is not None:
        title = ActionItem.objects.values_list("title", flat=True).get(pk=action.pk) if form.is_bound else action.title
        crumbs.append((title, action.get_absolute_url()))
    context = {"form": form, "action": action, "saved_title": title, "crumbs": crumbs, **more}
    return render_page(request, "actions/action_form.html", context, status=status)


@require_GET
def action_detail(request, pk):
    return _detail_page(request, _visible(request, pk))


def _detail_page(request, action, *, comment=None, status=200):
    allowed = policies.can_edit(request.user, action)
    context = {
        "action": action,
        "allowed": allowed,
        "may_comment": allowed or policies.can_add(request.user),
        "history": queries.history(action),
        "states": [(value, label) for value, label in ActionState.choices if value != action.state],
        "comment": comment or CommentForm(),
        "crumbs": [(_("Actions"), reverse("action-list"))],
    }
    return render_page(request, "actions/action_detail.html", context, status=status)


@require_POST
def action_done(request, pk):
    """Tick or untick. "state" may say which (open, done); htmx gets the row ("row" says which kind) and a message."""
    action = _visible(request, pk)
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
    row = "actions/row.html" if request.POST.get("row") == "tr" else "actions/item.html"
    context = {"action": _visible(request, pk), "row": row, "may_edit": True, "was_wish": wish}
    return render_page(request, "actions/done.html", context)


@require_POST
def action_state(request, pk):
    """Set any of the four states, from the action's own page."""
    action = _visible(request, pk)
    ensure(policies.can_edit(request.user, action))
    form = StateForm(request.POST)
    if not form.is_valid():
        return _detail_page(request, action, status=422)
    services.set_state(action, form.cleaned_data["state"], by=request.user, at=timezone.now())
    return go_back(request, action)


@require_POST
def action_comment(request, pk):
    """Write in the history. Whoever may act and sees the action may comment."""
    action = _visible(request, pk)
    ensure(policies.can_edit(request.user, action) or policies.can_add(request.user))
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _detail_page(request, action, comment=form, status=422)
    services.comment(action, form.cleaned_data["comment"], by=request.user, at=timezone.now())
    return redirect(f"{action.get_absolute_url()}#historik")


def _visible(request, pk):
    related = ("owner", "organisation", "group", "provision", "created_by", "parent")
    return get_object_or_404(ActionItem.objects.visible_to(request.user).select_related(*related), pk=pk)
