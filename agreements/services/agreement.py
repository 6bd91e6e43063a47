"""Writing the agreement down: its name and place, its parties, and their decisions."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from agreements.models import Agreement, AgreementState, Party
from agreements.services.cases import keep_move
from agreements.services.copies import copy_to_new_parties
from agreements.services.implementation import ensure_implementations
from portal import audit
from portal.revisions import claim


@transaction.atomic
def save_agreement(agreement, *, organisations, by, revision=None):
    """Store a new or changed agreement with exactly these organisations as parties.

    `revision` is what the person saw; raises ChangedMeanwhile when the agreement or its parties have moved on since.
    """
    if agreement.parent_id or agreement.replaces_id:
        # one move in the tree at a time: two half moves must not make a circle together
        list(Agreement.objects.select_for_update().order_by("pk").values_list("pk"))
    was = None
    if agreement.pk:
        was = claim(agreement, revision)
        agreement.revision = was.revision + 1
    _ensure_possible(agreement, was)
    agreement.save()
    _set_parties(agreement, organisations, by=by)
    if agreement.is_decided and was is not None and was.is_conditional:
        _ensure_all_decided(agreement)
    details = {"state": agreement.state}
    if was is not None and was.decide_by != agreement.decide_by:
        details |= {"decide_by_was": was.decide_by or "", "decide_by": agreement.decide_by or ""}
    audit.record(by, "changed" if was else "created", agreement, **details)
    ensure_implementations(agreement)
    return agreement


def _ensure_possible(agreement, was):
    """Refuse dates that contradict each other, and a place below or after itself, at any depth, or under history."""
    if agreement.decide_by and agreement.valid_to and agreement.decide_by > agreement.valid_to:
        raise ValidationError(
            {"decide_by": _("The last day for decisions is after the agreement has ended. Change one of the dates.")}
        )
    if agreement.parent and agreement.parent.is_closed and (was is None or was.parent_id != agreement.parent_id):
        raise ValidationError({"parent": _("That agreement is history. Choose the one that has replaced it.")})
    if was is None:
        return
    if was.replaces_id != agreement.replaces_id:
        _ensure_clauses_follow(agreement)
    for field, words in (
        ("parent", _("An agreement cannot stand under itself or under something that belongs to it.")),
        ("replaces", _("An agreement cannot replace itself or one that has come after it.")),
    ):
        before = dict(Agreement.objects.values_list("pk", f"{field}_id"))
        place, seen = getattr(agreement, f"{field}_id"), set()
        while place is not None and place not in seen:
            if place == agreement.pk:
                raise ValidationError({field: words})
            seen.add(place)
            place = before.get(place)


def _ensure_clauses_follow(agreement):
    """Clauses come from the agreement that is replaced; another cannot be chosen while some come from elsewhere."""
    strays = agreement.provisions.filter(predecessor__isnull=False).exclude(predecessor__agreement=agreement.replaces)
    count = strays.count()
    if count:
        raise ValidationError(
            {
                "replaces": ngettext(
                    "%(count)d clause comes from the agreement that stood here. Take away the clause before it first.",
                    "%(count)d clauses come from the agreement that stood here. Take away the clauses before them first.",
                    count,
                )
                % {"count": count}
            }
        )


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
    copy_to_new_parties(agreement, sorted(wanted - present), by=by)


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
    if row.is_decided:
        return row
    if not row.parties.exists():
        raise ValidationError(_("The agreement has no parties."))
    _ensure_all_decided(row)
    audit.record(by, "marked as decided", row, was=row.state)
    row.state = AgreementState.DECIDED
    row.revision += 1
    row.save(update_fields=["state", "revision"])
    return row


@transaction.atomic
def record_decision(party, *, planned_on, decided_on, registry_number, by, on, because="", at=None, revision=None):
    """Write down when a party decides, or that it has; a planned date that moves is kept with the reason.

    Every change leaves its old value in the audit trail too. `revision` is what the person saw.
    """
    row = claim(party, revision)
    if row.agreement.is_closed:
        raise ValidationError(_("The agreement has been replaced. Its decisions can be read but not changed."))
    if decided_on and decided_on > on:
        raise ValidationError(
            {"decided_on": _("The decision cannot be in the future. Write the day as planned instead.")}
        )
    if row.decided_on and not decided_on and row.agreement.is_decided:
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
    row.revision += 1
    row.save()
    return row
