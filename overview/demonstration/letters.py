"""The outbox: letters that went long ago, one that bounced, one that lost its point, and a few that wait."""

from datetime import timedelta

from django.template.loader import render_to_string
from django.utils import translation

from actions.models import Reminder, ReminderSweep
from actions.services import remind
from overview.demonstration.county import BEGINNING, create_dated
from overview.demonstration.surveys import WRONG_ADDRESS
from portal.models import Letter, LetterState
from surveys.models import Response

BOUNCED = "550 5.1.1 Mottagaren finns inte"
BUSY = "450 4.2.1 Brevlådan är upptagen, försök senare"
SENT_AGAIN = {"simon.wennberg": "", "camilla.oberg": BUSY}  # asked once more yesterday; what the first try met
REMINDED_NOW = "katarina.holmqvist"
SWEPT = 21  # days of sweeps behind us


def build_letters(county, rounds):
    """Create what the outbox holds. Only letters in the waiting state will ever be sent."""
    letters = [
        *_welcomes(county),
        *_surveys(county, rounds),
        *_sent_again(county, rounds[-1]),
    ]
    letters.sort(key=lambda letter: letter.queued_at)
    create_dated(letters, "queued_at", [letter.queued_at for letter in letters])
    _digests(county)


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
        sent = round.invitations.exclude(user=None).exclude(queued_at=None).select_related("user", "organisation")
        for place, invitation in enumerate(sent.order_by("pk")):
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


def _digests(county):
    """The reminders of the last three weeks, by the sweep itself, day by day; today's is done, so nothing more is owed.

    Sent long ago, but for the latest to one person, which waits.
    """
    for days in range(SWEPT, 0, -1):
        _sweep(county, county.today - timedelta(days=days))
    ReminderSweep.objects.create(on=county.today)
    ReminderSweep.objects.update(at=county.calendar.at(county.today - timedelta(days=1), 7))
    theirs = Letter.objects.filter(kind="action-digest", to_user=county.people[REMINDED_NOW])
    waiting = theirs.order_by("-pk").first()
    _wait(waiting, until=county.calendar.moment(1, 7)).save()


def _sweep(county, day):
    """One day's letters, sent the same morning. None is sent by a worker: they never stand as waiting."""
    before = set(Letter.objects.filter(kind="action-digest").values_list("pk", flat=True))
    remind(on=day)
    at = county.calendar.at(day, 7)
    for letter in Letter.objects.filter(kind="action-digest").exclude(pk__in=before).select_related("to_user"):
        count = Reminder.objects.filter(user=letter.to_user, told_on=day).count()
        letter.subject = _subject("action-digest", late={}, soon={"count": max(count, 2)}, to_lead={}, followed={})
        letter.state, letter.attempts = LetterState.SENT, 1
        letter.send_after, letter.sent_at = at, at + timedelta(seconds=12)
        letter.save()
        Letter.objects.filter(pk=letter.pk).update(queued_at=at)
