"""The audit trail: who meant to do what, to which thing, when. Append-only, ids and words only, never content."""

from django.db.models import Max

from portal.models import AuditEntry


def record(by, verb: str, about, **details):
    """Write one entry in the caller's transaction.

    `by` is a user, or None for the portal itself; `verb` reads after a name ("moved to phase");
    `details` are short plain values (codes, ids, dates), never free text and never personal data.
    """
    return AuditEntry.objects.create(
        by=by if getattr(by, "pk", None) else None,
        verb=verb,
        about_label=about._meta.label_lower,
        about_pk=str(about.pk),
        details={key: str(value) for key, value in details.items()},
    )


def last_changes(model, keys) -> dict:
    """When each of these rows of a model last changed (key -> time; none for a row without a trace): one statement."""
    newest = (
        AuditEntry.objects.filter(about_label=model._meta.label_lower, about_pk__in=[str(key) for key in keys])
        .order_by()
        .values_list("about_pk")
        .annotate(at=Max("at"))
    )
    return {int(key): at for key, at in newest}


def record_many(by, verb: str, abouts):
    """One entry for each (thing, details) of a deed that was done to many at once; one SQL statement."""
    by = by if getattr(by, "pk", None) else None
    return AuditEntry.objects.bulk_create(
        AuditEntry(
            by=by,
            verb=verb,
            about_label=about._meta.label_lower,
            about_pk=str(about.pk),
            details={key: str(value) for key, value in details.items()},
        )
        for about, details in abouts
    )


def entries_about(thing):
    """The entries about one thing, newest first, with their actor."""
    return AuditEntry.objects.filter(about_label=thing._meta.label_lower, about_pk=str(thing.pk)).select_related("by")
