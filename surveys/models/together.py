"""Answering together: sections lent to colleagues by a personal link, and what colleagues say among themselves."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from organisations.models import Organisation
from portal.links import PersonalLink, PersonalLinkQuerySet
from surveys.models.round import Invitation, Round


class Delegation(PersonalLink):
    """Some sections of one organisation's answer, lent to a colleague. Its link opens those and nothing else."""

    PURPOSE = "survey-delegation"

    round = models.ForeignKey(Round, models.CASCADE, related_name="delegations")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=150)
    email = models.EmailField(_("e-mail"))
    questions = models.JSONField(default=list)  # the identities of the questions lent
    message = models.CharField(pgettext_lazy("survey", "message"), max_length=1000, blank=True)
    by_name = models.CharField(max_length=150)
    by_user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    by_invitation = models.ForeignKey(Invitation, models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True)
    returned_at = models.DateTimeField(_("letter came back"), null=True, blank=True)

    objects = PersonalLinkQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["round", "organisation"], name="delegation_of_whom")]

    def __str__(self):
        return f"{self.name}, {self.organisation}"


class AnswerComment(models.Model):
    """What one colleague says to the others about a question. No part of the answer; seen by their organisation only."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    question = models.SlugField(max_length=60)
    text = models.TextField(_("comment"), max_length=1000)
    at = models.DateTimeField()
    by_key = models.CharField(max_length=24)  # surveys.writers.Writer.key: tells people apart
    by_name = models.CharField(max_length=150)
    by_user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="answer_comment_says_something")]
        indexes = [models.Index(fields=["round", "organisation", "question"], name="answer_comment_thread")]

    def __str__(self):
        return f"{self.question} {self.at}"


class CommentReading(models.Model):
    """How far one person has read what is said about a question: to the comment with this number."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    question = models.SlugField(max_length=60)
    reader = models.CharField(max_length=24)
    last = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "organisation", "reader", "question"], name="comment_reading_once")
        ]

    def __str__(self):
        return f"{self.reader} {self.question}"
