"""Occasions for many: call-ins, workshops, conferences, dialogues, outreach (001-16, 003-04 to 003-07, 003-09).

What a group meets about is a Meeting with notes; an event has a theme, questions to think about, an audience, and
afterwards how many came from where. People are counted, never listed.
"""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actions.models import ActionItem
from agreements.models import Agreement
from meetings.models import MeetingForm
from organisations.models import Group, Grouping, Organisation
from portal.revisions import Revised


class EventKind(models.TextChoices):
    CALL_IN = "call_in", pgettext_lazy("event", "Call-in")
    WORKSHOP = "workshop", pgettext_lazy("event", "Workshop")
    CONFERENCE = "conference", pgettext_lazy("event", "Conference")
    DIALOGUE = "dialogue", pgettext_lazy("event", "Dialogue occasion")
    OUTREACH = "outreach", pgettext_lazy("event", "Outreach")


class EventState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("event", "Draft")
    PLANNED = "planned", pgettext_lazy("event", "Planned")
    HELD = "held", pgettext_lazy("event", "Held")
    CANCELLED = "cancelled", pgettext_lazy("event", "Cancelled")


class EventSeries(Revised):
    """Events that belong together: the call-ins of one autumn, with questions that run through them all."""

    title = models.CharField(_("title"), max_length=150)
    purpose = models.TextField(_("purpose"), blank=True, max_length=2000)
    questions = models.TextField(_("guiding questions"), blank=True, max_length=2000)  # one to a line

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = _("event series")

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("event-series", args=[self.pk])


class EventQuerySet(models.QuerySet):
    """The words we use about events."""

    def visible_to(self, user):
        """All who take part see what is planned and held; a draft is seen by who wrote it, its group and the leads."""
        if not (user.is_authenticated and user.takes_part):
            return self.none()
        if user.leads:
            return self.all()
        own = Q(created_by=user) | Q(group__in=Group.objects.of(user).values("pk"))
        return self.filter(~Q(state=EventState.DRAFT) | own)

    def coming(self, *, at):
        return self.filter(ends_at__gte=at).exclude(state=EventState.CANCELLED)

    def past(self, *, at):
        return self.filter(ends_at__lt=at).exclude(state=EventState.CANCELLED)


class Event(Revised):
    """One occasion, planned and looked back at."""

    kind = models.CharField(_("kind"), max_length=10, choices=EventKind)
    series = models.ForeignKey(
        EventSeries, models.SET_NULL, null=True, blank=True, related_name="events", verbose_name=_("series")
    )
    title = models.CharField(_("title"), max_length=200)
    theme = models.CharField(_("theme"), max_length=300, blank=True)
    purpose = models.TextField(_("purpose"), blank=True, max_length=2000)
    audience = models.CharField(_("for whom"), max_length=300, blank=True)
    organiser = models.CharField(_("organised by"), max_length=200, blank=True)
    group = models.ForeignKey(
        Group, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("group that prepares it")
    )
    agreement = models.ForeignKey(
        Agreement, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("agreement")
    )
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    form = models.CharField(_("form"), max_length=10, choices=MeetingForm, blank=True)
    venue = models.CharField(_("place"), max_length=200, blank=True)
    link = models.URLField(_("link"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=EventState, default=EventState.PLANNED)
    places = models.PositiveIntegerField(_("number of places"), null=True, blank=True)
    outcome = models.TextField(_("what came out of it"), blank=True, max_length=10000)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=models.F("starts_at")),
                name="event_ends_after_it_starts",
                violation_error_message=_("It ends before it starts. Check the times."),
            ),
            models.CheckConstraint(condition=Q(kind__in=EventKind.values), name="event_kind_is_known"),
            models.CheckConstraint(condition=Q(state__in=EventState.values), name="event_state_is_known"),
            models.CheckConstraint(condition=Q(form__in=["", *MeetingForm.values]), name="event_form_is_known"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("event-detail", args=[self.pk])


class GuidingQuestion(Revised):
    """A question to think about before and talk about at an event, and what was said (003-05)."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("question"), max_length=300)
    said = models.TextField(_("what was said"), blank=True, max_length=5000)

    class Meta:
        ordering = ["event", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "position"], name="guiding_position_once", deferrable=models.Deferrable.DEFERRED
            )
        ]

    def __str__(self):
        return self.text


class UnitKind(models.TextChoices):
    """Where the people who came work."""

    MUNICIPALITY = "municipality", pgettext_lazy("unit", "Municipality")
    HEALTH_CENTRE = "health_centre", pgettext_lazy("unit", "Health centre")
    HOSPITAL = "hospital", pgettext_lazy("unit", "Hospital")
    REGION = "region", pgettext_lazy("unit", "Other region")
    OTHER = "other", pgettext_lazy("unit", "Other")


class Participation(models.Model):
    """How many came: from one organisation, from a part of the county, or from neither (003-06). Never who."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="participation")
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    grouping = models.ForeignKey(
        Grouping, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("part of the county")
    )
    unit = models.CharField(_("kind of workplace"), max_length=15, choices=UnitKind)
    persons = models.PositiveIntegerField(_("persons"), validators=[MinValueValidator(1), MaxValueValidator(100_000)])

    class Meta:
        ordering = ["event", "unit", "pk"]
        verbose_name_plural = _("participation")
        constraints = [
            models.UniqueConstraint(
                fields=["event", "organisation", "grouping", "unit"],
                nulls_distinct=False,
                name="participation_once",
                violation_error_message=_("There is already a row for that. Change its number."),
            ),
            models.CheckConstraint(
                condition=Q(organisation=None) | Q(grouping=None), name="participation_from_one_or_the_other"
            ),
            models.CheckConstraint(condition=Q(unit__in=UnitKind.values), name="participation_unit_is_known"),
            models.CheckConstraint(condition=Q(persons__gte=1), name="participation_counts_somebody"),
        ]

    def __str__(self):
        return f"{self.event}: {self.persons}"


class EventMaterial(models.Model):
    """A link to what was shown or handed out."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="material")
    title = models.CharField(_("title"), max_length=150)
    link = models.URLField(_("link"), max_length=500)

    class Meta:
        ordering = ["event", "pk"]
        verbose_name_plural = _("material")

    def __str__(self):
        return self.title


class EventAction(models.Model):
    """A next step that came out of an event (003-07); the action itself is an ordinary one."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="next_steps")
    action = models.OneToOneField(ActionItem, models.CASCADE, related_name="+")

    class Meta:
        ordering = ["event", "pk"]

    def __str__(self):
        return f"{self.event}: {self.action}"
