"""Dialogues: who has held one, who has not, and what waits for whom. Whether one is held is known to all who follow."""

from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.utils import translation
from django.utils.translation import gettext as _

from organisations.models import Group, GroupKind, GroupMembership, Organisation
from portal.collation import swedish
from surveys.models import DialogueGuide, Origin, QualityDialogue, Response, Round, RoundFinish, RoundKind, RoundState
from surveys.writers import ANSWERING_ROLES

CALLS_FOR_DIALOGUE = (Origin.GAP, Origin.COLLABORATION)


def guide_of(round) -> list[str]:
    """The questions a dialogue begins with: the round's own, or ours. One statement."""
    guide = DialogueGuide.objects.filter(round=round).first()
    return guide.questions if guide and guide.questions else default_guide()


def default_guide() -> list[str]:
    """In the county's language, since they are kept with what people write."""
    with translation.override(settings.LANGUAGE_CODE):
        return [
            _("What do we think lies behind the differences between the answers?"),
            _("What would be best for the resident?"),
            _("What do we do next, and who sees to it?"),
        ]


@dataclass
class Row:
    """One organisation or forum of a round, with its dialogue as far as this viewer may know of it."""

    of: object
    is_forum: bool
    dialogue: QualityDialogue | None = None  # only where the viewer may read it
    is_held: bool = False
    through: list = field(default_factory=list)  # the forums whose dialogue covers the organisation
    may_begin: bool = False

    @property
    def is_covered(self) -> bool:
        return self.is_held or bool(self.through)


@dataclass
class Standing:
    """The dialogues of a round: organisations that have submitted, and local forums where they sit."""

    organisations: list[Row]
    forums: list[Row]

    @property
    def held(self) -> int:
        """How many organisations are covered by a dialogue."""
        return sum(row.is_covered for row in self.organisations)

    @property
    def lacking(self) -> list[Row]:
        return [row for row in self.organisations if not row.is_covered]


def standing_of(round, user=None) -> Standing:
    """Five statements, however many organisations: responses, forums, seats, dialogues held, dialogues one may read."""
    submitted = Response.objects.submitted().filter(round=round)
    answered = Organisation.objects.filter(pk__in=submitted.values("organisation")).order_by(swedish("short_name"))
    organisations = {one.pk: Row(one, is_forum=False) for one in answered}
    members = _members(round, organisations)
    found = Group.objects.filter(pk__in=list(members)).alphabetical()
    forums = {one.pk: Row(one, is_forum=True) for one in found}
    for group, organisation in QualityDialogue.objects.held().filter(round=round).values_list("group", "organisation"):
        if organisation in organisations:
            organisations[organisation].is_held = True
        elif group in forums:
            forums[group].is_held = True
            for one in members[group]:
                organisations[one].through.append(forums[group].of)
    if user is not None:
        _read_by(user, round, organisations, forums)
    return Standing(list(organisations.values()), list(forums.values()))


def _members(round, organisations) -> dict[int, set]:
    """The forums and who of the organisations sits there; a forum's own round is that forum's alone."""
    if round.is_of_forum:
        return {round.forum_id: set(organisations)} if organisations else {}
    seats = GroupMembership.objects.filter(group__kind=GroupKind.LOCAL_FORUM, organisation__in=list(organisations))
    members = {}
    for group, organisation in seats.values_list("group", "organisation"):
        members.setdefault(group, set()).add(organisation)
    return members


def _read_by(user, round, organisations, forums):
    readable = QualityDialogue.objects.visible_to(user).filter(round=round)
    for dialogue in readable.select_related("organisation", "group"):
        row = organisations.get(dialogue.organisation_id) or forums.get(dialogue.group_id)
        if row:
            row.dialogue = dialogue


@dataclass(frozen=True)
class Waiting:
    """A round that is over, where one's organisation has answered and no dialogue has been shared."""

    round: Round
    organisation: Organisation
    dialogue: QualityDialogue | None


def waiting_for(user, *, on) -> list[Waiting]:
    """The dialogues that wait for one's organisations, the latest round first. Two statements; one when nothing waits."""
    own = user.organisations_as(*ANSWERING_ROLES)
    if not own:
        return []
    covered = QualityDialogue.objects.held().filter(round=OuterRef("round"))
    sits_there = Q(group__seats__organisation=OuterRef("organisation")) & ~Q(round__kind=RoundKind.FORUM)
    forum = covered.filter(sits_there | Q(group=OuterRef("round__forum")))
    rows = list(
        Response.objects.submitted()
        .filter(organisation__in=own, round__questionnaire__origin__in=CALLS_FOR_DIALOGUE)
        .filter(over(on) | Q(round__reveal__isnull=False), ~Q(round__kind=RoundKind.FORUM, round__reveal=None))
        .filter(~Exists(RoundFinish.objects.filter(round=OuterRef("round"))))
        .filter(~Exists(covered.filter(organisation=OuterRef("organisation"))), ~Exists(forum))
        .select_related("round", "organisation")
        .order_by("-round__closes_on", "-round", "organisation")
    )
    if not rows:
        return []
    begun = QualityDialogue.objects.filter(round__in={row.round_id for row in rows}, organisation__in=own)
    drafts = {(one.round_id, one.organisation_id): one for one in begun}
    return [Waiting(row.round, row.organisation, drafts.get((row.round_id, row.organisation_id))) for row in rows]


def over(on) -> Q:
    """Responses of rounds that take no more answers."""
    return Q(round__state=RoundState.CLOSED) | Q(round__state=RoundState.OPEN, round__closes_on__lt=on)
