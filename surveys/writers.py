"""Who is answering: somebody signed in, the holder of a personal link, or a colleague who was lent some sections.

All write in the same response.
"""

from dataclasses import dataclass

from django.conf import settings

from organisations.models import Membership, Organisation, Role
from portal.links import reachable
from surveys.models import PERSONS, Delegation, Invitation, Round, RoundKind, RoundState

ANSWERING_ROLES = (Role.MEMBER, Role.RESPONDENT, Role.LEAD, Role.ADMINISTRATOR)


@dataclass(frozen=True)
class Writer:
    """The person behind an answer: a name, and the user, the invitation or the delegation it comes from."""

    name: str
    user: object = None
    invitation: object = None
    delegation: object = None
    may_submit: bool = True

    @property
    def key(self) -> str:
        """Tells people apart in one browser's storage."""
        if self.user:
            return f"u{self.user.pk}"
        return f"i{self.invitation.pk}" if self.invitation else f"d{self.delegation.pk}"

    @property
    def lent(self) -> frozenset | None:
        """The questions a colleague was lent; None for who answers the whole."""
        return frozenset(self.delegation.questions) if self.delegation else None

    @property
    def email(self) -> str:
        return getattr(self.user or self.invitation or self.delegation, "email", "")

    @property
    def language(self) -> str:
        return getattr(self.user or self.invitation, "language", "") or "sv"


@dataclass(frozen=True)
class Desk:
    """A round and an organisation, and who sits down to answer: what every page of answering starts from."""

    round: Round
    organisation: Organisation
    writer: Writer


def find_desk(request, round_pk: int, organisation_pk: int) -> Desk | None:
    """The place to answer for one organisation in one round, or None when this visitor has no right to it.

    A personal link remembered in the session opens its own organisation; somebody signed in reaches the
    organisations they are a member of or respond for, when these were asked. A colleague's link opens the
    sections it lends.
    """
    if request.user.is_authenticated and organisation_pk in request.user.organisations_as(*ANSWERING_ROLES):
        invitation = _asked(round_pk, organisation_pk).first()
        may_submit = bool(invitation) and _may_submit(request.user, round_pk, organisation_pk)
        writer = Writer(request.user.get_full_name(), user=request.user, may_submit=may_submit)
    elif request.user.is_authenticated and (
        invitation := asked_for_their_side(request.user, round_pk).filter(organisation=organisation_pk).first()
    ):
        writer = Writer(request.user.get_full_name(), user=request.user)
    else:
        invitation = reachable(request, _asked(round_pk, organisation_pk)).first()
        writer = Writer(invitation.name, user=None, invitation=invitation) if invitation else None
    if invitation:
        return Desk(invitation.round, invitation.organisation, writer)
    return _lent_desk(request, round_pk, organisation_pk)


def asked_for_their_side(user, round_pk):
    """The invitations of somebody to a local forum's round: they answer for their side, wherever they are employed."""
    asked = Invitation.objects.filter(user=user, revoked_at=None, round=round_pk, round__kind=RoundKind.FORUM)
    return asked.exclude(round__state=RoundState.DRAFT).select_related("round__questionnaire", "organisation")


def _lent_desk(request, round_pk, organisation_pk):
    lent = Delegation.objects.filter(round=round_pk, organisation=organisation_pk)
    delegation = reachable(request, lent.select_related("round__questionnaire", "organisation")).first()
    if delegation is None:
        return None
    return Desk(
        delegation.round, delegation.organisation, Writer(delegation.name, delegation=delegation, may_submit=False)
    )


def _may_submit(user, round_pk, organisation_pk) -> bool:
    """Respondents, contact persons and those who were asked by name hand in; the other members write."""
    if settings.SURVEY_MEMBERS_SUBMIT or organisation_pk in user.organisations_as(Role.RESPONDENT):
        return True
    contact = Membership.objects.filter(user=user, organisation=organisation_pk, is_contact=True)
    return contact.exists() or _asked(round_pk, organisation_pk).filter(user=user, revoked_at=None).exists()


def _asked(round_pk, organisation_pk):
    sent = Invitation.objects.exclude(round__state=RoundState.DRAFT).exclude(round__kind__in=PERSONS)
    return sent.filter(round=round_pk, organisation=organisation_pk).select_related(
        "round__questionnaire", "organisation"
    )
