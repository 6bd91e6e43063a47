"""What stands behind a phase: evidence, checklist, pulse (methods M1; 001-19, 001-20)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agreements.models.implementation import Implementation


class Evidence(models.Model):
    """Something dated that shows where the work stands: a routine, a figure, an observation."""

    implementation = models.ForeignKey(Implementation, models.CASCADE, related_name="evidence")
    on = models.DateField(_("date"))
    text = models.CharField(_("what it shows"), max_length=400)
    link = models.URLField(_("link"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self):
        return self.text


class CriterionCheck(models.Model):
    """One criterion of a phase's checklist (agreements.checklists) that this organisation has met."""

    implementation = models.ForeignKey(Implementation, models.CASCADE, related_name="checks")
    criterion = models.SlugField(_("criterion"), max_length=60)
    note = models.CharField(_("note"), max_length=400, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["implementation", "criterion"]
        constraints = [models.UniqueConstraint(fields=["implementation", "criterion"], name="criterion_once")]

    def __str__(self):
        return self.criterion


class Holding(models.TextChoices):
    YES = "yes", pgettext_lazy("pulse", "It holds")
    PARTLY = "partly", pgettext_lazy("pulse", "Partly")
    NO = "no", pgettext_lazy("pulse", "It has slipped")


class Pulse(models.Model):
    """A light check, each half-year after "sustainment", of whether the new way still holds."""

    implementation = models.ForeignKey(Implementation, models.CASCADE, related_name="pulses")
    on = models.DateField(_("date"))
    holds = models.CharField(_("does it hold?"), max_length=6, choices=Holding)
    note = models.CharField(_("note"), max_length=400, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(holds__in=Holding.values), name="pulse_is_known")]

    def __str__(self):
        return f"{self.on} {self.holds}"
