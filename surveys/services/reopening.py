"""Opening a submitted response again, with a reason that is kept and a letter to those who answer."""

from django.db import transaction

from portal import audit, notifications
from portal.notifications import Recipient
from surveys.models import Invitation, Reopening, Response, Round
from surveys.services.shown import keep_what_was_shown


@transaction.atomic
def reopen(response, *, because, by, at) -> Reopening | None:
    """Let the organisation change its answers again; None when it was not submitted. Its links must work still."""
    response = Response.objects.select_for_update().get(pk=response.pk)
    if not response.submitted_at:
        return None
    keep_what_was_shown(Round.objects.get(pk=response.round_id), at=at)
    reopening = Reopening.objects.create(response=response, receipt=response.receipt, because=because, at=at, by=by)
    response.submitted_at, response.submitted_by_name, response.receipt = None, "", ""
    response.save(update_fields=["submitted_at", "submitted_by_name", "receipt", "changed_at"])
    audit.record(by, "reopened survey response", response, reopening=reopening.pk)
    asked = Invitation.objects.filter(round=response.round_id, organisation=response.organisation_id)
    for invitation in asked.usable(at=at):
        notifications.queue(
            "survey-reopened",
            to=Recipient(invitation.email, invitation.name, invitation.language, invitation.user),
            about=invitation,
            key=f"survey-reopened:{reopening.pk}:{invitation.pk}",
            context={"version": invitation.version, "reopening": reopening.pk},
        )
    return reopening
