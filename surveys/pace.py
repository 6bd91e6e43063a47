"""How fast the letters of surveys may leave: so many a minute, the rest in later minutes."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Max
from django.utils import timezone

from portal.models import Letter, LetterState

MINUTE = timedelta(minutes=1)


class Pace:
    """Gives each letter the time from which it may be sent, after those that wait already."""

    def __init__(self):
        now = timezone.now()
        self.most = max(1, settings.SURVEY_LETTERS_PER_MINUTE)
        waiting = Letter.objects.filter(state=LetterState.WAITING, kind__startswith="survey-", attempts=0)
        last = waiting.filter(send_after__gt=now).aggregate(last=Max("send_after"))["last"]
        self.minute = last or now
        self.used = waiting.filter(send_after=last).count() if last else 0

    def next(self):
        if self.used >= self.most:
            self.minute, self.used = self.minute + MINUTE, 0
        self.used += 1
        return self.minute
