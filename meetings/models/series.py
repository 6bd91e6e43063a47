"""Meetings that come back: the rule, the template of their agenda, and who is called each time (001-13, 003-08)."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.models.meeting import Meeting, MeetingForm
from organisations.models import Group, Organisation, Side
from portal.revisions import Revised


class Frequency(models.TextChoices):
    WEEKLY = "weekly", pgettext_lazy("series", "Week")
    MONTHLY = "monthly", pgettext_lazy("series", "Month")


class Weekday(models.IntegerChoices):
    """As Python counts them: Monday is 0."""

    MONDAY = 0, pgettext_lazy("weekday", "Monday")
    TUESDAY = 1, pgettext_lazy("weekday", "Tuesday")
    WEDNESDAY = 2, pgettext_lazy("weekday", "Wednesday")
    THURSDAY = 3, pgettext_lazy("weekday", "Thursday")
    FRIDAY = 4, pgettext_lazy("weekday", "Friday")
    SATURDAY = 5, pgettext_lazy("weekday", "Saturday")
    SUNDAY = 6, pgettext_lazy("weekday", "Sunday")


class Nth(models.IntegerChoices):
    FIRST = 1, pgettext_lazy("in the month", "First")
    SECOND = 2, pgettext_lazy("in the month", "Second")
    THIRD = 3, pgettext_lazy("in the month", "Third")
    FOURTH = 4, pgettext_lazy("in the month", "Fourth")
    LAST = -1, pgettext_lazy("in the month", "Last")


class SeriesQuerySet(models.QuerySet):
    """The words we use about series."""

    def visible_to(self, user):
        """The group's own people, and all for who leads the work: a plan of meetings is the group's."""
        if not (user.is_authenticated and user.takes_part):
            return self.none()
        return self.all() if user.leads else self.filter(group__in=Group.objects.of(user).values("pk"))


class Series(Revised):
    """A rule (every second Monday, the last Thursday of each month) and what each of its meetings begins with."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="series", verbose_name=_("group"))
    title = models.CharField(_("title"), max_length=180)
    frequency = models.CharField(pgettext_lazy("series", "every"), max_length=10, choices=Frequency)
    interval = models.PositiveSmallIntegerField(
        _("interval"), default=1, validators=[MinValueValidator(1), MaxValueValidator(26)]
    )
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=Weekday)
    nth = models.SmallIntegerField(_("which in the month"), choices=Nth, null=True, blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    starts = models.TimeField(_("starts"))
    ends = models.TimeField(_("ends"))
    form = models.CharField(_("form"), max_length=10, choices=MeetingForm, blank=True)
    venues = models.TextField(_("places"), blank=True, max_length=2000)  # one to a line, taken in turn
    link = models.URLField(_("link"), blank=True)
    is_preliminary = models.BooleanField(_("preliminary"), default=True)
    note_taker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("note taker")
    )
    adjusters_needed = models.PositiveSmallIntegerField(
        _("adjusters"), default=2, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    skipped = ArrayField(models.DateField(), default=list, blank=True, editable=False)  # days of the rule without one
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = SeriesQuerySet.as_manager()

    class Meta:
        ordering = ["group", "starts_on", "pk"]
        verbose_name_plural = pgettext_lazy("meetings", "series")
        constraints = [
            models.CheckConstraint(condition=Q(frequency__in=Frequency.values), name="series_frequency_is_known"),
            models.CheckConstraint(condition=Q(interval__gte=1, interval__lte=26), name="series_interval_in_bounds"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="series_weekday_is_known"),
            models.CheckConstraint(
                condition=Q(frequency="weekly", nth=None) | Q(frequency="monthly", nth__in=Nth.values),
                name="series_monthly_says_which",
            ),
            models.CheckConstraint(condition=Q(form__in=["", *MeetingForm.values]), name="series_form_is_known"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("starts_on")),
                name="series_ends_after_it_starts",
                violation_error_message=_("The last day is before the first."),
            ),
            models.CheckConstraint(
                condition=Q(ends__gt=models.F("starts")),
                name="series_meeting_ends_after_it_starts",
                violation_error_message=_("The meeting ends before it starts. Check the times."),
            ),
            models.CheckConstraint(
                condition=Q(adjusters_needed__gte=1, adjusters_needed__lte=5), name="series_adjusters_one_to_five"
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("series-detail", args=[self.pk])

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    @property
    def places(self) -> list[str]:
        return [line.strip() for line in self.venues.splitlines() if line.strip()]


class SeriesItem(Revised):
    """A standing point of a series' agenda; with months named it is a theme of the annual wheel."""

    series = models.ForeignKey(Series, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(_("position"))
    section = models.CharField(_("section"), max_length=100, blank=True)
    heading = models.CharField(_("heading"), max_length=200)
    presenter = models.CharField(_("presenter"), max_length=150, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    is_internal = models.BooleanField(_("only for the group"), default=False)
    side = models.CharField(_("side"), max_length=10, choices=Side, blank=True)
    months = ArrayField(models.PositiveSmallIntegerField(), verbose_name=_("months"), default=list, blank=True)

    class Meta:
        ordering = ["series", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "position"],
                name="series_item_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=Q(months__contained_by=list(range(1, 13))), name="series_item_months_are_months"
            ),
        ]

    def __str__(self):
        return self.heading


class SeriesGuest(models.Model):
    """Somebody outside the group who is called to every meeting of a series, with or without an account."""

    series = models.ForeignKey(Series, models.CASCADE, related_name="guests")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    name = models.CharField(_("name"), max_length=150)
    address = models.EmailField(_("e-mail address"), blank=True)
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )

    class Meta:
        ordering = ["series", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "user"],
                condition=Q(user__isnull=False),
                name="series_guest_once",
                violation_error_message=_("The person is already on the list."),
            )
        ]

    def __str__(self):
        return self.name


class MeetingMove(models.Model):
    """The time and place a meeting was moved from; never changed."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="moves")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    venue = models.CharField(max_length=200, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["meeting", "-at", "-pk"]

    def __str__(self):
        return f"{self.meeting} {self.starts_at}"
