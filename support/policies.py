"""Who may do what with events, forums and coaching. Seeing is `visible_to`; this is doing."""

from actions.policies import ACTING, group_ids
from organisations.models import Role

# -- events --


def can_keep_events(user) -> bool:
    """Leads and coaches: every event they see, and the series."""
    return user.is_authenticated and (user.leads or user.has_role(Role.COACH))


def can_add_event(user) -> bool:
    """Leads and coaches; and whoever sits in a group, for that group."""
    return can_keep_events(user) or (user.is_authenticated and user.has_role(*ACTING) and bool(group_ids(user)))


def can_write_event(user, event) -> bool:
    """Leads, coaches, who wrote it, and the people of the group that prepares it."""
    if can_keep_events(user):
        return True
    if not (user.is_authenticated and user.has_role(*ACTING)):
        return False
    return event.created_by_id == user.pk or event.group_id in group_ids(user)


# -- forums and coaching --
