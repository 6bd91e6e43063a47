"""A folder of old notes, read in by one task: each file, how it went, and the meeting it became."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.models.meeting import Meeting
from organisations.models import Group


class BatchState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("batch", "Waiting")
    READING = "reading", pgettext_lazy("batch", "Reading")
    DONE = "done", pgettext_lazy("batch", "Done")
    STOPPED = "stopped", pgettext_lazy("batch", "Stopped")


class NoteBatchQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, and all for who leads the work: the notes are drafts of one group."""
        if not (user.is_authenticated and user.takes_part):
            return self.none()
        return self.all() if user.leads else self.filter(by=user)


class NoteBatch(models.Model):
    """Files handed in at once for one group."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="+", verbose_name=_("group"))
    state = models.CharField(max_length=10, choices=BatchState, default=BatchState.WAITING)
    leased_until = models.DateTimeField(null=True, blank=True)
    at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    objects = NoteBatchQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=BatchState.values), name="batch_state_is_known"),
        ]

    def __str__(self):
        return f"{self.group} {self.at:%Y-%m-%d}"

    def get_absolute_url(self):
        return reverse("batch-detail", args=[self.pk])


class FileState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("file", "Waiting")
    SAVED = "saved", pgettext_lazy("file", "Saved")
    TWIN = "twin", pgettext_lazy("file", "Saved before")
    DOUBTFUL = "doubtful", pgettext_lazy("file", "Needs a look")
    FAILED = "failed", pgettext_lazy("file", "Not readable")


class NoteFile(models.Model):
    """One file of a batch. Its bytes are let go once it is saved."""

    batch = models.ForeignKey(NoteBatch, models.CASCADE, related_name="files")
    position = models.PositiveIntegerField()
    name = models.CharField(_("file name"), max_length=200)
    content = models.BinaryField(null=True)
    state = models.CharField(max_length=10, choices=FileState, default=FileState.WAITING)
    meeting = models.ForeignKey(Meeting, models.SET_NULL, null=True, blank=True, related_name="+")
    report = models.JSONField(default=dict, blank=True)  # counts of people, points, decisions, actions, dates
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["batch", "position"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "position"], name="note_file_position_once"),
            models.CheckConstraint(condition=Q(state__in=FileState.values), name="note_file_state_is_known"),
        ]

    def __str__(self):
        return self.name
