"""The moment when both sides of a local forum read each other's answers, and what they read: kept as it was then."""

from django.db import models

from surveys.models.round import Round


class Reveal(models.Model):
    """That a forum's answers have been shown to both sides, and the answers themselves as they stood.

    Nothing of a side's answer is shown to the other, or to those who lead, from anywhere but here; so there is nothing
    to see before this row is there. `answers` is a list of {"organisation", "side", "at", "late", "answers"}: `late`
    when the side answered after the other's had been shown, `answers` as in Response. A side's answers come in once.
    """

    round = models.OneToOneField(Round, models.CASCADE, related_name="reveal")
    at = models.DateTimeField()
    answers = models.JSONField(default=list)

    def __str__(self):
        return f"{self.round} {self.at}"
