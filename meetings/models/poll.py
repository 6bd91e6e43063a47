"""Date polls: some times to choose among, answered by personal link, and the meeting that came of it (001-14)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.models.meeting import Meeting, MeetingForm
from organisations.models import Group, Organisation, Side
from portal.links import PersonalLink, PersonalLinkQuerySet
from portal.revisions import Revised


class DatePollQuerySet(models.QuerySet):
    """The words we use about date polls."""

    def visible_to(self, user):
        """The group's own people, who was asked, and all for who leads the work."""
        if not (user.is_authenticated and user.takes_part):
            return self.none()
        if user.leads:
            return self.all()
        asked = PollVoter.objects.filter(user=user).values("poll")
        return self.filter(Q(group__in=Group.objects.of(user).values("pk")) | Q(pk__in=asked))


class DatePoll(Revised):
    """A question to a group: which of these times suits you?"""

    group = models.ForeignKey(Group, models.CASCADE, related_name="date_polls", verbose_name=_("group"))
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(pgettext_lazy("poll", "message"), blank=True, max_length=2000)
    form = models.CharField(_("form"), max_length=10, choices=MeetingForm, blank=True)
    venue = models.CharField(_("place"), max_length=200, blank=True)
    answer_by = models.DateField(_("answer by"))
    asked_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    meeting = models.OneToOneField(
        Meeting, models.SET_NULL, null=True, blank=True, editable=False, related_name="date_poll"
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = DatePollQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(form__in=["", *MeetingForm.values]), name="poll_form_is_known"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("poll-detail", args=[self.pk])


class PollOption(models.Model):
    """One time to choose."""

    poll = models.ForeignKey(DatePoll, models.CASCADE, related_name="options")
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))

    class Meta:
        ordering = ["poll", "starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["poll", "starts_at", "ends_at"], name="poll_option_once"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=models.F("starts_at")),
                name="poll_option_ends_after_it_starts",
                violation_error_message=_("The meeting ends before it starts. Check the times."),
            ),
        ]

    def __str__(self):
        return f"{self.starts_at}"


class PollVoter(PersonalLink):
    """Somebody who is asked, and their own way in; `link` rights as in portal.links."""

    PURPOSE = "date-poll"

    poll = models.ForeignKey(DatePoll, models.CASCADE, related_name="voters")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(_("name"), max_length=150)
    address = models.EmailField(_("e-mail address"))
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")
    side = models.CharField(_("side"), max_length=10, choices=Side, blank=True)
    comment = models.CharField(pgettext_lazy("poll", "comment"), max_length=500, blank=True)
    revision = models.PositiveIntegerField(default=1, editable=False)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = PersonalLinkQuerySet.as_manager()

    class Meta:
        ordering = ["poll", "side", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                models.F("poll"),
                Lower("address"),
                name="poll_voter_once",
                violation_error_message=_("The person is already on the list."),
            ),
        ]

    def __str__(self):
        return self.name


class Suits(models.TextChoices):
    YES = "yes", pgettext_lazy("suits", "Yes")
    IF_NEEDED = "if_needed", pgettext_lazy("suits", "If need be")
    NO = "no", pgettext_lazy("suits", "No")


class PollAnswer(models.Model):
    """How one time suits one person."""

    voter = models.ForeignKey(PollVoter, models.CASCADE, related_name="answers")
    option = models.ForeignKey(PollOption, models.CASCADE, related_name="answers")
    suits = models.CharField(max_length=10, choices=Suits)

    class Meta:
        ordering = ["option", "voter"]
        constraints = [
            models.UniqueConstraint(fields=["voter", "option"], name="poll_answer_once"),
            models.CheckConstraint(condition=Q(suits__in=Suits.values), name="poll_answer_is_known"),
        ]

    def __str__(self):
        return f"{self.voter} {self.suits}"
