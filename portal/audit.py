"""The audit trail: who meant to do what, to which thing, when. Append-only, ids and words only, never content."""

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


def entries_about(thing):
    """The entries about one thing, newest first, with their actor."""
    return AuditEntry.objects.filter(about_label=thing._meta.label_lower, about_pk=str(thing.pk)).select_related("by")
