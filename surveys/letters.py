"""What the letters of a survey say. The address is made when the letter is written, and stored nowhere."""

from django.conf import settings
from django.urls import reverse
from django.utils import formats, timezone

from organisations.models import Organisation
from portal import dates
from portal.notifications import DISCREET, Alike, bounced, letter, letters_alike
from surveys.languages import localised
from surveys.models import AnsweredMark, Delegation, Invitation, Reopening, Response, Round, RoundReminder
from surveys.queries.both_sides import both_sides
from surveys.sharing import sharing_rule


@letters_alike("survey-invitation")
def invitation_letters(rows):
    return {row.pk: _alike(invitation) for row, invitation in _all_still_wanted(rows)}


DISCREET.add("survey-person-reminder")  # only who has not answered gets one


@letters_alike("survey-person-reminder")
@letters_alike("survey-reminder")
def reminder_letters(rows):
    """Nobody is reminded of what their organisation has handed in, or they themselves have answered."""
    wanted = list(_all_still_wanted(rows))
    responses = Response.objects.filter(round__in={invitation.round_id for _row, invitation in wanted})
    handed_in = {
        (round, organisation): at
        for round, organisation, at in responses.values_list("round", "organisation", "submitted_at")
    }
    persons = [invitation.pk for _row, invitation in wanted if invitation.round.is_of_persons]
    done = set(AnsweredMark.objects.filter(invitation__in=persons).values_list("invitation", flat=True))
    chosen = RoundReminder.objects.in_bulk({row.context.get("reminder") for row in rows} - {None})
    found = {}
    for row, invitation in wanted:
        key = (invitation.round_id, invitation.organisation_id)
        reminder = chosen.get(row.context.get("reminder"))
        text = reminder.text if reminder and reminder.round_id == invitation.round_id else ""
        if invitation.pk not in done and handed_in.get(key) is None:
            found[row.pk] = _alike(invitation, started=key in handed_in, text=text)
    return found


@letter("survey-revealed")
def revealed_letter(row):
    """To both sides of a local forum, once: the answers can be read. Revoked since: then it opens nothing."""
    invitation = (
        Invitation.objects.usable(at=timezone.now())
        .filter(pk=row.about_pk)
        .select_related("round__contact", "organisation", "round__created_by", "round__forum")
    )
    invitation = invitation.first()
    both = both_sides(invitation.round) if invitation else None
    if both is None:
        return None
    return {
        **_frame(invitation),
        "forum": invitation.round.forum,
        "both": len(both.answered) == 2,
        "far": len(both.far),
    }


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
        "round": localised(delegation.round),
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
        "round": localised(response.round),
        "organisation": response.organisation,
        "response": response,
        "when": formats.date_format(timezone.localtime(response.submitted_at), "DATETIME_FORMAT"),
        "address": settings.BASE_URL + path,
    }


def _still_wanted(row) -> Invitation | None:
    """The invitation a letter is about, unless it was revoked or renewed since, or the round takes no answers."""
    return next((invitation for _row, invitation in _all_still_wanted([row])), None)


def _all_still_wanted(rows):
    """(letter, invitation) for those that are. Rounds and organisations are fetched once for all."""
    found = Invitation.objects.usable(at=timezone.now()).in_bulk([int(row.about_pk) for row in rows])
    rounds = Round.objects.select_related("contact", "created_by").in_bulk({one.round_id for one in found.values()})
    organisations = Organisation.objects.in_bulk({one.organisation_id for one in found.values()})
    today = dates.today()
    for row in rows:
        invitation = found.get(int(row.about_pk))
        if invitation is None or invitation.version != row.context["version"]:
            continue
        invitation.round = rounds[invitation.round_id]
        invitation.organisation = organisations[invitation.organisation_id]
        if invitation.round.is_open(on=today):
            yield row, invitation


def _response_of(invitation):
    return Response.objects.filter(round=invitation.round_id, organisation=invitation.organisation_id)


def _alike(invitation, **more) -> Alike:
    """The same for everybody of an organisation, but for the name and the address."""
    frame = _frame(invitation) | more
    own = {"address": frame.pop("address")}
    return Alike((invitation.round_id, invitation.organisation_id, *more.items()), frame, own)


def _frame(invitation):
    sender = invitation.round.sender
    return {
        "round": localised(invitation.round),
        "organisation": invitation.organisation,
        "last_day": dates.full(invitation.round.closes_on),
        "days_left": (invitation.round.closes_on - dates.today()).days,
        "address": settings.BASE_URL + reverse("survey-link", args=[invitation.token]),
        "sharing": sharing_rule(invitation.round),
        "sender": sender,
        "from_name": sender.get_full_name() if sender else "",
        "reply_to": [(sender.get_full_name(), sender.email)] if sender else [],
    }
