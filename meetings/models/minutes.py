"""The life of minutes: comments, adjusters, and each wording that was approved (001-01, trust L5 and 1.21)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.models.meeting import Meeting
from meetings.models.outcome import AgendaItem


class ItemComment(models.Model):
    """A remark on one point while the minutes are out for comments or being adjusted."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="comments")
    text = models.TextField(pgettext_lazy("minutes", "comment"), max_length=2000)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["item", "pk"]

    def __str__(self):
        return self.text[:60]


class Adjuster(models.Model):
    """Somebody who is to approve the minutes, and which wording (by its SHA-256) they have approved."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="adjusters")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("adjuster"))
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    approved_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["meeting", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "user"],
                name="adjuster_once",
                violation_error_message=_("The person adjusts these minutes already."),
            ),
            models.CheckConstraint(
                condition=Q(sha256="", approved_at=None) | (~Q(sha256="") & Q(approved_at__isnull=False)),
                name="adjuster_approves_at_a_time",
            ),
        ]

    def __str__(self):
        return str(self.user)


class Approval(models.Model):
    """One approved wording of the minutes, kept whole. Never changed; reopening adds when, by whom and why."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="approvals")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    approvers = models.JSONField(default=list)
    at = models.DateTimeField()
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.TextField(_("reason"), blank=True, max_length=1000)

    class Meta:
        ordering = ["meeting", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="approval_number_once"),
            models.CheckConstraint(
                condition=Q(reopened_at=None, reason="") | (Q(reopened_at__isnull=False) & ~Q(reason="")),
                name="approval_reopened_with_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.meeting} {self.number}"
