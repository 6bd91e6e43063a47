"""Questionnaires and their questions. Frozen once a round has been sent."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agreements.models import Agreement, Provision


class QuestionKind(models.TextChoices):
    SCALE_4 = "scale_4", _("Scale 0 to 4")
    SHORT_TEXT = "short_text", _("Short text")
    LONG_TEXT = "long_text", _("Long text")


# What each step of the scale means: the gap is what is left to "fully" (001-25).
SCALE_WORDS = {
    0: pgettext_lazy("scale", "Not at all"),
    1: pgettext_lazy("scale", "To a small part"),
    2: pgettext_lazy("scale", "About half"),
    3: pgettext_lazy("scale", "For the most part"),
    4: pgettext_lazy("scale", "Fully"),
}


class Missing(models.TextChoices):
    """Why a scale question has no figure: said by the one who answers, never the same as silence."""

    UNKNOWN = "unknown", _("Do not know")
    NOT_APPLICABLE = "not_applicable", _("Not relevant")


class Questionnaire(models.Model):
    """A set of questions, made from an agreement's clauses or written by hand."""

    title = models.CharField(pgettext_lazy("survey", "title"), max_length=200)
    intro = models.TextField(_("introduction"), blank=True)
    agreement = models.ForeignKey(
        Agreement, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("agreement")
    )
    frozen_at = models.DateTimeField(_("frozen"), null=True, blank=True, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return self.title


class Question(models.Model):
    """One question. `identity` stays the same from round to round, so that answers can be compared."""

    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    section = models.CharField(_("section"), max_length=200, blank=True)
    provision = models.ForeignKey(
        Provision, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("clause")
    )
    identity = models.SlugField(_("identity"), max_length=60)
    kind = models.CharField(pgettext_lazy("survey", "kind"), max_length=12, choices=QuestionKind)
    text = models.CharField(_("question"), max_length=300)
    help_text = models.CharField(_("help"), max_length=300, blank=True)
    is_required = models.BooleanField(_("required"), default=False)

    class Meta:
        ordering = ["questionnaire", "position"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "position"], name="question_position_once"),
            models.UniqueConstraint(fields=["questionnaire", "identity"], name="question_identity_once"),
            models.CheckConstraint(condition=Q(kind__in=QuestionKind.values), name="question_kind_is_known"),
        ]

    def __str__(self):
        return self.text

    @property
    def is_scale(self) -> bool:
        return self.kind == QuestionKind.SCALE_4
