"""A person's own addresses for subscribing to a plan."""

from django.db import transaction

from agreements.models import CalendarLink
from portal import audit


@transaction.atomic
def open_calendar(user, plan, organisation=None):
    """The person's address for the plan, or for one organisation's part of it; one that was closed gets a new secret."""
    link, made = CalendarLink.objects.select_for_update(of=("self",)).get_or_create(
        user=user, plan=plan, organisation=organisation
    )
    if made:
        link.arm()
    elif link.revoked_at:
        link.renew()
    else:
        return link
    audit.record(user, "opened calendar address", link, version=link.version)
    return link


@transaction.atomic
def renew_calendar(link):
    """A new address; the old one opens nothing any more."""
    row = CalendarLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    row.renew()
    audit.record(row.user, "renewed calendar address", row, version=row.version)
    return row


@transaction.atomic
def close_calendar(link, *, at):
    row = CalendarLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if row.revoked_at is None:
        row.revoked_at = at
        row.save(update_fields=["revoked_at"])
        audit.record(row.user, "closed calendar address", row, version=row.version)
    return row
