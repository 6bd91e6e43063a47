"""Series of meetings: the list, the page of one, and its life: made, prolonged, changed, confirmed, closed."""

from datetime import date

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_GET, require_http_methods

from agreements.views.writing import store
from meetings import policies, services
from meetings.forms.moves import CloseForm
from meetings.forms.series import GuestForm, ProlongForm, SeriesForm, SeriesItemForm
from meetings.models import Series, SeriesGuest, SeriesItem
from meetings.queries import planning, series
from meetings.queries.lists import Wish
from meetings.views.frame import crumbs, says_when_locked
from meetings.views.meetings import groups_to_call
from portal.access import ensure
from portal.asked import number_in
from portal.pages import page_of, render_page
from portal.revisions import ChangedMeanwhile


def visible_series(request, pk):
    """The series, or 404 for who does not see the group's plans."""
    return get_object_or_404(Series.objects.visible_to(request.user).select_related("group", "note_taker"), pk=pk)


def kept_series(request, pk):
    """The series, refused with 403 for who does not call the group to meetings."""
    one = visible_series(request, pk)
    ensure(policies.can_call_meetings(request.user, one.group))
    return one


def series_crumbs(one=None):
    """Meetings, the series, and the series itself when the page is below it."""
    trail = [*crumbs(), (pgettext("meetings", "Series"), reverse("series-list"))]
    return trail if one is None else [*trail, (one.title, one.get_absolute_url())]


def days_in(request) -> list[date]:
    """The days that are ticked; what is no day is nothing."""
    days = []
    for text in request.POST.getlist("dag"):
        try:
            days.append(date.fromisoformat(text))
        except ValueError:
            continue
    return days


@require_GET
def series_list(request):
    wish = Wish.of(request.GET)
    rows = list(series.list_series(request.user, at=timezone.now(), group=wish.group))
    context = {
        "going": [one for one in rows if not one.is_closed],
        "closed": [one for one in rows if one.is_closed],
        "wish": wish,
        "groups": series.groups_with_series(request.user),
        "may_call": policies.can_call_any(request.user),
        "crumbs": crumbs(),
    }
    return render_page(request, "meetings/series_list.html", context)


@require_GET
def series_detail(request, pk):
    return series_page(request, visible_series(request, pk))


def series_page(request, one, *, status=200, **bound):
    """The whole page; `bound` holds a form that came back with errors (item_form, guest_form)."""
    at = timezone.now()
    rows = series.meetings_of(one, request.user)
    keeps = policies.can_call_meetings(request.user, one.group)
    coming = list(rows.filter(ends_at__gte=at).order_by("starts_at", "pk"))
    context = {
        "series": one,
        "part": "meetings",
        "keeps": keeps,
        "coming": coming,
        "unsettled": sum(meeting.status in series.UNSETTLED for meeting in coming),
        "held": page_of(request, rows.filter(ends_at__lt=at).order_by("-starts_at", "-pk"), per=20),
        "items": list(one.items.all()),
        "guests": list(one.guests.select_related("user", "organisation")),
        "at": at,
        "crumbs": series_crumbs(),
    }
    if keeps:
        context["item_form"] = SeriesItemForm(instance=SeriesItem(series=one), prefix="punkt")
        context["guest_form"] = GuestForm(user=request.user, instance=SeriesGuest(series=one), prefix="gast")
    return render_page(request, "meetings/series_detail.html", context | bound, status=status)


@require_http_methods(["GET", "POST"])
def series_new(request):
    """The form, then the days of its rule to choose among, then the meetings."""
    groups = groups_to_call(request.user)
    ensure(policies.can_call_any(request.user))
    posted = request.POST if request.method == "POST" else None
    initial = {"group": number_in(request.GET.get("grupp", ""))}
    form = SeriesForm(posted, user=request.user, groups=groups, initial=initial)
    context = {"form": form, "crumbs": series_crumbs(), "back": reverse("series-list")}
    if posted is None or not form.is_valid():
        return render_page(request, "meetings/series_form.html", context, status=200 if posted is None else 422)
    if "back" in posted:
        return render_page(request, "meetings/series_form.html", context)
    one, days, status = form.instance, days_in(request), 200
    planned = planning.plan(one)
    if "save" in posted:
        chosen = [row.day for row in planned if row.day in days]
        if chosen:
            services.add_series(one, items=form.cleaned_data["points"], days=chosen, by=request.user)
            messages.success(request, _made(len(chosen)))
            return redirect(one)
        status = 422
    context |= {"series": one, "planned": planned, "days": days if "save" in posted else None, "none": status == 422}
    return render_page(request, "meetings/series_days.html", context, status=status)


def _made(count) -> str:
    return ngettext("%(count)d meeting is planned.", "%(count)d meetings are planned.", count) % {"count": count}


@says_when_locked
@require_http_methods(["GET", "POST"])
def series_edit(request, pk):
    """The form, then what it means to each coming meeting, then the deed."""
    one = kept_series(request, pk)
    before, trail = Series.objects.get(pk=pk), series_crumbs(one)
    posted = request.POST if request.method == "POST" else None
    form = SeriesForm(posted, instance=one, user=request.user)
    context = {"form": form, "series": before, "crumbs": trail, "back": before.get_absolute_url()}
    if posted is None or not form.is_valid() or "back" in posted:
        status = 422 if posted is not None and form.errors else 200
        return render_page(request, "meetings/series_form.html", context, status=status)
    at, revision, done = timezone.now(), form.cleaned_data["revision"], {}

    def deed():
        if revision != before.revision:
            raise ChangedMeanwhile(before)
        if "save" in posted:
            wanted = days_in(request)
            done["it"] = services.change_series(one, days=wanted, revision=revision, by=request.user, at=at)

    if not store(form, deed):
        return render_page(request, "meetings/series_form.html", context, status=422)
    if done:
        messages.success(request, _("The series is saved."))
        return redirect(one)
    context["changes"] = planning.plan_change(before, one, at=at)
    return render_page(request, "meetings/series_changes.html", context)


@require_http_methods(["GET", "POST"])
def series_prolong(request, pk):
    """A new last day, then the days it gives, then the meetings."""
    one = kept_series(request, pk)
    posted = request.POST if request.method == "POST" else None
    form = ProlongForm(posted, instance=one, initial={"ends_on": one.ends_on})
    context = {"form": form, "series": one, "crumbs": series_crumbs(one), "back": one.get_absolute_url()}
    if posted is None or not form.is_valid() or "back" in posted:
        if posted is None:
            form.initial["ends_on"] = None
        status = 422 if posted is not None and form.errors else 200
        return render_page(request, "meetings/series_prolong.html", context, status=status)
    planned, days, status = planning.plan(one), days_in(request), 200
    if "save" in posted:
        chosen = [row.day for row in planned if row.day in days]
        until, revision = one.ends_on, form.cleaned_data["revision"]

        def deed():
            services.prolong_series(one, ends_on=until, days=chosen, revision=revision, by=request.user)

        if chosen and not store(form, deed):
            return render_page(request, "meetings/series_prolong.html", context, status=422)
        if chosen:
            messages.success(request, _made(len(chosen)))
            return redirect(one)
        status = 422
    context |= {"planned": planned, "days": days if "save" in posted else None, "none": status == 422}
    return render_page(request, "meetings/series_days.html", context, status=status)


@says_when_locked
@require_http_methods(["GET", "POST"])
def series_close(request, pk):
    one = kept_series(request, pk)
    at = timezone.now()
    coming = list(series.coming_to_call(one, at=at))
    posted = request.POST if request.method == "POST" else None
    form = CloseForm(posted)
    if not coming:
        del form.fields["what"], form.fields["reason"]
    if posted is not None and form.is_valid():
        words = form.cleaned_data
        cancel = words.get("what") == "cancel"
        count = services.close_series(one, cancel=cancel, reason=words.get("reason", ""), by=request.user, at=at)
        said = ngettext(
            "The series is closed, and %(count)d meeting is cancelled.",
            "The series is closed, and %(count)d meetings are cancelled.",
            count,
        )
        messages.success(request, said % {"count": count} if count else _("The series is closed."))
        return redirect(one)
    told = any(meeting.called_at for meeting in coming)
    context = {"form": form, "series": one, "coming": coming, "told": told, "crumbs": series_crumbs(one)}
    return render_page(request, "meetings/series_close.html", context, status=200 if posted is None else 422)


@says_when_locked
@require_http_methods(["GET", "POST"])
def series_confirm(request, pk):
    """The coming meetings whose time is not settled, to tick and confirm."""
    one = kept_series(request, pk)
    rows = list(series.unsettled(one, at=timezone.now()))
    chosen = {number_in(text) for text in request.POST.getlist("mote")}
    if request.method == "POST" and chosen:
        count = services.confirm_meetings([row for row in rows if row.pk in chosen], by=request.user)
        said = ngettext("%(count)d meeting is confirmed.", "%(count)d meetings are confirmed.", count)
        messages.success(request, said % {"count": count})
        return redirect(one)
    context = {"series": one, "rows": rows, "none": request.method == "POST", "crumbs": series_crumbs(one)}
    status = 422 if request.method == "POST" else 200
    return render_page(request, "meetings/series_confirm.html", context, status=status)
