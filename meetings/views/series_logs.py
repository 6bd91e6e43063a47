"""The decisions and the actions of one series, to search and to take away as a workbook."""

from django.http import HttpResponse
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from actions import exchange
from actions.policies import editable_ids
from meetings import policies
from meetings.queries import lists, series
from meetings.views.series import series_crumbs, visible_series
from portal import dates
from portal.asked import words_in
from portal.pages import page_of, render_page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _page(request, one, part, page, **more):
    context = {
        "series": one,
        "part": part,
        "page": page,
        "search": words_in(request.GET.get("sok", "")),
        "keeps": policies.can_call_meetings(request.user, one.group),
        "crumbs": series_crumbs(one),
    }
    return render_page(request, "meetings/series_log.html", context | more)


@require_GET
def series_decisions(request, pk):
    one = visible_series(request, pk)
    search = words_in(request.GET.get("sok", ""))
    rows = lists.list_decisions(request.user, series=one.pk, search=search)
    return _page(request, one, "decisions", page_of(request, rows))


@require_GET
def series_actions(request, pk):
    one = visible_series(request, pk)
    search = words_in(request.GET.get("sok", ""))
    page = page_of(request, series.list_actions_from(request.user, series=one.pk, search=search))
    editable = editable_ids(request.user, [row.action for row in page])
    return _page(request, one, "actions", page, editable=editable)


@require_GET
def series_actions_export(request, pk):
    """The actions of the series as they are searched, as the workbook the list of actions gives."""
    one = visible_series(request, pk)
    search = words_in(request.GET.get("sok", ""))
    rows = series.list_actions_from(request.user, series=one.pk, search=search)
    name = f"{pgettext('file name', 'actions')}-{dates.today().isoformat()}.xlsx"
    return HttpResponse(
        exchange.workbook([row.action for row in rows]),
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
