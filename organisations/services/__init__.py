from organisations.services.demo import DEMO_ROLES, demo_person
from organisations.services.groups import add_group, add_seat, edit_group, edit_seat, end_seat
from organisations.services.organisations import add_organisation, edit_organisation, join_grouping, leave_grouping
from organisations.services.people import (
    add_membership,
    add_person,
    close_account,
    edit_membership,
    edit_person,
    end_membership,
    open_account,
    welcome,
)

__all__ = [
    "DEMO_ROLES",
    "add_group",
    "add_membership",
    "add_organisation",
    "add_person",
    "add_seat",
    "close_account",
    "demo_person",
    "edit_group",
    "edit_membership",
    "edit_organisation",
    "edit_person",
    "edit_seat",
    "end_membership",
    "end_seat",
    "join_grouping",
    "leave_grouping",
    "open_account",
    "welcome",
]
