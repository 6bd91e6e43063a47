"""The points of a meeting and what came out of them: information, decisions, actions, dates."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actions.models import ActionItem
from agreements.models import Provision
from meetings.models.meeting import Meeting
from organisations.models import GroupMembership, Side
from portal.revisions import Revised


class AgendaItemQuerySet(models.QuerySet):
    """The words we use about points."""

    def for_eyes_of(self, user):
        """Without the points that are only for a group the user does not sit in."""
        return self.exclude(_internal_to_others(user))


def _internal_to_others(user, path=""):
    own = GroupMembership.objects.filter(user=user).values("group")
    return Q(**{f"{path}is_internal": True}) & ~Q(meeting__group__in=own)


class AgendaItem(models.Model):
    """One point of the agenda with its notes, which are kept as clean HTML (meetings.rich)."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField(_("position"))
    section = models.CharField(_("section"), max_length=100, blank=True)
    heading = models.CharField(_("heading"), max_length=200)
    text = models.TextField(_("notes"), blank=True)
    presenter = models.CharField(_("presenter"), max_length=150, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    is_internal = models.BooleanField(_("only for the group"), default=False)
    side = models.CharField(_("report of a side"), max_length=10, choices=Side, blank=True)
    revision = models.PositiveIntegerField(default=1, editable=False)
    text_revision = models.PositiveIntegerField(default=1, editable=False)
    written_at = models.DateTimeField(null=True, blank=True, editable=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    carried_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, editable=False, related_name="carried_to"
    )

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "position"], name="agenda_position_once", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(condition=Q(side__in=["", *Side.values]), name="agenda_side_is_known"),
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
        """Those of meetings whose notes the user may read, less what is only for a group's own eyes."""
        return self.filter(meeting__in=Meeting.objects.with_notes_for(user)).for_eyes_of(user)

    def for_eyes_of(self, user):
        """Without what came out of points that are only for a group the user does not sit in."""
        return self.exclude(_internal_to_others(user, "item__"))

    def decisions(self):
        return self.filter(kind=OutcomeKind.DECISION)


class Outcome(Revised):
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
    review_on = models.DateField(_("to be reviewed"), null=True, blank=True)
    spread = models.OneToOneField(
        ActionItem,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("action in each organisation"),
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
