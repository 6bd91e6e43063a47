"""Whom a wave can ask: each local forum's two sides, the organisation that answers for each, and its people."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from organisations.models import Group, GroupKind, GroupMembership, Membership, Organisation, OrganisationKind, Side
from portal.collation import swedish, swedish_key
from support.models import ForumContact
from surveys.sided import side_of

# who supports the forums rather than being one of their sides: sits there perhaps, and answers for nobody
SUPPORT = (OrganisationKind.JOINT_BODY, OrganisationKind.CONSULTANT)


@dataclass(frozen=True)
class Face:
    """A person of one side who is asked, with or without an account."""

    name: str
    email: str
    language: str = "sv"
    user: int | None = None


@dataclass
class SideToAsk:
    """One side of a forum: the organisations it can answer as, the likeliest first, and who is asked."""

    side: str
    label: str
    organisations: list[Organisation]
    people: list[Face]

    @property
    def organisation(self) -> Organisation | None:
        return self.organisations[0] if self.organisations else None

    @property
    def is_complete(self) -> bool:
        return bool(self.organisations and self.people)


@dataclass
class ForumToAsk:
    forum: Group
    sides: list[SideToAsk]

    @property
    def lacking(self) -> list[str]:
        """The sides that nobody can be asked on, in words."""
        return [str(one.label) for one in self.sides if not one.is_complete]

    @property
    def is_complete(self) -> bool:
        return not self.lacking


def forums_to_ask(*, on) -> list[ForumToAsk]:
    """Every local forum with whom to ask on each side, by name. Five statements.

    Asked are the side's contact person (with an address) and those who sit in the forum for an organisation of the
    side; where that is nobody, the contact persons of the side's organisation.
    """
    forums = list(Group.objects.filter(kind=GroupKind.LOCAL_FORUM).select_related("grouping").alphabetical())
    contacts, seats = defaultdict(list), defaultdict(list)
    for one in ForumContact.objects.valid(on=on).exclude(user__is_active=False).select_related("user", "organisation"):
        contacts[one.forum_id, one.side].append(one)
    sitting = GroupMembership.objects.filter(group__in=forums, user__is_active=True).select_related(
        "user", "organisation"
    )
    rows = list(sitting.order_by(swedish("user__last_name"), swedish("user__first_name"), "pk"))
    homes = _homes([row.user_id for row in rows if not row.organisation_id])
    for row in rows:
        home = row.organisation or homes.get(row.user_id)
        if home and side_of(home) and home.kind not in SUPPORT:
            seats[row.group_id, side_of(home)].append((row, home))
    found = [
        ForumToAsk(
            forum, [_side(side, label, contacts[forum.pk, side], seats[forum.pk, side]) for side, label in Side.choices]
        )
        for forum in forums
    ]
    _fill_up(found)
    return found


def _homes(users) -> dict[int, Organisation]:
    """The organisation of who sits without one, where they belong to one that has a side."""
    homes = {}
    for one in Membership.objects.filter(user__in=users).select_related("organisation").order_by("pk"):
        if side_of(one.organisation) and one.organisation.kind not in SUPPORT:
            homes.setdefault(one.user_id, one.organisation)
    return homes


def _side(side, label, contacts, seats) -> SideToAsk:
    spoken = [
        one.organisation
        for one in contacts
        if one.organisation and side_of(one.organisation) == side and one.organisation.kind not in SUPPORT
    ]
    counted = Counter(home.pk for _row, home in seats)
    by_pk = {one.pk: one for one in [*(home for _row, home in seats), *spoken]}
    first = spoken[-1].pk if spoken else None
    order = sorted(by_pk, key=lambda pk: (pk != first, -counted[pk], swedish_key(by_pk[pk].name)))
    people = [_of_contact(one) for one in contacts if one.reached_at] + [_of_user(row.user) for row, _home in seats]
    return SideToAsk(side, str(label), [by_pk[pk] for pk in order], _once(people))


def _of_contact(contact) -> Face:
    if contact.user:
        return _of_user(contact.user)
    return Face(contact.name, contact.address.strip().lower())


def _of_user(user) -> Face:
    return Face(user.get_full_name()[:150], user.email.strip().lower(), user.language or "sv", user.pk)


def _once(people) -> list[Face]:
    return list({one.email: one for one in people}.values())


def _fill_up(found):
    """The contact persons of the organisation, where a side has nobody else. One statement, or none."""
    empty = [side for one in found for side in one.sides if side.organisations and not side.people]
    if not empty:
        return
    people = Membership.objects.filter(
        organisation__in=[side.organisation for side in empty], is_contact=True, user__is_active=True
    ).select_related("user")
    rows = defaultdict(list)
    for one in people.order_by("pk"):
        rows[one.organisation_id].append(_of_user(one.user))
    for side in empty:
        side.people = _once(rows[side.organisation.pk])
