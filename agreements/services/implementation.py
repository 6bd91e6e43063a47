"""Saying where an organisation stands with a clause: always with a reason, never without a trace."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements.models import Adoption, Implementation, Phase, PhaseChange, Progress
from portal import audit
from portal.revisions import ChangedMeanwhile

AS_BEFORE = object()


@transaction.atomic
def ensure_implementations(agreement) -> int:
    """See to it that every party has a row for every clause in force; returns how many were missing."""
    organisations = list(agreement.parties.values_list("organisation", flat=True))
    provisions = list(agreement.provisions.in_force().values_list("pk", flat=True))
    present = set(
        Implementation.objects.filter(provision__agreement=agreement).values_list("organisation_id", "provision_id")
    )
    missing = [
        Implementation(organisation_id=organisation, provision_id=provision)
        for organisation in organisations
        for provision in provisions
        if (organisation, provision) not in present
    ]
    Implementation.objects.bulk_create(missing, ignore_conflicts=True)
    return len(missing)


@transaction.atomic
def move_to_phase(implementation, phase, *, because, by, at, revision=None):
    """Move one organisation's work on one clause to a phase, forwards or back, with the reason and the history.

    Who moves a row that followed from an older version has thereby said where it stands. `revision` is what the
    person saw; raises ChangedMeanwhile when the row has moved on since.
    """
    row = hold(implementation, revision)
    if row.phase == phase:
        return row
    note(row, because=because, by=by, at=at, now=Phase(phase))
    audit.record(by, "moved to phase", row, was=int(row.phase), now=int(phase))
    row.phase = phase
    row.phase_since = timezone.localdate(at)
    row.carried_on = None
    return keep(row, by)


@transaction.atomic
def set_progress(implementation, progress, *, comment, by, at, target_on=AS_BEFORE, adoption=AS_BEFORE, revision=None):
    """Say whether the work is on track, why, how far the new way has come, and when the next phase is to be reached.

    The comment is required, since it is all that the next reader has; it is kept in the history too.
    Raises ChangedMeanwhile as `move_to_phase` does.
    """
    row = hold(implementation, revision)
    target_on = row.target_on if target_on is AS_BEFORE else target_on
    adoption = Adoption(row.adoption if adoption is AS_BEFORE else adoption)
    comment = (comment or "").strip()
    if (row.progress, row.target_on, row.adoption, row.comment) == (progress, target_on, adoption, comment):
        return row
    note(
        row,
        because=comment,
        by=by,
        at=at,
        progress_now=Progress(progress),
        target_now=target_on,
        adoption_now=adoption,
    )
    audit.record(by, "reported progress", row, was=row.progress, now=progress)
    if row.target_on != target_on:
        audit.record(by, "moved target date", row, was=row.target_on or "", now=target_on or "")
    if row.adoption != adoption:
        audit.record(by, "reported adoption", row, was=int(row.adoption), now=int(adoption))
    row.progress, row.target_on, row.adoption, row.comment = progress, target_on, adoption, comment
    return keep(row, by)


def hold(implementation, revision):
    """Hold the row while we work; refuse when the agreement is history or the reader saw an older row."""
    row = held_rows([implementation.pk]).get()
    ensure_open(row.provision.agreement)
    if revision is not None and revision != row.revision:
        raise ChangedMeanwhile(row)
    return row


def held_rows(keys):
    """The rows with these keys, locked in one order, so that two who work at once wait for each other."""
    return (
        Implementation.objects.select_for_update(of=("self",))
        .select_related("organisation", "provision__agreement", "changed_by", "owner_unit")
        .filter(pk__in=keys)
        .order_by("pk")
    )


def ensure_open(agreement):
    if agreement.is_closed:
        raise ValidationError(_("The agreement has been replaced. Its phases can be read but not changed."))


def history_row(row, *, because, by, at, **changes) -> PhaseChange:
    """The history of one change, unsaved: how it was, how it is now, and why."""
    because = (because or "").strip()
    if not because:
        raise ValidationError(_("Say why. One sentence is enough."))
    values = {
        "was": row.phase,
        "now": row.phase,
        "progress_was": row.progress,
        "progress_now": row.progress,
        "adoption_was": row.adoption,
        "adoption_now": row.adoption,
        "target_was": row.target_on,
        "target_now": row.target_on,
    }
    return PhaseChange(implementation=row, because=because, by=by, at=at, **(values | changes))


def note(row, *, because, by, at, **changes):
    """Write the history of one change."""
    history_row(row, because=because, by=by, at=at, **changes).save(force_insert=True)


def keep(row, by):
    row.revision += 1
    row.changed_by = by
    row.save()
    return row
