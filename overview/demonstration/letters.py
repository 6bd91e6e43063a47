"""The outbox: letters that went long ago, one that bounced, one that lost its point, and a few that wait."""

from datetime import timedelta

from django.template.loader import render_to_string
from django.utils import translation

from actions.models import ActionItem
from overview.demonstration.county import BEGINNING, create_dated
from overview.demonstration.surveys import WRONG_ADDRESS
from portal.models import Letter, LetterState
from surveys.models import Response

BOUNCED = "550 5.1.1 Mottagaren finns inte"
BUSY = "450 4.2.1 Brevlådan är upptagen, försök senare"
SENT_AGAIN = {"simon.wennberg": "", "camilla.oberg": BUSY}  # asked once more yesterday; what the first try met
REMINDED_NOW = "katarina.holmqvist"


def build_letters(county, rounds):
    """Create what the outbox holds. Only letters in the waiting state will ever be sent."""
    letters = [
        *_welcomes(county),
        *_surveys(county, rounds),
        *_sent_again(county, rounds[-1]),
        *_reminders_of_actions(county),
    ]
    letters.sort(key=lambda letter: letter.queued_at)
    create_dated(letters, "queued_at", [letter.queued_at for letter in letters])


def _letter(kind, *, about, key, user, at, subject, context=None, address=None):
    """A letter that was sent; others change what is different about them."""
    letter = Letter(
        kind=kind,
        key=key,
        context=context or {},
        about_label=about._meta.label_lower,
        about_pk=str(about.pk),
        to_address=address or user.email,
        to_name=user.get_full_name(),
        to_user=user,
        subject=subject[:250],
        state=LetterState.SENT,
        attempts=1,
        send_after=at,
        sent_at=at + timedelta(seconds=12),
    )
    letter.queued_at = at
    return letter


def _subject(kind, **context):
    """The subject as the letter's own template gives it."""
    with translation.override("sv"):
        return " ".join(render_to_string(f"letters/{kind}.subject.txt", context).split())


def _wait(letter, *, until, error=""):
    letter.state, letter.sent_at, letter.send_after = LetterState.WAITING, None, until
    letter.subject, letter.attempts, letter.error = "", 1 if error else 0, error
    return letter


def _welcomes(county):
    at = county.calendar.moment(BEGINNING, 10)
    for place, user in enumerate(county.people.values()):
        yield _letter(
            "organisation-welcome",
            about=user,
            key=f"organisation-welcome:{user.pk}",
            user=user,
            at=at + timedelta(minutes=place),
            subject=_subject("organisation-welcome"),
        )


def _surveys(county, rounds):
    for round in rounds:
        handed_in = dict(Response.objects.filter(round=round).values_list("organisation", "submitted_at"))
        for place, invitation in enumerate(round.invitations.select_related("user", "organisation").order_by("pk")):
            yield _invitation(round, invitation, place)
            for days in (7, 1):
                yield from _reminder(county, round, invitation, days, handed_in.get(invitation.organisation_id))


def _invitation(round, invitation, place):
    letter = _letter(
        "survey-invitation",
        about=invitation,
        key=f"survey-invitation:{invitation.pk}:{invitation.version}",
        user=invitation.user,
        address=invitation.email,
        at=invitation.queued_at + timedelta(seconds=place),
        subject=_subject("survey-invitation", round=round, organisation=invitation.organisation),
        context={"version": invitation.version},
    )
    if invitation.email == WRONG_ADDRESS[1]:
        letter.state, letter.sent_at, letter.error = LetterState.FAILED, None, BOUNCED
    return letter


def _sent_again(county, round):
    """New links for two who had lost theirs; the letters are on their way."""
    for key, error in SENT_AGAIN.items():
        invitation = round.invitations.select_related("user", "organisation").get(user=county.people[key])
        invitation.renew()
        at = county.calendar.moment(-1, 15, 30)
        invitation.queued_at = at
        invitation.save(update_fields=["queued_at"])
        letter = _invitation(round, invitation, 0)
        yield _wait(letter, until=county.calendar.moment(1, 7) if error else at, error=error)


def _reminder(county, round, invitation, days, handed_in):
    """What the sweep would have queued by now: to those who had not handed in on the day."""
    at = county.calendar.at(round.closes_on - timedelta(days=days), 7)
    if at.date() >= county.today or (handed_in and handed_in < at):
        return
    letter = _letter(
        "survey-reminder",
        about=invitation,
        key=f"survey-reminder:{invitation.pk}:{invitation.version}:{round.closes_on}:{days}",
        user=invitation.user,
        address=invitation.email,
        at=at,
        subject=_subject("survey-reminder", round=round, organisation=invitation.organisation, days_left=days),
        context={"version": invitation.version},
    )
    if handed_in and handed_in - at < timedelta(hours=9):  # handed in before the letter had gone
        letter.state, letter.sent_at, letter.subject, letter.attempts = LetterState.DROPPED, None, "", 2
    yield letter


def _reminders_of_actions(county):
    """A week before, a day before and the day after; the keys are the sweep's own, so that nobody gets them twice."""
    rows = (
        ActionItem.objects.open()
        .exclude(owner=None)
        .exclude(due_on=None)
        .select_related("owner")
        .order_by("due_on", "pk")
    )
    next_up = next(row for row in rows if row.due_on > county.today and row.owner == county.people[REMINDED_NOW])
    for action in rows:
        for days, kind in ((7, "action-due"), (1, "action-due"), (0, "action-late")):
            day = action.due_on - timedelta(days=days or -1)
            letter = _reminder_of(county, action, kind, days, day)
            if action == next_up and days == 1:
                yield _wait(letter, until=letter.send_after)
            elif -21 < (day - county.today).days <= 0 and action.created_at.date() <= action.due_on - timedelta(
                days=days
            ):
                yield letter


def _reminder_of(county, action, kind, days, day):
    due_on = action.due_on.isoformat()
    return _letter(
        kind,
        about=action,
        key=f"{kind}:{action.pk}:{due_on}" + (f":{days}" if days else ""),
        user=action.owner,
        at=county.calendar.at(min(day, county.today - timedelta(days=1)), 7),
        subject=_subject(kind, action=action, days=days or -1),
        context={"due_on": due_on},
    )
