"""Meetings as a calendar for subscription: when and where, never what is on the agenda."""

from datetime import timedelta

from django.utils.translation import gettext as _

from meetings import invitations
from meetings.models import Meeting
from meetings.owed import TENTATIVE, is_off
from portal import calendars
from portal.audit import last_changes

BACK = timedelta(days=370)
OFF_FOR = timedelta(days=60)  # so long a cancelled meeting stays, crossed out


def meetings_for(feed, *, at):
    """What the feed's owner may see now: a group's meetings, or those they are called to. One statement."""
    rows = Meeting.objects.visible_to(feed.user).filter(ends_at__gte=at - BACK).select_related("group")
    rows = rows.filter(group=feed.group_id) if feed.group_id else rows.filter(attendance__user=feed.user)
    return [row for row in rows.order_by("starts_at", "pk") if not is_off(row) or row.ends_at >= at - OFF_FOR]


def calendar_for(feed, meetings, *, address) -> bytes:
    """The calendar as bytes, the same as long as nothing has changed. `address` makes a path absolute. One statement."""
    changed = last_changes(Meeting, [meeting.pk for meeting in meetings])
    events = [
        invitations.event_of(
            meeting.pk,
            meeting,
            group=meeting.group.name,
            changed_at=changed.get(meeting.pk, feed.user.joined_at),
            sequence=meeting.sequence,
            url=address(meeting.get_absolute_url()),
            cancelled=is_off(meeting),
            tentative=meeting.status in TENTATIVE,
        )
        for meeting in meetings
    ]
    return calendars.calendar_of(feed.group.name if feed.group else _("My meetings"), events)
