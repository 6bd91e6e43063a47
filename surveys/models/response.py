"""Responses: one per organisation and round, written by several people together.

`answers` maps a question's identity to {"value", "missing", "revision", "by", "at", "page"}: the current
state. AnswerChange is the append-only history of the same. The revision is per answer, so that two people
writing at once never overwrite each other silently; "page" is the opened page that wrote it, so that nobody
is warned of their own words. "before" is the number of the earlier round whose answer was confirmed unchanged,
"turn" when the page's script sent it.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organisations.models import Organisation
from portal import dates
from surveys.models.round import Invitation, Round, RoundKind, RoundState, Sharing
from surveys.models.together import Delegation

# What others may come to read: handed in, and in a local forum's round shown to both sides at once (see models/reveal.py)
SHOWN = Q(submitted_at__isnull=False) & (~Q(round__kind=RoundKind.FORUM) | Q(round__reveal__isnull=False))


class ResponseQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own organisations' responses; submitted ones for who leads the work, and where all asked share."""
        if not user.is_authenticated:
            return self.none()
        own, submitted = Q(organisation__in=user.organisations_as()), SHOWN
        if user.leads:
            return self.filter(own | submitted)
        asked = Invitation.objects.filter(organisation__in=user.organisations_as()).values("round")
        answered = Response.objects.submitted().filter(organisation__in=user.organisations_as()).values("round")
        over = Q(round__state=RoundState.CLOSED) | Q(round__closes_on__lt=dates.today())
        shared = Q(round__sharing=Sharing.ASKED, round__in=asked) & (Q(round__in=answered) | over)
        return self.filter(own | (submitted & (shared | Q(round__kind=RoundKind.FORUM, round__in=asked))))

    def submitted(self):
        """Those that are handed in: for counts, and for who has written them. Who reads others' asks for `shown`."""
        return self.filter(submitted_at__isnull=False)

    def shown(self):
        """Those that anybody but their own organisation can come to read: of a local forum, first when all is."""
        return self.filter(SHOWN)


class Response(models.Model):
    """An organisation's answer to a round: a draft of its own until it is submitted."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="responses")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    answers = models.JSONField(default=dict)
    started_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    submitted_by_name = models.CharField(_("submitted by"), max_length=150, blank=True)
    receipt = models.CharField(_("receipt"), max_length=20, blank=True)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        ordering = ["round", "organisation"]
        constraints = [
            models.UniqueConstraint(fields=["round", "organisation"], name="response_once"),
            models.CheckConstraint(
                condition=Q(submitted_at=None, receipt="") | (Q(submitted_at__isnull=False) & ~Q(receipt="")),
                name="response_submitted_has_a_receipt",
            ),
            models.UniqueConstraint(fields=["receipt"], condition=~Q(receipt=""), name="response_receipt_once"),
        ]

    def __str__(self):
        return f"{self.organisation}, {self.round}"


class Reopening(models.Model):
    """That a submitted response was opened again: by whom, why, and which receipt it had. Kept for good."""

    response = models.ForeignKey(Response, models.CASCADE, related_name="reopenings")
    receipt = models.CharField(_("receipt"), max_length=20)
    because = models.TextField(_("reason"), max_length=1000)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(because=""), name="reopening_has_a_reason")]

    def __str__(self):
        return f"{self.response} {self.at}"


class AnswerChange(models.Model):
    """One saved answer, kept for good: who wrote what, when."""

    response = models.ForeignKey(Response, models.CASCADE, related_name="changes")
    question = models.SlugField(max_length=60)
    answer = models.JSONField()
    at = models.DateTimeField()
    by_name = models.CharField(max_length=150)
    by_user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    by_invitation = models.ForeignKey(Invitation, models.SET_NULL, null=True, blank=True, related_name="+")
    by_delegation = models.ForeignKey(Delegation, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["response", "question", "-at"], name="answer_history")]

    def __str__(self):
        return f"{self.question} {self.at}"


class AnswerFile(models.Model):
    """A file that was given as an answer. One that is replaced stays, as the history of the answer does."""

    response = models.ForeignKey(Response, models.CASCADE, related_name="files")
    question = models.SlugField(max_length=60)
    file = models.FileField(upload_to="surveys/%Y/")
    name = models.CharField(_("file name"), max_length=200)
    size = models.PositiveIntegerField()  # bytes
    at = models.DateTimeField()
    by_name = models.CharField(max_length=150)

    class Meta:
        ordering = ["response", "question", "pk"]

    def __str__(self):
        return self.name
