"""Waves: the same questions asked of many local forums at the same time, one round for each (003-12, M6)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.revisions import Revised
from surveys.models.questionnaire import Questionnaire
from surveys.models.readers import follows_rounds


class WaveQuerySet(models.QuerySet):
    """The words we use about waves."""

    def visible_to(self, user):
        """Who leads the work, and who follows it; the forums' own people see their own round."""
        return self.all() if follows_rounds(user) else self.none()


class Wave(Revised):
    """One assessment of how many forums work together; `previous` is the one it is compared with."""

    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="waves")
    title = models.CharField(pgettext_lazy("survey", "title"), max_length=200)
    letter = models.TextField(_("text of the letter"), blank=True, max_length=3000)
    opens_on = models.DateField(_("opens"))
    closes_on = models.DateField(_("last day to answer"))
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
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("wave-detail", args=[self.pk])
