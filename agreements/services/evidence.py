"""What stands behind a phase: who owns the change, what shows it, the checklist, and the half-yearly pulse."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements.models import CriterionCheck, Pulse
from agreements.owners import may_own
from agreements.services.implementation import ensure_open, hold, keep
from portal import audit

NOT_AN_OWNER = _(
    "Choose the organisation itself or one of its units. A body of cooperation, a consultant or a group supports the"
    " work, but never owns the change."
)


@transaction.atomic
def set_owner(implementation, unit, *, contact, by, revision=None):
    """Name the unit in operations that owns the change (001-20), and whom to ask there; None takes the owner away."""
    row = hold(implementation, revision)
    if unit is not None and not may_own(unit, row.organisation):
        raise ValidationError({"owner_unit": NOT_AN_OWNER})
    contact = (contact or "").strip()
    if (row.owner_unit_id, row.owner_contact) == (unit and unit.pk, contact):
        return row
    audit.record(by, "named owner", row, was=row.owner_unit_id or "", now=unit.pk if unit else "")
    row.owner_unit, row.owner_contact = unit, contact
    return keep(row, by)


@transaction.atomic
def add_evidence(evidence, *, by, on):
    """Keep something dated that shows where the work stands; `on` is today."""
    ensure_open(evidence.implementation.provision.agreement)
    if evidence.on > on:
        raise ValidationError({"on": _("The day lies in the future. Write what has been, on its day.")})
    evidence.by = by
    evidence.save()
    audit.record(by, "added evidence", evidence.implementation, evidence=evidence.pk, on=evidence.on)
    return evidence


@transaction.atomic
def remove_evidence(evidence, *, by):
    ensure_open(evidence.implementation.provision.agreement)
    audit.record(by, "removed evidence", evidence.implementation, evidence=evidence.pk, on=evidence.on)
    evidence.delete()


@transaction.atomic
def save_checks(implementation, wanted, *, by, at, revision=None):
    """Tick and untick criteria: `wanted` is criterion -> (met, note) for those the person was shown.

    Criteria of other phases are left as they are. The statements are as many for one tick as for ten.
    """
    row = hold(implementation, revision)
    present = {check.criterion: check for check in row.checks.filter(criterion__in=wanted)}
    new, changed, gone = [], [], []
    for criterion, (met, note) in wanted.items():
        check = present.get(criterion)
        if not met and check:
            gone.append(check)
        elif met and check is None:
            new.append(CriterionCheck(implementation=row, criterion=criterion, note=note, at=at, by=by))
        elif met and check.note != note:
            check.note, check.at, check.by = note, at, by
            changed.append(check)
    if not (new or changed or gone):
        return row
    CriterionCheck.objects.filter(pk__in=[check.pk for check in gone]).delete()
    CriterionCheck.objects.bulk_create(new)
    CriterionCheck.objects.bulk_update(changed, ["note", "at", "by"])
    audit.record(by, "checked criteria", row, ticked=len(new), noted=len(changed), unticked=len(gone))
    return keep(row, by)


@transaction.atomic
def answer_pulse(implementation, holds, *, note, by, at, revision=None):
    """Say whether the new way still holds. That it has slipped moves nothing by itself: a person does, with a reason."""
    row = hold(implementation, revision)
    if not row.is_sustained:
        raise ValidationError(_("Only what is sustained has a half-yearly pulse."))
    pulse = Pulse.objects.create(
        implementation=row, on=timezone.localdate(at), holds=holds, note=(note or "").strip(), by=by
    )
    audit.record(by, "answered pulse", row, pulse=pulse.pk, holds=holds)
    keep(row, by)
    return row
