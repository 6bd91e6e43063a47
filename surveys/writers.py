"""Who is answering: somebody signed in, or the holder of a personal link. Both write in the same response."""

from dataclasses import dataclass

from organisations.models import Organisation, Role
from portal.links import reachable
from surveys.models import Invitation, Round, RoundState

ANSWERING_ROLES = (Role.MEMBER, Role.RESPONDENT, Role.LEAD, Role.ADMINISTRATOR)


@dataclass(frozen=True)
class Writer:
    """The person behind an answer: a name, and the user or the invitation it comes from."""

    name: str
    user: object = None
    invitation: object = None

    @property
    def key(self) -> str:
        """Tells people apart in one browser's storage."""
        return f"u{self.user.pk}" if self.user else f"i{self.invitation.pk}"


@dataclass(frozen=True)
class Desk:
    """A round and an organisation, and who sits down to answer: what every page of answering starts from."""

    round: Round
    organisation: Organisation
    writer: Writer


def find_desk(request, round_pk: int, organisation_pk: int) -> Desk | None:
    """The place to answer for one organisation in one round, or None when this visitor has no right to it.

    A personal link remembered in the session opens its own organisation; somebody signed in reaches the
    organisations they are a member of or respond for, when these were asked.
    """
    if request.user.is_authenticated and organisation_pk in request.user.organisations_as(*ANSWERING_ROLES):
        invitation = _asked(round_pk, organisation_pk).first()
        writer = Writer(request.user.get_full_name(), user=request.user)
    else:
        invitation = reachable(request, _asked(round_pk, organisation_pk)).first()
        writer = Writer(invitation.name, user=None, invitation=invitation) if invitation else None
    return Desk(invitation.round, invitation.organisation, writer) if invitation else None


def _asked(round_pk, organisation_pk):
    sent = Invitation.objects.exclude(round__state=RoundState.DRAFT)
    return sent.filter(round=round_pk, organisation=organisation_pk).select_related(
        "round__questionnaire", "organisation"
    )
