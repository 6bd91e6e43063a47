"""Series of events: the list, a series' page, its form, and its copy to the next year."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from agreements.views.writing import store
from portal import dates
from portal.access import ensure
from portal.holidays import swedish_holidays
from portal.pages import render_page
from support import policies
from support.forms.events import NextYearForm, SeriesForm
from support.models import Event, EventState
from support.queries import coverage
from support.queries import events as queries
from support.services import series as services
from support.services.events import lines_of
from support.views.event_frame import crumbs, series_crumbs, visible_series


@require_GET
def series_list(request):
    context = {
        "series": list(queries.list_series(request.user)),
        "may_keep": policies.can_keep_events(request.user),
        "crumbs": crumbs(),
    }
    return render_page(request, "support/series_list.html", context)


@require_GET
def series_detail(request, pk):
    series, at = visible_series(request, pk), timezone.now()
    events = queries.events_of_series(series, request.user)
    over = [one for one in events if one.ends_at < at and one.state in (EventState.PLANNED, EventState.HELD)]
    counted = [one.came for one in over if one.came]
    context = {
        "series": series,
        "events": events,
        "questions": lines_of(series.questions),
        "over": len(over),
        "persons": sum(counted),
        "fewest": min(counted, default=0),
        "most": max(counted, default=0),
        "coverage": coverage.coverage_of(Event.objects.filter(pk__in=[one.pk for one in over]), on=dates.today()),
        "may_keep": policies.can_keep_events(request.user),
        "may_add": policies.can_add_event(request.user),
        "at": at,
        "crumbs": series_crumbs(),
    }
    return render_page(request, "support/series_detail.html", context)


@require_http_methods(["GET", "POST"])
def series_new(request):
    ensure(policies.can_keep_events(request.user))
    posted = request.POST if request.method == "POST" else None
    form = SeriesForm(posted)
    if posted is not None and form.is_valid():
        series = services.add_series(by=request.user, **form.facts())
        messages.success(request, _("The series is saved. Now plan its first event."))
        return redirect(series)
    context = {"form": form, "crumbs": series_crumbs()}
    return render_page(request, "support/series_form.html", context, status=200 if posted is None else 422)


@require_http_methods(["GET", "POST"])
def series_edit(request, pk):
    series = visible_series(request, pk)
    ensure(policies.can_keep_events(request.user))
    title, trail = series.title, series_crumbs(series)
    posted = request.POST if request.method == "POST" else None
    form = SeriesForm(posted, instance=series)
    if posted is not None and form.is_valid():
        revision = form.cleaned_data["revision"]
        if store(form, lambda: services.edit_series(series, form.facts(), revision=revision, by=request.user)):
            messages.success(request, _("The series is saved."))
            return redirect(series)
    context = {"form": form, "series": series, "saved_title": title, "crumbs": trail}
    return render_page(request, "support/series_form.html", context, status=200 if posted is None else 422)


@require_http_methods(["GET", "POST"])
def series_copy(request, pk):
    """GET shows which days the copies get; POST makes them, as drafts."""
    series = visible_series(request, pk)
    ensure(policies.can_keep_events(request.user))
    posted = request.POST if request.method == "POST" else None
    form = NextYearForm(posted, initial={"title": services.next_title(series.title)})
    if posted is not None and form.is_valid():
        copy = services.copy_to_next_year(series, title=form.cleaned_data["title"], by=request.user)
        messages.success(request, _("The series is copied. Its events are drafts: look through days and themes."))
        return redirect(copy)
    events = [one for one in queries.events_of_series(series, request.user) if one.state != EventState.CANCELLED]
    days = [timezone.localtime(services.a_year_later(one.starts_at)).date() for one in events]
    free = swedish_holidays(min(days), max(days)) if days else {}
    rows = [(one, day, free.get(day, "")) for one, day in zip(events, days, strict=True)]
    context = {"form": form, "series": series, "rows": rows, "crumbs": series_crumbs(series)}
    return render_page(request, "support/series_copy.html", context, status=200 if posted is None else 422)


@require_http_methods(["GET", "POST"])
def series_delete(request, pk):
    """Its events stay, each for itself."""
    series = visible_series(request, pk)
    ensure(policies.can_keep_events(request.user))
    if request.method == "POST":
        services.delete_series(series, by=request.user)
        messages.success(request, _("The series is taken away. Its events are still there."))
        return redirect("event-series-list")
    count = Event.objects.visible_to(request.user).filter(series=series).count()
    context = {"series": series, "count": count, "crumbs": series_crumbs(series)}
    return render_page(request, "support/series_delete.html", context)
