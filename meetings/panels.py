"""Meetings on other parts' pages: a group's meetings, decisions about a clause, where an action came from."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext_lazy

from agreements.queries import former_of, lineage
from agreements.ties import call_ties
from meetings import policies
from meetings.models import Meeting, Outcome
from portal.panels import panel

SHOWN = 3

call_ties(
    "meetings.Outcome",
    ngettext_lazy("%(count)d decision or note from a meeting", "%(count)d decisions or notes from meetings", "count"),
)


@panel("group", order=10)
def of_group(request, group):
    """The next meetings and the last that were held. Two statements, and one for whom the user may call."""
    at = timezone.now()
    meetings = Meeting.objects.visible_to(request.user).filter(group=group)
    return {
        "template": "meetings/group_panel.html",
        "coming": list(meetings.coming(at=at).order_by("starts_at")[:SHOWN]),
        "held": list(meetings.held(at=at)[:SHOWN]),
        "may_call": policies.can_call_meetings(request.user, group),
        "list_address": f"{reverse('meeting-list')}?grupp={group.pk}",
        "new_address": f"{reverse('meeting-new')}?grupp={group.pk}",
        "proposals_address": reverse("proposal-list", args=[group.pk])
        if policies.can_propose(request.user, group)
        else "",
        "import_address": f"{reverse('note-import')}?grupp={group.pk}",
    }


@panel("provision", order=30)
def about_provision(request, provision):
    """Decisions about the clause and those it comes from, the newest first. Nothing when there are none.

    One statement, and one for the names of the versions before when there are any.
    """
    rows = Outcome.objects.visible_to(request.user).decisions().filter(provision__in=lineage(provision.pk))
    decisions = list(rows.select_related("meeting__group").order_by("-meeting__starts_at", "-pk")[:5])
    former = former_of(provision, user=request.user)
    for decision in decisions:
        decision.former = former.get(decision.provision_id)
    return {"template": "meetings/provision_panel.html", "decisions": decisions} if decisions else None


@panel("action", order=10)
def origin_of_action(request, action):
    """The meeting and the point the action came from, for who may read its notes. One statement."""
    outcomes = Outcome.objects.visible_to(request.user).filter(action=action)
    outcome = outcomes.select_related("meeting__group", "item").first()
    return {"template": "meetings/action_panel.html", "outcome": outcome} if outcome else None
