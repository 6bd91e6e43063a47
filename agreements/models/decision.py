"""The way to a decision: cases with ordered steps, dates that move and are kept, and how anchored it is (001-07, 001-09)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agreements.models.agreement import Agreement, Party
from agreements.models.document import Document
from organisations.models import Group, Organisation
from portal.revisions import Revised


class CaseKind(models.TextChoices):
    TERMINATION = "termination", _("Termination of the previous agreement")
    NEW_AGREEMENT = "new_agreement", _("New agreement")
    IMPLEMENTATION = "implementation", _("Implementation")


class DecisionCase(Revised):
    """One matter on its way through the bodies of one organisation, or of the joint ones."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="cases")
    kind = models.CharField(_("kind"), max_length=16, choices=CaseKind)
    title = models.CharField(_("title"), max_length=200)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    registry_number = models.CharField(_("registry number"), max_length=60, blank=True)
    report = models.ForeignKey(
        Document, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("official report")
    )

    class Meta:
        ordering = ["agreement", "kind", "title"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("case-detail", args=[self.pk])


class StepKind(models.TextChoices):
    RECOMMEND = "recommend", pgettext_lazy("decision step", "recommends")
    DECIDE = "decide", pgettext_lazy("decision step", "decides")
    ADOPT = "adopt", pgettext_lazy("decision step", "adopts")
    INFORM = "inform", pgettext_lazy("decision step", "is informed")


class StepOutcome(models.TextChoices):
    APPROVED = "approved", pgettext_lazy("decision", "approved")
    REJECTED = "rejected", pgettext_lazy("decision", "rejected")
    RETURNED = "returned", pgettext_lazy("decision", "sent back")
    NOTED = "noted", pgettext_lazy("decision", "noted")


class DecisionStep(Revised):
    """One body's turn in a case."""

    case = models.ForeignKey(DecisionCase, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField(_("position"), editable=False)
    body = models.CharField(_("body"), max_length=150)
    group = models.ForeignKey(
        Group, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("group in the portal")
    )
    kind = models.CharField(_("what the body does"), max_length=10, choices=StepKind)
    planned_on = models.DateField(_("planned"), null=True, blank=True)
    decided_on = models.DateField(_("decided"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=StepOutcome, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    registry_number = models.CharField(_("registry number"), max_length=60, blank=True)
    document = models.ForeignKey(
        Document, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("document")
    )

    class Meta:
        ordering = ["case", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "position"], name="decision_step_position_once", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(
                condition=Q(decided_on=None, outcome="") | (Q(decided_on__isnull=False) & ~Q(outcome="")),
                name="decision_step_outcome_with_its_date",
                violation_error_message=_("Give both the date of the decision and what it was."),
            ),
        ]

    def __str__(self):
        return f"{self.body} {self.get_kind_display()}"


class DateMove(models.Model):
    """A planned date that was moved: the old one is kept, with who and why."""

    step = models.ForeignKey(DecisionStep, models.CASCADE, null=True, blank=True, related_name="moves")
    party = models.ForeignKey(Party, models.CASCADE, null=True, blank=True, related_name="moves")
    was = models.DateField(_("from"), null=True, blank=True)
    now = models.DateField(_("to"), null=True, blank=True)
    because = models.CharField(_("reason"), max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(step=None, party__isnull=False) | Q(step__isnull=False, party=None),
                name="date_move_of_one_thing",
            )
        ]

    def __str__(self):
        return f"{self.was} to {self.now}"


class Support(models.TextChoices):
    GROWING = "growing", pgettext_lazy("anchoring", "Growing support")
    STEADY = "steady", pgettext_lazy("anchoring", "Steady support")
    QUESTIONS = "questions", pgettext_lazy("anchoring", "Questions remain")
    UNDECIDED = "undecided", pgettext_lazy("anchoring", "Nothing decided yet")


class AnchoringQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Needs tact: who leads sees all; others only what is noted about their own side."""
        if not (user.is_authenticated and user.takes_part):
            return self.none()
        if user.leads:
            return self.all()
        sides = Organisation.objects.filter(pk__in=user.organisations_as()).exclude(side="").values("side")
        return self.filter(party__organisation__side__in=sides)


class Anchoring(models.Model):
    """How anchored the agreement was with a party on a day, and how we know."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="anchoring")
    on = models.DateField(_("on"))
    support = models.CharField(_("how it stands"), max_length=10, choices=Support)
    source = models.CharField(_("how we know"), max_length=200)
    note = models.CharField(_("note"), max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = AnchoringQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(source=""), name="anchoring_has_a_source")]

    def __str__(self):
        return f"{self.party} {self.on}"
