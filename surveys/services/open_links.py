"""Open links: an address anybody can answer an anonymous round by, for everybody or for one organisation's people."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal import audit
from surveys.models import OpenLink, Round, RoundKind, RoundState


@transaction.atomic
def make_open_links(round, organisations, *, by) -> int:
    """One link for each organisation (None: for everybody) that has none yet; how many are new."""
    round = _hold(round)
    ends = None if round.state == RoundState.DRAFT else round.links_end_at
    made = 0
    for organisation in organisations:
        link, is_new = OpenLink.objects.get_or_create(
            round=round, organisation=organisation, defaults={"expires_at": ends}
        )
        if is_new:
            link.arm()
            made += 1
    if made:
        audit.record(by, "made open links to survey round", round, links=made)
    return made


@transaction.atomic
def renew_open_link(link, *, by) -> OpenLink:
    """A new address; the old one opens nothing any more."""
    round = _hold(link.round)
    link = OpenLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    link.expires_at = None if round.state == RoundState.DRAFT else round.links_end_at
    link.renew()
    audit.record(by, "renewed open link to survey round", round, link=link.pk)
    return link


@transaction.atomic
def revoke_open_link(link, *, by, at=None) -> OpenLink:
    """Make the address useless at once. In a draft, where nobody has it yet, the link goes away altogether."""
    round = _hold(link.round)
    link = OpenLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if round.state == RoundState.DRAFT:
        audit.record(by, "removed open link to survey round", round, link=link.pk)
        link.delete()
    elif link.revoked_at is None:
        link.revoked_at = at or timezone.now()
        link.save(update_fields=["revoked_at"])
        audit.record(by, "revoked open link to survey round", round, link=link.pk)
    return link


def _hold(round):
    """The round with its row locked; ValidationError when it takes no open links."""
    round = Round.objects.select_for_update().get(pk=round.pk)
    if round.kind != RoundKind.ANONYMOUS:
        raise ValidationError(_("Only a survey that is answered anonymously can have open links."))
    if round.is_over(on=timezone.localdate()):
        raise ValidationError(_("The survey is closed for good. Nobody can answer it any more."))
    return round
