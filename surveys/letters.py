"""What the letters of a survey say. The address is made when the letter is written, and stored nowhere."""

from django.conf import settings
from django.urls import reverse
from django.utils import formats, timezone

from portal import dates
from portal.notifications import bounced, letter
from surveys.models import Delegation, Invitation, Reopening, Response, RoundReminder
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


@letter("survey-delegation")
def delegation_letter(row):
    """To a colleague: only while the sections are lent, and by the newest link."""
    usable = Delegation.objects.usable(at=timezone.now()).select_related("round", "organisation")
    delegation = usable.filter(pk=row.about_pk, version=row.context["version"]).first()
    if delegation is None or not delegation.round.is_open(on=dates.today()):
        return None
    return {
        "round": delegation.round,
        "organisation": delegation.organisation,
        "delegation": delegation,
        "last_day": dates.full(delegation.round.closes_on),
        "address": settings.BASE_URL + reverse("survey-delegation-link", args=[delegation.token]),
    }


@bounced("survey-delegation")
def delegation_bounced(row, reason):
    """Who lent the sections sees that the letter came back."""
    Delegation.objects.filter(pk=row.about_pk, version=row.context["version"]).update(returned_at=timezone.now())


@letter("survey-receipt")
def receipt_letter(row):
    """To who submitted: the code, not the answers. A response that was opened again since has no such receipt."""
    response = Response.objects.select_related("round", "organisation").filter(pk=row.about_pk).first()
    if response is None or response.receipt != row.context["receipt"]:
        return None
    invitation = Invitation.objects.usable(at=timezone.now()).filter(pk=row.context["invitation"]).first()
    path = (
        reverse("survey-link", args=[invitation.token])
        if invitation
        else reverse("survey-receipt", args=[response.round_id, response.organisation_id])
    )
    return {
        "round": response.round,
        "organisation": response.organisation,
        "response": response,
        "when": formats.date_format(timezone.localtime(response.submitted_at), "DATETIME_FORMAT"),
        "address": settings.BASE_URL + path,
    }


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
        "sharing": sharing_rule(invitation.round),
        "sender": sender,
        "from_name": sender.get_full_name() if sender else "",
        "reply_to": [(sender.get_full_name(), sender.email)] if sender else [],
    }
