"""The project plan: stages that may overlap, and dated activities on a stated level (004-09 to 004-14, 001-06)."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agreements.models.agreement import Agreement, Provision
from organisations.models import Group, Organisation, User
from portal.revisions import Revised


class Level(models.TextChoices):
    COUNTY_WIDE = "county_wide", pgettext_lazy("level", "County-wide")
    SUBREGIONAL = "subregional", pgettext_lazy("level", "Subregional")
    LOCAL = "local", pgettext_lazy("level", "Local")


class Plan(Revised):
    """One project plan for one agreement: a living document."""

    agreement = models.OneToOneField(Agreement, models.CASCADE, related_name="plan")
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"), blank=True)
    goal = models.TextField(_("goal"), blank=True)
    reports_to = models.ForeignKey(
        Group, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("reports to")
    )

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("agreement-plan", args=[self.agreement_id])


class Stage(Revised):
    """A stage (FAS, etapp) of the plan; never the same as an implementation phase. Stages may overlap."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="stages")
    position = models.PositiveSmallIntegerField(_("position"))
    title = models.CharField(_("title"), max_length=120)
    starts_on = models.DateField(_("starts"))
    ends_on = models.DateField(_("ends"))

    class Meta:
        ordering = ["plan", "position"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "position"], name="stage_position_once"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("starts_on")),
                name="stage_ends_after_it_starts",
                violation_error_message=_("The last day is before the first."),
            ),
        ]

    def __str__(self):
        return self.title


class ActivityKind(models.TextChoices):
    WEBINAR = "webinar", _("Webinar")
    SEMINAR = "seminar", _("Seminar")
    INSPIRATION = "inspiration_meeting", _("Inspiration meeting")
    HOMEWORK = "homework", _("Homework")
    CHECKPOINT = "checkpoint", _("Checkpoint")
    ANCHORING = "anchoring_workshop", _("Anchoring workshop")
    CITIZEN_WORKSHOP = "citizen_workshop", _("Citizen workshop")
    COMPILATION = "compilation", _("Compilation")
    FINAL_REPORT = "final_report", _("Final report")
    DECISION = "decision", _("Decision")
    COMMUNICATION = "communication", _("Communication")
    ARCHIVING = "archiving", _("Archiving")
    SUPPORT = "support", _("Support")
    SURVEY = "survey", _("Survey")
    CONFERENCE = "conference", _("Conference")
    DIALOGUE = "dialogue", _("Dialogue occasion")
    PLANNING = "planning", _("Planning")
    OTHER = "other", pgettext_lazy("activity", "Other")


class ActivityState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("activity", "Planned")
    UNDER_WAY = "under_way", pgettext_lazy("activity", "Under way")
    DONE = "done", pgettext_lazy("activity", "Done")
    CANCELLED = "cancelled", pgettext_lazy("activity", "Cancelled")


class ActivityQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(stage__plan__agreement__in=Agreement.objects.visible_to(user))

    def shared(self):
        """The plan itself: without the local copies, for which the activity they were copied from stands."""
        return self.filter(copy_of=None)

    def concerning(self, organisation):
        """One organisation's plan: its own activities, and the joint ones that it has no copy of (001-21)."""
        own = Q(organisation=organisation)
        joint = Q(copy_of=None) & (Q(level=Level.COUNTY_WIDE) | Q(organisation=None))
        copied = self.model.objects.filter(organisation=organisation, copy_of__isnull=False).values("copy_of")
        return self.filter(own | joint).exclude(pk__in=copied)

    def between(self, first, last):
        """Those of which some day lies in a span, both days included."""
        to_the_end = Q(starts_on__lte=last) & (Q(ends_on__gte=first) | Q(ends_on=None, starts_on__gte=first))
        return self.filter(to_the_end | Q(or_on__range=(first, last)))


class Activity(Revised):
    """Something planned with a date, a span, or two dates to choose between."""

    stage = models.ForeignKey(Stage, models.CASCADE, related_name="activities", verbose_name=_("stage"))
    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=ActivityKind)
    level = models.CharField(_("level"), max_length=12, choices=Level)
    starts_on = models.DateField(_("date"))
    ends_on = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Only when it goes on for several days.")
    )
    or_on = models.DateField(_("or on"), null=True, blank=True, help_text=_("A second date with the same content."))
    organiser = models.CharField(_("organiser"), max_length=120, blank=True)
    owner = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("responsible")
    )
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    provision = models.ForeignKey(
        Provision, models.SET_NULL, null=True, blank=True, related_name="activities", verbose_name=_("clause")
    )
    change_owner = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("owner in operations"),
        help_text=_("The unit whose work changes. A working group supports; it never owns the change."),
    )
    audience = models.CharField(_("for whom"), max_length=150, blank=True)
    copy_of = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="copies", editable=False)
    for_every_party = models.BooleanField(_("one for every party, new ones too"), default=False, editable=False)
    may_start_before_decision = models.BooleanField(_("may start before the decision"), default=False)
    state = models.CharField(_("state"), max_length=10, choices=ActivityState, default=ActivityState.PLANNED)
    note = models.TextField(_("note"), blank=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "pk"]
        verbose_name_plural = _("activities")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")),
                name="activity_ends_after_it_starts",
                violation_error_message=_("The last day is before the first."),
            ),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="activity_level_is_known"),
            models.CheckConstraint(
                condition=Q(copy_of=None) | Q(organisation__isnull=False, level="local", for_every_party=False),
                name="activity_copy_is_local",
            ),
            models.UniqueConstraint(
                fields=["copy_of", "organisation"], condition=Q(copy_of__isnull=False), name="activity_copied_once"
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("activity-detail", args=[self.pk])

    def clean(self):
        """Dates that contradict each other: only one of a last day and a second date can be meant."""
        first, last, other = self.starts_on, self.ends_on, self.or_on
        if first and last and last < first:
            raise ValidationError({"ends_on": _("The last day is before the first.")})
        if last and other:
            raise ValidationError({"or_on": _("Give either a last day or a second date, not both.")})
        if first and other == first:
            raise ValidationError({"or_on": _("The second date is the same as the first.")})

    @property
    def is_milestone(self) -> bool:
        """A day that something hangs on: a decision or a final report."""
        return self.kind in {ActivityKind.DECISION, ActivityKind.FINAL_REPORT}

    @property
    def is_open(self) -> bool:
        """Neither done nor cancelled."""
        return self.state in {ActivityState.PLANNED, ActivityState.UNDER_WAY}

    def is_late(self, *, on) -> bool:
        """Whether its last day has passed and it is still open."""
        return self.is_open and self.last_day < on

    def has_begun(self, *, on) -> bool:
        """Whether there can be something to report: it is not cancelled, and its first day has come, or it is done."""
        if self.state == ActivityState.CANCELLED:
            return False
        return self.starts_on <= on or self.state == ActivityState.DONE

    @property
    def last_day(self):
        """The day after which it is late, if it is not done."""
        return max(day for day in (self.starts_on, self.ends_on, self.or_on) if day)
