"""When a side can meet: its weekdays, and periods when it cannot (001-14)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.models.series import Weekday
from organisations.models import Group, Side
from portal.revisions import Revised


class AvailabilityLevel(models.TextChoices):
    CAN = "can", pgettext_lazy("availability", "Can")
    HARD = "hard", pgettext_lazy("availability", "Hard")
    CANNOT = "cannot", pgettext_lazy("availability", "Cannot")


class AvailabilityPattern(models.Model):
    """How a weekday suits one side, for one group or (group empty) for all meetings."""

    group = models.ForeignKey(Group, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("group"))
    side = models.CharField(_("side"), max_length=10, choices=Side)
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=Weekday)
    level = models.CharField(_("availability"), max_length=10, choices=AvailabilityLevel)

    class Meta:
        ordering = ["group", "side", "weekday"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "side", "weekday"], nulls_distinct=False, name="availability_once_per_weekday"
            ),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="availability_side_is_known"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="availability_weekday_is_known"),
            models.CheckConstraint(condition=Q(level__in=AvailabilityLevel.values), name="availability_level_is_known"),
        ]

    def __str__(self):
        return f"{self.side} {self.weekday} {self.level}"


class BusyPeriod(Revised):
    """Days when a side (empty: both) does not meet: school holidays, a budget week, an election."""

    side = models.CharField(_("side"), max_length=10, choices=Side, blank=True)
    what = models.CharField(_("what"), max_length=150)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(side__in=["", *Side.values]), name="busy_side_is_known"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("starts_on")),
                name="busy_ends_after_it_starts",
                violation_error_message=_("The last day is before the first."),
            ),
        ]

    def __str__(self):
        return self.what
