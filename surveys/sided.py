"""Which of the two sides of the joint work an organisation answers for."""

from organisations.models import OrganisationKind, Side

SIDES = {
    OrganisationKind.REGION: Side.REGION,
    OrganisationKind.REGION_UNIT: Side.REGION,
    OrganisationKind.HOSPITAL_GROUP: Side.REGION,
    OrganisationKind.PRIMARY_CARE: Side.REGION,
    OrganisationKind.HEALTH_CENTRE: Side.REGION,
    OrganisationKind.MUNICIPALITY: Side.MUNICIPAL,
    OrganisationKind.ASSOCIATION: Side.MUNICIPAL,
}


def side_of(organisation) -> str:
    """The side as the register says, or as its kind of organisation does; "" for a body that belongs to neither."""
    return organisation.side or SIDES.get(organisation.kind, "")
