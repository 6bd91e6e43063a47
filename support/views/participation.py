"""Who came, in numbers: the table to fill in, and the coverage of an event, a series or a period."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext
from django.views.decorators.http import require_GET, require_http_methods

from portal import dates
from portal.asked import number_in
from portal.pages import render_page
from portal.tables import WHOLE, Column, write_table
from support import policies
from support.forms.participation import ParticipationForm, mark_of
from support.models import Event, EventKind
from support.queries import coverage
from support.queries.events import series_to_choose
from support.services import participation as services
from support.views.event_frame import crumbs, visible_event, writable_event


@require_http_methods(["GET", "POST"])
def participation_edit(request, pk):
    event = writable_event(request, pk)
    posted = request.POST if request.method == "POST" else None
    form = ParticipationForm(posted, event=event, user=request.user, on=dates.today())
    if posted is not None and form.is_valid():
        try:
            changed = services.count(event, form.counts(), seen=form.what_was_seen(), by=request.user)
        except services.CountedMeanwhile as meanwhile:
            _tell_of_others(form, meanwhile.stands)
        else:
            words = ngettext("%(count)d number is saved.", "%(count)d numbers are saved.", changed)
            messages.success(request, words % {"count": changed} if changed else _("Nothing had changed."))
            return redirect(f"{event.get_absolute_url()}#deltagare")
    context = {"event": event, "form": form, "crumbs": crumbs(event)}
    return render_page(request, "support/participation_edit.html", context, status=200 if posted is None else 422)


def _tell_of_others(form, stands):
    form.stored = stands
    form.stands_now = form.differences()
    form.data = form.data.copy()
    form.data["seen"] = mark_of(stands)
    form.add_error(
        None,
        _(
            "Somebody changed this while you were writing. What you wrote is still below;"
            " look at what stands now, and send again if yours still holds."
        ),
    )


@require_GET
def event_coverage(request, pk):
    """The coverage of one event."""
    event = visible_event(request, pk)
    found = coverage.coverage_of(Event.objects.filter(pk=event.pk), on=dates.today())
    context = {
        "event": event,
        "coverage": found,
        "writes": policies.can_write_event(request.user, event),
        "crumbs": crumbs(event),
    }
    return render_page(request, "support/event_coverage.html", context)


@require_GET
def coverage_page(request):
    """The coverage of a series, a kind or a period: ?serie= ?slag= ?fran= ?till=."""
    wish = coverage.Wish.of(request.GET)
    events = coverage.events_asked_for(request.user, wish, at=timezone.now())
    series = list(series_to_choose(request.user))
    context = {
        "wish": wish,
        "coverage": coverage.coverage_of(events, on=dates.today()),
        "series": series,
        "chosen": next((one for one in series if one.pk == wish.series), None),
        "kinds": EventKind.choices,
        "crumbs": crumbs(),
    }
    return render_page(request, "support/coverage.html", context)


@require_GET
def coverage_export(request):
    """The same as a workbook; ?tillfalle= for one event alone."""
    wish = coverage.Wish.of(request.GET)
    event = number_in(request.GET.get("tillfalle", ""))
    if event:
        events = Event.objects.filter(pk=visible_event(request, event).pk)
    else:
        events = coverage.events_asked_for(request.user, wish, at=timezone.now())
    found = coverage.coverage_of(events, on=dates.today())
    data = write_table(COLUMNS, _rows(found), title=_("Coverage"))
    name = f"{pgettext('file name', 'coverage')}-{dates.today().isoformat()}.xlsx"
    return HttpResponse(
        data,
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


COLUMNS = [
    Column("part", gettext_lazy("Part of the county"), width=24),
    Column("name", gettext_lazy("Organisation"), width=36),
    Column("kind", gettext_lazy("Kind of workplace"), width=20),
    Column("occasions", gettext_lazy("Occasions"), kind=WHOLE, width=12),
    Column("persons", gettext_lazy("Persons"), kind=WHOLE, width=12),
]


def _rows(found):
    for part in found.parts:
        yield from (_row(part.name, row) for row in part.rows)
    yield from (_row("", row) for row in found.others)


def _row(part, row) -> dict:
    return {"part": part, "name": row.name, "kind": str(row.kind), "occasions": row.occasions, "persons": row.persons}
