"""Invitations: sent again, revoked, added; and the sweep that owes letters to whom they are due."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from portal import audit, notifications
from portal.celery import wake
from portal.notifications import Recipient
from surveys.models import Invitation, Response, Round, RoundKind, RoundState
from surveys.pace import Pace
from surveys.services.sides import ensure_sides

BATCH = 1000
JUST_SENT = timedelta(minutes=10)  # who got a letter so lately is not sent another with all the rest


@transaction.atomic
def add_invitation(round, *, organisation, name, email, by, user=None) -> Invitation:
    """Ask one more person of an organisation; in a sent round the letter goes at once."""
    round = Round.objects.select_for_update().get(pk=round.pk)
    email = email.strip().lower()
    _ensure_not_invited(round, organisation, email)
    ensure_sides(round, [organisation])
    invitation = Invitation.objects.create(
        round=round,
        organisation=organisation,
        name=name,
        email=email,
        user=user,
        language=user.language if user else "sv",
    )
    if round.state == RoundState.OPEN:
        invitation.expires_at = round.links_end_at
        invitation.arm()
        wake("surveys.invite")
    audit.record(by, "invited to survey round", round, invitation=invitation.pk)
    return invitation


@transaction.atomic
def resend(invitation, *, by) -> Invitation:
    """A new link in a new letter; the old link opens nothing any more."""
    invitation = _hold_open(invitation)
    _send_anew(invitation)
    audit.record(by, "sent survey invitation again", invitation.round, invitation=invitation.pk)
    return invitation


@transaction.atomic
def mend_invitation(invitation, *, name, email, language, by, user=None) -> Invitation:
    """Correct whom a link is for and send a new one there; the old link opens nothing any more.

    In a round of persons another address is another person: a link of their own, and never what the first has written
    or whether they have answered. The first link is taken back, whatever was done with it.
    """
    invitation = _hold_open(invitation)
    email = email.strip().lower()
    if email != invitation.email:
        _ensure_not_invited(invitation.round, invitation.organisation_id, email)
        if invitation.round.is_of_persons:
            invitation = _in_place_of(invitation)
        invitation.user = user
    invitation.name, invitation.email, invitation.language = name, email, language
    invitation.save()
    _send_anew(invitation)
    audit.record(by, "corrected survey invitation", invitation.round, invitation=invitation.pk)
    return invitation


@transaction.atomic
def resend_unopened(round, *, by, at) -> int:
    """A new link to everybody who has not opened theirs and whose organisation has not submitted; how many."""
    round = Round.objects.select_for_update().get(pk=round.pk)
    if not round.is_open(on=timezone.localdate(at)):
        raise ValidationError(_("The survey is not open, so no links are sent."))
    if round.kind == RoundKind.ANONYMOUS:
        raise ValidationError(_("In an anonymous survey it is not known who has opened the link. Remind instead."))
    # in two steps in the sweep: the row is free again here, armed and owed there
    number = (
        unopened(round, at=at)
        .filter(queued_at__lt=at - JUST_SENT)
        .update(version=F("version") + 1, token_hash=None, queued_at=None)
    )
    if number:
        audit.record(by, "sent survey invitations again", round, invitations=number)
        wake("surveys.invite")
    return number


def unopened(round, *, at):
    """Those with a letter who have not opened their link, of organisations that have not submitted."""
    done = Response.objects.submitted().filter(round=round).values("organisation")
    asked = round.invitations.usable(at=at).filter(opened_at=None, queued_at__isnull=False, answered_mark=None)
    return asked.exclude(organisation__in=done)


@transaction.atomic
def revoke(invitation, *, by, at) -> Invitation:
    """Make a link useless at once, also where it has been opened. The organisation is still asked."""
    invitation = Invitation.objects.select_for_update(of=("self",)).select_related("round").get(pk=invitation.pk)
    if invitation.revoked_at is None:
        invitation.revoked_at = at
        invitation.save(update_fields=["revoked_at"])
        audit.record(by, "revoked survey invitation", invitation.round, invitation=invitation.pk)
    return invitation


@transaction.atomic
def revoke_organisation(round, organisation, *, by, at) -> int:
    """Make every link of an organisation useless at once; how many worked until now."""
    number = round.invitations.filter(organisation=organisation, revoked_at=None).update(revoked_at=at)
    if number:
        audit.record(by, "revoked survey invitations", round, organisation=organisation.pk, invitations=number)
    return number


def arm_some(round) -> int:
    """Arm at most a batch, so that an ordinary round's links work at once; the sweep arms the rest as it owes letters."""
    rows = list(round.invitations.filter(token_hash=None, revoked_at=None).order_by("pk")[:BATCH])
    _store(rows, round, queued_at=None)
    return len(rows)


def queue_invitations(*, at) -> int:
    """Owe a letter to everybody invited who has none yet, a batch and a transaction at a time; how many.

    A link that is not armed yet is armed in the same statement. Killed anywhere, the next sweep goes on from there.
    """
    queued, pace = 0, Pace()
    for round in Round.objects.answerable(on=timezone.localdate(at)):
        while batch := _queue_batch(round, at=at, pace=pace):
            queued += batch
    return queued


@transaction.atomic
def _queue_batch(round, *, at, pace):
    """Rows another worker holds are left to it; the letter's key makes a second try harmless."""
    due = round.invitations.to_queue(on=timezone.localdate(at)).order_by("pk")
    rows = list(due.select_for_update(skip_locked=True, of=("self",))[:BATCH])
    if rows:
        notifications.queue_many(
            [
                owed(
                    "survey-invitation",
                    row,
                    key=f"survey-invitation:{row.pk}:{row.version}",
                    after=pace.next(),
                )
                for row in rows
            ]
        )
        _store(rows, round, queued_at=at)
    return len(rows)


def owed(kind, invitation, *, key, after=None, **context):
    """One letter, with what it needs to know whether it is still wanted; never the token."""
    row = notifications.letter_to(
        kind,
        to=Recipient(invitation.email, invitation.name, invitation.language),
        about=invitation,
        key=key,
        context={"version": invitation.version, **context},
        after=after,
    )
    row.to_user_id = invitation.user_id
    return row


def _store(rows, round, *, queued_at):
    """Write what is new of many rows in one statement: the hash where there is none, and that the letter is owed."""
    table = connection.ops.quote_name(Invitation._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} i SET token_hash = COALESCE(i.token_hash, d.hash),"  # noqa: S608  the table's own name
            " expires_at = COALESCE(i.expires_at, %s), queued_at = COALESCE(%s, i.queued_at)"
            " FROM unnest(%s::bigint[], %s::text[]) AS d(id, hash) WHERE i.id = d.id",
            [round.links_end_at, queued_at, [row.pk for row in rows], [row.hash_to_store for row in rows]],
        )


def _hold_open(invitation):
    """The invitation with its row locked; ValidationError when no links are sent."""
    invitation = Invitation.objects.select_for_update(of=("self",)).select_related("round").get(pk=invitation.pk)
    if invitation.round.state != RoundState.OPEN:
        raise ValidationError(_("The survey is not open, so no links are sent."))
    return invitation


def _in_place_of(invitation) -> Invitation:
    """A new row for somebody else; the old one is revoked and stays with what belongs to it."""
    if invitation.revoked_at is None:
        Invitation.objects.filter(pk=invitation.pk).update(revoked_at=timezone.now())
    return Invitation(round=invitation.round, organisation_id=invitation.organisation_id)


def _send_anew(invitation):
    invitation.expires_at = invitation.round.links_end_at
    invitation.renew()
    invitation.queued_at = invitation.opened_at = None
    invitation.save(update_fields=["queued_at", "opened_at"])
    wake("surveys.invite")


def _ensure_not_invited(round, organisation, email):
    if round.invitations.filter(organisation=organisation, email=email).exists():
        raise ValidationError(_("This address is already invited."))
