"""What gathers around an action: those who follow it, and its files."""

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from actions.models.action import ActionItem


class ActionFollower(models.Model):
    """Somebody who wants to know what happens to an action; told in their digest."""

    action = models.ForeignKey(ActionItem, models.CASCADE, related_name="followers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    class Meta:
        ordering = ["action", "pk"]
        constraints = [models.UniqueConstraint(fields=["action", "user"], name="action_followed_once")]

    def __str__(self):
        return f"{self.user} follows {self.action}"


def file_path(row, filename):
    """Where a file lies: under a random name; the name people see is kept in the row."""
    ending = filename.rsplit(".", 1)[-1].lower()
    return f"actions/{row.action_id}/{secrets.token_hex(16)}.{ending}"


class ActionFile(models.Model):
    """A file that belongs to an action. One that is taken away leaves a line in the history."""

    action = models.ForeignKey(ActionItem, models.CASCADE, related_name="files")
    file = models.FileField(_("file"), upload_to=file_path)
    file_name = models.CharField(max_length=200, editable=False)
    file_size = models.PositiveIntegerField(default=0, editable=False)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )

    class Meta:
        ordering = ["action", "at", "pk"]

    def __str__(self):
        return self.file_name

    @property
    def ending(self) -> str:
        """PDF, DOCX: what kind of file it is."""
        return self.file_name.rpartition(".")[2].upper()
