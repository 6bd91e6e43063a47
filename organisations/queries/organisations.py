"""What the pages about organisations show."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import F, Prefetch, Q

from organisations.models import GroupingMember, GroupMembership, Membership, Organisation, Role
from portal.collation import swedish

ORGANISATION_ORDER = {
    "namn": lambda descending: [swedish("name", descending=descending)],
    "typ": lambda descending: [F("kind").desc() if descending else F("kind").asc(), swedish("name")],
    "invanare": lambda descending: [
        F("population").desc(nulls_last=True) if descending else F("population").asc(nulls_last=True),
        swedish("name"),
    ],
}


def _active_members():
    return (
        Membership.objects.filter(user__is_active=True)
        .select_related("user")
        .order_by(swedish("user__last_name"), swedish("user__first_name"))
    )


def _groupings_valid(on):
    return (
        GroupingMember.objects.valid(on=on)
        .select_related("grouping")
        .order_by("grouping__kind", swedish("grouping__name"))
    )


def list_organisations(user, *, on, search="", side="", kind="", grouping="", ordering=None):
    """Organisations with `groupings_now` and `contacts` on each row: three statements, whatever the rows."""
    rows = Organisation.objects.visible_to(user)
    if search:
        rows = rows.filter(Q(name__icontains=search) | Q(short_name__icontains=search) | Q(code=search))
    if side:
        rows = rows.filter(side=side)
    if kind:
        rows = rows.filter(kind=kind)
    if grouping:
        rows = rows.filter(pk__in=GroupingMember.objects.valid(on=on).filter(grouping=grouping).values("organisation"))
    return rows.order_by(*(ordering or ORGANISATION_ORDER["namn"](False))).prefetch_related(
        Prefetch("groupings", _groupings_valid(on), to_attr="groupings_now"),
        Prefetch("memberships", _active_members().filter(is_contact=True), to_attr="contacts"),
    )


@dataclass(frozen=True)
class OrganisationPage:
    """The parts of an organisation's page; `roles` is (label, memberships) in the order of Role."""

    groupings: list
    groupings_past: list
    roles: list
    contacts: list
    people: int
    seats: list
    units: list


def organisation_page(organisation, *, on) -> OrganisationPage:
    """Four statements: people, groupings, seats in groups, units."""
    members = list(_active_members().filter(organisation=organisation))
    order = list(Role.values)
    by_role = sorted(members, key=lambda membership: order.index(membership.role))
    belongings = list(
        GroupingMember.objects.filter(organisation=organisation)
        .select_related("grouping")
        .order_by("grouping__kind", swedish("grouping__name"), "valid_from")
    )
    return OrganisationPage(
        groupings=[row for row in belongings if _in_force(row, on)],
        groupings_past=[row for row in belongings if not _in_force(row, on)],
        roles=[(Role(role).label, list(rows)) for role, rows in groupby(by_role, key=lambda row: row.role)],
        contacts=_once([row for row in members if row.is_contact]),
        people=len({row.user_id for row in members}),
        seats=list(
            GroupMembership.objects.filter(organisation=organisation, user__is_active=True)
            .select_related("group", "user")
            .order_by(swedish("group__name"), swedish("user__last_name"))
        ),
        units=list(organisation.units.order_by(swedish("name"))),
    )


def _in_force(row, on) -> bool:
    return (row.valid_from is None or row.valid_from <= on) and (row.valid_to is None or row.valid_to >= on)


def _once(memberships) -> list:
    """Each person once, though they may be contact in several roles."""
    return list({row.user_id: row for row in memberships}.values())
