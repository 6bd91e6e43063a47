"""Reminders of a round: on which days, with what text, and the sweep that owes the letters."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from portal import audit, notifications
from portal.revisions import claim
from surveys.models import AnsweredMark, Response, Round, RoundReminder
from surveys.pace import Pace
from surveys.services.invitations import BATCH, owed

REMINDER_DAYS = (7, 1)  # days before the last day, where nobody has chosen others
MOST = 10  # of one round


@dataclass(frozen=True)
class Reminding:
    """A day of reminding: what is chosen (`reminder`), or what follows from the last day."""

    on: date
    text: str = ""
    reminder: RoundReminder | None = None
    days: int = 0

    def key(self, round, invitation) -> str:
        mark = f"chosen:{self.reminder.pk}" if self.reminder else f"{round.closes_on}:{self.days}"
        return f"survey-reminder:{invitation.pk}:{invitation.version}:{mark}"


def remindings_of(round) -> list[Reminding]:
    """When a round reminds, in order."""
    if round.has_own_reminders:
        return [Reminding(row.on, row.text, row) for row in round.reminders.order_by("on")]
    days = sorted(REMINDER_DAYS, reverse=True)
    every = [Reminding(round.closes_on - timedelta(days=number), days=number) for number in days]
    return [one for one in every if one.on >= round.opens_on]


def queue_reminders(*, at) -> int:
    """Owe the reminder of the day to those whose organisation has not submitted; how many.

    Safe to run late or twice: the key holds the reminder, and who was invited after its day has just had a letter and
    gets none. Run so late that several are due, only the last goes.
    """
    today = timezone.localdate(at)
    queued, pace = 0, Pace()
    for round in Round.objects.answerable(on=today):
        due = [one for one in remindings_of(round) if one.on <= today]
        if due and not (due[-1].reminder and due[-1].reminder.queued_at):
            queued += _remind(round, due, at=at, pace=pace)
    return queued


def _remind(round, due, *, at, pace) -> int:
    reminding, queued = due[-1], 0
    done = Response.objects.submitted().filter(round=round).values("organisation")
    since = timezone.make_aware(datetime.combine(reminding.on, time.min))
    late = round.invitations.usable(at=at).filter(queued_at__lt=since).exclude(organisation__in=done)
    if round.is_of_persons:
        late = late.exclude(Exists(AnsweredMark.objects.filter(invitation=OuterRef("pk"))))
    context = {"reminder": reminding.reminder.pk} if reminding.reminder else {}
    kind = "survey-person-reminder" if round.is_of_persons else "survey-reminder"
    people = late.order_by("pk").iterator(chunk_size=BATCH)
    while rows := list(islice(people, BATCH)):
        letters = [owed(kind, row, key=reminding.key(round, row), after=pace.next(), **context) for row in rows]
        queued += notifications.queue_many(letters)
    chosen = [one.reminder.pk for one in due if one.reminder]
    RoundReminder.objects.filter(pk__in=chosen, queued_at=None).update(queued_at=at)
    return queued


@transaction.atomic
def add_reminder(round, *, on, text, by) -> RoundReminder:
    """One more day; the days that followed from the last day become chosen ones first."""
    round = _hold(round)
    if not round.has_own_reminders:
        _write_down(round)
    if round.reminders.count() >= MOST:
        raise ValidationError(_("A survey reminds at most %(most)d times.") % {"most": MOST})
    _ensure_day(round, on)
    reminder = RoundReminder.objects.create(round=round, on=on, text=text)
    audit.record(by, "added survey reminder", round, on=on)
    return reminder


@transaction.atomic
def edit_reminder(reminder, *, on, text, revision, by) -> RoundReminder:
    """Change the day or the text until it has gone out. ChangedMeanwhile when somebody came first."""
    round = _hold(reminder.round)
    reminder = claim(reminder, revision)
    _ensure_unsent(reminder)
    _ensure_day(round, on, but=reminder)
    reminder.on, reminder.text, reminder.revision = on, text, reminder.revision + 1
    reminder.save()
    audit.record(by, "changed survey reminder", round, on=on)
    return reminder


@transaction.atomic
def remove_reminder(reminder, *, by):
    """Take a day away that has not come."""
    round = _hold(reminder.round)
    reminder = claim(reminder, None)
    _ensure_unsent(reminder)
    audit.record(by, "removed survey reminder", round, on=reminder.on)
    reminder.delete()


@transaction.atomic
def choose_reminders(round, *, by) -> Round:
    """Make chosen days of those that follow from the last day, so that each can be changed or taken away."""
    round = _hold(round)
    if not round.has_own_reminders:
        _write_down(round)
        audit.record(by, "chose days of survey reminders", round)
    return round


@transaction.atomic
def choose_contact(round, contact, *, by) -> Round:
    """Who signs the letters and gets the answers to them."""
    round = _hold(round)
    round.contact = contact
    round.save(update_fields=["contact"])
    audit.record(by, "chose contact person of survey round", round, contact=contact.pk if contact else None)
    return round


def _hold(round):
    return Round.objects.select_for_update(of=("self",)).get(pk=round.pk)


def _write_down(round):
    """The days that follow from the last day, as rows; those that have come count as sent in a round that is out."""
    today = timezone.localdate()
    sent = None if round.is_draft else timezone.now()
    RoundReminder.objects.bulk_create(
        RoundReminder(round=round, on=one.on, queued_at=sent if one.on <= today else None)
        for one in remindings_of(round)
    )
    round.has_own_reminders = True
    round.save(update_fields=["has_own_reminders"])


def _ensure_unsent(reminder):
    if reminder.queued_at:
        raise ValidationError(_("The reminder has gone out and cannot be changed."))


def _ensure_day(round, on, *, but=None):
    """A day that can still come, while answers are taken, and that no other reminder has."""
    if on < timezone.localdate():
        raise ValidationError(_("The day has passed. Choose today or later."))
    if not round.opens_on <= on <= round.closes_on:
        raise ValidationError(_("Choose a day from the first day to the last day to answer."))
    if round.reminders.filter(on=on).exclude(pk=but.pk if but else None).exists():
        raise ValidationError(_("There is a reminder on this day already."))
