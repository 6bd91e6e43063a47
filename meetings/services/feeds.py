"""A person's own addresses for subscribing to meetings."""

from meetings.models import MeetingFeed
from portal.calendar_links import close_link as close_feed
from portal.calendar_links import open_link
from portal.calendar_links import renew_link as renew_feed

__all__ = ["close_feed", "open_feed", "renew_feed"]


def open_feed(user, group=None):
    """The person's address for all they are called to, or for one group."""
    return open_link(MeetingFeed, user, group=group)
