"""Rounds: when a questionnaire is asked, of whom, and the personal links that open it."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agreements.models import Agreement
from organisations.models import Group, GroupMembership, Organisation
from portal.links import PersonalLink, PersonalLinkQuerySet
from portal.revisions import Revised
from surveys.models.questionnaire import Questionnaire
from surveys.models.readers import follows_rounds
from surveys.models.wave import Wave


class RoundState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("round", "Draft")
    OPEN = "open", pgettext_lazy("round", "Open")
    CLOSED = "closed", pgettext_lazy("round", "Closed")


class RoundKind(models.TextChoices):
    """Who answers, and how many answers there are."""

    ORGANISATIONS = "organisations", _("One answer from each organisation, written together")
    FORUM = "forum", _("Each side of a local forum answers alone, and both read at the same time")
    ANONYMOUS = "anonymous", _("Each person answers alone, and nobody can see who answered what")
    INDIVIDUAL = "individual", _("Each person answers alone, and can go back and change until the last day")


PERSONS = [RoundKind.ANONYMOUS, RoundKind.INDIVIDUAL]


class Sharing(models.TextChoices):
    """Who reads what an organisation has submitted, by its name."""

    OWN_AND_LEADS = "own_and_leads", _("The organisation itself and those who lead the joint work")
    ASKED = "asked", _("All organisations that were asked")


LEAST_EVER = 3  # below this a mean is as good as an answer


def least_organisations() -> int:
    return settings.SURVEY_MIN_ORGANISATIONS


def least_persons() -> int:
    return settings.SURVEY_MIN_PERSONS


class RoundQuerySet(models.QuerySet):
    """The words we use about rounds."""

    def visible_to(self, user):
        """All for who leads; sent ones for auditors and coaches, and for those who are asked.

        Asked are an organisation's people, and in a local forum's round all who sit in the forum.
        """
        if not (user.is_authenticated and user.takes_part):
            return self.none()
        if user.leads:
            return self.all()
        if follows_rounds(user):
            return self.exclude(state=RoundState.DRAFT)
        by_name = Q(round__kind=RoundKind.FORUM, user=user, revoked_at=None)
        asked = Invitation.objects.filter(Q(organisation__in=user.organisations_as()) | by_name).values("round")
        seats = GroupMembership.objects.filter(user=user).values("group")
        in_person = Invitation.objects.filter(user=user, revoked_at=None).values("round")
        put_up = Q(open_links__organisation__in=user.organisations_as())
        return self.exclude(state=RoundState.DRAFT).filter(
            Q(pk__in=asked)
            | Q(kind=RoundKind.FORUM, forum__in=seats)
            | Q(kind__in=PERSONS, pk__in=in_person)
            | Q(kind=RoundKind.ANONYMOUS, pk__in=Round.objects.filter(put_up).values("pk"))
        )

    def answerable(self, *, on):
        return self.filter(state=RoundState.OPEN, opens_on__lte=on, closes_on__gte=on)


class Round(models.Model):
    """One time a questionnaire is asked."""

    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="rounds")
    agreement = models.ForeignKey(Agreement, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(_("who answers"), max_length=15, choices=RoundKind, default=RoundKind.ORGANISATIONS)
    forum = models.ForeignKey(
        Group, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("local forum")
    )
    wave = models.ForeignKey(Wave, models.PROTECT, null=True, blank=True, related_name="rounds")
    title = models.CharField(pgettext_lazy("survey", "title"), max_length=200)
    letter = models.TextField(_("text of the letter"), blank=True, max_length=3000)
    opens_on = models.DateField(_("opens"))
    closes_on = models.DateField(_("last day to answer"))
    state = models.CharField(
        pgettext_lazy("survey", "state"), max_length=10, choices=RoundState, default=RoundState.DRAFT
    )
    sharing = models.CharField(
        _("who reads each organisation's answer"), max_length=15, choices=Sharing, default=Sharing.OWN_AND_LEADS
    )
    min_organisations = models.PositiveSmallIntegerField(
        _("least number of organisations behind a figure"),
        default=least_organisations,
        validators=[MinValueValidator(LEAST_EVER), MaxValueValidator(100)],
    )
    min_persons = models.PositiveSmallIntegerField(
        _("least number of persons behind a figure"),
        default=least_persons,
        validators=[MinValueValidator(LEAST_EVER), MaxValueValidator(100)],
    )
    translations = models.JSONField(default=dict, blank=True)  # {"en": {"title", "letter"}}
    # persons' rounds only: counted, cut loose from everybody and written anew; first then are there figures
    sealed_at = models.DateTimeField(null=True, blank=True, editable=False)
    previous = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("previous round")
    )
    sent_at = models.DateTimeField(pgettext_lazy("survey", "sent"), null=True, blank=True)
    # who signs the letters and gets the answers to them; nobody chosen: who made the round
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=pgettext_lazy("survey", "contact person"),
    )
    # false: reminded 7 days and 1 day before the last day, whenever that is; true: on the days of its reminders
    has_own_reminders = models.BooleanField(default=False, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-opens_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=models.F("opens_on")),
                name="round_closes_after_it_opens",
                violation_error_message=_("The last day to answer is before the first."),
            ),
            models.CheckConstraint(condition=Q(state__in=RoundState.values), name="round_state_is_known"),
            models.CheckConstraint(condition=Q(sharing__in=Sharing.values), name="round_sharing_is_known"),
            models.CheckConstraint(condition=Q(min_organisations__gte=LEAST_EVER), name="round_least_numbers_protect"),
            models.CheckConstraint(
                condition=Q(state="draft", sent_at=None) | (~Q(state="draft") & Q(sent_at__isnull=False)),
                name="round_sent_has_a_time",
            ),
            models.CheckConstraint(condition=Q(kind__in=RoundKind.values), name="round_kind_is_known"),
            models.CheckConstraint(
                condition=Q(kind="forum", forum__isnull=False) | (~Q(kind="forum") & Q(forum=None)),
                name="round_of_a_forum_has_it",
            ),
            models.UniqueConstraint(fields=["wave", "forum"], name="round_once_for_a_forum_in_a_wave"),
            models.CheckConstraint(condition=Q(min_persons__gte=LEAST_EVER), name="round_least_persons_protect"),
            models.CheckConstraint(
                condition=Q(sealed_at=None) | Q(kind__in=PERSONS, state="closed"), name="round_sealed_is_closed"
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("round-detail", args=[self.pk])

    @property
    def is_of_persons(self) -> bool:
        """Whether persons answer one by one: their answers are counted, and never shown one by one."""
        return self.kind in PERSONS

    @property
    def is_of_forum(self) -> bool:
        return self.kind == RoundKind.FORUM

    @property
    def is_revealed(self) -> bool:
        """Whether both sides of a local forum may read each other's answers; without sides there is nothing hidden."""
        return not self.is_of_forum or hasattr(self, "reveal")

    @property
    def is_draft(self) -> bool:
        return self.state == RoundState.DRAFT

    @property
    def sender(self):
        """Who signs the letters and gets the answers to them."""
        return self.contact or self.created_by

    def is_open(self, *, on) -> bool:
        """Whether answers are taken on this day."""
        return self.state == RoundState.OPEN and self.opens_on <= on <= self.closes_on

    def is_over(self, *, on) -> bool:
        """Whether it was sent and takes no more answers: closed by hand, or its last day has passed."""
        return self.state == RoundState.CLOSED or (self.state == RoundState.OPEN and on > self.closes_on)

    @property
    def links_end_at(self) -> datetime:
        """The midnight after the last day, in Swedish time: when every personal link stops working."""
        return timezone.make_aware(datetime.combine(self.closes_on + timedelta(days=1), time.min))


class RoundReminder(Revised):
    """A day on which those whose organisation has not submitted are reminded, and what the letter says first."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="reminders")
    on = models.DateField(pgettext_lazy("reminder", "day"))
    text = models.TextField(pgettext_lazy("reminder", "text"), blank=True, max_length=2000)
    queued_at = models.DateTimeField(_("put in the outbox"), null=True, blank=True, editable=False)

    class Meta:
        ordering = ["round", "on"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "on"],
                name="round_reminder_day_once",
                violation_error_message=_("There is a reminder on this day already."),
            )
        ]

    def __str__(self):
        return f"{self.round} {self.on}"


class ShownAnswers(models.Model):
    """What the others' figures of a closed round were counted from, kept when the round opens again.

    Figures that follow each new answer would tell what it was; see docs/adr/0011-figures-of-others.md.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="shown_answers")
    at = models.DateTimeField()
    answers = models.JSONField()  # organisation id as text: {question identity: {"value", "missing"}}

    class Meta:
        ordering = ["round", "at", "pk"]

    def __str__(self):
        return f"{self.round} {self.at}"


class InvitationQuerySet(PersonalLinkQuerySet):
    def visible_to(self, user):
        """Whom was asked: for those who follow the whole round."""
        return self.filter(round__in=Round.objects.visible_to(user)) if follows_rounds(user) else self.none()

    def to_queue(self, *, on):
        """Those of open rounds that have no letter in the outbox yet."""
        return self.filter(queued_at=None, revoked_at=None, round__in=Round.objects.answerable(on=on))


class Invitation(PersonalLink):
    """One person asked to answer for one organisation, by a personal link. In a draft it has no token yet."""

    PURPOSE = "survey"

    round = models.ForeignKey(Round, models.CASCADE, related_name="invitations")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(_("name"), max_length=150)
    email = models.EmailField(_("e-mail"))
    language = models.CharField(max_length=5, default="sv")
    created_at = models.DateTimeField(auto_now_add=True)
    queued_at = models.DateTimeField(_("put in the outbox"), null=True, blank=True)
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["round", "organisation", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "organisation", "email"],
                name="invitation_once",
                violation_error_message=_("This address is already invited."),
            )
        ]
        indexes = [
            models.Index(fields=["round"], condition=Q(queued_at=None, revoked_at=None), name="invitation_to_queue"),
        ]

    def __str__(self):
        return f"{self.name}, {self.organisation}"
