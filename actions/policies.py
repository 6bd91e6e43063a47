"""Who may do what with action items. Coaches and auditors read; what one is responsible for oneself one may always change."""

from organisations.models import GroupMembership, Role

ACTING = (Role.LEAD, Role.ADMINISTRATOR, Role.MEMBER, Role.RESPONDENT)


def can_add(user) -> bool:
    """Everybody who takes part in more than reading."""
    return user.is_authenticated and user.has_role(*ACTING)


def can_edit(user, action) -> bool:
    """Leads, the one responsible, the one who wrote it, members of its organisation and of its group. One query at most."""
    if not user.is_authenticated:
        return False
    if user.leads or action.owner_id == user.pk:
        return True
    if not can_add(user):
        return False
    if action.created_by_id == user.pk or action.organisation_id in user.organisations_as(*ACTING):
        return True
    return action.group_id in group_ids(user)


def can_comment(user, action) -> bool:
    """Whoever may act and sees the action may say something about it, or hand over a file."""
    return can_edit(user, action) or can_add(user)


def editable_ids(user, actions) -> set[int]:
    """The ids of those of these actions the user may change; two queries at most, however many there are."""
    return {action.pk for action in actions if can_edit(user, action)}


def group_ids(user) -> set[int]:
    """The groups the user sits in, asked once per user object."""
    if not hasattr(user, "_action_group_ids"):
        user._action_group_ids = set(GroupMembership.objects.filter(user=user).values_list("group_id", flat=True))
    return user._action_group_ids


def can_set_rules(user) -> bool:
    """When leaders are told of what is late: those who lead decide."""
    return user.is_authenticated and user.leads
