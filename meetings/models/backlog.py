"""What waits for a meeting of a group: proposed points, and decisions that another group has sent on."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.models.outcome import AgendaItem, Outcome
from organisations.models import Group
from portal.revisions import Revised


class ProposalState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("proposal", "Waiting")
    TAKEN = "taken", pgettext_lazy("proposal", "On an agenda")
    DECLINED = "declined", pgettext_lazy("proposal", "Not taken up")


class Proposal(Revised):
    """A point that somebody wants a coming meeting of the group to take up."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="proposals")
    heading = models.CharField(_("heading"), max_length=200)
    text = models.TextField(_("why, and what is asked of the group"), blank=True, max_length=2000)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=ProposalState, default=ProposalState.WAITING, editable=False)
    at = models.DateTimeField(editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    decision = models.ForeignKey(
        Outcome, models.SET_NULL, null=True, blank=True, editable=False, related_name="forwarded"
    )
    item = models.OneToOneField(
        AgendaItem, models.SET_NULL, null=True, blank=True, editable=False, related_name="proposal"
    )

    class Meta:
        ordering = ["group", "at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ProposalState.values), name="proposal_state_is_known"),
            models.UniqueConstraint(
                fields=["group", "decision"],
                name="proposal_forwarded_once",
                violation_error_message=_("The decision has been sent to that group already."),
            ),
        ]

    def __str__(self):
        return self.heading
