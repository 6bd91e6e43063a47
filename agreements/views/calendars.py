"""Subscribing to a plan: the page with a person's own addresses, and the calendar that such an address opens."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_GET, require_POST, require_safe

from agreements import feeds, services
from agreements.models import Agreement, CalendarLink, Plan
from agreements.views.activities import plan_frame
from agreements.views.plan_cut import plan_cut
from portal.calendar_links import answer
from portal.pages import render_page


def absolute(path) -> str:
    """An address that works outside the portal."""
    return settings.BASE_URL.rstrip("/") + path


def address_of(link) -> str:
    return absolute(reverse("calendar-feed", args=[link.token]))


@require_GET
def plan_calendar(request, pk):
    """One's own addresses, and how to add one in Outlook, Google and Apple."""
    agreement = get_object_or_404(Agreement.objects.visible_to(request.user), pk=pk)
    plan = get_object_or_404(Plan, agreement=agreement)
    own = CalendarLink.objects.filter(user=request.user, plan=plan).usable(at=timezone.now())
    links = sorted(
        own.select_related("organisation"), key=lambda one: (one.organisation is not None, str(one.organisation))
    )
    for link in links:
        link.address = address_of(link)
    taken = {link.organisation_id for link in links}
    context = plan_frame(request, agreement) | {
        "plan": plan,
        "links": links,
        "whole_taken": None in taken,
        "organisations": [one for one in plan_cut(request, agreement).organisations if one.pk not in taken],
        "first": next(iter(request.user.organisations_as()), None),
    }
    return render_page(request, "agreements/plan_calendar.html", context)


@require_POST
def calendar_open(request, pk):
    """Get an address for the whole plan, or for one organisation (organisation=N)."""
    agreement = get_object_or_404(Agreement.objects.visible_to(request.user), pk=pk)
    plan = get_object_or_404(Plan, agreement=agreement)
    wish = request.POST.get("organisation", "")
    organisation = None
    if wish:
        organisation = next((one for one in plan_cut(request, agreement).organisations if str(one.pk) == wish), None)
        if organisation is None:
            raise Http404
    link = services.open_calendar(request.user, plan, organisation)
    return redirect(reverse("plan-calendar", args=[pk]) + f"#adress-{link.pk}")


def _own_link(request, pk):
    visible = Agreement.objects.visible_to(request.user)
    rows = CalendarLink.objects.filter(user=request.user, plan__agreement__in=visible)
    return get_object_or_404(rows.select_related("plan", "user"), pk=pk)


@require_POST
def calendar_renew(request, pk):
    link = services.renew_calendar(_own_link(request, pk))
    return redirect(reverse("plan-calendar", args=[link.plan.agreement_id]) + f"#adress-{link.pk}")


@require_POST
def calendar_close(request, pk):
    link = services.close_calendar(_own_link(request, pk), at=timezone.now())
    return redirect("plan-calendar", link.plan.agreement_id)


@login_not_required
@require_safe
def calendar_feed(request, token):
    """The calendar, for whoever has the address: what its owner may see now, or nothing at all."""
    found = CalendarLink.objects.with_token(token).usable(at=timezone.now()).filter(user__is_active=True)
    link = found.select_related("user", "organisation", "plan__agreement").first()
    if link is None or not Agreement.objects.visible_to(link.user).filter(pk=link.plan.agreement_id).exists():
        raise Http404
    with translation.override(link.user.language):
        body = feeds.calendar_for(link, feeds.activities_for(link), address=absolute)
    return answer(request, body, filename="fardplan.ics")
