"""Groups across organisations: steering groups, working groups, local forums and the rest (001-05)."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from organisations.models.organisation import Grouping, Organisation
from organisations.models.people import User
from portal.collation import swedish


class GroupKind(models.TextChoices):
    WORKING = "working_group", _("Working group")
    STEERING = "steering_group", _("Steering group")
    OPERATIONAL_STEERING = "operational_steering_group", _("Operational steering group")
    POLITICAL_REFERENCE = "political_reference_group", _("Political reference group")
    REFERENCE = "reference_group", _("Reference group")
    MUNICIPAL = "municipal_group", _("Group of the municipalities")
    PROJECT = "project_management", _("Project management")
    SUPPORT_TEAM = "support_team", _("Support team")
    LOCAL_FORUM = "local_forum", _("Local leadership forum")
    COLLABORATION = "care_collaboration", _("Care collaboration")
    COUNCIL = "council", _("Council")
    NETWORK = "network", _("Network")


class GroupRole(models.TextChoices):
    CHAIR = "chair", pgettext_lazy("group", "Chair")
    SECRETARY = "secretary", pgettext_lazy("group", "Secretary")
    MEMBER = "member", pgettext_lazy("group", "Member")
    EXPERT = "expert", pgettext_lazy("group", "Invited expert")


class AttendanceMode(models.TextChoices):
    ALWAYS = "always", _("Always")
    IF_TIME_ALLOWS = "if_time_allows", _("If time allows")


class GroupQuerySet(models.QuerySet):
    def visible_to(self, user):
        """That a group exists, and who sits in it, is known to all who take part."""
        return self.all() if user.is_authenticated and user.takes_part else self.none()

    def of(self, user):
        """Those the person sits in."""
        return self.filter(pk__in=GroupMembership.objects.filter(user=user).values("group"))

    def alphabetical(self):
        return self.order_by(swedish("name"))


class Group(models.Model):
    """People from several organisations with a task in common."""

    name = models.CharField(_("name"), max_length=150, unique=True)
    kind = models.CharField(_("kind"), max_length=30, choices=GroupKind)
    purpose = models.TextField(_("purpose"), blank=True)
    reports_to = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("reports to")
    )
    grouping = models.ForeignKey(
        Grouping, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("area")
    )
    members = models.ManyToManyField(User, through="GroupMembership", related_name="working_groups")

    objects = GroupQuerySet.as_manager()

    class Meta:
        ordering = [swedish("name")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("group-detail", args=[self.pk])


class GroupMembership(models.Model):
    """A seat in a group: for whom, as what, and how often."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="seats")
    user = models.ForeignKey(User, models.CASCADE, related_name="seats", verbose_name=_("person"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("for the organisation")
    )
    role = models.CharField(_("role"), max_length=10, choices=GroupRole, default=GroupRole.MEMBER)
    mode = models.CharField(_("takes part"), max_length=15, choices=AttendanceMode, default=AttendanceMode.ALWAYS)
    joined_on = models.DateField(_("joined"), null=True, blank=True)

    class Meta:
        ordering = ["group", swedish("user__last_name")]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "user"],
                name="one_seat_each",
                violation_error_message=_("The person already sits in the group."),
            )
        ]

    def __str__(self):
        return f"{self.user} in {self.group}"
