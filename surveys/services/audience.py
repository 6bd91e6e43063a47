"""Whom a round asks: many added at once, and taken away again as long as nothing is sent."""

from collections.abc import Iterable

from django.db import transaction

from organisations.models import Organisation, User
from portal import audit
from portal.celery import wake
from surveys.models import Invitation, Round, RoundState
from surveys.services.rounds import hold_draft
from surveys.services.sides import ensure_sides

BATCH = 1000


@transaction.atomic
def add_people(round, people: Iterable[dict], *, by) -> tuple[int, int]:
    """Ask many: dicts of organisation (id), name, email, language and perhaps user (id). (added, asked already).

    In a sent round they get their letters by the next sweep. Once per organisation and address, whoever asks.
    """
    round = Round.objects.select_for_update().get(pk=round.pk)
    before, given = round.invitations.count(), 0
    batch, seen = [], set()
    for one in people:
        email = one["email"].strip().lower()
        given += 1
        if (one["organisation"], email) not in seen:
            seen.add((one["organisation"], email))
            batch.append(one | {"email": email})
        if len(batch) == BATCH:
            _store(round, batch)
            batch = []
    _store(round, batch)
    added = round.invitations.count() - before
    if added:
        audit.record(by, "invited people to survey round", round, invitations=added)
        if round.state == RoundState.OPEN:
            wake("surveys.invite")
    return added, given - added


def _store(round, batch):
    if round.is_of_forum and batch:
        ensure_sides(round, Organisation.objects.filter(pk__in={one["organisation"] for one in batch}).order_by("pk"))
    addresses = [one["email"] for one in batch if not one.get("user")]
    accounts = {user.email.lower(): user for user in User.objects.filter(email__in=addresses, is_active=True)}
    Invitation.objects.bulk_create(
        [_invitation(round, one, accounts.get(one["email"])) for one in batch], ignore_conflicts=True
    )


def _invitation(round, one, account):
    return Invitation(
        round=round,
        organisation_id=one["organisation"],
        user_id=one.get("user") or (account.pk if account else None),
        name=one["name"][:150],
        email=one["email"],
        language=one.get("language") or (account.language if account else "sv"),
        expires_at=None if round.state == RoundState.DRAFT else round.links_end_at,
    )


@transaction.atomic
def remove_person(round, pk, *, by) -> bool:
    """Ask one person less; ValidationError once the round is sent."""
    round = hold_draft(round)
    gone, _by_model = round.invitations.filter(pk=pk).delete()
    if gone:
        audit.record(by, "removed recipient of survey draft", round, invitation=pk)
    return bool(gone)


@transaction.atomic
def remove_people(round, *, organisation=None, by) -> int:
    """Ask nobody any more, or nobody of one organisation; ValidationError once the round is sent."""
    round = hold_draft(round)
    rows = round.invitations.filter(organisation=organisation) if organisation else round.invitations
    number = rows.count()
    rows.all().delete()
    if number:
        about = {"organisation": organisation.pk} if organisation else {}
        audit.record(by, "removed recipients of survey draft", round, invitations=number, **about)
    return number
