"""What waits for a group's meetings."""

from meetings.models import Meeting, Proposal, ProposalState


def waiting(group):
    """Proposals in the order they came. One statement when read."""
    rows = Proposal.objects.filter(group=group, state=ProposalState.WAITING)
    return rows.select_related("by", "decision__meeting__group")


def answered(group):
    """The latest that were taken up or not. One statement when read."""
    rows = Proposal.objects.filter(group=group).exclude(state=ProposalState.WAITING)
    return rows.select_related("by", "item__meeting").order_by("-at", "-pk")[:20]


def coming_meetings(group, *, at):
    """Meetings to put a point on. One statement when read."""
    rows = Meeting.objects.filter(group=group).coming(at=at)
    return rows.order_by("starts_at")[:12]
