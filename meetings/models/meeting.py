"""A meeting of a group, and who was called and came (001-01 to 001-03, 001-13)."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from organisations.models import Group, Organisation, Side


class MeetingForm(models.TextChoices):
    PHYSICAL = "physical", pgettext_lazy("meeting form", "In person")
    HYBRID = "hybrid", pgettext_lazy("meeting form", "Hybrid")
    DIGITAL = "digital", pgettext_lazy("meeting form", "Digital")


class MeetingStatus(models.TextChoices):
    """How sure the meeting is. The first three are chosen; the last three are each a deed of their own.

    Proposed: somebody's idea. Preliminary: the time is kept, but may change. Confirmed: settled.
    Moved: settled, at another time than first said (its moves tell which). Replaced: not held, another meeting is
    instead. Cancelled: not held.
    """

    PROPOSED = "proposed", pgettext_lazy("meeting", "Proposed")
    PRELIMINARY = "preliminary", pgettext_lazy("meeting", "Preliminary")
    CONFIRMED = "confirmed", pgettext_lazy("meeting", "Confirmed")
    MOVED = "moved", pgettext_lazy("meeting", "Moved")
    REPLACED = "replaced", pgettext_lazy("meeting", "Replaced")
    CANCELLED = "cancelled", pgettext_lazy("meeting", "Cancelled")


class NotesState(models.TextChoices):
    """A draft belongs to the group alone until it is deliberately shared (trust.md L5 in the plans)."""

    DRAFT = "draft", pgettext_lazy("notes", "Draft")
    SHARED = "shared", pgettext_lazy("notes", "Shared")


class MinutesStage(models.TextChoices):
    """How far the minutes have come. Who may read them is another thing (NotesState)."""

    WRITING = "writing", pgettext_lazy("minutes", "Being written")
    COMMENTS = "comments", pgettext_lazy("minutes", "Out for comments")
    ADJUSTING = "adjusting", pgettext_lazy("minutes", "Being adjusted")
    APPROVED = "approved", pgettext_lazy("minutes", "Approved and locked")


def _open_to(user):
    return Q(group__in=Group.objects.of(user).values("pk")) | Q(notes_state=NotesState.SHARED)


class MeetingQuerySet(models.QuerySet):
    """The words we use about meetings."""

    def visible_to(self, user):
        """Those one may read the notes of, and those one is called to without sitting in the group."""
        if not (user.is_authenticated and user.takes_part):
            return self.none()
        if user.leads:
            return self.all()
        called = Attendance.objects.filter(user=user).values("meeting")
        return self.filter(_open_to(user) | Q(pk__in=called))

    def with_notes_for(self, user):
        """Those whose notes one may read: of the user's groups, shared ones, and all for who leads the work."""
        if not (user.is_authenticated and user.takes_part):
            return self.none()
        return self.all() if user.leads else self.filter(_open_to(user))

    def coming(self, *, at):
        return self.filter(ends_at__gte=at).exclude(status__in=[MeetingStatus.CANCELLED, MeetingStatus.REPLACED])

    def held(self, *, at):
        return self.filter(ends_at__lt=at).exclude(status__in=[MeetingStatus.CANCELLED, MeetingStatus.REPLACED])


class Meeting(models.Model):
    """One meeting, from call to notes."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="meetings", verbose_name=_("group"))
    title = models.CharField(_("title"), max_length=200)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    form = models.CharField(_("form"), max_length=10, choices=MeetingForm, blank=True)
    venue = models.CharField(_("place"), max_length=200, blank=True)
    link = models.URLField(_("link"), blank=True)
    status = models.CharField(_("status"), max_length=12, choices=MeetingStatus, default=MeetingStatus.CONFIRMED)
    status_reason = models.CharField(_("reason"), max_length=300, blank=True, editable=False)  # why it is called off
    note_taker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("note taker")
    )
    note_taker_text = models.CharField(_("note taker as written"), max_length=150, blank=True)
    notes_state = models.CharField(_("notes"), max_length=10, choices=NotesState, default=NotesState.DRAFT)
    stage = models.CharField(
        _("minutes"), max_length=10, choices=MinutesStage, default=MinutesStage.WRITING, editable=False
    )
    adjusters_needed = models.PositiveSmallIntegerField(
        _("adjusters"), default=2, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    comments_by = models.DateField(_("comments by"), null=True, blank=True)
    adjust_by = models.DateField(_("adjust by"), null=True, blank=True)
    series = models.ForeignKey(
        "meetings.Series", models.SET_NULL, null=True, blank=True, editable=False, related_name="meetings"
    )
    series_on = models.DateField(null=True, blank=True, editable=False)  # the day its series' rule gave it
    replaced_by = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="replaces", verbose_name=_("replaced by")
    )
    called_at = models.DateTimeField(null=True, blank=True, editable=False)  # since then changes go out by mail
    sequence = models.PositiveIntegerField(default=0, editable=False)  # RFC 5546: counts changes of when and where
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=models.F("starts_at")),
                name="meeting_ends_after_it_starts",
                violation_error_message=_("The meeting ends before it starts. Check the times."),
            ),
            models.CheckConstraint(condition=Q(status__in=MeetingStatus.values), name="meeting_status_is_known"),
            models.CheckConstraint(condition=Q(form__in=["", *MeetingForm.values]), name="meeting_form_is_known"),
            models.CheckConstraint(condition=Q(notes_state__in=NotesState.values), name="meeting_notes_state_is_known"),
            models.CheckConstraint(condition=Q(stage__in=MinutesStage.values), name="meeting_stage_is_known"),
            models.CheckConstraint(
                condition=Q(adjusters_needed__gte=1, adjusters_needed__lte=5), name="meeting_adjusters_one_to_five"
            ),
            models.UniqueConstraint(
                fields=["series", "series_on"], condition=Q(series_on__isnull=False), name="meeting_once_per_series_day"
            ),
            models.CheckConstraint(condition=~Q(replaced_by=models.F("pk")), name="meeting_not_replaced_by_itself"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("meeting-detail", args=[self.pk])

    @property
    def is_locked(self) -> bool:
        return self.stage == MinutesStage.APPROVED


class AttendanceStatus(models.TextChoices):
    INVITED = "invited", pgettext_lazy("attendance", "Invited")
    COMING = "coming", pgettext_lazy("attendance", "Coming")
    PRESENT = "present", pgettext_lazy("attendance", "Present")
    ABSENT = "absent", pgettext_lazy("attendance", "Prevented")
    IF_TIME_ALLOWS = "if_time_allows", pgettext_lazy("attendance", "If time allows")


class Seat(models.TextChoices):
    """As what somebody is called. Kept with the call: the group's people change, the minutes do not."""

    CORE = "core", pgettext_lazy("attendance", "Core member")
    EXPERT = "expert", pgettext_lazy("attendance", "Invited expert")
    GUEST = "guest", pgettext_lazy("attendance", "Guest")


class Attendance(models.Model):
    """One person called to one meeting, with or without an account."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendance")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="attendance",
        verbose_name=_("person"),
    )
    name = models.CharField(_("name"), max_length=150)
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    organisation_text = models.CharField(_("organisation as written"), max_length=150, blank=True)
    address = models.EmailField(_("e-mail address"), blank=True)  # of somebody without an account
    side = models.CharField(_("side"), max_length=10, choices=Side, blank=True)
    status = models.CharField(
        _("attendance"), max_length=15, choices=AttendanceStatus, default=AttendanceStatus.INVITED
    )
    is_new = models.BooleanField(_("new in the group"), default=False)
    seat = models.CharField(_("called as"), max_length=10, choices=Seat, blank=True)  # empty: not known

    class Meta:
        ordering = ["meeting", "side", "name"]
        verbose_name_plural = _("attendance")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "user"],
                condition=Q(user__isnull=False),
                name="attendance_once",
                violation_error_message=_("The person is already on the list."),
            ),
            models.CheckConstraint(condition=Q(status__in=AttendanceStatus.values), name="attendance_status_is_known"),
            models.CheckConstraint(condition=Q(seat__in=["", *Seat.values]), name="attendance_seat_is_known"),
        ]

    def __str__(self):
        return self.name
