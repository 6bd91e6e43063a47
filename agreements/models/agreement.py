"""The agreement, its parties and its provisions: the units that are implemented and followed up."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from organisations.models import Organisation, Side
from portal.revisions import Revised


class AgreementState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("agreement", "Draft")
    OUT_FOR_DECISION = "out_for_decision", pgettext_lazy("agreement", "Out for decision")
    DECIDED = "decided", pgettext_lazy("agreement", "Decided")
    IN_FORCE = "in_force", pgettext_lazy("agreement", "In force")
    REPLACED = "replaced", pgettext_lazy("agreement", "Replaced")
    ARCHIVED = "archived", pgettext_lazy("agreement", "Archived")


class AgreementQuerySet(models.QuerySet):
    """The words we use about agreements."""

    def visible_to(self, user):
        """Those past draft for everybody who takes part; drafts for those who lead the work."""
        if not (user.is_authenticated and user.takes_part):
            return self.none()
        return self.all() if user.leads else self.exclude(state=AgreementState.DRAFT)

    def living(self):
        """Those that are not history yet."""
        return self.exclude(state__in=[AgreementState.REPLACED, AgreementState.ARCHIVED])

    def current(self):
        return self.filter(state__in=[AgreementState.OUT_FOR_DECISION, AgreementState.DECIDED, AgreementState.IN_FORCE])


class Agreement(Revised):
    """A joint agreement between the region and the municipalities, or a sub-agreement below one (001-10)."""

    title = models.CharField(_("title"), max_length=200)
    short_title = models.CharField(_("short title"), max_length=80)
    state = models.CharField(_("state"), max_length=20, choices=AgreementState, default=AgreementState.DRAFT)
    purpose = models.TextField(_("purpose"), blank=True)
    replaces = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="replaced_by", verbose_name=_("replaces")
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("belongs under")
    )
    implementation_word = models.CharField(
        _("word for the work"),
        max_length=60,
        blank=True,
        help_text=_("What you call carrying out the agreement, for example implementation or transition."),
    )
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    decide_by = models.DateField(_("all decisions by"), null=True, blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["-valid_from", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=models.F("valid_from")),
                name="agreement_ends_after_it_starts",
                violation_error_message=_("The last day is before the first."),
            ),
            models.CheckConstraint(condition=Q(state__in=AgreementState.values), name="agreement_state_is_known"),
            models.CheckConstraint(
                condition=~Q(replaces=models.F("pk")),
                name="agreement_does_not_replace_itself",
                violation_error_message=_("An agreement cannot replace itself."),
            ),
            models.CheckConstraint(
                condition=~Q(parent=models.F("pk")),
                name="agreement_not_under_itself",
                violation_error_message=_("An agreement cannot stand under itself."),
            ),
        ]

    def __str__(self):
        return self.short_title

    def get_absolute_url(self):
        return reverse("agreement-detail", args=[self.pk])

    @property
    def work_word(self) -> str:
        """What carrying out the agreement is called on its pages (001-22), in the middle of a sentence."""
        return self.implementation_word or str(_("carrying out the agreement"))

    @property
    def is_conditional(self) -> bool:
        """Whether work still goes on "on condition that the agreement is decided" (001-08)."""
        return self.state in {AgreementState.DRAFT, AgreementState.OUT_FOR_DECISION}

    @property
    def proviso(self) -> str:
        """What stands on everything about the work until the agreement is decided (001-08)."""
        return gettext("On condition that the agreement is decided. That goes for all work with %(work)s.") % {
            "work": self.work_word
        }

    @property
    def is_decided(self) -> bool:
        """Whether its parties have said yes and it holds, or will from its first day."""
        return self.state in {AgreementState.DECIDED, AgreementState.IN_FORCE}

    @property
    def is_closed(self) -> bool:
        """Whether it is history: it can be read, and nothing in it moves any more."""
        return self.state in {AgreementState.REPLACED, AgreementState.ARCHIVED}


class Party(Revised):
    """An organisation that decides about the agreement, and when it did (001-07)."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("organisation"))
    planned_on = models.DateField(_("decision planned"), null=True, blank=True)
    decided_on = models.DateField(_("decided"), null=True, blank=True)
    registry_number = models.CharField(_("registry number"), max_length=60, blank=True)

    class Meta:
        ordering = ["agreement", "organisation"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "organisation"],
                name="party_once",
                violation_error_message=_("The organisation is already a party."),
            )
        ]

    def __str__(self):
        return f"{self.organisation} in {self.agreement}"

    @property
    def decision_state(self) -> str:
        """made, dated or none: the names of their marks."""
        if self.decided_on:
            return "made"
        return "dated" if self.planned_on else "none"

    def is_overdue(self, *, on) -> bool:
        """Whether the planned day has passed without a decision."""
        return not self.decided_on and self.planned_on is not None and self.planned_on < on


class Change(models.TextChoices):
    NEW = "new", pgettext_lazy("provision", "new")
    CHANGED = "changed", pgettext_lazy("provision", "changed")
    UNCHANGED = "unchanged", pgettext_lazy("provision", "unchanged")
    REMOVED = "removed", pgettext_lazy("provision", "removed")


class ProvisionQuerySet(models.QuerySet):
    """The words we use about provisions; each returns a queryset."""

    def visible_to(self, user):
        """Those of agreements the user may see."""
        return self.filter(agreement__in=Agreement.objects.visible_to(user))

    def new_in_agreement(self):
        """New and changed: what there is to introduce."""
        return self.filter(change__in=[Change.NEW, Change.CHANGED])

    def in_force(self):
        return self.exclude(change=Change.REMOVED)


class Provision(Revised):
    """One numbered promise in an agreement: the unit that is implemented and followed up."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="provisions")
    number = models.CharField(_("number"), max_length=20, help_text=_("As in the agreement, for example 4.2."))
    position = models.PositiveIntegerField(_("position"), default=0)
    chapter = models.CharField(_("chapter"), max_length=120, blank=True)
    title = models.CharField(_("heading"), max_length=200)
    text = models.TextField(_("text"))
    change = models.CharField(_("change"), max_length=20, choices=Change, default=Change.UNCHANGED)
    what_is_new = models.TextField(_("what is new"), blank=True)
    realism_note = models.TextField(
        _("how realistic it is"),
        blank=True,
        max_length=3000,
        help_text=_("What it takes where the work is done, said plainly."),
    )
    responsible = models.CharField(
        _("responsible side"), max_length=10, choices=Side, blank=True, help_text=_("Empty when both are.")
    )
    predecessor = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="successors",
        verbose_name=_("clause in the previous agreement"),
    )

    objects = ProvisionQuerySet.as_manager()

    class Meta:
        ordering = ["agreement", "position", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "number"],
                name="provision_number_once_per_agreement",
                violation_error_message=_("This number is already taken."),
            ),
            models.CheckConstraint(condition=Q(change__in=Change.values), name="provision_change_is_known"),
        ]

    def __str__(self):
        return f"§\xa0{self.number} {self.title}"

    def get_absolute_url(self):
        return reverse("provision-detail", args=[self.pk])

    @property
    def is_new_or_changed(self) -> bool:
        return self.change in {Change.NEW, Change.CHANGED}


class Relevance(models.Model):
    """What a provision means for one audience: unit managers, nurses in primary care, residents (001-25)."""

    provision = models.ForeignKey(Provision, models.CASCADE, related_name="relevance")
    audience = models.CharField(_("for whom"), max_length=100)
    text = models.TextField(_("what it means for them"), max_length=2000)

    class Meta:
        ordering = ["provision", "audience"]
        constraints = [
            models.UniqueConstraint(
                Lower("audience"),
                "provision",
                name="relevance_once_per_audience",
                violation_error_message=_("There is already a text for this audience."),
            )
        ]

    def __str__(self):
        return f"{self.provision}: {self.audience}"


class CoreComponent(models.Model):
    """What must be there for a provision to count as used; adherence is judged on these (methods M1)."""

    provision = models.ForeignKey(Provision, models.CASCADE, related_name="core_components")
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    text = models.CharField(_("core component"), max_length=300)

    class Meta:
        ordering = ["provision", "position", "pk"]

    def __str__(self):
        return self.text
