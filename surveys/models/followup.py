"""What an answer leads to: work that came of one organisation's answer to one question (features b5, M3)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actions.models import ActionItem
from agreements.models import Implementation, KnowledgeItem, Phase
from meetings.models import Proposal
from organisations.models import Organisation
from surveys.models.questionnaire import Question
from surveys.models.round import Round


class PhaseProposalState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("phase proposal", "Waiting for an answer")
    TAKEN = "taken", pgettext_lazy("phase proposal", "Confirmed")
    DECLINED = "declined", pgettext_lazy("phase proposal", "Not taken")


class PhaseProposal(models.Model):
    """That an answer speaks for another phase. It changes nothing until somebody who may say so confirms it."""

    implementation = models.ForeignKey(Implementation, models.CASCADE, related_name="+")
    phase = models.PositiveSmallIntegerField(_("phase"), choices=Phase)
    because = models.TextField(_("reason"), max_length=2000)
    state = models.CharField(max_length=10, choices=PhaseProposalState, default=PhaseProposalState.WAITING)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(phase__in=Phase.values), name="phase_proposal_phase_is_known"),
            models.CheckConstraint(
                condition=Q(state__in=PhaseProposalState.values), name="phase_proposal_state_is_known"
            ),
            models.CheckConstraint(condition=~Q(because=""), name="phase_proposal_has_a_reason"),
            models.CheckConstraint(
                condition=Q(state="waiting", answered_at=None) | (~Q(state="waiting") & Q(answered_at__isnull=False)),
                name="phase_proposal_answered_has_a_time",
            ),
            models.UniqueConstraint(
                fields=["implementation"], condition=Q(state="waiting"), name="phase_proposal_waits_once"
            ),
        ]

    def __str__(self):
        return f"{self.implementation}: {self.get_phase_display()}"


KINDS = ("action", "proposal", "knowledge", "phase_proposal")


def _exactly_one(names):
    either = Q()
    for chosen in names:
        either |= Q(**{f"{name}__isnull": name != chosen for name in names})
    return either


class GapFollowUpQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever may read the answer it came from: those who lead, and the organisation's own people."""
        if not (user.is_authenticated and user.takes_part):
            return self.none()
        return self.all() if user.leads else self.filter(organisation__in=user.organisations_as())


class GapFollowUp(models.Model):
    """One thing that came of an answer: an action, a proposed point, a note of what hinders, or a proposed phase."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="follow_ups")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    question = models.ForeignKey(Question, models.CASCADE, related_name="+")
    action = models.OneToOneField(ActionItem, models.CASCADE, null=True, blank=True, related_name="+")
    proposal = models.OneToOneField(Proposal, models.CASCADE, null=True, blank=True, related_name="+")
    knowledge = models.OneToOneField(KnowledgeItem, models.CASCADE, null=True, blank=True, related_name="+")
    phase_proposal = models.OneToOneField(PhaseProposal, models.CASCADE, null=True, blank=True, related_name="origin")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = GapFollowUpQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.CheckConstraint(condition=_exactly_one(KINDS), name="follow_up_is_one_thing")]
        indexes = [models.Index(fields=["round", "organisation", "question"], name="follow_up_of_a_cell")]

    def __str__(self):
        return f"{self.organisation}: {self.question}"
