"""A group's proposed points, and points that go on to the next meeting."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from meetings import policies, services
from meetings.forms.backlog import ProposalForm
from meetings.models import Meeting, Proposal
from meetings.queries import backlog, page
from meetings.views.agenda import editable_item
from meetings.views.frame import crumbs, editable_meeting, says_when_locked
from organisations.models import Group
from portal.access import ensure
from portal.pages import render_page
from portal.revisions import ChangedMeanwhile


def _group(request, pk):
    """A group whose proposals one may read: one's own, or any for the leads; 404 for others."""
    group = get_object_or_404(Group.objects.visible_to(request.user), pk=pk)
    own = request.user.leads or group.pk in policies.group_ids(request.user)
    return group if own else get_object_or_404(Group.objects.none(), pk=pk)


@require_http_methods(["GET", "POST"])
def proposal_list(request, pk):
    """What waits; a POST proposes one more."""
    group = _group(request, pk)
    posted = request.POST if request.method == "POST" else None
    form = ProposalForm(posted)
    if posted is not None:
        ensure(policies.can_propose(request.user, group))
        if form.is_valid():
            services.propose(group, by=request.user, at=timezone.now(), **form.cleaned_data)
            messages.success(request, _("The point waits on the group's list."))
            return redirect("proposal-list", pk=group.pk)
    keeps = policies.can_call_meetings(request.user, group)
    trail = [*crumbs(), (group.name, f"{reverse('meeting-list')}?grupp={group.pk}")]
    context = {
        "group": group,
        "form": form,
        "waiting": list(backlog.waiting(group)),
        "answered": list(backlog.answered(group)),
        "coming": list(backlog.coming_meetings(group, at=timezone.now())) if keeps else [],
        "keeps": keeps,
        "may_propose": policies.can_propose(request.user, group),
        "crumbs": trail,
    }
    return render_page(request, "meetings/proposal_list.html", context, status=200 if posted is None else 422)


@says_when_locked
@require_POST
def proposal_answer(request, pk, row_pk):
    """Put it on a meeting's agenda ("meeting"), or say that it is not taken up ("decline")."""
    group = _group(request, pk)
    ensure(policies.can_call_meetings(request.user, group))
    proposal = get_object_or_404(Proposal, group=group, pk=row_pk)
    try:
        if "decline" in request.POST:
            services.decline(proposal, by=request.user)
            messages.success(request, _("The point is not taken up. It stands among the answered ones."))
        else:
            wanted = request.POST.get("meeting", "")
            found = Meeting.objects.filter(group=group).coming(at=timezone.now())
            meeting = get_object_or_404(found, pk=wanted if wanted.isascii() and wanted.isdigit() else 0)
            services.take_up(proposal, meeting, by=request.user)
            messages.success(request, _("The point stands last on the agenda."))
    except ChangedMeanwhile:
        messages.warning(request, _("Somebody has answered that proposal meanwhile."))
    return redirect("proposal-list", pk=group.pk)


@says_when_locked
@require_POST
def item_carry(request, pk, item_pk):
    """To the group's next meeting. The point here stays as it is, locked or not."""
    meeting = editable_meeting(request, pk)
    item = editable_item(request, meeting, item_pk)
    following = page.following(meeting)
    if following is None:
        messages.warning(request, _("The group has no later meeting. Call one first."))
        return redirect(meeting)
    services.carry_over(item, following, by=request.user)
    messages.success(request, _("The point is on the agenda of %(title)s.") % {"title": following.title})
    return redirect(f"{meeting.get_absolute_url()}#p{item.pk}")
