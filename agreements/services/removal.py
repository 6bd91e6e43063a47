"""Deleting what nothing is tied to: asked again while the row is held, so that nothing slips in between."""

from django.core.exceptions import ValidationError
from django.db import transaction

from agreements import queries
from agreements.models import Agreement, DecisionCase, Document, Provision, Stage
from agreements.services.plan_versions import keep_before_change
from portal import audit
from portal.revisions import claim


@transaction.atomic
def remove_agreement(agreement, *, by, revision=None):
    """Delete a draft with its parties and clauses."""
    row = claim(agreement, revision)
    list(Provision.objects.select_for_update().filter(agreement=row).values_list("pk"))
    _ensure_safe(row)
    audit.record(by, "deleted", row, clauses=row.provisions.count(), replaces=row.replaces_id or "")
    row.delete()


@transaction.atomic
def remove_provision(provision, *, by, revision=None):
    """Delete a clause that nobody has reported on and nothing points to."""
    Agreement.objects.select_for_update().get(pk=provision.agreement_id)
    row = claim(provision, revision)
    _ensure_safe(row)
    audit.record(by, "deleted", row, agreement=row.agreement_id, number=row.number)
    row.delete()


@transaction.atomic
def remove_document(document, *, by, revision=None):
    """Delete a draft with its versions; the files themselves go when all else is done."""
    row = claim(document, revision)
    _ensure_safe(row)
    files = [version.file for version in row.versions.exclude(file="")]
    audit.record(by, "deleted", row, agreement=row.agreement_id, kind=row.kind)
    row.delete()
    for file in files:
        transaction.on_commit(lambda file=file: file.storage.delete(file.name))


@transaction.atomic
def remove_case(case, *, by, revision=None):
    """Delete a case in which nothing has been decided."""
    row = claim(case, revision)
    _ensure_safe(row)
    audit.record(by, "deleted", row, agreement=row.agreement_id, kind=row.kind)
    row.delete()


@transaction.atomic
def remove_stage(stage, *, by, revision=None):
    """Delete a stage without activities."""
    keep_before_change(stage.plan_id)
    row = claim(stage, revision)
    _ensure_safe(row)
    audit.record(by, "deleted", row, plan=row.plan_id)
    row.delete()


REMOVE = {
    Agreement: remove_agreement,
    Provision: remove_provision,
    Document: remove_document,
    DecisionCase: remove_case,
    Stage: remove_stage,
}


def _ensure_safe(row):
    removal = queries.removal_of(row)
    if not removal.is_safe:
        raise ValidationError(removal.why_not)
