"""Who may do what with an agreement. Reading is decided by `visible_to`; coaches and auditors only read."""

from agreements.models import Level
from organisations.models import Role


def can_create_agreement(user) -> bool:
    return user.leads


def can_change_agreement(user, agreement) -> bool:
    """The agreement's own name, dates and state: also when it is history, since it may have been closed by mistake."""
    return user.leads


def can_edit_agreement(user, agreement) -> bool:
    """What stands in the agreement: its clauses, its parties' decisions, and its plan, until it is history."""
    return user.leads and not agreement.is_closed


def can_move(user, implementation) -> bool:
    """Say where one organisation stands: those who lead, and the organisation's own members."""
    return _may_move(user, implementation.provision.agreement, implementation.organisation_id)


def can_move_for(user, agreement, organisation) -> bool:
    """The same for all of an organisation's work on an agreement."""
    return _may_move(user, agreement, organisation.pk)


def _may_move(user, agreement, organisation_id):
    if agreement.is_closed:
        return False
    return user.leads or organisation_id in moves_for(user)


def moves_for(user) -> set[int]:
    """Ids of the organisations whose phases the person may move as one of their own."""
    return user.organisations_as(Role.MEMBER, Role.LEAD)


def works_on_locally(user, activity) -> bool:
    """Whether it is a local activity of an organisation the person works for."""
    return activity.level == Level.LOCAL and activity.organisation_id in user.organisations_as(Role.MEMBER, Role.LEAD)


def can_change_activity(user, activity) -> bool:
    """Those who lead, everything; an organisation's members the days and the owner of their own local activities."""
    if activity.stage.plan.agreement.is_closed:
        return False
    return user.leads or works_on_locally(user, activity)


def can_report_activity(user, activity) -> bool:
    """Say that an activity is under way or done: whoever may change it, and the member who answers for it."""
    if can_change_activity(user, activity):
        return True
    answers = activity.owner_id == user.pk and user.has_role(Role.MEMBER)
    return answers and not activity.stage.plan.agreement.is_closed


def can_hand_in(user, submission, *, groups) -> bool:
    """Write a group's homework: those who sit in it. `groups` are the numbers of the groups the person sits in."""
    if submission.activity.stage.plan.agreement.is_closed or submission.group_id not in groups:
        return False
    return user.has_role(Role.MEMBER, Role.RESPONDENT, Role.LEAD, Role.ADMINISTRATOR)


def can_read_homework(user, submission, *, groups) -> bool:
    """A draft belongs to its own group; what is handed in is read by all who take part."""
    return submission.handed_in_at is not None or submission.group_id in groups


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


def can_add_knowledge(user, agreement) -> bool:
    """Write down what is known: whoever writes for an organisation, and those who lead."""
    return not agreement.is_closed and (user.leads or bool(writes_documents_of(user)))


def can_add_kind(user, agreement, *, led: bool) -> bool:
    """Principles, rules, conclusions and focus areas are joint: those who lead write them."""
    return can_add_knowledge(user, agreement) and (user.leads or not led)


def can_write_knowledge(user, item, *, led: bool) -> bool:
    """Those who lead, everything they see; others what is their own organisation's or what they wrote themselves."""
    if item.agreement.is_closed:
        return False
    if user.leads:
        return True
    own = writes_documents_of(user)
    return not led and bool(own) and (item.organisation_id in own or item.created_by_id == user.pk)


def can_ask(user, agreement) -> bool:
    """Anybody who takes part may ask a question, or leave a reflection."""
    return user.takes_part and not agreement.is_closed


def can_answer(user, agreement) -> bool:
    return user.leads and not agreement.is_closed


def can_review(user, item) -> bool:
    """Read a good example through: somebody who writes here, and never its author."""
    if item.agreement.is_closed or item.created_by_id == user.pk:
        return False
    return user.leads or item.organisation_id in writes_documents_of(user)


def can_write_theory(user, agreement) -> bool:
    return user.leads and not agreement.is_closed


def can_write_communication(user, item) -> bool:
    """Those who lead; an organisation's own messages also by those who write for it."""
    if item.agreement.is_closed:
        return False
    return user.leads or item.organisation_id in writes_documents_of(user)


def can_edit_plan(user, agreement) -> bool:
    """The joint plan: those who lead, while the agreement is not history."""
    return user.leads and not agreement.is_closed


def can_add_supplement(user, agreement) -> bool:
    """Whoever writes for an organisation may add what is local to the joint plan."""
    return bool(writes_documents_of(user)) and not agreement.is_closed


def can_write_supplement(user, supplement, *, groups) -> bool:
    """Its own organisation's writers, or members of its own group; once it is shared, those who lead too.

    `groups` are the numbers of the groups the person sits in.
    """
    if supplement.plan.agreement.is_closed:
        return False
    writes = writes_documents_of(user)
    own = supplement.organisation_id in writes or (bool(writes) and supplement.group_id in groups)
    return own or (user.leads and not supplement.is_draft)
