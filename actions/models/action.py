"""Action items: what somebody has promised to do, by when, and where that stands (001-29)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agreements.models import Provision
from organisations.models import Group, Organisation
from portal import dates
from portal.revisions import Revised


class ActionState(models.TextChoices):
    OPEN = "open", pgettext_lazy("action", "Open")
    UNDER_WAY = "under_way", pgettext_lazy("action", "Under way")
    DONE = "done", pgettext_lazy("action", "Done")
    CANCELLED = "cancelled", pgettext_lazy("action", "Cancelled")


class Priority(models.IntegerChoices):
    LOW = 1, pgettext_lazy("priority", "Low")
    NORMAL = 2, pgettext_lazy("priority", "Normal")
    HIGH = 3, pgettext_lazy("priority", "High")


OPEN_STATES = [ActionState.OPEN, ActionState.UNDER_WAY]


_withheld = []


def withhold(rule):
    """Register rule(user) -> Q of group actions that are not open to this user yet (they stem from a draft, say).

    Whoever is responsible, made the action or belongs to its organisation sees it all the same. The rule runs inside
    the same statement.
    """
    _withheld.append(rule)
    return rule


class ActionItemQuerySet(models.QuerySet):
    """The words we use about action items."""

    def visible_to(self, user):
        """Joint work is open to all who take part; what has no group belongs to its organisation, owner and maker."""
        if not (user.is_authenticated and user.takes_part):
            return self.none()
        if user.leads:
            return self.all()
        joint = Q(group__isnull=False)
        for rule in _withheld:
            joint &= ~rule(user)
        return self.filter(joint | Q(organisation__in=user.organisations_as()) | Q(owner=user) | Q(created_by=user))

    def open(self):
        return self.filter(state__in=OPEN_STATES)

    def late(self, *, on):
        return self.open().filter(due_on__lt=on)

    def ownerless(self):
        return self.open().filter(owner=None)

    def dateless(self):
        return self.open().filter(due_on=None)

    def owned_by(self, user):
        return self.filter(owner=user)


class ActionItem(models.Model):
    """One thing to do. What gave rise to it (a meeting, a gap) keeps the tie itself."""

    title = models.CharField(_("what is to be done"), max_length=300)
    description = models.TextField(_("more"), blank=True, max_length=5000)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="action_items",
        verbose_name=_("responsible"),
    )
    owner_text = models.CharField(_("responsible as written"), max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    group = models.ForeignKey(Group, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("group"))
    provision = models.ForeignKey(
        Provision, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("clause")
    )
    also_provisions = models.ManyToManyField(
        Provision, blank=True, related_name="+", verbose_name=_("also about the clauses")
    )
    priority = models.PositiveSmallIntegerField(_("priority"), choices=Priority, default=Priority.NORMAL)
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children", verbose_name=_("part of")
    )
    due_on = models.DateField(_("due"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=ActionState, default=ActionState.OPEN)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    revision = models.PositiveIntegerField(default=1, editable=False)

    objects = ActionItemQuerySet.as_manager()

    class Meta:
        ordering = [models.F("due_on").asc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ActionState.values), name="action_state_is_known"),
            models.CheckConstraint(condition=Q(priority__in=Priority.values), name="action_priority_is_known"),
            models.UniqueConstraint(
                fields=["parent", "organisation"],
                condition=Q(parent__isnull=False, organisation__isnull=False),
                name="action_one_part_for_each_organisation",
                violation_error_message=_("The organisation has its part already."),
            ),
            models.CheckConstraint(
                condition=Q(state="done", done_at__isnull=False) | (~Q(state="done") & Q(done_at=None)),
                name="action_done_has_a_time",
            ),
            models.CheckConstraint(condition=~Q(parent=models.F("pk")), name="action_not_its_own_parent"),
        ]
        indexes = [
            models.Index(fields=["due_on"], condition=Q(state__in=["open", "under_way"]), name="action_open_due"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("action-detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def is_late(self) -> bool:
        return self.is_open and self.due_on is not None and self.due_on < dates.today()


class ActionChange(Revised):
    """One change of an action: what it was, what it became, by whom. Shown as its history.

    A comment is one too (`field` is "comment"): its writer may mend it for a while and take it back, and both show.
    """

    action = models.ForeignKey(ActionItem, models.CASCADE, related_name="changes")
    field = models.CharField(max_length=20)
    was = models.CharField(max_length=300, blank=True)
    now = models.CharField(max_length=300, blank=True)
    comment = models.TextField(_("comment"), blank=True, max_length=2000)
    at = models.DateTimeField()
    edited_at = models.DateTimeField(_("edited"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.action}: {self.field}"
