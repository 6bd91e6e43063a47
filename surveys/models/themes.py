"""Themes: what a free text is about, said by hand by who leads the work."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from organisations.models import Organisation
from surveys.models.round import Round


class StandingTheme(models.TextChoices):
    """The three that follow from what a gap survey asks; a round's own themes are words of one's own."""

    DIFFERENCE = "difference", pgettext_lazy("theme", "Difference")
    HINDRANCE = "hindrance", pgettext_lazy("theme", "Hindrance")
    UNCHANGED = "unchanged", pgettext_lazy("theme", "Unchanged")


class TextCode(models.Model):
    """That an organisation's text on a question is about a theme."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="text_codes")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    question = models.SlugField(max_length=60)
    theme = models.CharField(_("theme"), max_length=60)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["round", "organisation", "question", "theme"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "organisation", "question", "theme"], name="text_code_once_per_text"
            ),
            models.CheckConstraint(condition=~Q(theme=""), name="text_code_has_a_theme"),
        ]

    def __str__(self):
        return self.theme
