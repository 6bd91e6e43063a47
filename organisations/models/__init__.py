from organisations.models.groups import AttendanceMode, Group, GroupKind, GroupMembership, GroupRole
from organisations.models.organisation import (
    Grouping,
    GroupingKind,
    GroupingMember,
    Organisation,
    OrganisationKind,
    Side,
)
from organisations.models.people import Membership, Role, User

__all__ = [
    "AttendanceMode",
    "Group",
    "GroupKind",
    "GroupMembership",
    "GroupRole",
    "Grouping",
    "GroupingKind",
    "GroupingMember",
    "Membership",
    "Organisation",
    "OrganisationKind",
    "Role",
    "Side",
    "User",
]
