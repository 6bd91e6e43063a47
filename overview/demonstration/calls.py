"""Calls to the coming meetings: sent some days ago, answered by most, and one that came back."""

from datetime import timedelta

from meetings.models import Attendance, AttendanceStatus, Call, Meeting, MeetingStatus, PartStat
from meetings.replies import Reply
from meetings.services import calls
from meetings.services.replies import take_reply
from portal.models import Letter, LetterState
from portal.notifications import compose, mark_bounced

CALLED = {"arbetsgruppen": 2, "styrgruppen": 1, "projektledningen": 1}  # so many of their next meetings
DAYS_AGO = 4
GUEST = ("Gunvor Lindahl", "gunvor.lindahl@demo.example")
GONE = "550 5.1.1 Adressen finns inte"
ANSWERS = {
    AttendanceStatus.COMING: PartStat.ACCEPTED,
    AttendanceStatus.ABSENT: PartStat.DECLINED,
    AttendanceStatus.IF_TIME_ALLOWS: PartStat.TENTATIVE,
}
COMMENTS = {
    PartStat.DECLINED: "Är på annat möte den dagen.",
    PartStat.TENTATIVE: "Kan kanske vara med från klockan tio.",
}


def build_calls(county):
    """Send the calls as they were sent, and take the answers; nothing is left for the sweep to send."""
    at = county.calendar.moment(-DAYS_AGO, 13)
    meetings = [meeting for group, number in CALLED.items() for meeting in _next(county, group, number)]
    for meeting in meetings:
        if not meeting.attendance.exists():
            continue
        calls.call_meeting(meeting, by=county.people["johanna.sjogren"])
        Meeting.objects.filter(pk=meeting.pk).update(called_at=at)
    Attendance.objects.create(
        meeting=meetings[0], name=GUEST[0], address=GUEST[1], organisation_text="Anhörigföreningen"
    )
    calls.send_calls(at=at)
    _sent(at)
    mark_bounced(Letter.objects.get(kind="meeting-calls", to_address=GUEST[1]), GONE)
    Call.objects.filter(bounced_at__isnull=False).update(bounced_at=at + timedelta(minutes=2))
    _answer(at)


def _next(county, group, number):
    coming = Meeting.objects.filter(group=county.groups[group], starts_at__gt=county.calendar.moment(1, 0))
    settled = coming.filter(status__in=[MeetingStatus.CONFIRMED, MeetingStatus.MOVED, MeetingStatus.PRELIMINARY])
    return settled.order_by("starts_at")[:number]


def _sent(at):
    """The letters went the same minute; none waits for a worker."""
    for place, letter in enumerate(Letter.objects.filter(kind="meeting-calls").order_by("pk")):
        compose(letter)
        letter.state, letter.attempts, letter.send_after = LetterState.SENT, 1, at
        letter.sent_at = at + timedelta(seconds=20 + place)
        letter.save()
        Letter.objects.filter(pk=letter.pk).update(queued_at=at)


def _answer(at):
    """Most answered from their calendars within two days, as they stand on the list."""
    answered = Call.objects.filter(attendance__status__in=ANSWERS).select_related("attendance").order_by("pk")
    for place, call in enumerate(answered):
        if place % 5 == 4 or call.bounced_at:
            continue
        partstat = ANSWERS[call.attendance.status]
        moment = at + timedelta(hours=1 + 7 * (place % 6), minutes=11 * place)
        comment = COMMENTS.get(partstat, "") if place % 2 else ""
        take_reply(Reply(call.meeting_id, call.address, partstat, call.sequence, moment, comment), at=moment)
