"""The parties of an agreement, in the parts of the county they belong to."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from organisations.models import GroupingKind, GroupingMember, Organisation, OrganisationKind, Side
from portal.collation import swedish_key

# A county is divided by one of these; the first that any party belongs to is used.
DIVISIONS = (GroupingKind.COUNTY_PART, GroupingKind.CARE_COLLABORATION, GroupingKind.ASSOCIATION)


@dataclass
class PartyGroup:
    """One part of the county with its parties in Swedish alphabetical order; `key` stands in addresses."""

    key: str
    name: str
    organisations: list[Organisation] = field(default_factory=list)

    @property
    def size(self) -> str:
        """How many municipalities; nothing where that says nothing (the region alone)."""
        count = len(self.organisations)
        if any(one.kind != OrganisationKind.MUNICIPALITY for one in self.organisations):
            return ""
        return ngettext("%(count)d municipality", "%(count)d municipalities", count) % {"count": count}


def parties_in_groups(agreement, *, on) -> tuple[str, list[PartyGroup]]:
    """What a part of the county is called here, and the parts in Swedish order; two SQL statements.

    Parties outside every part (the region itself, as a rule) come last, by side.
    """
    organisations = sorted(
        Organisation.objects.filter(pk__in=agreement.parties.values("organisation")).order_by("pk"),
        key=lambda one: swedish_key(one.short_name),
    )
    memberships = list(
        GroupingMember.objects.valid(on=on)
        .filter(organisation__in=agreement.parties.values("organisation"))
        .select_related("grouping")
        .order_by("grouping_id")
    )
    kinds = {membership.grouping.kind for membership in memberships}
    kind = next((kind for kind in DIVISIONS if kind in kinds), DIVISIONS[0])
    part_of = {}
    for membership in memberships:
        if membership.grouping.kind == kind:
            part_of.setdefault(membership.organisation_id, membership.grouping)

    parts, rest = {}, {}
    for organisation in organisations:
        part = part_of.get(organisation.pk)
        if part is not None:
            group = parts.setdefault(part.pk, PartyGroup(str(part.pk), part.name))
        else:
            group = rest.setdefault(organisation.side, PartyGroup(organisation.side or "other", _side(organisation)))
        group.organisations.append(organisation)
    in_order = sorted(parts.values(), key=lambda group: swedish_key(group.name))
    last = [rest[side] for side in (Side.MUNICIPAL, "", Side.REGION) if side in rest]
    return str(kind.label), in_order + last


def _side(organisation) -> str:
    if organisation.side == Side.REGION:
        return pgettext("side", "The region")
    if organisation.side == Side.MUNICIPAL:
        return pgettext("side", "The municipalities")
    return _("Other organisations")
