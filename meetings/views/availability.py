"""When the sides can meet: weekdays for all meetings and for one group, and periods when they are busy."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from agreements.views.writing import store
from meetings import policies, services
from meetings.forms.availability import BusyForm, LevelsForm
from meetings.models import BusyPeriod
from meetings.queries import availability as queries
from meetings.views.frame import crumbs
from organisations.models import Group, Side
from portal import dates
from portal.access import ensure
from portal.pages import render_page


def _group(request, pk):
    return get_object_or_404(Group.objects.visible_to(request.user), pk=pk)


def _trail(group=None):
    trail = [*crumbs(), (_("When the sides can"), reverse("availability"))]
    return trail if group is None else [*trail, (group.name, reverse("availability-group", args=[group.pk]))]


@require_GET
def availability(request):
    """What holds for all meetings, the groups that have times of their own, and busy periods."""
    coming, past = queries.busy_periods(on=dates.today())
    context = {
        "grid": queries.grid(queries.levels_of()),
        "sides": Side,
        "groups": queries.groups_for(request.user),
        "coming": coming,
        "past": past,
        "may_edit": policies.can_set_availability(request.user),
        "may_find": policies.can_call_any(request.user),
        "crumbs": crumbs(),
    }
    return render_page(request, "meetings/availability.html", context)


@require_GET
def availability_group(request, pk):
    group = _group(request, pk)
    own = queries.levels_of(group)
    context = {
        "group": group,
        "grid": queries.grid(queries.levels_of(), own),
        "has_own": bool(own),
        "sides": Side,
        "may_edit": policies.can_set_availability(request.user, group),
        "may_find": policies.can_call_meetings(request.user, group),
        "crumbs": _trail(),
    }
    return render_page(request, "meetings/availability_group.html", context)


@require_http_methods(["GET", "POST"])
def availability_edit(request):
    ensure(policies.can_set_availability(request.user))
    return _edit(request, None)


@require_http_methods(["GET", "POST"])
def availability_group_edit(request, pk):
    group = _group(request, pk)
    ensure(policies.can_set_availability(request.user, group))
    return _edit(request, group)


def _edit(request, group):
    back = reverse("availability-group", args=[group.pk]) if group else reverse("availability")
    posted = request.POST if request.method == "POST" else None
    general = queries.levels_of() if group else None
    form = LevelsForm(posted, stored=queries.levels_of(group), general=general)
    if form.is_bound and form.is_valid():
        try:
            services.set_levels(group, form.levels(), seen=form.seen_levels(), by=request.user)
        except services.LevelsMoved as moved:
            form.moved(moved.levels)
        else:
            messages.success(request, _("The weekdays are saved."))
            return redirect(back)
    context = {"form": form, "group": group, "sides": Side, "back": back, "crumbs": _trail(group)}
    return render_page(request, "meetings/availability_edit.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def busy_new(request):
    ensure(policies.can_set_availability(request.user))
    return _write_busy(request, BusyPeriod(), _("New busy period"))


@require_http_methods(["GET", "POST"])
def busy_edit(request, pk):
    period = _busy(request, pk)
    return _write_busy(request, period, _("Change the busy period"))


def _busy(request, pk):
    period = get_object_or_404(BusyPeriod, pk=pk)
    ensure(policies.can_set_availability(request.user))
    return period


def _write_busy(request, period, title):
    form = BusyForm(request.POST if request.method == "POST" else None, instance=period)
    if form.is_bound and form.is_valid():
        revision = form.cleaned_data["revision"]
        if store(form, lambda: services.save_busy(form.instance, by=request.user, revision=revision)):
            messages.success(request, _("The busy period is saved."))
            return redirect("availability")
    context = {"form": form, "title": title, "period": period if period.pk else None, "crumbs": _trail()}
    return render_page(request, "meetings/busy_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def busy_remove(request, pk):
    """GET asks, POST does it."""
    period = _busy(request, pk)
    if request.method == "POST":
        services.remove_busy(period, by=request.user)
        messages.success(request, _("The busy period is removed."))
        return redirect("availability")
    return render_page(request, "meetings/busy_remove.html", {"period": period, "crumbs": _trail()})
