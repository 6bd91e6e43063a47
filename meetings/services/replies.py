"""An answer that came by mail: what it changes, and what it leaves as it is."""

from django.db import transaction

from meetings.models import Attendance, AttendanceStatus, Call, CallMethod, PartStat
from meetings.services.locks import Locked, hold
from portal import audit
from portal.models import AuditEntry
from portal.personal_numbers import holds_personal_number

MEANS = {
    PartStat.ACCEPTED: AttendanceStatus.COMING,
    PartStat.TENTATIVE: AttendanceStatus.IF_TIME_ALLOWS,
    PartStat.DECLINED: AttendanceStatus.ABSENT,
}


@transaction.atomic
def take_reply(reply, *, at) -> str:
    """Take an answer (meetings.replies.Reply). Returns "taken", or a word for why it changed nothing.

    "stranger": the address was not called. "old": a newer call, or a newer answer, has been since. "over": the meeting
    has been held, or its minutes are approved.
    """
    call = Call.objects.filter(meeting=reply.meeting, address__iexact=reply.address).exclude(method="").first()
    if call is None:
        return "stranger"
    try:
        meeting = hold(call.meeting)  # before the call itself, as everybody does
    except Locked:
        return "over"
    call = Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
    if meeting.ends_at <= at:
        return "over"
    if call.method == CallMethod.CANCEL or reply.sequence < call.sequence or _is_older(reply, call):
        return "old"
    call.partstat, call.reply_comment = reply.partstat, "" if holds_personal_number(reply.comment) else reply.comment
    call.reply_sequence, call.replied_at = min(reply.sequence, call.sequence), reply.at
    call.bounced_at, call.bounce_reason = None, ""  # the address works
    call.save()
    _move(call.attendance_id, reply)
    return "taken"


def _is_older(reply, call) -> bool:
    """Older than the answer we have: by the call it answers, then by the answerer's clock (RFC 5546 2.1.5)."""
    if call.replied_at is None or call.reply_sequence is None:
        return False
    before = call.reply_sequence, call.replied_at.replace(microsecond=0)  # a reply counts in whole seconds
    return (min(reply.sequence, call.sequence), reply.at) < before


def _move(pk, reply):
    """The list says what was answered, unless somebody has written something there since, or that the person was there."""
    row = Attendance.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    if row is None or row.status in (MEANS[reply.partstat], AttendanceStatus.PRESENT):
        return
    entries = AuditEntry.objects.filter(about_label=Attendance._meta.label_lower, about_pk=str(row.pk))
    if entries.filter(verb="set attendance", by__isnull=False, at__gt=reply.at).exists():
        return
    row.status = MEANS[reply.partstat]
    row.save(update_fields=["status"])
    audit.record(None, "took an answer by mail", row, status=row.status)
