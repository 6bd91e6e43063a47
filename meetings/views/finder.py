"""The finder of times: a search in the address, proposals with their reasons, and two ways on from them."""

from urllib.parse import urlencode

from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from meetings import policies
from meetings.finding import find
from meetings.finding_words import lost_in_words, reasons
from meetings.forms.finder import FinderForm
from meetings.forms.polls import as_time
from meetings.queries import finder
from meetings.views.frame import crumbs
from meetings.views.meetings import groups_to_call
from portal.access import ensure
from portal.pages import render_page


@require_GET
def date_finder(request):
    ensure(policies.can_call_any(request.user), _("Times are sought by those who call a group to its meetings."))
    form = FinderForm(request.GET, groups=groups_to_call(request.user))
    context = {"form": form, "crumbs": crumbs()}
    if form.is_bound and form.is_valid():
        if request.GET.getlist("tid") and "fraga" in request.GET:
            return redirect(_address("poll-new", form.cleaned_data["groups"], request.GET.getlist("tid")))
        context |= _found(form, request.user) | {"none_ticked": "fraga" in request.GET}
    status = 422 if form.is_bound and form.errors else 200
    return render_page(request, "meetings/date_finder.html", context, status=status)


def _found(form, user):
    groups, wanted = list(form.cleaned_data["groups"]), form.wanted()
    known = finder.known_of(groups, wanted.first, wanted.last, user=user)
    found = find(wanted, known, now=timezone.now())
    return {
        "found": found,
        "known": known,
        "groups": groups,
        "lost": lost_in_words(found.lost),
        "lost_days": sum(row.days for row in found.lost),
        "rows": [
            {
                "proposal": one,
                "reasons": reasons(one, known),
                "value": as_time(one.starts_at, one.ends_at),
                "call": _call_address(groups, one),
            }
            for one in found.proposals
        ],
    }


def _call_address(groups, proposal):
    """The form for a new meeting with the time filled in; the other groups' people are called along."""
    starts, ends = timezone.localtime(proposal.starts_at), timezone.localtime(proposal.ends_at)
    asked = [
        ("grupp", groups[0].pk),
        *(("med", group.pk) for group in groups[1:]),
        ("dag", starts.date().isoformat()),
        ("fran", f"{starts:%H:%M}"),
        ("till", f"{ends:%H:%M}"),
        ("status", "preliminary"),
    ]
    return f"{reverse('meeting-new')}?{urlencode(asked)}"


def _address(name, groups, times):
    asked = [("grupp", group.pk) for group in groups] + [("tid", one) for one in times]
    return f"{reverse(name)}?{urlencode(asked)}"
