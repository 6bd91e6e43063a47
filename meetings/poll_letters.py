"""What the letters of a date poll say. The address is made when the letter is written, and stored nowhere."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from meetings.models import PollVoter
from meetings.templatetags.meetings import when_in_full
from portal import dates
from portal.notifications import letter


@letter("meeting-poll")
def poll_letter(row):
    """The question; after a change only for the newest version of the link."""
    voter = _still_asked(row)
    return _frame(voter) if voter else None


@letter("meeting-poll-reminder")
def poll_reminder(row):
    """Nobody is reminded who has answered since."""
    voter = _still_asked(row)
    return _frame(voter) if voter and voter.answered_at is None else None


def _still_asked(row):
    """The voter, unless taken off or given a new link since, or the poll is closed, or all its times have passed."""
    usable = PollVoter.objects.usable(at=timezone.now()).select_related("poll__group", "poll__created_by")
    return usable.filter(pk=row.about_pk, version=row.context["version"], poll__closed_at=None).first()


def _frame(voter):
    poll = voter.poll
    return {
        "poll": poll,
        "times": [when_in_full(option) for option in poll.options.all()],
        "last_day": dates.full(poll.answer_by),
        "address": settings.BASE_URL + reverse("poll-link", args=[voter.token]),
        "sender": poll.created_by,
        "answered": voter.answered_at is not None,
    }
