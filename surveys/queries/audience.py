"""Whom a survey can be sent to: people found by what their organisation is and what they do there, or by a group."""

from dataclasses import dataclass

from django.db.models import Count

from organisations.models import GroupingMember, GroupMembership, Membership, OrganisationKind, Role
from portal.collation import swedish, swedish_key

CONTACT = "contact"
ROLES = {CONTACT: {"is_contact": True}, "respondent": {"role": Role.RESPONDENT}, "coach": {"role": Role.COACH}}


@dataclass(frozen=True)
class Face:
    """A person who can be asked for an organisation. `taken`: asked already."""

    user: int
    organisation: object
    name: str
    email: str
    language: str
    taken: bool = False

    @property
    def value(self) -> str:
        """What stands in the form for this person and this organisation."""
        return f"{self.user}-{self.organisation.pk}"


def faces(round, wish, *, on) -> tuple[list[Face], list[str]]:
    """Those the wish finds, by kind of organisation and in Swedish order, each once per organisation; and the names
    of those in the chosen group for whom no organisation is known. `wish`: kinds, part, side, role, group.
    """
    taken = set(round.invitations.values_list("organisation", "email"))
    if wish.get("group"):
        found, homeless = _in_group(wish["group"])
        found = [pair for pair in found if _fits(pair[1], wish, _members_of(wish.get("part"), on=on))]
    else:
        found, homeless = _by_role(wish, on=on), []
    rows = {}
    for user, organisation in found:
        email = user.email.strip().lower()
        rows.setdefault(
            (user.pk, organisation.pk),
            Face(
                user.pk,
                organisation,
                user.get_full_name()[:150],
                email,
                user.language or "sv",
                (organisation.pk, email) in taken,
            ),
        )
    order = {kind: place for place, kind in enumerate(OrganisationKind.values)}
    ordered = sorted(
        rows.values(),
        key=lambda face: (
            order.get(face.organisation.kind, 99),
            swedish_key(face.organisation.name),
            swedish_key(face.name),
            face.value,
        ),
    )
    return ordered, homeless


def _by_role(wish, *, on):
    people = Membership.objects.filter(user__is_active=True).select_related("user", "organisation")
    if wish.get("role") in ROLES:
        people = people.filter(**ROLES[wish["role"]])
    if wish.get("kinds"):
        people = people.filter(organisation__kind__in=wish["kinds"])
    if wish.get("side"):
        people = people.filter(organisation__side=wish["side"])
    if wish.get("part"):
        people = people.filter(organisation__in=_members_of(wish["part"], on=on))
    return [(one.user, one.organisation) for one in people]


def _in_group(group):
    """(user, organisation) of every seat: the organisation of the seat, else those the person belongs to."""
    seats = list(
        GroupMembership.objects.filter(group=group, user__is_active=True).select_related("user", "organisation")
    )
    loose = [seat.user_id for seat in seats if not seat.organisation_id]
    homes = {}
    for one in Membership.objects.filter(user__in=loose).select_related("organisation"):
        homes.setdefault(one.user_id, {})[one.organisation_id] = one.organisation
    found, homeless = [], []
    for seat in seats:
        places = [seat.organisation] if seat.organisation else list(homes.get(seat.user_id, {}).values())
        found += [(seat.user, organisation) for organisation in places]
        if not places:
            homeless.append(seat.user.get_full_name())
    return found, homeless


def _members_of(part, *, on):
    if not part:
        return None
    return set(GroupingMember.objects.valid(on=on).filter(grouping=part).values_list("organisation", flat=True))


def _fits(organisation, wish, members) -> bool:
    return (
        (not wish.get("kinds") or organisation.kind in wish["kinds"])
        and (not wish.get("side") or organisation.side == wish["side"])
        and (members is None or organisation.pk in members)
    )


def chosen(round, search=""):
    """Everybody asked, by organisation in Swedish order; with words, those whose name, address or organisation has them."""
    rows = round.invitations.select_related("organisation").order_by(
        swedish("organisation__name"), "organisation", swedish("name"), "pk"
    )
    if search:
        rows = (
            rows.filter(name__icontains=search)
            | rows.filter(email__icontains=search)
            | rows.filter(organisation__name__icontains=search)
        )
    return rows


def asked_for_several(round, emails) -> dict[str, int]:
    """Of these addresses, those that are asked for more than one organisation, and for how many."""
    rows = round.invitations.filter(email__in=emails).values("email").annotate(number=Count("pk")).order_by()
    return {row["email"]: row["number"] for row in rows if row["number"] > 1}
