"""Date polls: asked, changed, answered, reminded of, closed, and made into a meeting. Letters never hold a token."""

from datetime import datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import CharField
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.models import (
    Attendance,
    DatePoll,
    MeetingStatus,
    PollAnswer,
    PollOption,
    PollVoter,
    Seat,
)
from meetings.services.meetings import add_meeting
from portal import audit
from portal.models import Letter
from portal.notifications import Recipient, queue
from portal.revisions import claim

FACTS = ("title", "text", "form", "venue", "answer_by")


class PollClosed(Exception):  # noqa: N818 - read where it is caught
    """The poll takes no answers any more."""


@transaction.atomic
def ask(poll, *, options, voters, by, at):
    """Store a new poll and send everybody their own link. `options`: (starts, ends); `voters`: dicts of a voter's facts."""
    poll.created_by, poll.asked_at = by, at
    poll.save()
    PollOption.objects.bulk_create(PollOption(poll=poll, starts_at=starts, ends_at=ends) for starts, ends in options)
    for facts in voters:
        _invite(PollVoter(poll=poll, expires_at=_last_time(poll), **facts))
    audit.record(by, "asked date poll", poll, group=poll.group_id, voters=len(voters), options=len(options))
    return poll


def _last_time(poll):
    """When the links end: after the last of the times there is nothing to answer."""
    return max(poll.options.values_list("ends_at", flat=True))


def _invite(voter):
    if voter.pk:
        voter.renew()
    else:
        voter.save()
        voter.arm()
    _owe("meeting-poll", voter, key=f"meeting-poll:{voter.pk}:{voter.version}")
    return voter


def _owe(kind, voter, *, key, **context) -> bool:
    to = Recipient.of(voter.user) if voter.user else Recipient(voter.address, voter.name)
    row = queue(kind, to=to, about=voter, key=key, context={"version": voter.version, **context})
    return row is not None


def _held(poll):
    return DatePoll.objects.select_for_update(of=("self",)).select_related("group").get(pk=poll.pk)


def _still_open(poll):
    now = _held(poll)
    if now.closed_at is not None:
        raise PollClosed
    return now


@transaction.atomic
def edit_poll(poll, *, options, by, revision):
    """Change the words and the times. A time that goes takes its answers along; of new times everybody is told.

    ChangedMeanwhile when somebody came first, PollClosed when the poll is closed.
    """
    stored = claim(poll, revision)
    if stored.closed_at is not None:
        raise PollClosed
    for name in ("asked_at", "closed_at", "meeting_id", "created_by_id", "group_id"):
        setattr(poll, name, getattr(stored, name))
    poll.revision = stored.revision + 1
    poll.save()
    before = {(option.starts_at, option.ends_at): option for option in poll.options.all()}
    gone = [option.pk for times, option in before.items() if times not in options]
    new = [PollOption(poll=poll, starts_at=one[0], ends_at=one[1]) for one in options if one not in before]
    PollOption.objects.filter(pk__in=gone).delete()
    PollOption.objects.bulk_create(new)
    poll.voters.update(expires_at=_last_time(poll))
    if new:
        for voter in poll.voters.filter(revoked_at=None).select_related("user"):
            key = f"meeting-poll:{voter.pk}:{voter.version}:{poll.revision}"
            _owe("meeting-poll", voter, key=key, changed=True)
    audit.record(by, "changed date poll", poll, new=len(new), gone=len(gone))
    return poll


@transaction.atomic
def add_voter(poll, *, by, **facts):
    """Ask one more. Who was taken off the list before gets a new link; who stands there is refused."""
    now = _still_open(poll)
    found = now.voters.select_for_update(of=("self",)).filter(address__iexact=facts["address"]).first()
    if found and found.revoked_at is None:
        raise ValidationError(_("The person is already on the list."))
    voter = found or PollVoter(poll=now, expires_at=_last_time(now), **facts)
    _invite(voter)
    audit.record(by, "asked person in date poll", now, voter=voter.pk)
    return voter


@transaction.atomic
def remove_voter(voter, *, by, at):
    """Take somebody off the list: their link opens nothing any more, and their answer does not count."""
    now = PollVoter.objects.select_for_update(of=("self",)).get(pk=voter.pk)
    if now.revoked_at is None:
        now.revoked_at = at
        now.save(update_fields=["revoked_at"])
        audit.record(by, "took person off date poll", now.poll, voter=now.pk)
    return now


@transaction.atomic
def answer_poll(voter, answers, *, comment, by, at, revision):
    """One person's answers ({option pk: Suits}), in place of those before. ChangedMeanwhile, PollClosed."""
    poll = _still_open(voter.poll)
    now = claim(voter, revision)
    if now.revoked_at is not None:
        raise PollClosed
    known = set(poll.options.values_list("pk", flat=True))
    now.answers.all().delete()
    PollAnswer.objects.bulk_create(
        PollAnswer(voter=now, option_id=option, suits=suits) for option, suits in answers.items() if option in known
    )
    now.comment, now.answered_at, now.revision = comment, at, now.revision + 1
    now.save(update_fields=["comment", "answered_at", "revision"])
    audit.record(by, "answered date poll", poll, voter=now.pk)
    return now


@transaction.atomic
def close_poll(poll, *, by, at):
    """No more answers. Closed twice is closed once."""
    now = _held(poll)
    if now.closed_at is None:
        now.closed_at, now.revision = at, now.revision + 1
        now.save(update_fields=["closed_at", "revision"])
        audit.record(by, "closed date poll", now)
    return now


@transaction.atomic
def reopen_poll(poll, *, answer_by, by, at):
    """Take answers again until another day. Not while its meeting stands, nor when all times have passed."""
    now = _held(poll)
    if now.meeting_id and now.meeting.status not in (MeetingStatus.CANCELLED, MeetingStatus.REPLACED):
        raise ValidationError(_("The poll became a meeting. Cancel the meeting first, then open the poll again."))
    if _last_time(now) <= at:
        raise ValidationError(_("All the times have passed. Make a new date poll instead."))
    if now.closed_at is not None:
        now.closed_at, now.meeting, now.answer_by = None, None, answer_by
        now.revision += 1
        now.save(update_fields=["closed_at", "meeting", "answer_by", "revision"])
        audit.record(by, "reopened date poll", now, answer_by=answer_by)
    return now


@transaction.atomic
def choose_time(poll, option, *, status, by, at):
    """Make the meeting of a time; the group and everybody who was asked stand on its list. The poll is closed."""
    now = _held(poll)
    if now.meeting_id:
        raise ValidationError(_("The poll has already become a meeting."))
    if option.ends_at <= at:
        raise ValidationError(_("The time has passed. Choose another."))
    meeting = add_meeting(
        group=now.group,
        by=by,
        title=now.title,
        starts_at=option.starts_at,
        ends_at=option.ends_at,
        form=now.form,
        venue=now.venue,
        status=status,
    )
    _call_along(meeting, now.voters.filter(revoked_at=None).select_related("user"))
    now.meeting, now.closed_at = meeting, now.closed_at or at
    now.revision += 1
    now.save(update_fields=["meeting", "closed_at", "revision"])
    audit.record(by, "chose time of date poll", now, meeting=meeting.pk)
    return meeting


def _call_along(meeting, voters):
    listed = set(meeting.attendance.exclude(user=None).values_list("user_id", flat=True))
    Attendance.objects.bulk_create(
        Attendance(
            meeting=meeting,
            user=voter.user,
            name=voter.name,
            address="" if voter.user else voter.address,
            organisation_id=voter.organisation_id,
            side=voter.side,
            seat=Seat.GUEST,
        )
        for voter in voters
        if voter.user_id is None or voter.user_id not in listed
    )


@transaction.atomic
def remind_by_hand(poll, *, by) -> int:
    """One letter to each who has not answered; once for each last day to answer. Returns how many."""
    now = _still_open(poll)
    sent = sum(_remind(voter, now, "hand") for voter in _silent(now))
    if sent:
        audit.record(by, "reminded of date poll", now, letters=sent)
    return sent


def remind_of_polls(*, on, at) -> int:
    """The day before the last day to answer, and on the day when that was missed: one letter each. Safe to run twice."""
    due = DatePoll.objects.filter(
        closed_at=None, asked_at__isnull=False, answer_by__gte=on, answer_by__lte=on + timedelta(days=1)
    )
    queued = 0
    for poll in due:
        if timezone.localdate(poll.asked_at) >= poll.answer_by - timedelta(days=1):
            continue  # they have just had the question
        just_asked = _asked_since(poll, poll.answer_by - timedelta(days=1))
        voters = [voter for voter in _silent(poll).usable(at=at) if str(voter.pk) not in just_asked]
        queued += sum(_remind(voter, poll, "day-before") for voter in voters)
    return queued


def _asked_since(poll, day) -> set[str]:
    """Who has had the question, or its new times, on the day or later: a reminder with it would be one letter too many."""
    since = timezone.make_aware(datetime.combine(day, time.min))
    letters = Letter.objects.filter(kind="meeting-poll", about_label=PollVoter._meta.label_lower, send_after__gte=since)
    voters = poll.voters.annotate(key=Cast("pk", CharField()))
    return set(letters.filter(about_pk__in=voters.values("key")).values_list("about_pk", flat=True))


def _silent(poll):
    return poll.voters.filter(revoked_at=None, answered_at=None).select_related("user")


def _remind(voter, poll, why):
    return _owe("meeting-poll-reminder", voter, key=reminder_key(voter, poll, why))


def reminder_key(voter, poll, why) -> str:
    return f"meeting-poll-reminder:{voter.pk}:{voter.version}:{poll.answer_by}:{why}"
