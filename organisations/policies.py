"""Who may do what with organisations, people and groups. Seeing is `visible_to`; this is doing."""

from organisations.models import Role


def can_edit_organisations(user) -> bool:
    """Those who lead the work keep organisations, groups and seats."""
    return user.leads


def can_grant(user, role) -> bool:
    """Nobody grants more than they have: only an administrator makes administrators."""
    return user.has_role(Role.ADMINISTRATOR) if role == Role.ADMINISTRATOR else user.leads


def can_add_people(user) -> bool:
    return user.leads


def can_edit_person(user, person) -> bool:
    """Who leads may edit people; an administrator is edited by administrators only, or one could sign in as them."""
    return user.leads and (user.has_role(Role.ADMINISTRATOR) or not person.has_role(Role.ADMINISTRATOR))


def can_close_account(user, person) -> bool:
    """Closing one's own account is left to a colleague, so that nobody locks the last door behind them."""
    return can_edit_person(user, person) and user.pk != person.pk


def can_end_membership(user, membership) -> bool:
    """As editing the person; one's own right to lead is taken away by a colleague."""
    own_right = membership.user_id == user.pk and membership.role in {Role.LEAD, Role.ADMINISTRATOR}
    return can_edit_person(user, membership.user) and not own_right


def can_see_closed_accounts(user) -> bool:
    return user.leads


def grantable_roles(user) -> list:
    """The roles this person may give, as choices."""
    return [(value, label) for value, label in Role.choices if can_grant(user, value)]
