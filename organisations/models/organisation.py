"""Organisations, the two sides of the agreement, and the groupings a municipality belongs to."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.collation import swedish


class Side(models.TextChoices):
    REGION = "region", pgettext_lazy("side", "The region")
    MUNICIPAL = "municipal", pgettext_lazy("side", "The municipalities")


class OrganisationKind(models.TextChoices):
    REGION = "region", _("Region")
    REGION_UNIT = "region_unit", _("Unit of the region")
    HOSPITAL_GROUP = "hospital_group", _("Hospitals")
    PRIMARY_CARE = "primary_care_provider", _("Primary care provider")
    HEALTH_CENTRE = "health_centre", _("Health centre")
    ASSOCIATION = "inter_municipal_association", _("Association of municipalities")
    MUNICIPALITY = "municipality", _("Municipality")
    JOINT_BODY = "joint_body", _("Joint body")
    CONSULTANT = "consultant", _("Consultant")


class OrganisationQuerySet(models.QuerySet):
    """The words we use about organisations."""

    def visible_to(self, user):
        """All, for whoever belongs to one of them: who takes part is no secret between the parties."""
        return self.all() if user.is_authenticated and user.takes_part else self.none()

    def municipalities(self):
        return self.filter(kind=OrganisationKind.MUNICIPALITY)

    def alphabetical(self):
        return self.order_by(swedish("name"))


class Organisation(models.Model):
    """One organisation that takes part: a principal, one of its units, or a body between them."""

    name = models.CharField(_("name"), max_length=150)
    short_name = models.CharField(
        _("short name"), max_length=60, help_text=_("As in tables: Aneby, not Aneby municipality.")
    )
    kind = models.CharField(_("kind"), max_length=30, choices=OrganisationKind)
    side = models.CharField(_("side"), max_length=10, choices=Side, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="units", verbose_name=_("part of")
    )
    code = models.CharField(_("municipality code"), max_length=4, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    population_as_of = models.DateField(_("population on"), null=True, blank=True)
    population_source = models.CharField(_("source"), max_length=200, blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = [swedish("name")]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="organisation_name_once",
                violation_error_message=_("There is already an organisation with this name."),
            ),
            models.UniqueConstraint(
                fields=["code"],
                condition=~Q(code=""),
                name="organisation_code_once",
                violation_error_message=_("Another municipality has this code."),
            ),
            models.CheckConstraint(condition=~Q(parent=models.F("pk")), name="organisation_not_its_own_parent"),
            models.CheckConstraint(
                condition=Q(population=None) | Q(population_as_of__isnull=False),
                name="population_has_a_date",
                violation_error_message=_("Say which day the population figure is from."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("organisation-detail", args=[self.pk])


class GroupingKind(models.TextChoices):
    COUNTY_PART = "county_part", _("Part of the county")
    ASSOCIATION = "association", _("Association of municipalities")
    CARE_COLLABORATION = "care_collaboration", _("Care collaboration")


class Grouping(models.Model):
    """A named set of municipalities of one type; a municipality belongs to several at once (001-04, 001-06)."""

    kind = models.CharField(_("kind"), max_length=20, choices=GroupingKind)
    name = models.CharField(_("name"), max_length=100)

    class Meta:
        ordering = ["kind", swedish("name")]
        constraints = [models.UniqueConstraint(fields=["kind", "name"], name="grouping_once_per_kind")]

    def __str__(self):
        return self.name


class GroupingMemberQuerySet(models.QuerySet):
    def valid(self, *, on):
        """Those in force on a day."""
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=on), Q(valid_to=None) | Q(valid_to__gte=on))


class GroupingMember(models.Model):
    """That an organisation belongs to a grouping, and when."""

    grouping = models.ForeignKey(Grouping, models.CASCADE, related_name="members")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="groupings")
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_to = models.DateField(_("to"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)

    objects = GroupingMemberQuerySet.as_manager()

    class Meta:
        ordering = ["grouping__kind", "grouping__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["grouping", "organisation", "valid_from"], nulls_distinct=False, name="grouping_member_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=models.F("valid_from")),
                name="grouping_member_ends_after_it_starts",
                violation_error_message=_("The last day is before the first."),
            ),
        ]

    def __str__(self):
        return f"{self.organisation} in {self.grouping}"
