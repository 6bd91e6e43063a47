"""Lending sections of an organisation's answer to colleagues, sending their link again, and taking it back."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal import audit, notifications
from portal.notifications import Recipient
from surveys.models import Delegation

MOST = 30  # at a time, of one organisation in one round


@transaction.atomic
def lend(round, organisation, *, name, email, questions, message="", by, at) -> Delegation:
    """Let a colleague answer these questions; the letter with the link is owed at once."""
    _hold(round, organisation)
    usable = Delegation.objects.filter(round=round, organisation=organisation).usable(at=at)
    email = email.strip().lower()
    if usable.filter(email=email).exists():
        raise ValidationError(
            _("Somebody with this address already answers some sections. Take those back first, then choose all anew.")
        )
    if usable.count() >= MOST:
        raise ValidationError(_("At most %(most)s colleagues can answer at a time."), params={"most": MOST})
    delegation = Delegation.objects.create(
        round=round,
        organisation=organisation,
        name=name,
        email=email,
        questions=list(questions),
        message=message,
        by_name=by.name,
        by_user=by.user,
        by_invitation=by.invitation,
        expires_at=round.links_end_at,
    )
    delegation.arm()
    _owe(delegation, by)
    audit.record(by.user, "lent survey sections", round, delegation=delegation.pk)
    return delegation


@transaction.atomic
def send_lent_again(delegation, *, by) -> Delegation:
    """A new link in a new letter; the old link opens nothing any more."""
    delegation = Delegation.objects.select_for_update(of=("self",)).select_related("round").get(pk=delegation.pk)
    if delegation.revoked_at is None:
        delegation.expires_at = delegation.round.links_end_at
        delegation.renew()
        delegation.opened_at = delegation.returned_at = None
        delegation.save(update_fields=["opened_at", "returned_at"])
        _owe(delegation, by)
        audit.record(by.user, "sent survey delegation again", delegation.round, delegation=delegation.pk)
    return delegation


@transaction.atomic
def take_back(delegation, *, by, at) -> Delegation:
    """End the colleague's right at once; what they have answered stays."""
    delegation = Delegation.objects.select_for_update(of=("self",)).select_related("round").get(pk=delegation.pk)
    if delegation.revoked_at is None:
        delegation.revoked_at = at
        delegation.save(update_fields=["revoked_at"])
        audit.record(by.user, "took back survey sections", delegation.round, delegation=delegation.pk)
    return delegation


def _hold(round, organisation):
    """Two who lend at once come one after the other."""
    list(round.invitations.filter(organisation=organisation).select_for_update().order_by("pk").values_list("pk"))


def _owe(delegation, by):
    notifications.queue(
        "survey-delegation",
        to=Recipient(delegation.email, delegation.name, by.language),
        about=delegation,
        key=f"survey-delegation:{delegation.pk}:{delegation.version}",
        context={"version": delegation.version},
    )
