"""Many actions at once: as a list with its line, as a board, as a calendar, and out to a workbook."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods

from actions import exchange, policies, queries, services
from actions.forms import LineForm
from actions.forms.bulk import BulkForm
from actions.models import ActionState, Priority, SavedView
from actions.views.frame import defaults_of
from portal import dates
from portal.access import ensure
from portal.pages import page_of, render_page, sorting

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PER_PAGE = 25


@require_http_methods(["GET", "POST"])
def action_list(request):
    """The actions as the address asks for them; a POST adds the line at the top."""
    wish, status = queries.Wish.of(request.GET), 200
    line = None
    if policies.can_add(request.user):
        line = LineForm(user=request.user)
    if request.method == "POST":
        ensure(line is not None)
        line = LineForm(request.POST, user=request.user, defaults=defaults_of(request.user, wish))
        if line.is_valid():
            action = services.add_action(**line.facts(), by=request.user)
            messages.success(request, _added(action))
            return redirect(request.get_full_path())
        status = 422
    context = _context(request, wish, line) | _VIEWS[wish.view](request, wish)
    return render_page(request, "actions/action_list.html", context, part="list", status=status)


def _context(request, wish, line):
    """What all three views have around them."""
    counts = queries.count_tabs(request.user, wish, on=dates.today())
    tabs = {key: label for key, label in queries.TABS.items() if wish.view != "tavla" or key not in NOT_ON_A_BOARD}
    return {
        "wish": wish,
        "tabs": [(key, label, counts[key]) for key, label in tabs.items()],
        "current_tab": wish.tab if wish.tab in tabs else "alla",
        "counts": counts,
        "views": queries.VIEWS.items(),
        "saved": SavedView.objects.filter(owner=request.user),
        "kept": kept_query(request.GET),
        "choices": queries.filter_choices(request.user),
        "states": ActionState.choices,
        "priorities": Priority.choices,
        "whens": queries.WHEN.items(),
        "line": line,
    }


NOT_ON_A_BOARD = {"oppna", "klara"}  # there the state is the column


def kept_query(asked) -> str:
    """What of an address is worth keeping, in a fixed order: no page numbers, nothing unknown, nothing empty."""
    kept = QueryDict(mutable=True)
    for key in queries.KEPT:
        if asked.get(key):
            kept[key] = asked[key]
    return kept.urlencode()


def _as_list(request, wish):
    """With ?flera=1 rows are chosen instead of ticked, to be changed together."""
    order = sorting(request, queries.SORTINGS, "klart")
    rows = queries.list_actions(request.user, wish, on=dates.today()).order_by(*order.ordering)
    page = page_of(request, rows, per=PER_PAGE)
    editable = policies.editable_ids(request.user, page.object_list)
    several = "flera" in request.GET and bool(editable)
    return {
        "page": page,
        "sorting": order,
        "editable": editable,
        "several": BulkForm(user=request.user) if several else None,
        "with_priority": order.key == "prioritet" or any(row.priority != Priority.NORMAL for row in page.object_list),
    }


def _as_board(request, wish):
    columns = queries.board(request.user, wish, on=dates.today())
    cards = [card for column in columns for card in column.cards]
    return {"columns": columns, "editable": policies.editable_ids(request.user, cards)}


def _as_calendar(request, wish):
    on = dates.today()
    first = queries.month_of(request.GET.get("manad", ""), on=on)
    return {"month": queries.month(request.user, wish, first, on=on)}


_VIEWS = {"lista": _as_list, "tavla": _as_board, "kalender": _as_calendar}


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
        exchange.workbook(rows),
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{name}-{dates.today().isoformat()}.xlsx"'},
    )
