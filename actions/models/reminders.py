"""Reminders: what is owed to whom, how often a person wants letters, and the links that stand in them."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actions.models.action import ActionChange, ActionItem
from portal.links import PersonalLink, PersonalLinkQuerySet
from portal.revisions import Revised


class Rhythm(models.TextChoices):
    DAILY = "daily", pgettext_lazy("digest", "Every day there is something to say")
    WEEKLY = "weekly", pgettext_lazy("digest", "Once a week, on Monday")
    NEVER = "never", pgettext_lazy("digest", "Never")


class DigestChoice(Revised):
    """How often a person wants the letter about actions. Without a row: every day there is something to say."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    rhythm = models.CharField(_("how often"), max_length=6, choices=Rhythm, default=Rhythm.DAILY)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(rhythm__in=Rhythm.values), name="digest_rhythm_is_known")]

    def __str__(self):
        return f"{self.user}: {self.rhythm}"


class ReminderRules(Revised):
    """What holds for the whole portal: one row, and without it the defaults."""

    THE_ONE = 1

    escalate_after = models.PositiveSmallIntegerField(
        _("days late until the leader is told"), default=14, validators=[MinValueValidator(1), MaxValueValidator(365)]
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="reminder_rules_are_one"),
            models.CheckConstraint(condition=Q(escalate_after__range=(1, 365)), name="reminder_rules_in_reach"),
        ]

    def __str__(self):
        return f"after {self.escalate_after} days"

    @classmethod
    def now(cls):
        """The rules that hold: the stored row, else the defaults. One statement."""
        return cls.objects.filter(pk=cls.THE_ONE).first() or cls(pk=cls.THE_ONE)


class ReminderKind(models.TextChoices):
    """Why somebody is written to about an action; the more pressing, the earlier."""

    ESCALATED = "escalated", pgettext_lazy("reminder", "late for long")
    LATE = "late", pgettext_lazy("reminder", "late")
    DAY = "day", pgettext_lazy("reminder", "a day before")
    WEEK = "week", pgettext_lazy("reminder", "a week before")
    MONTH = "month", pgettext_lazy("reminder", "a month before")
    CHANGED = "changed", pgettext_lazy("reminder", "changed")


class ReminderQuerySet(models.QuerySet):
    def untold(self):
        """What no letter has taken with it yet."""
        return self.filter(told_on=None)


class Reminder(models.Model):
    """One thing to tell one person about one action, once: the key says which. A digest takes many with it."""

    key = models.CharField(max_length=120, unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    action = models.ForeignKey(ActionItem, models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=10, choices=ReminderKind)
    due_on = models.DateField(null=True, blank=True)  # the date it was about; another date makes it pointless
    change = models.ForeignKey(ActionChange, models.CASCADE, null=True, blank=True, related_name="+")
    told_on = models.DateField(null=True, blank=True)  # the day of the digest that took it

    objects = ReminderQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ReminderKind.values), name="reminder_kind_is_known"),
            models.CheckConstraint(
                condition=Q(kind="changed", change__isnull=False) | (~Q(kind="changed") & Q(due_on__isnull=False)),
                name="reminder_is_about_a_date_or_a_change",
            ),
        ]
        indexes = [
            models.Index(fields=["user"], condition=Q(told_on=None), name="reminder_untold"),
            models.Index(fields=["user", "told_on"], name="reminder_told"),
        ]

    def __str__(self):
        return self.key


class ReminderSweep(models.Model):
    """That the reminders of a day have been owed. The unique day is what makes a second sweep do nothing."""

    on = models.DateField(unique=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-on"]

    def __str__(self):
        return self.on.isoformat()


class ActionLink(PersonalLink):
    """The way from a letter to one action, for the one responsible: say that it is done, or choose a new date."""

    PURPOSE = "action"

    action = models.ForeignKey(ActionItem, models.CASCADE, related_name="links")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    objects = PersonalLinkQuerySet.as_manager()

    class Meta:
        ordering = ["action", "pk"]
        constraints = [models.UniqueConstraint(fields=["action", "user"], name="action_link_once")]

    def __str__(self):
        return f"{self.action} for {self.user}"
