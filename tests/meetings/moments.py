"""Times of day, some days from today."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from portal import dates


def moment(days, hour=9, minute=0):
    """A time of day so many days from today."""
    return timezone.make_aware(datetime.combine(dates.today() + timedelta(days=days), time(hour, minute)))
