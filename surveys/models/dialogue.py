"""Quality dialogues: what a round of answers is for (001-23, M6). Numbers are where the talk begins, not where it ends."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actions.models import ActionItem
from organisations.models import Group, GroupMembership, Organisation
from portal.revisions import Revised
from surveys.models.round import Round

MOST_STEPS = 3


class DialogueGuide(Revised):
    """The questions a round's dialogues begin with, as those who lead have worded them."""

    round = models.OneToOneField(Round, models.CASCADE, related_name="dialogue_guide")
    questions = models.JSONField(default=list)  # texts, in order

    def __str__(self):
        return f"{self.round}"


class DialogueQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those who take part in it, and who began it; those who lead when it has been shared with them."""
        if not (user.is_authenticated and user.takes_part):
            return self.none()
        groups = GroupMembership.objects.filter(user=user).values("group")
        seen = Q(organisation__in=user.organisations_as()) | Q(group__in=groups) | Q(created_by=user)
        return self.filter(seen | Q(shared_at__isnull=False)) if user.leads else self.filter(seen)

    def held(self):
        """Those that have been held, and shared: what counts for the round."""
        return self.filter(shared_at__isnull=False)


class QualityDialogue(Revised):
    """One organisation's, or one local forum's, talk about the answers of a round.

    A draft of those who hold it until they share it. `answers` is [{"question", "text"}]: the guide's questions as
    they stood when the dialogue was begun, so that nothing that was said loses its question.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="dialogues")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    group = models.ForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="+")
    held_on = models.DateField(pgettext_lazy("dialogue", "day"), null=True, blank=True)
    participants = models.TextField(_("who took part"), blank=True, max_length=1000)
    answers = models.JSONField(default=list, blank=True)
    note = models.TextField(_("what more was said"), blank=True, max_length=8000)
    shared_at = models.DateTimeField(pgettext_lazy("survey", "shared"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    objects = DialogueQuerySet.as_manager()

    class Meta:
        ordering = ["round", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, group=None) | Q(organisation=None, group__isnull=False),
                name="dialogue_is_an_organisations_or_a_forums",
            ),
            models.UniqueConstraint(fields=["round", "organisation"], name="dialogue_once_for_an_organisation"),
            models.UniqueConstraint(fields=["round", "group"], name="dialogue_once_for_a_forum"),
            models.CheckConstraint(
                condition=Q(shared_at=None) | Q(held_on__isnull=False), name="dialogue_shared_has_a_day"
            ),
        ]

    def __str__(self):
        return f"{self.of}, {self.round}"

    def get_absolute_url(self):
        return reverse("dialogue-detail", args=[self.pk])

    @property
    def of(self):
        """Whose it is."""
        return self.organisation or self.group

    @property
    def is_shared(self) -> bool:
        return self.shared_at is not None


class DialogueStep(models.Model):
    """A next step that a dialogue ended in, one of at most three; the action itself is an ordinary one."""

    dialogue = models.ForeignKey(QualityDialogue, models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField()
    action = models.OneToOneField(ActionItem, models.CASCADE, related_name="+")

    class Meta:
        ordering = ["dialogue", "number"]
        constraints = [
            models.UniqueConstraint(fields=["dialogue", "number"], name="dialogue_step_once"),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=MOST_STEPS), name="dialogue_has_at_most_three_steps"
            ),
        ]

    def __str__(self):
        return f"{self.dialogue}: {self.action}"


class RoundFinish(models.Model):
    """That a round is finished for good: with its dialogues held, or with the reason why some were not (001-23)."""

    round = models.OneToOneField(Round, models.CASCADE, related_name="finish")
    lacking = models.PositiveSmallIntegerField()
    because = models.TextField(_("reason"), blank=True, max_length=1000)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(lacking=0) | ~Q(because=""), name="finish_has_dialogues_or_a_reason")
        ]

    def __str__(self):
        return f"{self.round} {self.at}"
