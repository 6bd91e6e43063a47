"""Rounds: made from an agreement, sent, extended and closed by who leads the work."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from organisations.models import Membership, OrganisationKind, Side
from portal import audit
from portal.celery import wake
from surveys.gap import gap_questions
from surveys.models import Invitation, Question, Questionnaire, Round, RoundFinish, RoundKind, RoundState
from surveys.services.invitations import arm_some
from surveys.services.persons import ensure_fits_persons
from surveys.services.reveals import forum_organisations, keep_readable, reveal_if_due
from surveys.services.shown import keep_what_was_shown


@transaction.atomic
def create_gap_round(agreement, *, provisions, contacts, by, **fields) -> Round:
    """A draft round of a gap survey: one page per clause, one unarmed invitation per contact person.

    `contacts` are Memberships with their user; `fields` are title, letter, opens_on and closes_on.
    """
    questionnaire = Questionnaire.objects.create(title=fields["title"], agreement=agreement, created_by=by)
    _write_questions(questionnaire, provisions)
    previous = Round.objects.filter(agreement=agreement).exclude(state=RoundState.DRAFT).first()
    round = Round.objects.create(
        questionnaire=questionnaire, agreement=agreement, previous=previous, created_by=by, **fields
    )
    invite(round, contacts)
    audit.record(by, "made survey round", round)
    return round


@transaction.atomic
def update_draft(round, *, provisions, contacts, by, **fields) -> Round:
    """Change everything about a round that has not been sent."""
    round = hold_draft(round)
    for name, value in fields.items():
        setattr(round, name, value)
    round.save(update_fields=list(fields))
    translated = dict(round.questionnaire.questions.values_list("identity", "translations"))
    round.questionnaire.questions.all().delete()
    _write_questions(round.questionnaire, provisions, translated)
    invite_instead(round, contacts, kinds=[OrganisationKind.MUNICIPALITY])
    audit.record(by, "changed survey draft", round)
    return round


@transaction.atomic
def delete_draft(round, *, by):
    """Throw away a round that was never sent, with its questions unless somebody else is asked the same."""
    round = hold_draft(round)
    audit.record(by, "deleted survey draft", round)
    questionnaire = round.questionnaire
    round.delete()
    if not (questionnaire.rounds.exists() or questionnaire.waves.exists()):
        questionnaire.delete()


@transaction.atomic
def send_round(round, *, by, at) -> Round:
    """Open the round; the letters are owed from here on. The first links are armed now, the rest with their letters.

    Sent already, nothing happens. ValidationError when there is nobody to ask, or the last day has passed.
    """
    round = Round.objects.select_for_update(of=("self",)).select_related("questionnaire").get(pk=round.pk)
    if round.state != RoundState.DRAFT:
        return round
    if not round.questionnaire.questions.exists():
        raise ValidationError(_("Write at least one question before you send the survey."))
    people, open_links = round.invitations.count(), _open_links(round)
    if not people and not open_links:
        raise ValidationError(_("Choose at least one person to send the survey to."))
    ensure_fits_persons(round, round.questionnaire.questions.all())
    ensure_both_sides(round)
    _ensure_time_left(round.closes_on, at)
    round.state, round.sent_at = RoundState.OPEN, at
    round.save(update_fields=["state", "sent_at"])
    round.questionnaire.frozen_at = round.questionnaire.frozen_at or at
    round.questionnaire.save(update_fields=["frozen_at"])
    arm_some(round)
    round.open_links.update(expires_at=round.links_end_at)
    audit.record(
        by, "sent survey round", round, invitations=people, **({"open_links": open_links} if open_links else {})
    )
    wake("surveys.invite")
    return round


@transaction.atomic
def extend_round(round, *, closes_on, by, at) -> Round:
    """Move the last day, and with it the end of every link; a closed round opens again."""
    round = Round.objects.select_for_update().get(pk=round.pk)
    if RoundFinish.objects.filter(round=round).exists():
        raise ValidationError(_("The survey is finished for good. It cannot be opened again."))
    if round.is_of_persons and round.is_over(on=timezone.localdate(at)):
        raise ValidationError(
            _(
                "A survey that persons answer is not opened again: figures from before and after would tell who answered what."
            )
        )
    _ensure_time_left(closes_on, at)
    if closes_on < round.opens_on:
        raise ValidationError(_("The last day to answer is before the first."))
    keep_what_was_shown(round, at=at)
    was = round.closes_on
    round.closes_on, round.state = closes_on, RoundState.OPEN
    round.save(update_fields=["closes_on", "state"])
    round.invitations.update(expires_at=round.links_end_at)
    round.delegations.update(expires_at=round.links_end_at)
    round.open_links.update(expires_at=round.links_end_at)
    keep_readable(round)
    audit.record(by, "moved last day of survey round", round, was=was, now=closes_on)
    wake("surveys.invite")
    return round


@transaction.atomic
def close_round(round, *, by) -> Round:
    """Take no more answers. What was submitted stays; drafts stay with those who wrote them."""
    round = Round.objects.select_for_update().get(pk=round.pk)
    if round.state == RoundState.OPEN:
        round.state = RoundState.CLOSED
        round.save(update_fields=["state"])
        audit.record(by, "closed survey round", round)
        reveal_if_due(round, at=timezone.now())
        if round.is_of_persons:
            wake("surveys.seal")
    return round


def _open_links(round) -> int:
    """How many addresses anybody can answer by."""
    return round.open_links.filter(revoked_at=None).count() if round.kind == RoundKind.ANONYMOUS else 0


def hold_draft(round):
    """The round with its row locked; ValidationError once it has been sent."""
    round = Round.objects.select_for_update(of=("self",)).select_related("questionnaire").get(pk=round.pk)
    if round.state != RoundState.DRAFT:
        raise ValidationError(_("The survey has been sent and cannot be changed."))
    return round


def ensure_both_sides(round):
    """ValidationError when a forum's round asks nobody on one of its sides: neither would ever read the other."""
    if not round.is_of_forum:
        return
    sides = forum_organisations(round)
    lacking = [str(label) for side, label in Side.choices if side not in sides]
    if lacking:
        raise ValidationError(
            _("%(forum)s lacks people on a side: %(sides)s.")
            % {"forum": round.forum.name, "sides": ", ".join(lacking).lower()}
        )


def _ensure_time_left(closes_on, at):
    if closes_on < timezone.localdate(at):
        raise ValidationError(_("The last day to answer has passed. Choose today or later."))


def _write_questions(questionnaire, provisions, translated=None):
    """The questions that follow from the clauses; those that stood there keep what they were translated to."""
    questions = gap_questions(provisions)
    for question in questions:
        question.questionnaire = questionnaire
        question.translations = (translated or {}).get(question.identity, {})
    Question.objects.bulk_create(questions)


def invite_instead(round, contacts, *, kinds=None):
    """Of the contact persons only these are asked; who is asked for another reason stays asked."""
    known = Membership.objects.filter(is_contact=True, user=OuterRef("user"), organisation=OuterRef("organisation"))
    if kinds:
        known = known.filter(organisation__kind__in=kinds)
    chosen = {(contact.organisation_id, contact.user_id) for contact in contacts}
    asked = round.invitations.filter(Exists(known)).values_list("pk", "organisation", "user")
    gone = [pk for pk, organisation, user in asked if (organisation, user) not in chosen]
    round.invitations.filter(pk__in=gone).delete()
    invite(round, contacts)


def invite(round, contacts):
    """One invitation per person and organisation, also for who has two roles there; who is asked already stays."""
    people = {(contact.organisation_id, contact.user.email): contact for contact in contacts}
    for asked in round.invitations.filter(user__in=[contact.user_id for contact in people.values()]):
        people.pop((asked.organisation_id, asked.email), None)
    Invitation.objects.bulk_create(
        Invitation(
            round=round,
            organisation_id=organisation,
            user=contact.user,
            email=email,
            name=contact.user.get_full_name()[:150],
            language=contact.user.language or "sv",
        )
        for (organisation, email), contact in people.items()
    )
