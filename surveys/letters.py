"""What the letters of a survey say. The address is made when the letter is written, and stored nowhere."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from portal import dates
from portal.notifications import letter
from surveys.models import Invitation, Reopening, Response, RoundReminder
from surveys.sharing import sharing_rule


@letter("survey-invitation")
def invitation_letter(row):
    invitation = _still_wanted(row)
    return _frame(invitation) if invitation else None


@letter("survey-reminder")
def reminder_letter(row):
    """Nobody is reminded of what their organisation has handed in."""
    invitation = _still_wanted(row)
    if invitation is None or _response_of(invitation).submitted().exists():
        return None
    chosen = RoundReminder.objects.filter(pk=row.context.get("reminder"), round=invitation.round).first()
    text = chosen.text if chosen else ""
    return {**_frame(invitation), "started": _response_of(invitation).exists(), "text": text}


@letter("survey-reopened")
def reopened_letter(row):
    invitation = _still_wanted(row)
    reopening = Reopening.objects.select_related("by").filter(pk=row.context["reopening"]).first()
    if invitation is None or reopening is None or _response_of(invitation).submitted().exists():
        return None
    return {**_frame(invitation), "because": reopening.because, "by": reopening.by}


def _still_wanted(row) -> Invitation | None:
    """The invitation a letter is about, unless it was revoked or renewed since, or the round takes no answers."""
    usable = Invitation.objects.usable(at=timezone.now()).select_related(
        "round__contact", "organisation", "round__created_by"
    )
    invitation = usable.filter(pk=row.about_pk, version=row.context["version"]).first()
    return invitation if invitation and invitation.round.is_open(on=dates.today()) else None


def _response_of(invitation):
    return Response.objects.filter(round=invitation.round_id, organisation=invitation.organisation_id)


def _frame(invitation):
    sender = invitation.round.sender
    return {
        "round": invitation.round,
        "organisation": invitation.organisation,
        "last_day": dates.full(invitation.round.closes_on),
        "days_left": (invitation.round.closes_on - dates.today()).days,
        "address": settings.BASE_URL + reverse("survey-link", args=[invitation.token]),
        "sharing": sharing_rule(),
        "sender": sender,
        "from_name": sender.get_full_name() if sender else "",
        "reply_to": [(sender.get_full_name(), sender.email)] if sender else [],
    }
