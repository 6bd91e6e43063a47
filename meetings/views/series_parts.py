"""The parts of a series: its standing points, its guests, and its coming agendas."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from agreements.views.writing import store
from meetings import policies, services
from meetings.forms.series import GuestForm, SeriesItemForm
from meetings.models import Series, SeriesGuest, SeriesItem
from meetings.queries import series
from meetings.views.frame import says_when_locked
from meetings.views.series import kept_series, series_crumbs, series_page
from portal.access import ensure
from portal.pages import render_page


def _kept(request, model, pk):
    """A part of a series that the user may change: 404 for who does not see the series, 403 for who does not keep it."""
    rows = model.objects.filter(series__in=Series.objects.visible_to(request.user))
    row = get_object_or_404(rows.select_related("series__group"), pk=pk)
    ensure(policies.can_call_meetings(request.user, row.series.group))
    return row


def _to_points(one):
    return redirect(f"{one.get_absolute_url()}#punkter")


@require_POST
def item_add(request, pk):
    one = kept_series(request, pk)
    form = SeriesItemForm(request.POST, instance=SeriesItem(series=one), prefix="punkt")
    if form.is_valid() and store(form, lambda: services.add_series_item(form.instance, by=request.user)):
        return _to_points(one)
    return series_page(request, one, status=422, item_form=form)


@require_http_methods(["GET", "POST"])
def item_edit(request, pk):
    item = _kept(request, SeriesItem, pk)
    heading, one = item.heading, item.series
    posted = request.POST if request.method == "POST" else None
    form = SeriesItemForm(posted, instance=item)

    def deed():
        services.edit_series_item(form.instance, revision=form.cleaned_data["revision"], by=request.user)

    if posted is not None and form.is_valid() and store(form, deed):
        messages.success(
            request, _("The point is saved. Give it to the coming meetings when all points are as you want.")
        )
        return _to_points(one)
    context = {"form": form, "item": item, "saved_heading": heading, "series": one, "crumbs": series_crumbs(one)}
    return render_page(request, "meetings/series_item.html", context, status=200 if posted is None else 422)


@require_POST
def item_move(request, pk):
    item = _kept(request, SeriesItem, pk)
    services.move_series_item(item, up=request.POST.get("way") == "up", by=request.user)
    return _to_points(item.series)


@require_POST
def item_remove(request, pk):
    item = _kept(request, SeriesItem, pk)
    services.remove_series_item(item, by=request.user)
    messages.success(request, _("The point is no longer a standing one. Meetings that have it keep it."))
    return _to_points(item.series)


@says_when_locked
@require_http_methods(["GET", "POST"])
def series_agendas(request, pk):
    """Which coming meetings get the standing points as they are now, and which keep their own; then the deed."""
    one = kept_series(request, pk)
    at = timezone.now()
    if request.method == "POST":
        count = len(services.renew_agendas(one, by=request.user, at=at).renewed)
        said = ngettext("%(count)d agenda is renewed.", "%(count)d agendas are renewed.", count)
        messages.success(request, said % {"count": count})
        return _to_points(one)
    context = {"series": one, "found": series.agendas_of(one, at=at), "crumbs": series_crumbs(one)}
    return render_page(request, "meetings/series_agendas.html", context)


@says_when_locked
@require_POST
def guest_add(request, pk):
    one = kept_series(request, pk)
    form = GuestForm(request.POST, user=request.user, instance=SeriesGuest(series=one), prefix="gast")
    if not form.is_valid():
        return series_page(request, one, status=422, guest_form=form)
    call = form.cleaned_data["call"]
    count = services.add_series_guest(form.instance, call=call, by=request.user, at=timezone.now())
    said = ngettext(
        "The guest is called each time, and to %(count)d meeting that is planned already.",
        "The guest is called each time, and to %(count)d meetings that are planned already.",
        count,
    )
    messages.success(request, said % {"count": count} if count else _("The guest is called each time from now on."))
    return redirect(f"{reverse('series-detail', args=[one.pk])}#gaster")


@require_POST
def guest_remove(request, pk):
    guest = _kept(request, SeriesGuest, pk)
    services.remove_series_guest(guest, by=request.user)
    messages.success(request, _("The guest is not called to new meetings. Those already planned keep their own lists."))
    return redirect(f"{guest.series.get_absolute_url()}#gaster")
