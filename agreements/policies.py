"""Who may do what with an agreement. Reading is decided by `visible_to`; coaches and auditors only read."""

from organisations.models import Role


def can_create_agreement(user) -> bool:
    return user.leads


def can_edit_agreement(user, agreement) -> bool:
    """The agreement itself, its clauses, its parties and their decisions, and its plan."""
    return user.leads


def can_move(user, implementation) -> bool:
    """Say where one organisation stands: those who lead, and the organisation's own members."""
    if implementation.provision.agreement.is_closed:
        return False
    return user.leads or implementation.organisation_id in user.organisations_as(Role.MEMBER, Role.LEAD)


def can_report_activity(user, activity) -> bool:
    """Say that an activity is under way or done: those who lead, and whoever answers for it."""
    return user.leads or (activity.owner_id == user.pk and user.has_role(Role.MEMBER))
