"""A person's own addresses for subscribing to a plan."""

from agreements.models import CalendarLink
from portal.calendar_links import close_link as close_calendar
from portal.calendar_links import open_link
from portal.calendar_links import renew_link as renew_calendar

__all__ = ["close_calendar", "open_calendar", "renew_calendar"]


def open_calendar(user, plan, organisation=None):
    """The person's address for the plan, or for one organisation's part of it."""
    return open_link(CalendarLink, user, plan=plan, organisation=organisation)
