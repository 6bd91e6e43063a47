"""Saving what a preview promised: all of it or nothing, and only if it still holds."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from agreements.exchange.preview import Outcome, preview_of
from agreements.models import Agreement
from portal import audit
from portal.revisions import ChangedMeanwhile


class NotAsShown(Exception):  # noqa: N818  not a fault: somebody else worked too
    """Something has changed since the preview was shown; it must be looked at again."""


class NotSaved(Exception):  # noqa: N818
    """Nothing is saved; `refused` is row number -> what the services said."""

    def __init__(self, refused):
        super().__init__(str(refused))
        self.refused = refused


@transaction.atomic
def save(kind, agreement, rows, *, by, on, at, digest, only_good=False, refused=None):
    """Carry out the rows that change something; returns the preview that was saved.

    `digest` is that of the preview the person saw. Without `only_good` a single bad row stops everything.
    """
    agreement = Agreement.objects.select_for_update(no_key=True).get(pk=agreement.pk)  # others may still point to it
    preview, context = preview_of(kind, agreement, rows, user=by, on=on, refused=refused)
    if preview.digest != digest:
        raise NotAsShown
    if (preview.bad and not only_good) or preview.is_too_much or not preview.good:
        raise NotSaved({})
    failed = {}
    for line in preview.good:
        try:
            with transaction.atomic():
                kind.deed(line, context, by=by, at=at)
        except ValidationError as error:
            failed[str(line.number)] = error.messages
        except (ChangedMeanwhile, IntegrityError):
            failed[str(line.number)] = [_("Somebody changed this at the same time.")]
    if failed:
        raise NotSaved(failed)
    new, changed = preview.count(Outcome.NEW), preview.count(Outcome.CHANGED)
    audit.record(by, "imported", agreement, kind=kind.slug, new=new, changed=changed, left_out=preview.bad)
    return preview
