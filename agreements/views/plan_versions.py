"""The plan as a living document: its versions, what a version says, and what has changed since a day."""

from datetime import date, timedelta

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from agreements import policies, queries, services
from agreements.forms.plan import VersionForm
from agreements.models import Agreement, PlanVersion
from agreements.plan_changes import changes_between
from agreements.views.frame import posted, status_of
from agreements.views.plan_document import document_context, plan_frame, planned
from portal.access import ensure
from portal.asked import number_in
from portal.dates import today
from portal.pages import page_of, render_page

MONTH = timedelta(days=30)
WEEK = timedelta(days=7)


@require_http_methods(["GET", "POST"])
def plan_versions(request, pk):
    """The versions, newest first; those who lead save one here."""
    agreement, plan = planned(request, pk)
    if request.method == "POST":
        ensure(policies.can_edit_plan(request.user, agreement))
    form = VersionForm(posted(request))
    if form.is_bound and form.is_valid():
        version = services.save_version(plan, note=form.cleaned_data["note"], by=request.user, at=timezone.now())
        messages.success(request, _("Version %(number)s is saved.") % {"number": version.number})
        return redirect("plan-versions", pk)
    context = plan_frame(request, agreement, "versions") | {
        "plan": plan,
        "page": page_of(request, queries.versions_of(plan)),
        "form": form,
    }
    return render_page(request, "agreements/plan_versions.html", context, status=status_of(form))


@require_GET
def plan_version(request, pk):
    """One version, to be read: what it kept, nothing to change."""
    visible = Agreement.objects.visible_to(request.user)
    versions = PlanVersion.objects.select_related("plan__agreement", "by")
    version = get_object_or_404(versions, pk=pk, plan__agreement__in=visible)
    agreement = version.plan.agreement
    below = [(_("Versions"), reverse("plan-versions", args=[agreement.pk]))]
    context = plan_frame(request, agreement, "versions", below=below) | {"version": version, "plan": version.plan}
    context |= document_context(queries.text_of_version(version)) | {"may_edit": False}
    return render_page(request, "agreements/plan_version.html", context)


@require_GET
def plan_changes(request, pk):
    """What has changed since a day (?sedan=2026-03-12), or since a version (?version=3)."""
    agreement, plan = planned(request, pk)
    saved = queries.last_saved(plan)
    wish, version, fault = _wish(request, plan)
    if version is None and wish is not None:
        version = queries.version_for(plan, wish)
    changes = None
    if wish is not None or version is not None:
        now = queries.text_of(plan)
        changes = changes_between(queries.text_of_version(version) if version else now, now)
    oldest = plan.versions.defer("content").order_by("at", "number").first()
    context = plan_frame(request, agreement, "changes") | {
        "plan": plan,
        "since": wish,
        "asked": request.GET.get("sedan", ""),
        "fault": fault,
        "version": version if wish is None else None,
        "changes": changes,
        "oldest": oldest,
        "before_oldest": bool(oldest and wish and wish < timezone.localdate(oldest.at)),
        "saved": saved,
        "week": today() - WEEK,
        "month": today() - MONTH,
        "today": today(),
    }
    return render_page(request, "agreements/plan_changes.html", context, status=422 if fault else 200)


def _wish(request, plan):
    """(day, version, what is wrong): what the address asks for; a month back when it asks for nothing."""
    number = number_in(request.GET.get("version", ""))
    if number:
        return None, get_object_or_404(plan.versions, number=number), ""
    wish = request.GET.get("sedan", "").strip()
    if not wish:
        return today() - MONTH, None, ""
    try:
        day = date.fromisoformat(wish)
    except ValueError:
        return None, None, _("Give a day, for example 2026-03-12.")
    if day > today():
        return None, None, _("The day lies in the future. Choose a day that has been.")
    return day, None, ""
