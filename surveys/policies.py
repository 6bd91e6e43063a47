"""Who may do what with surveys."""

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
