"""What the pages about groups show."""

from dataclasses import dataclass

from django.db.models import Count, Q

from organisations.models import Group, GroupMembership, GroupRole
from portal.collation import swedish


def list_groups(user, *, search="", kind="", mine=False):
    """Groups with `people` (active seats), the group they report to, and their area: one statement."""
    rows = Group.objects.visible_to(user)
    if mine:
        rows = rows.of(user)
    if search:
        rows = rows.filter(Q(name__icontains=search) | Q(purpose__icontains=search))
    if kind:
        rows = rows.filter(kind=kind)
    return (
        rows.select_related("reports_to", "grouping")
        .annotate(people=Count("seats", filter=Q(seats__user__is_active=True)))
        .order_by(swedish("name"))
    )


def seats_of(group):
    """The seats of active people, the chair and secretary first: one statement."""
    order = [GroupRole.CHAIR, GroupRole.SECRETARY, GroupRole.MEMBER, GroupRole.EXPERT]
    rows = (
        group.seats.filter(user__is_active=True)
        .select_related("user", "organisation")
        .order_by(swedish("user__last_name"), swedish("user__first_name"))
    )
    return sorted(rows, key=lambda seat: order.index(seat.role))


@dataclass(frozen=True)
class GroupPage:
    """The parts of a group's page; `chain` goes from this group's superior to the topmost."""

    seats: list[GroupMembership]
    organisations: int
    chain: list[Group]
    below: list[Group]


def group_page(group) -> GroupPage:
    """Two statements: the seats, and all groups for the chain."""
    groups = {row.pk: row for row in Group.objects.all()}
    seats = seats_of(group)
    return GroupPage(
        seats=seats,
        organisations=len({seat.organisation_id for seat in seats if seat.organisation_id}),
        chain=_chain(group, groups),
        below=[row for row in groups.values() if row.reports_to_id == group.pk],
    )


def chain_of(group) -> list[Group]:
    """The group itself and those above it, the topmost last: one statement."""
    return [group, *_chain(group, {row.pk: row for row in Group.objects.all()})]


def _chain(group, groups) -> list[Group]:
    """Upwards from the group; stops where it would go round."""
    chain, seen, above = [], {group.pk}, group.reports_to_id
    while above and above not in seen:
        seen.add(above)
        chain.append(groups[above])
        above = groups[above].reports_to_id
    return chain
