"""Where each organisation stands with each provision: four phases, and whether the work is on track."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agreements.models.agreement import Agreement, Change, Provision
from organisations.models import Organisation
from portal.revisions import Revised


class Phase(models.IntegerChoices):
    """The National Board of Health and Welfare's four phases (001-24); 0 before any of them."""

    NOT_STARTED = 0, pgettext_lazy("phase", "Not started")
    NEEDS_ASSESSMENT = 1, pgettext_lazy("phase", "Needs assessment")
    INTRODUCTION = 2, pgettext_lazy("phase", "Introduction")
    USE = 3, pgettext_lazy("phase", "Use")
    SUSTAINMENT = 4, pgettext_lazy("phase", "Sustainment")


class Progress(models.TextChoices):
    ON_TRACK = "on_track", pgettext_lazy("progress", "On track")
    AT_RISK = "at_risk", pgettext_lazy("progress", "At risk")
    OFF_TRACK = "off_track", pgettext_lazy("progress", "Stopped")


class Adoption(models.IntegerChoices):
    """How far the new way has come among those who work by it (001-19)."""

    NOT_YET = 0, pgettext_lazy("adoption", "Not yet known")
    KNOWN = 1, pgettext_lazy("adoption", "Known")
    UNDERSTOOD = 2, pgettext_lazy("adoption", "Understood")
    USED = 3, pgettext_lazy("adoption", "Used")


class ImplementationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of agreements the user may see; where each stands is for learning, open between the parties."""
        return self.filter(provision__agreement__in=Agreement.objects.visible_to(user))

    def current(self):
        """Those that count: of organisations still party to the agreement, on clauses still in force."""
        return self.filter(
            ~Q(provision__change=Change.REMOVED), provision__agreement__parties__organisation=models.F("organisation")
        )

    def needing_attention(self):
        return self.filter(progress__in=[Progress.AT_RISK, Progress.OFF_TRACK])

    def ownerless(self):
        """Those that no unit in operations owns yet."""
        return self.filter(owner_unit=None)

    def carried(self):
        """Those that followed a clause from an older version, and nobody has confirmed."""
        return self.exclude(carried_on=None)


class Implementation(Revised):
    """One organisation's work on one provision.

    `carried_on` is set on a row that followed a clause into a new version of the agreement, until somebody has
    confirmed that the phase still holds.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    provision = models.ForeignKey(Provision, models.CASCADE, related_name="implementations")
    phase = models.PositiveSmallIntegerField(_("phase"), choices=Phase, default=Phase.NOT_STARTED)
    phase_since = models.DateField(_("since"), null=True, blank=True)
    progress = models.CharField(_("progress"), max_length=10, choices=Progress, default=Progress.ON_TRACK)
    comment = models.TextField(_("comment"), blank=True, max_length=2000)
    target_on = models.DateField(_("target date"), null=True, blank=True)
    adoption = models.PositiveSmallIntegerField(
        _("known, understood, used"), choices=Adoption, default=Adoption.NOT_YET
    )
    owner_unit = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("owner in operations"),
        help_text=_("The unit whose work changes. A working group supports; it never owns the change."),
    )
    owner_contact = models.CharField(_("contact there"), max_length=150, blank=True)
    carried_on = models.DateField(_("carried over on"), null=True, blank=True, editable=False)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = ImplementationQuerySet.as_manager()

    class Meta:
        ordering = ["provision", "organisation"]
        indexes = [
            models.Index(
                fields=["phase_since"], condition=Q(phase=4), name="implementation_sustained"
            ),  # Phase.SUSTAINMENT
        ]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "provision"], name="implementation_once"),
            models.CheckConstraint(condition=Q(phase__in=Phase.values), name="implementation_phase_is_known"),
            models.CheckConstraint(condition=Q(progress__in=Progress.values), name="implementation_progress_is_known"),
            models.CheckConstraint(condition=Q(adoption__in=Adoption.values), name="implementation_adoption_is_known"),
        ]

    def __str__(self):
        return f"{self.organisation} {self.provision}"

    @property
    def is_reported(self) -> bool:
        """Whether anybody has said how it goes; until then "on track" is only where every row begins."""
        said = self.phase or self.comment or self.target_on or self.adoption or self.progress != Progress.ON_TRACK
        return bool(self.changed_by_id or said)

    @property
    def is_sustained(self) -> bool:
        return self.phase == Phase.SUSTAINMENT


class PhaseChange(models.Model):
    """One move between phases, or one report on progress or target date, with its reason. Kept for good.

    A report may repeat what was known ("still at risk, because ..."), so a row need not change anything.
    """

    implementation = models.ForeignKey(Implementation, models.CASCADE, related_name="changes")
    was = models.PositiveSmallIntegerField(_("from phase"), choices=Phase)
    now = models.PositiveSmallIntegerField(_("to phase"), choices=Phase)
    progress_was = models.CharField(max_length=10, choices=Progress, blank=True)
    progress_now = models.CharField(max_length=10, choices=Progress, blank=True)
    adoption_was = models.PositiveSmallIntegerField(choices=Adoption, null=True, blank=True)
    adoption_now = models.PositiveSmallIntegerField(choices=Adoption, null=True, blank=True)
    target_was = models.DateField(null=True, blank=True)
    target_now = models.DateField(null=True, blank=True)
    because = models.TextField(_("reason"), max_length=2000)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["-at"], name="phase_change_newest")]
        constraints = [
            models.CheckConstraint(condition=~Q(because=""), name="phase_change_has_a_reason"),
        ]

    def __str__(self):
        return f"{self.implementation}: {self.was} to {self.now}"

    @property
    def moved_phase(self) -> bool:
        return self.was != self.now

    @property
    def moved_progress(self) -> bool:
        return self.progress_was != self.progress_now

    @property
    def moved_target(self) -> bool:
        return self.target_was != self.target_now

    @property
    def moved_adoption(self) -> bool:
        return self.adoption_was != self.adoption_now
