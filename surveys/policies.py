"""Who may do what with surveys."""

from django.db.models import Q

from actions.policies import ACTING, group_ids
from surveys.models import follows_rounds


def can_make_surveys(user) -> bool:
    """Make, send, extend and close rounds, invite, and open responses again: who leads the work."""
    return user.is_authenticated and user.leads


def can_follow_rounds(user) -> bool:
    """See how far each organisation has come, without its answers."""
    return follows_rounds(user)


def can_read_all_answers(user) -> bool:
    """Read what each organisation has submitted, by name."""
    return user.is_authenticated and user.leads


def can_follow_up(user, organisation_pk) -> bool:
    """Make work of an organisation's answer: its own people, and who leads; coaches and auditors read."""
    return user.is_authenticated and (user.leads or organisation_pk in user.organisations_as(*ACTING))


def can_hold_dialogue(user, *, organisation=None, group=None) -> bool:
    """Begin and write the dialogue of an organisation or a local forum: its own people, and who leads."""
    if organisation is not None:
        return can_follow_up(user, organisation.pk)
    return user.is_authenticated and (user.leads or (user.has_role(*ACTING) and group.pk in group_ids(user)))


def can_share_dialogue(user, dialogue) -> bool:
    """Share a draft with those who lead: those whose dialogue it is, or who began it."""
    if dialogue.created_by_id == user.pk:
        return True
    if dialogue.organisation_id:
        return dialogue.organisation_id in user.organisations_as(*ACTING)
    return user.has_role(*ACTING) and dialogue.group_id in group_ids(user)


def can_read_both_sides(user, round) -> bool:
    """Read what both sides of a local forum answered, once it is revealed: the sides, who sits there, and who leads."""
    if not (round.is_of_forum and round.is_revealed and user.is_authenticated):
        return False
    if user.leads or round.forum_id in group_ids(user):
        return True
    by_name = Q(user=user, revoked_at=None)
    return round.invitations.filter(Q(organisation__in=user.organisations_as()) | by_name).exists()
