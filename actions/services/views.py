"""Views that a person has named."""

from django.db import transaction

from portal import audit


@transaction.atomic
def save_view(view, *, by):
    """Keep a way of looking at the actions under a name."""
    view.owner = by
    view.save()
    audit.record(by, "named a view of actions", view)
    return view


@transaction.atomic
def remove_view(view, *, by):
    audit.record(by, "removed a view of actions", view)
    view.delete()
