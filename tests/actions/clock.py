"""A clock that a test moves: what today is, and what time it is, for everything in the portal."""

from datetime import datetime, time, timedelta

from django.core import mail
from django.utils import timezone

from actions import services
from portal import dates, notifications


class Clock:
    """Stands at seven in the morning of its day."""

    def __init__(self, monkeypatch, day):
        self.day = day
        monkeypatch.setattr(timezone, "now", lambda: self.now)
        monkeypatch.setattr(dates, "today", lambda: self.day)

    @property
    def now(self):
        return timezone.make_aware(datetime.combine(self.day, time(7)))

    def days_until(self, last):
        """Move day by day, from today to the last day."""
        while self.day <= last:
            yield self.day
            self.day += timedelta(days=1)

    def sweep(self):
        """What beat does in the morning, and the letters the worker then sends."""
        mail.outbox.clear()
        services.remind(on=self.day)
        notifications.send_due()
        return list(mail.outbox)
