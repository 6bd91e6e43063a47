"""Calls: what has been sent to whom about a meeting, and what their calendar answered (RFC 5546); feeds."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import pgettext_lazy

from meetings.models.meeting import Attendance, Meeting
from organisations.models import Group
from portal.links import PersonalLink, PersonalLinkQuerySet


class CallMethod(models.TextChoices):
    """The iTIP methods an organiser sends."""

    REQUEST = "request", "REQUEST"
    CANCEL = "cancel", "CANCEL"


class PartStat(models.TextChoices):
    """RFC 5545 3.2.12, as it stands in a reply."""

    NEEDS_ACTION = "needs-action", pgettext_lazy("reply", "No answer")
    ACCEPTED = "accepted", pgettext_lazy("reply", "Accepted")
    TENTATIVE = "tentative", pgettext_lazy("reply", "Tentative")
    DECLINED = "declined", pgettext_lazy("reply", "Declined")


class Call(models.Model):
    """One person's call to one meeting. What was last sent is (method, sequence, told); a sweep sends what differs.

    The row outlives the seat on the list: who is taken off is still owed a CANCEL.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="calls")
    attendance = models.OneToOneField(Attendance, models.SET_NULL, null=True, blank=True, related_name="call")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=150)
    address = models.EmailField()
    method = models.CharField(max_length=10, choices=CallMethod, blank=True)
    sequence = models.PositiveIntegerField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    partstat = models.CharField(max_length=15, choices=PartStat, default=PartStat.NEEDS_ACTION)
    reply_sequence = models.PositiveIntegerField(null=True, blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)  # DTSTAMP of the reply: an older one changes nothing
    reply_comment = models.CharField(max_length=500, blank=True)
    told = models.JSONField(default=dict, blank=True)  # when and where, as the last REQUEST said (meetings.owed)
    changed_since = models.DateTimeField(null=True, blank=True)  # a change waits for more of them: the first,
    changed_at = models.DateTimeField(null=True, blank=True)  # and the last
    bounced_at = models.DateTimeField(null=True, blank=True)
    bounce_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["meeting", "name", "pk"]
        constraints = [
            models.UniqueConstraint(models.F("meeting"), Lower("address"), name="call_once_per_address"),
            models.CheckConstraint(condition=Q(method__in=["", *CallMethod.values]), name="call_method_is_known"),
            models.CheckConstraint(condition=Q(partstat__in=PartStat.values), name="call_partstat_is_known"),
            models.CheckConstraint(
                condition=Q(method="", sequence=None, sent_at=None)
                | (~Q(method="") & Q(sequence__isnull=False, sent_at__isnull=False)),
                name="call_sent_whole_or_not",
            ),
        ]
        indexes = [models.Index(Lower("address"), name="call_address")]

    def __str__(self):
        return f"{self.name} to {self.meeting}"


class MeetingFeed(PersonalLink):
    """A person's own address for subscribing to meetings: all they are called to, or those of one group."""

    PURPOSE = "meeting-calendar"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    group = models.ForeignKey(Group, models.CASCADE, null=True, blank=True, related_name="+")

    objects = PersonalLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "group"], nulls_distinct=False, name="meeting_feed_once"),
        ]

    def __str__(self):
        return f"meetings of {self.user}"
