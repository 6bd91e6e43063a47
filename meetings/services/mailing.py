"""Letters about minutes: out for comments, to be adjusted, and the minutes themselves. Each is owed once, by its key."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from meetings.models import Meeting, NotesState
from meetings.queries import mailing
from organisations.models import User
from portal import audit, dates
from portal.notifications import Recipient, queue

REMINDED_BEFORE = timedelta(days=2)
MORNING = time(8)


class NotYet(Exception):  # noqa: N818 - read where it is caught: "except NotYet"
    """Minutes that are neither approved nor shared are not sent to anybody."""


def ask_for_comments(meeting, *, by) -> int:
    """To everybody in the group but the sender; one letter a day at most. In the caller's transaction."""
    members = User.objects.filter(is_active=True, seats__group=meeting.group_id).exclude(email="").exclude(pk=by.pk)
    day = dates.today().isoformat()
    letters = [
        queue(
            "meeting-comments",
            to=Recipient.of(user),
            about=meeting,
            key=f"meeting-comments:{meeting.pk}:{user.pk}:{day}",
            context={"by": by.get_full_name()},
        )
        for user in members.distinct().order_by("pk")
    ]
    return sum(letter is not None for letter in letters)


def ask_adjusters(meeting, adjusters, *, by) -> int:
    """To who is named now, and a reminder two days before the last day when there is one. In the caller's transaction."""
    round_, day = meeting.approvals.count(), dates.today().isoformat()
    letters = [
        queue(
            "meeting-adjust",
            to=Recipient.of(one.user),
            about=one,
            key=f"meeting-adjust:{one.pk}:{round_}:{day}",
            context={"by": by.get_full_name()},
        )
        for one in adjusters
        if one.user.is_active and one.user.email
    ]
    return sum(letter is not None for letter in letters)


def remind_adjusters(meeting) -> None:
    """Owe each adjuster a reminder; the letter is dropped if they have approved by then, or the day has been changed."""
    if meeting.adjust_by is None:
        return
    at = timezone.make_aware(datetime.combine(meeting.adjust_by - REMINDED_BEFORE, MORNING))
    if at <= timezone.now():
        return
    round_, day = meeting.approvals.count(), meeting.adjust_by.isoformat()
    for one in meeting.adjusters.filter(user__is_active=True).exclude(user__email="").select_related("user"):
        queue(
            "meeting-adjust-soon",
            to=Recipient.of(one.user),
            about=one,
            key=f"meeting-adjust-soon:{one.pk}:{round_}:{day}",
            context={"adjust_by": day},
            after=at,
        )


@transaction.atomic
def mail_minutes(meeting, *, by) -> int:
    """The minutes, with their own actions on top, to each on the list; the same wording to nobody twice.

    Returns how many letters were owed by this. NotYet while they are neither approved nor shared.
    """
    now = Meeting.objects.select_for_update(of=("self",)).select_related("group").get(pk=meeting.pk)
    if not now.is_locked and now.notes_state != NotesState.SHARED:
        raise NotYet
    _content, sha256 = mailing.wording(now)
    letters = 0
    for row in mailing.mailing(now).to:
        to = Recipient.of(row.user) if row.user_id else Recipient(row.reached, row.name)
        key = f"meeting-minutes:{now.pk}:{sha256[:32]}:{row.pk}"
        letters += queue("meeting-minutes", to=to, about=row, key=key, context={"sha256": sha256}) is not None
    if letters:
        audit.record(by, "mailed minutes", now, sha256=sha256, letters=letters)
    return letters
