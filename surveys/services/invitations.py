"""Invitations: sent again, revoked, added; and the two sweeps that owe letters to whom they are due."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal import audit, notifications
from portal.celery import wake
from portal.notifications import Recipient
from surveys.models import Invitation, Response, Round, RoundState

BATCH = 100
REMINDER_DAYS = (7, 1)  # days before the last day


@transaction.atomic
def add_invitation(round, *, organisation, name, email, by, user=None) -> Invitation:
    """Ask one more person of an organisation; in a sent round the letter goes at once."""
    round = Round.objects.select_for_update().get(pk=round.pk)
    email = email.strip().lower()
    if round.invitations.filter(organisation=organisation, email=email).exists():
        raise ValidationError(_("This address is already invited."))
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
    invitation = Invitation.objects.select_for_update(of=("self",)).select_related("round").get(pk=invitation.pk)
    if invitation.round.state != RoundState.OPEN:
        raise ValidationError(_("The survey is not open, so no links are sent."))
    invitation.expires_at = invitation.round.links_end_at
    invitation.renew()
    invitation.queued_at = invitation.opened_at = None
    invitation.save(update_fields=["queued_at", "opened_at"])
    audit.record(by, "sent survey invitation again", invitation.round, invitation=invitation.pk)
    wake("surveys.invite")
    return invitation


@transaction.atomic
def revoke(invitation, *, by, at) -> Invitation:
    """Make a link useless at once, also where it has been opened. The organisation is still asked."""
    invitation = Invitation.objects.select_for_update(of=("self",)).select_related("round").get(pk=invitation.pk)
    if invitation.revoked_at is None:
        invitation.revoked_at = at
        invitation.save(update_fields=["revoked_at"])
        audit.record(by, "revoked survey invitation", invitation.round, invitation=invitation.pk)
    return invitation


def queue_invitations(*, at) -> int:
    """Owe a letter to everybody invited who has none yet, a batch and a transaction at a time; how many."""
    queued = 0
    while batch := _queue_batch(at=at):
        queued += batch
    return queued


@transaction.atomic
def _queue_batch(*, at):
    """Rows another worker holds are left to it; the letter's key makes a second try harmless."""
    due = Invitation.objects.to_queue(on=timezone.localdate(at)).order_by("pk")
    rows = list(due.select_for_update(skip_locked=True, of=("self",)).select_related("user")[:BATCH])
    for invitation in rows:
        _owe("survey-invitation", invitation, key=f"survey-invitation:{invitation.pk}:{invitation.version}")
    Invitation.objects.filter(pk__in=[row.pk for row in rows]).update(queued_at=at)
    return len(rows)


def queue_reminders(*, at) -> int:
    """Owe a reminder to those whose organisation has not submitted when 7 days, and when 1 day, is left; how many.

    Safe to run late or twice: the key holds the day, and who was invited after the day of a reminder has just had
    a letter and gets none. Run so late that both are due, only the last goes.
    """
    today = timezone.localdate(at)
    rounds = Round.objects.answerable(on=today).filter(closes_on__lte=today + timedelta(days=max(REMINDER_DAYS)))
    submitted = Response.objects.submitted()
    queued = 0
    for round in rounds:
        days = min(days for days in REMINDER_DAYS if today >= round.closes_on - timedelta(days=days))
        reminder_on = round.closes_on - timedelta(days=days)
        done = submitted.filter(round=round).values("organisation")
        late = round.invitations.usable(at=at).exclude(organisation__in=done).select_related("user")
        for invitation in late:
            if invitation.queued_at and timezone.localdate(invitation.queued_at) < reminder_on:
                key = f"survey-reminder:{invitation.pk}:{invitation.version}:{round.closes_on}:{days}"
                queued += _owe("survey-reminder", invitation, key=key)
    return queued


def _owe(kind, invitation, *, key) -> int:
    """Put one letter into the outbox, with what it needs to know whether it is still wanted; never the token."""
    row = notifications.queue(
        kind,
        to=Recipient(invitation.email, invitation.name, invitation.language, invitation.user),
        about=invitation,
        key=key,
        context={"version": invitation.version},
    )
    return row is not None
