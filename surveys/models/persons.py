"""Answers of persons: staff and residents who answer one by one, and whom no answer can be led back to.

An answer has a random key, no time and no order; long texts lie apart from it. That somebody has answered is a mark
of its own, with nothing in common with the answer but the transaction that wrote both; when the round is sealed
all of it is written anew in shuffled batches, so that the rows' places and transactions say nothing either.
There is no history, no audit entry per answer, and no draft on the server in an anonymous round.
"""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organisations.models import Organisation
from portal.links import PersonalLink, PersonalLinkQuerySet
from surveys.models.round import Invitation, Round


class OpenLink(PersonalLink):
    """One address that anybody can answer by, perhaps one for each organisation's staff; put up, mailed, printed."""

    PURPOSE = "survey-open"

    round = models.ForeignKey(Round, models.CASCADE, related_name="open_links")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PersonalLinkQuerySet.as_manager()

    class Meta:
        ordering = ["round", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "organisation"],
                nulls_distinct=False,
                name="open_link_once",
                violation_error_message=_("There is a link for this organisation already."),
            )
        ]

    def __str__(self):
        return f"{self.round}, {self.organisation or _('everybody')}"


class PersonAnswer(models.Model):
    """What one person answered: {question identity: {"value"} or {"missing"}}, without texts. Nothing says whose."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="person_answers")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, db_index=False, related_name="+"
    )
    answers = models.JSONField()

    def __str__(self):
        return str(self.id)


class PersonText(models.Model):
    """What one person wrote in a text question: apart from the rest of what they answered, on purpose."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="person_texts")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, db_index=False, related_name="+"
    )
    question = models.SlugField(max_length=60)
    text = models.TextField()
    themes = models.JSONField(default=list, blank=True)  # as surveys.models.themes.TextCode.theme

    class Meta:
        indexes = [models.Index(fields=["round", "question", "id"], name="person_text_list")]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="person_text_says_something")]

    def __str__(self):
        return str(self.id)


class AnsweredMark(models.Model):
    """That the person behind an invitation has answered: not when, and not what."""

    invitation = models.OneToOneField(Invitation, models.CASCADE, primary_key=True, related_name="answered_mark")

    def __str__(self):
        return str(self.invitation_id)


class SentPage(models.Model):
    """That an opened page of an open link has been sent in, so that the same page sent twice counts once.

    `key` is a hash of a secret only that page holds. Removed when the round is sealed.
    """

    key = models.CharField(max_length=64, primary_key=True)
    round = models.ForeignKey(Round, models.CASCADE, related_name="+")

    def __str__(self):
        return self.key


class PersonDraft(models.Model):
    """An individual round's answer while it can still be changed: kept with the person, until the round is sealed."""

    invitation = models.OneToOneField(Invitation, models.CASCADE, primary_key=True, related_name="draft")
    answers = models.JSONField(default=dict)  # {identity: {"value"} or {"missing"}}, texts too
    revision = models.PositiveIntegerField(default=0)
    is_submitted = models.BooleanField(default=False)

    def __str__(self):
        return str(self.invitation_id)


class PendingAnswer(models.Model):
    """An answer that is not in the tallies yet. Written with it, removed by the sweep that counts it."""

    answer = models.OneToOneField(PersonAnswer, models.CASCADE, primary_key=True, related_name="+")
    round = models.ForeignKey(Round, models.CASCADE, related_name="+")

    def __str__(self):
        return str(self.answer_id)


class Tally(models.Model):
    """How many persons of an organisation gave a value on a question; what the result pages read.

    `part` is the row of a matrix or the option that was given a place; `value` the value as text. Exactly one of
    `value` and `missing` is filled, but for these: of all who answered question, value and missing are ""; of how many
    answered a question of several parts, or wrote a text, value and missing are "". The row with ASKED as its value and
    no question says how many were invited; it is written when the round is sealed.
    """

    ASKED = "asked"

    round = models.ForeignKey(Round, models.CASCADE, related_name="tallies")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    question = models.SlugField(max_length=60, blank=True)
    part = models.CharField(max_length=60, blank=True)
    value = models.CharField(max_length=60, blank=True)
    missing = models.CharField(max_length=20, blank=True)
    count = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "organisation", "question", "part", "value", "missing"],
                nulls_distinct=False,
                name="tally_once",
            ),
            models.CheckConstraint(
                condition=Q(value="") | Q(missing=""), name="tally_is_of_a_value_or_of_what_is_missing"
            ),
        ]

    def __str__(self):
        return f"{self.question} {self.part} {self.value or self.missing}: {self.count}"
