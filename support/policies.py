"""Who may do what with events, forums and coaching. Seeing is `visible_to`; this is doing."""

from actions.policies import ACTING, group_ids
from organisations.models import Role
from portal import dates
from support.models import Coaching

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


def coached_by(user) -> set[int]:
    """Ids of the forums the user coaches today, asked once per user object."""
    if not hasattr(user, "_forums_coached"):
        found = Coaching.objects.valid(on=dates.today()).filter(coach=user)
        user._forums_coached = set(found.values_list("forum_id", flat=True)) if user.has_role(Role.COACH) else set()
    return user._forums_coached


def can_write_forum(user, forum) -> bool:
    """How a forum works and who its contact persons are: its own people, its coaches, and the leads."""
    if not user.is_authenticated:
        return False
    if user.leads or forum.pk in coached_by(user):
        return True
    return user.has_role(*ACTING) and forum.pk in group_ids(user)


def can_assign_coaches(user) -> bool:
    return user.is_authenticated and user.leads


def sees_every_talk(user) -> bool:
    """Leads and coaches; a forum's own people see those of their forum."""
    return user.is_authenticated and (user.leads or user.has_role(Role.COACH))


def can_see_talks(user, forum) -> bool:
    return sees_every_talk(user) or (user.is_authenticated and forum.pk in group_ids(user))


def can_add_talk(user, forum) -> bool:
    """Those who coach the forum, and the leads."""
    return user.is_authenticated and (user.leads or forum.pk in coached_by(user))


def can_write_talk(user, talk) -> bool:
    """Who had the talk, those who coach the forum now, and the leads."""
    had_it = talk.coach_id == user.pk and user.is_authenticated and user.has_role(Role.COACH)
    return had_it or can_add_talk(user, talk.forum)
