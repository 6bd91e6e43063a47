"""The support of local forums: coaches, contact persons, how a forum works, and talks with it (003-08, 003-16, 003-21).

A forum is a Group of the kind "local leadership forum"; a support team is a Group of the kind "support team", whose
weekly check-ins are meetings of a series.
"""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actions.models import ActionItem
from organisations.models import Group, Organisation, Role, Side
from portal.revisions import Revised


class InForceQuerySet(models.QuerySet):
    """Rows that hold from one day and perhaps to another."""

    def valid(self, *, on):
        """Those in force on a day."""
        return self.filter(Q(until=None) | Q(until__gte=on), since__lte=on)

    def begun_or_coming(self, *, on):
        """Those in force on a day, and those that begin later."""
        return self.filter(Q(until=None) | Q(until__gte=on))


class Coaching(models.Model):
    """That somebody of the support team coaches a forum, from one day and perhaps to another."""

    forum = models.ForeignKey(Group, models.CASCADE, related_name="coaching", verbose_name=_("forum"))
    coach = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="coaching", verbose_name=_("coach")
    )
    since = models.DateField(_("from"))
    until = models.DateField(_("to"), null=True, blank=True)

    objects = InForceQuerySet.as_manager()

    class Meta:
        ordering = ["forum", "since", "pk"]
        verbose_name_plural = _("coaching")
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "coach"],
                condition=Q(until=None),
                name="coaching_once_at_a_time",
                violation_error_message=_("The person coaches this forum already."),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")),
                name="coaching_ends_after_it_starts",
                violation_error_message=_("The last day is before the first."),
            ),
        ]

    def __str__(self):
        return f"{self.coach}, {self.forum}"


class ForumContact(Revised):
    """The contact person that one side of a forum has chosen (003-08), with or without an account."""

    forum = models.ForeignKey(Group, models.CASCADE, related_name="contacts", verbose_name=_("forum"))
    side = models.CharField(_("side"), max_length=10, choices=Side)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    name = models.CharField(_("name"), max_length=150)
    address = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    since = models.DateField(_("from"))
    until = models.DateField(_("to"), null=True, blank=True)

    objects = InForceQuerySet.as_manager()

    class Meta:
        ordering = ["forum", "side", "since", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(side__in=Side.values), name="contact_side_is_known"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")),
                name="contact_ends_after_it_starts",
                violation_error_message=_("The last day is before the first."),
            ),
        ]

    def __str__(self):
        return f"{self.name}, {self.forum}"

    @property
    def reached_at(self) -> str:
        """The e-mail address; with an account it is the account's."""
        return self.user.email if self.user else self.address

    @property
    def called_at(self) -> str:
        """The telephone number; the account's when none was written here."""
        return self.phone or (self.user.phone if self.user else "")


class ForumPartKind(models.TextChoices):
    """What a forum settles when it is set up (003-16)."""

    PARTICIPANTS = "participants", pgettext_lazy("forum", "Participants")
    FREQUENCY = "frequency", pgettext_lazy("forum", "How often it meets")
    AGENDA = "agenda", pgettext_lazy("forum", "Agenda")
    WHEEL = "wheel", pgettext_lazy("forum", "Annual wheel")
    CHANNELS = "channels", pgettext_lazy("forum", "Ways of communication")


class ForumPart(Revised):
    """One of the things a forum settles, and what it has settled."""

    forum = models.ForeignKey(Group, models.CASCADE, related_name="parts", verbose_name=_("forum"))
    kind = models.CharField(_("what"), max_length=15, choices=ForumPartKind)
    text = models.TextField(_("what we have settled"), blank=True, max_length=3000)
    is_settled = models.BooleanField(_("settled"), default=False)
    changed_on = models.DateField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["forum", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["forum", "kind"], name="forum_part_once"),
            models.CheckConstraint(condition=Q(kind__in=ForumPartKind.values), name="forum_part_is_known"),
        ]

    def __str__(self):
        return f"{self.forum} {self.kind}"


class TalkKind(models.TextChoices):
    CHECK_IN = "check_in", pgettext_lazy("talk", "Check-in")
    COACHING = "coaching", pgettext_lazy("talk", "Coaching conversation")


class TalkQuerySet(models.QuerySet):
    def latest(self):
        """The last talk with each forum: it alone says when the next one is."""
        later = Talk.objects.filter(forum=OuterRef("forum")).filter(
            Q(on__gt=OuterRef("on")) | Q(on=OuterRef("on"), pk__gt=OuterRef("pk"))
        )
        return self.filter(~Exists(later))

    def visible_to(self, user):
        """The forum's own people, coaches, who had the talk, and the leads: a talk is not for the whole county."""
        if not (user.is_authenticated and user.takes_part):
            return self.none()
        if user.leads or user.has_role(Role.COACH):
            return self.all()
        return self.filter(Q(forum__in=Group.objects.of(user).values("pk")) | Q(coach=user))


class Talk(Revised):
    """A check-in or a coaching conversation with a forum: what was said and what comes next. No patients, ever."""

    forum = models.ForeignKey(Group, models.CASCADE, related_name="talks", verbose_name=_("forum"))
    kind = models.CharField(_("kind"), max_length=10, choices=TalkKind)
    on = models.DateField(_("day"))
    coach = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("coach")
    )
    others = models.CharField(_("with whom"), max_length=300, blank=True)
    text = models.TextField(_("what we talked about"), max_length=5000)
    next_step = models.TextField(_("what comes next"), blank=True, max_length=2000)
    next_on = models.DateField(_("next talk"), null=True, blank=True)
    action = models.OneToOneField(
        ActionItem, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )  # the next step, once somebody has made an action of it

    objects = TalkQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=TalkKind.values), name="talk_kind_is_known"),
            models.CheckConstraint(
                condition=Q(next_on=None) | Q(next_on__gte=models.F("on")),
                name="talk_next_is_later",
                violation_error_message=_("The next talk is before this one."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.on}"

    def get_absolute_url(self):
        return reverse("talk-detail", args=[self.pk])
