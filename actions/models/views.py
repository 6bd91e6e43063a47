"""Views of the list that a person has named: an address with a name."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.collation import swedish


class SavedView(models.Model):
    """One person's own name for a way of looking at actions: what the list's address says after the question mark."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(_("name of the view"), max_length=60)
    query = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["owner", swedish("name")]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"],
                name="saved_view_once",
                violation_error_message=_("You have a view with this name already. Choose another name."),
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"{reverse('action-list')}?{self.query}" if self.query else reverse("action-list")
