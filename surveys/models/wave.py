"""Waves: the same questions asked of many local forums at the same time, one round for each (003-12, M6)."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.revisions import Revised
from surveys.models.questionnaire import Questionnaire
from surveys.models.readers import follows_rounds

LEAST_FORUMS = 3  # below this a spread is as good as an answer


def least_forums() -> int:
    return settings.SURVEY_MIN_ORGANISATIONS


class WaveQuerySet(models.QuerySet):
    """The words we use about waves."""

    def visible_to(self, user):
        """All for who leads the work, sent ones for who follows it; the forums' own people see their own round."""
        if user.is_authenticated and user.leads:
            return self.all()
        return self.filter(sent_at__isnull=False) if follows_rounds(user) else self.none()


class Wave(Revised):
    """One assessment of how many forums work together; `previous` is the one it is compared with."""

    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="waves")
    title = models.CharField(pgettext_lazy("survey", "title"), max_length=200)
    letter = models.TextField(_("text of the letter"), blank=True, max_length=3000)
    opens_on = models.DateField(_("opens"))
    closes_on = models.DateField(_("last day to answer"))
    min_organisations = models.PositiveSmallIntegerField(
        _("least number of other forums behind a figure"),
        default=least_forums,
        validators=[MinValueValidator(LEAST_FORUMS), MaxValueValidator(100)],
    )
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=pgettext_lazy("survey", "contact person"),
    )
    sent_at = models.DateTimeField(pgettext_lazy("survey", "sent"), null=True, blank=True, editable=False)
    # when every forum was done and enough had answered: forums that are revealed later are not in the county's spread
    counted_at = models.DateTimeField(null=True, blank=True, editable=False)
    previous = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("previous round")
    )
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = WaveQuerySet.as_manager()

    class Meta:
        ordering = ["-opens_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=models.F("opens_on")),
                name="wave_closes_after_it_opens",
                violation_error_message=_("The last day to answer is before the first."),
            ),
            models.CheckConstraint(condition=Q(min_organisations__gte=LEAST_FORUMS), name="wave_least_number_protects"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("wave-detail", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        return self.sent_at is None
