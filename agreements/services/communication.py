"""The communication plan: messages, and when they have gone out."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal import audit
from portal.revisions import claim


@transaction.atomic
def save_communication(item, *, provisions, by, on, revision=None):
    new = item.pk is None
    if not new:
        item.revision = claim(item, revision).revision + 1
    _ensure_possible(item, on=on)
    item.save()
    item.provisions.set(provisions)
    audit.record(
        by, "created" if new else "changed", item, planned_on=item.planned_on or "", done_on=item.done_on or ""
    )
    return item


@transaction.atomic
def set_communication_done(item, *, done, by, on, revision=None):
    """Say that a message has gone out today, or take that back."""
    row = claim(item, revision)
    if bool(row.done_on) == done:
        return row
    row.done_on = on if done else None
    _ensure_possible(row, on=on)
    row.revision += 1
    row.save(update_fields=["done_on", "revision"])
    audit.record(by, "done" if done else "not done", row)
    return row


def _ensure_possible(item, *, on):
    """Nothing has gone out in the future, and what waits for the decision does not go before it."""
    if not item.done_on:
        return
    if item.done_on > on:
        raise ValidationError({"done_on": _("The day lies in the future. Write it as the planned date instead.")})
    if item.only_if_decided and item.agreement.is_conditional:
        raise ValidationError(
            {"done_on": _("This message waits until the agreement is decided, and cannot have gone out yet.")}
        )


@transaction.atomic
def remove_communication(item, *, by):
    audit.record(by, "removed", item, planned_on=item.planned_on or "")
    item.delete()
