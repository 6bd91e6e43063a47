"""Addresses for subscribing to a plan's dates from a calendar program."""

from django.conf import settings
from django.db import models

from agreements.models.plan import Plan
from organisations.models import Organisation
from portal.links import PersonalLink, PersonalLinkQuerySet


class CalendarLink(PersonalLink):
    """A person's own address for subscribing to a plan or an organisation's part of it in a calendar."""

    PURPOSE = "calendar"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, blank=True, related_name="+")

    objects = PersonalLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "plan", "organisation"], nulls_distinct=False, name="calendar_link_once"
            )
        ]

    def __str__(self):
        return f"calendar of {self.user}"
