"""A person's own addresses for subscribing to meetings."""

from django.db import transaction

from meetings.models import MeetingFeed
from portal import audit


@transaction.atomic
def open_feed(user, group=None):
    """The person's address for all they are called to, or for one group; one that was closed gets a new secret."""
    feed, made = MeetingFeed.objects.select_for_update(of=("self",)).get_or_create(user=user, group=group)
    if made:
        feed.arm()
    elif feed.revoked_at:
        feed.renew()
    else:
        return feed
    audit.record(user, "opened calendar address", feed, version=feed.version)
    return feed


@transaction.atomic
def renew_feed(feed):
    """A new address; the old one opens nothing any more."""
    row = MeetingFeed.objects.select_for_update(of=("self",)).get(pk=feed.pk)
    row.renew()
    audit.record(row.user, "renewed calendar address", row, version=row.version)
    return row


@transaction.atomic
def close_feed(feed, *, at):
    row = MeetingFeed.objects.select_for_update(of=("self",)).get(pk=feed.pk)
    if row.revoked_at is None:
        row.revoked_at = at
        row.save(update_fields=["revoked_at"])
        audit.record(row.user, "closed calendar address", row, version=row.version)
    return row
