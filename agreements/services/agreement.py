"""Writing the agreement down: the text, its parties, and their decisions."""

import re

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from agreements.models import Agreement, AgreementState, Party, Provision
from agreements.services.cases import keep_move
from agreements.services.implementation import ensure_implementations
from portal import audit

BINDING = {AgreementState.DECIDED, AgreementState.IN_FORCE}


@transaction.atomic
def save_agreement(agreement, *, organisations, by):
    """Store a new or changed agreement with exactly these organisations as parties."""
    was = Agreement.objects.select_for_update().filter(pk=agreement.pk).first() if agreement.pk else None
    agreement.save()
    _set_parties(agreement, organisations, by=by)
    if agreement.state in BINDING and was is not None and was.is_conditional:
        _ensure_all_decided(agreement)
    details = {"state": agreement.state}
    if was is not None and was.decide_by != agreement.decide_by:
        details |= {"decide_by_was": was.decide_by or "", "decide_by": agreement.decide_by or ""}
    audit.record(by, "changed" if was else "created", agreement, **details)
    ensure_implementations(agreement)
    return agreement


def _set_parties(agreement, organisations, *, by):
    """Add and remove parties; one that has decided stays, since its decision is a fact."""
    wanted = {organisation.pk for organisation in organisations}
    leaving = [
        party for party in agreement.parties.select_related("organisation") if party.organisation_id not in wanted
    ]
    decided = [party.organisation.short_name for party in leaving if party.decided_on]
    if decided:
        raise ValidationError(
            {
                "organisations": _("%(names)s has decided and cannot be taken away. Remove the decision first.")
                % {"names": ", ".join(decided)}
            }
        )
    Party.objects.filter(pk__in=[party.pk for party in leaving]).delete()
    present = set(agreement.parties.values_list("organisation", flat=True))
    Party.objects.bulk_create(Party(agreement=agreement, organisation_id=pk) for pk in sorted(wanted - present))
    for party in leaving:
        audit.record(by, "removed party", agreement, organisation=party.organisation_id)
    for pk in sorted(wanted - present):
        audit.record(by, "added party", agreement, organisation=pk)


def _ensure_all_decided(agreement):
    waiting = agreement.parties.filter(decided_on=None).count()
    if waiting:
        raise ValidationError(
            {
                "state": ngettext(
                    "%(count)d party has not decided yet. Record its decision first.",
                    "%(count)d parties have not decided yet. Record their decisions first.",
                    waiting,
                )
                % {"count": waiting}
            }
        )


@transaction.atomic
def mark_decided(agreement, *, by):
    """All parties have said yes: from now on the work is no longer conditional."""
    row = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if row.state in BINDING:
        return row
    if not row.parties.exists():
        raise ValidationError(_("The agreement has no parties."))
    _ensure_all_decided(row)
    audit.record(by, "marked as decided", row, was=row.state)
    row.state = AgreementState.DECIDED
    row.save(update_fields=["state"])
    return row


@transaction.atomic
def record_decision(party, *, planned_on, decided_on, registry_number, by, on, because="", at=None):
    """Write down when a party decides, or that it has; a planned date that moves is kept with the reason.

    Every change leaves its old value in the audit trail too.
    """
    row = Party.objects.select_for_update(of=("self",)).select_related("agreement").get(pk=party.pk)
    if decided_on and decided_on > on:
        raise ValidationError(
            {"decided_on": _("The decision cannot be in the future. Write the day as planned instead.")}
        )
    if row.decided_on and not decided_on and row.agreement.state in BINDING:
        raise ValidationError(
            {
                "decided_on": _(
                    "The agreement is marked as decided. Change the state of the agreement before you remove a decision."
                )
            }
        )
    for verb, was, now in (
        ("moved planned decision", row.planned_on, planned_on),
        ("recorded decision", row.decided_on, decided_on),
        ("changed registry number", row.registry_number, registry_number),
    ):
        if was != now:
            audit.record(by, verb, row, was=was or "", now=now or "")
    keep_move(was=row.planned_on, now=planned_on, because=because, by=by, at=at or timezone.now(), party=row)
    row.planned_on, row.decided_on, row.registry_number = planned_on, decided_on, registry_number
    row.save()
    return row


@transaction.atomic
def save_provision(provision, *, by):
    """Store a new or changed clause, in its place by number, with a row for every party to follow it up."""
    was = Provision.objects.filter(pk=provision.pk).first() if provision.pk else None
    if was is None or was.number != provision.number:
        provision.position = _make_room(provision)
    provision.save()
    audit.record(by, "changed" if was else "created", provision, number=provision.number, change=provision.change)
    ensure_implementations(provision.agreement)
    return provision


def _make_room(provision) -> int:
    """The place after the last clause with a lower number; those behind move one step."""
    others = list(
        Provision.objects.select_for_update()
        .filter(agreement=provision.agreement)
        .exclude(pk=provision.pk)
        .order_by("position", "number")
    )
    key = _number_key(provision.number)
    place = next((index for index, other in enumerate(others) if _number_key(other.number) > key), len(others))
    for index, other in enumerate(others):
        other.position = index if index < place else index + 1
    Provision.objects.bulk_update(others, ["position"])
    return place


def _number_key(number: str) -> list:
    """4.10 after 4.9, and letters after figures."""
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in re.findall(r"\d+|[^\W\d_]+", number)]
