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


WRITERS = (Role.MEMBER, Role.LEAD, Role.ADMINISTRATOR)


def writes_documents_of(user) -> set[int]:
    """Ids of the organisations whose documents the person may write."""
    return user.organisations_as(*WRITERS)


def can_add_document(user, agreement) -> bool:
    """Whoever writes for an organisation; in an agreement that is history only those who lead."""
    return bool(writes_documents_of(user)) and (user.leads or not agreement.is_closed)


def can_write_document(user, document) -> bool:
    """Its own organisation; once it has been shared, those who lead too."""
    if document.agreement.is_closed and not user.leads:
        return False
    return document.organisation_id in writes_documents_of(user) or (user.leads and not document.is_draft)
