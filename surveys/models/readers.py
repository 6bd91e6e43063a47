"""Who follows how the surveys go."""

from organisations.models import Role


def follows_rounds(user) -> bool:
    """Whether the user may see how far each organisation has come: who leads, audits or coaches."""
    return user.is_authenticated and (user.leads or user.has_role(Role.AUDITOR, Role.COACH))
