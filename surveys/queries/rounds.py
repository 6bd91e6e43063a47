"""Rounds as lists and as status: who has been asked, who has come how far. Never what anybody answered."""

from collections import defaultdict
from dataclasses import dataclass, field
from enum import IntEnum

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from organisations.models import GroupingKind, GroupingMember, Membership, Organisation, OrganisationKind
from portal.collation import swedish, swedish_key
from portal.models import Letter, LetterState
from surveys.asked import progress
from surveys.models import PERSONS, Invitation, Response, Round, RoundState
from surveys.writers import ANSWERING_ROLES

PEOPLE_SHOWN = 500  # of a round on one page; of more their own page shows some at a time
LETTERS = ("survey-invitation", "survey-reminder", "survey-reopened")
TROUBLE = (LetterState.FAILED.value, LetterState.BOUNCED.value)


def rounds_for(user):
    """The rounds this user sees, newest first, each with `asked` and `submitted` organisations and what is one's own.

    `answerable_here` is whether the user may answer for an organisation that was asked, `left_here` whether one of
    these has not submitted. One statement.
    """
    own = user.organisations_as(*ANSWERING_ROLES)
    invited = Invitation.objects.filter(round=OuterRef("pk"), organisation__in=own).exclude(round__kind__in=PERSONS)
    in_person = Invitation.objects.filter(round=OuterRef("pk"), user=user.pk, round__kind__in=PERSONS, revoked_at=None)
    done = Response.objects.submitted().filter(round=OuterRef("round"), organisation=OuterRef("organisation"))
    return (
        with_counts(Round.objects.visible_to(user))
        .order_by("-opens_on", "-pk")
        .select_related("agreement")
        .annotate(
            answerable_here=Exists(invited) | Exists(in_person),
            left_here=Exists(invited.filter(~Exists(done))) | Exists(in_person.filter(answered_mark=None)),
        )
    )


def with_counts(rounds):
    """Add how many organisations were asked and how many have submitted."""
    return rounds.annotate(
        asked=Count("invitations__organisation", distinct=True),
        submitted=Count("responses", filter=Q(responses__submitted_at__isnull=False), distinct=True),
    )


def waiting_for(user, *, on):
    """The open rounds where an organisation the user answers for has not submitted: what My page shows."""
    return rounds_for(user).answerable(on=on).filter(left_here=True).order_by("closes_on", "pk")


class Standing(IntEnum):
    """How far an organisation has come, in order."""

    NOT_SENT = 0
    SENT = 1
    OPENED = 2
    STARTED = 3
    PARTLY = 4
    SUBMITTED = 5

    @property
    def word(self):
        return STANDING_WORDS[self]


STANDING_WORDS = {
    Standing.NOT_SENT: _("Not sent"),
    Standing.SENT: _("Sent"),
    Standing.OPENED: _("Opened"),
    Standing.STARTED: _("Started"),
    Standing.PARTLY: _("Partly answered"),
    Standing.SUBMITTED: _("Submitted"),
}


@dataclass
class Person:
    """One invitation with what became of its letters, the newest last."""

    invitation: Invitation
    letters: list[Letter]

    @property
    def letter(self) -> Letter | None:
        """The newest letter with the link as it is now."""
        version = self.invitation.version
        return next((one for one in reversed(self.letters) if one.context.get("version", version) == version), None)

    @property
    def is_revoked(self) -> bool:
        return self.invitation.revoked_at is not None

    @property
    def is_failed(self) -> bool:
        """Whether the newest letter was refused or came back."""
        return bool(self.letter and self.letter.state in TROUBLE)

    @property
    def came_back(self) -> bool:
        return bool(self.letter and self.letter.state == LetterState.BOUNCED)

    @property
    def sent_at(self):
        sent = [one.sent_at for one in self.letters if one.sent_at]
        return sent[0] if sent else None


@dataclass(frozen=True)
class Counts:
    """How many people of an organisation are asked, and how far their letters have come."""

    asked: int
    queued: int
    sent: int
    opened: int
    failed: int


# the letter of an invitation is found by its key, which holds the version of the link
COUNTING = """
SELECT i.organisation_id, count(*), count(*) FILTER (WHERE i.queued_at IS NOT NULL OR i.revoked_at IS NOT NULL),
       count(l.sent_at), count(i.opened_at), count(*) FILTER (WHERE l.state = ANY(%s) AND i.revoked_at IS NULL)
  FROM surveys_invitation i
  LEFT JOIN portal_letter l ON l.key = 'survey-invitation:' || i.id || ':' || i.version
 WHERE i.round_id = %s GROUP BY i.organisation_id
"""


@dataclass
class OrganisationStatus:
    """How far one organisation has come: counts and dates, no answers."""

    organisation: object
    area: str
    total: int
    answered: int = 0
    response: Response | None = None
    people: list[Person] = field(default_factory=list)
    counts: Counts | None = None  # instead of the people, where they are too many to be read one by one

    @property
    def people_asked(self) -> int:
        return self.counts.asked if self.counts else len(self.people)

    @property
    def people_queued(self) -> int:
        """How many have a letter in the outbox, or need none."""
        if self.counts:
            return self.counts.queued
        return sum(bool(person.invitation.queued_at) or person.is_revoked for person in self.people)

    @property
    def people_opened(self) -> int:
        return self.counts.opened if self.counts else sum(bool(one.invitation.opened_at) for one in self.people)

    @property
    def people_failed(self) -> int:
        if self.counts:
            return self.counts.failed
        return sum(one.is_failed and not one.is_revoked for one in self.people)

    @property
    def standing(self) -> Standing:
        if self.response and self.response.submitted_at:
            return Standing.SUBMITTED
        if self.answered:
            return Standing.PARTLY
        if self.response:
            return Standing.STARTED
        if self.people_opened:
            return Standing.OPENED
        if self.counts.sent if self.counts else any(person.sent_at for person in self.people):
            return Standing.SENT
        return Standing.NOT_SENT

    @property
    def is_submitted(self) -> bool:
        return self.standing == Standing.SUBMITTED

    @property
    def has_failed(self) -> bool:
        """Whether a letter did not arrive while an answer is still waited for."""
        return not self.is_submitted and self.people_failed > 0


def status_of(round, *, on) -> list[OrganisationStatus]:
    """Every organisation asked, by part of the county and in Swedish order. Five statements, however many.

    The people of each come along up to `PEOPLE_SHOWN` in all; of more there are counts, made by the database.
    """
    questions = list(round.questionnaire.questions.all())
    responses = {response.organisation_id: response for response in round.responses.all()}
    areas = county_parts(on=on)
    rows = {}

    def row_of(organisation):
        if organisation.pk not in rows:
            response = responses.get(organisation.pk)
            answered, total = progress(questions, response.answers if response else {})
            rows[organisation.pk] = OrganisationStatus(
                organisation, areas.get(organisation.pk, ""), total, answered, response
            )
        return rows[organisation.pk]

    invited = round.invitations.select_related("organisation").order_by(swedish("name"), "pk")
    invitations = list(invited[: PEOPLE_SHOWN + 1])
    if len(invitations) > PEOPLE_SHOWN:
        for organisation, counts in counted(round):
            row_of(organisation).counts = counts
    else:
        for person in people_of(invitations):
            row_of(person.invitation.organisation).people.append(person)
    return sorted(rows.values(), key=lambda row: area_key(row.area, row.organisation))


def people_of(invitations) -> list[Person]:
    """Invitations with what became of their letters. One statement."""
    letters = defaultdict(list)
    about = Letter.objects.filter(
        kind__in=LETTERS, about_label="surveys.invitation", about_pk__in=[str(row.pk) for row in invitations]
    )
    for letter in about.order_by("pk"):
        letters[letter.about_pk].append(letter)
    return [Person(row, letters[str(row.pk)]) for row in invitations]


def counted(round) -> list:
    """(organisation, Counts) of everybody asked: two statements, and no person leaves the database."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTING, [list(TROUBLE), round.pk])
        counts = {organisation: Counts(*numbers) for organisation, *numbers in cursor.fetchall()}
    return [(one, counts[one.pk]) for one in Organisation.objects.filter(pk__in=list(counts))]


def county_parts(*, on) -> dict[int, str]:
    """Organisation id to the name of its part of the county, as it is on this day."""
    members = GroupingMember.objects.valid(on=on).filter(grouping__kind=GroupingKind.COUNTY_PART)
    return dict(members.values_list("organisation", "grouping__name"))


def area_key(area, organisation):
    """Sorts by part of the county (those without one last), then organisation, both in Swedish order."""
    return (area == "", swedish_key(area), swedish_key(organisation.short_name), organisation.pk)


@dataclass(frozen=True)
class Candidate:
    """A municipality that can be asked, and its contact persons; none is something to mend."""

    organisation: object
    contacts: list[Membership]


def candidates(*, everybody=False) -> list[Candidate]:
    """Every municipality with its contact persons, one row per person, in Swedish order. Two statements.

    `everybody` takes organisations of all kinds that have a contact person along.
    """
    contacts = defaultdict(dict)
    found = Membership.objects.filter(is_contact=True, user__is_active=True).select_related("user")
    for contact in found.order_by(swedish("user__last_name"), swedish("user__first_name"), "pk"):
        contacts[contact.organisation_id].setdefault(contact.user_id, contact)
    asked = Q(kind=OrganisationKind.MUNICIPALITY)
    if everybody:
        asked |= Q(pk__in=list(contacts))
    return [
        Candidate(organisation, list(contacts[organisation.pk].values()))
        for organisation in Organisation.objects.filter(asked).alphabetical()
    ]


def contacts_asked(round) -> list[int]:
    """The contact persons of a round who still are, as Memberships: whom to ask again. Two statements."""
    asked = set(round.invitations.exclude(user=None).values_list("organisation", "user"))
    found = Membership.objects.filter(is_contact=True, user__in={user for _organisation, user in asked})
    return [one.pk for one in found if (one.organisation_id, one.user_id) in asked]


def sent_rounds_with(provision=None):
    """Sent rounds that ask about a clause, newest first."""
    rounds = Round.objects.exclude(state=RoundState.DRAFT)
    return rounds.filter(questionnaire__questions__provision=provision).distinct() if provision else rounds
