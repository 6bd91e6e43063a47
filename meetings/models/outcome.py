"""The points of a meeting and what came out of them: information, decisions, actions, dates."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actions.models import ActionItem
from agreements.models import Provision
from meetings.models.meeting import Meeting


class AgendaItem(models.Model):
    """One point of the agenda with its notes (a section of the note as it was read)."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField(_("position"))
    heading = models.CharField(_("heading"), max_length=200)
    text = models.TextField(_("notes"), blank=True)
    presenter = models.CharField(_("presenter"), max_length=150, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["meeting", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "position"], name="agenda_position_once", deferrable=models.Deferrable.DEFERRED
            )
        ]

    def __str__(self):
        return self.heading


class OutcomeKind(models.TextChoices):
    INFORMATION = "information", pgettext_lazy("outcome", "Information")
    DECISION = "decision", pgettext_lazy("outcome", "Decision")
    ACTION = "action", pgettext_lazy("outcome", "Action")


class OutcomeQuerySet(models.QuerySet):
    """The words we use about outcomes."""

    def visible_to(self, user):
        """Those of meetings whose notes the user may read."""
        return self.filter(meeting__in=Meeting.objects.with_notes_for(user))

    def decisions(self):
        return self.filter(kind=OutcomeKind.DECISION)


class Outcome(models.Model):
    """What came out of a point. An action outcome owns the key to its action."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="outcomes")
    item = models.ForeignKey(
        AgendaItem, models.SET_NULL, null=True, blank=True, related_name="outcomes", verbose_name=_("point")
    )
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(_("kind"), max_length=12, choices=OutcomeKind)
    text = models.TextField(_("text"), max_length=2000)
    source = models.TextField(_("sentence it came from"), blank=True)
    provision = models.ForeignKey(
        Provision, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("clause")
    )
    action = models.OneToOneField(
        ActionItem, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("action")
    )

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "item__position", "position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=OutcomeKind.values), name="outcome_kind_is_known"),
            models.CheckConstraint(
                condition=Q(kind="action", action__isnull=False) | (~Q(kind="action") & Q(action=None)),
                name="outcome_action_has_its_action",
            ),
        ]

    def __str__(self):
        return self.text[:60]


class KeyDate(models.Model):
    """A coming date that was mentioned in a meeting."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="key_dates")
    on = models.DateField(_("date"))
    what = models.CharField(_("what"), max_length=300)
    is_preliminary = models.BooleanField(_("preliminary"), default=False)
    source = models.TextField(_("sentence it came from"), blank=True)

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self):
        return f"{self.on} {self.what}"
