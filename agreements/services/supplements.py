"""Local supplements to the shared plan: a draft belongs to its own, and is shared by a step of its own."""

from django.db import transaction

from agreements.models import LocalSupplement
from agreements.services.plan_versions import keep_before_change
from portal import audit
from portal.revisions import claim


@transaction.atomic
def save_supplement(supplement, *, by, revision=None):
    """Store a supplement. A new one is a draft; one that is shared is a part of the plan that all read."""
    new = supplement.pk is None
    if new:
        supplement.is_draft = True
    else:
        if LocalSupplement.objects.filter(pk=supplement.pk, is_draft=False).exists():
            keep_before_change(supplement.plan_id)
        row = claim(supplement, revision)
        supplement.is_draft = row.is_draft
        supplement.revision = row.revision + 1
    supplement.save()
    audit.record(by, "created" if new else "changed", supplement)
    return supplement


@transaction.atomic
def share_supplement(supplement, *, by, revision=None):
    """Put a draft into the shared plan, for all who see the agreement. It never becomes a draft again."""
    keep_before_change(supplement.plan_id)
    row = claim(supplement, revision)
    if not row.is_draft:
        return row
    row.is_draft = False
    row.revision += 1
    row.save(update_fields=["is_draft", "revision"])
    audit.record(by, "shared", row)
    return row


@transaction.atomic
def remove_supplement(supplement, *, by):
    """Take a supplement away; the plan's versions remember one that was shared."""
    row = LocalSupplement.objects.get(pk=supplement.pk)
    if not row.is_draft:
        keep_before_change(row.plan_id)
    audit.record(by, "removed", row)
    row.delete()
