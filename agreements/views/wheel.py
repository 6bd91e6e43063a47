"""The annual wheel: one year as a ring and a list, and what comes back copied to the next."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from agreements import queries, services, timeline
from agreements import wheel as drawing
from agreements.forms.years import NextYearForm
from agreements.models import ActivityState, Agreement, Plan
from agreements.views.activities import editable_plan, plan_frame
from agreements.views.frame import posted, status_of
from agreements.views.plan_cut import plan_cut
from agreements.views.writing import store
from portal.access import ensure
from portal.asked import number_in
from portal.dates import today
from portal.pages import render_page

COPIED = "copied activities"  # in the session: what the last copying made, so that it can be undone


def year_of(request) -> int:
    """?ar=; this year when nothing, or nothing readable, is asked for."""
    wish = number_in(request.GET.get("ar", "")) or 0
    return wish if 2000 <= wish <= 2100 else today().year


def _address(pk, year):
    return f"{reverse('plan-wheel', args=[pk])}?ar={year}"


@require_GET
def plan_wheel(request, pk):
    agreement = get_object_or_404(Agreement.objects.visible_to(request.user), pk=pk)
    plan = Plan.objects.filter(agreement=agreement).first()
    year, cut, on = year_of(request), plan_cut(request, agreement), today()
    activities = _of_year(plan, year, cut) if plan else []
    stages = list(plan.stages.order_by("position")) if plan else []
    first, last = drawing.year_bounds(year)
    stages = [one for one in stages if one.starts_on <= last and one.ends_on >= first]
    undo = request.session.get(COPIED, {})
    context = plan_frame(request, agreement) | {
        "plan": plan,
        "year": year,
        "cut": cut,
        "kept": [("ar", year)],
        "activities": activities,
        "wheel": drawing.wheel(year, stages, activities, on=on),
        "legend": timeline.legend(),
        "undo": undo if undo.get("plan") == (plan.pk if plan else 0) and undo.get("year") == year else None,
    }
    return render_page(request, "agreements/plan_wheel.html", context)


def _of_year(plan, year, cut):
    first, last = drawing.year_bounds(year)
    rows = queries.activities_of(plan, on=today(), organisation=cut.organisation)
    return [one for one in rows if cut.shows(one) and _reaches(one, first, last)]


def _reaches(activity, first, last) -> bool:
    if activity.ends_on:
        return activity.starts_on <= last and activity.ends_on >= first
    return any(day and first <= day <= last for day in (activity.starts_on, activity.or_on))


@require_http_methods(["GET", "POST"])
def plan_next_year(request, pk):
    """Choose activities, look at their new days, then store them. Nothing is stored before the second press."""
    plan, year = editable_plan(request, pk), year_of(request)
    first, last = drawing.year_bounds(year)
    rows = queries.activities_of(plan, on=today())
    rows = [one for one in rows if first <= one.starts_on <= last and one.state != ActivityState.CANCELLED]
    form = NextYearForm(posted(request), plan=plan, activities=rows)
    preview = None
    if form.is_bound and form.is_valid():
        if "save" in request.POST and store(form, lambda: _copy(request, plan, form, year + 1)):
            return redirect(_address(pk, year + 1))
        preview = _preview(plan, form)
    below = [(_("Plan"), reverse("agreement-plan", args=[pk])), (_("Annual wheel"), _address(pk, year))]
    context = plan_frame(request, plan.agreement, below=below) | {
        "plan": plan,
        "year": year,
        "next_year": year + 1,
        "form": form,
        "rows": rows,
        "chosen": set(form.cleaned_data["activities"]) if preview else set(),
        "preview": preview,
        "back": _address(pk, year),
    }
    status = 200 if preview else status_of(form)
    return render_page(request, "agreements/plan_next_year.html", context, status=status)


def _preview(plan, form):
    """(activity now, the same next year, whether it is there already) for every chosen one."""
    there = services.planned_days(plan)
    rows = [(one, services.a_year_later(one, stage=form.cleaned_data["stage"])) for one in form.chosen()]
    return [(now, later, (later.title, later.starts_on) in there) for now, later in rows]


def _copy(request, plan, form, year):
    made = services.copy_to_next_year(plan, form.chosen(), stage=form.cleaned_data["stage"], by=request.user)
    request.session[COPIED] = {"plan": plan.pk, "year": year, "keys": [one.pk for one in made]}
    said = ngettext(
        "%(count)d activity is copied to %(year)d.", "%(count)d activities are copied to %(year)d.", len(made)
    )
    messages.success(request, said % {"count": len(made), "year": year})


@require_POST
def plan_next_year_undo(request, pk):
    """Take back what the last copying made, save what somebody has changed since."""
    plan = editable_plan(request, pk)
    last = request.session.pop(COPIED, {})
    ensure(last.get("plan") == plan.pk, _("There is nothing to undo. Remove the activities one by one instead."))
    count = services.undo_copies(plan, last["keys"], by=request.user)
    said = ngettext("%(count)d copied activity is removed.", "%(count)d copied activities are removed.", count)
    messages.success(request, said % {"count": count})
    return redirect(_address(pk, last["year"]))
