"""Demonstration mode: a button per role signs in one of the invented people, and only them."""

from django.utils.translation import gettext_lazy as _

from organisations.models import Role, User

DEMO_ENDING = "@demo.example"

DEMO_ROLES = [
    (Role.LEAD, Role.LEAD.label, _("Leads the work: agreement, meetings, surveys, actions")),
    (Role.MEMBER, Role.MEMBER.label, _("Own actions, notes, the municipality's phases")),
    (Role.RESPONDENT, _("Respondent in a municipality"), _("Answers the survey together with colleagues")),
    (Role.COACH, Role.COACH.label, _("Follows how it goes in the whole county, without changing")),
    (Role.AUDITOR, Role.AUDITOR.label, _("Reads everything, letters that were sent too, without changing")),
    (Role.ADMINISTRATOR, Role.ADMINISTRATOR.label, _("People, roles and organisations")),
]


def demo_person(role) -> User | None:
    """The demonstration's person for a role: the first active one with that role and an invented address."""
    return (
        User.objects.filter(is_active=True, email__endswith=DEMO_ENDING, memberships__role=role).order_by("pk").first()
    )
