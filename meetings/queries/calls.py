"""Who is called by mail, what their calendars answered, and what came back."""

from dataclasses import dataclass, field

from django.utils import timezone

from meetings.models import AttendanceStatus, Call, CallMethod, Meeting, PartStat
from meetings.owed import ADDRESS, owed
from portal.collation import swedish_key
from portal.models import ReadMail

HERE = {AttendanceStatus.COMING, AttendanceStatus.ABSENT, AttendanceStatus.PRESENT}
TO_MEND = ("bounced", "no_address")  # these stand first


@dataclass
class CallList:
    """The list as the page shows it; each row has `state` and `call`."""

    rows: list = field(default_factory=list)
    gone: list = field(default_factory=list)  # calls of people who are off the list
    strangers: int = 0  # answers from addresses that were not called

    def _in(self, *states):
        return [row for row in self.rows if row.state in states]

    @property
    def reached(self):
        return [row for row in self.rows if row.reached]

    @property
    def bounced(self):
        return self._in("bounced")

    @property
    def answered(self):
        return self._in("answered", "answered_here")


def call_list(meeting, *, at=None) -> CallList:
    """Everybody on the list with where they are reached and how far their call has come. Three statements."""
    at = at or timezone.now()
    rows = meeting.attendance.annotate(reached=ADDRESS).select_related("call", "organisation", "user")
    rows = sorted(rows, key=lambda row: swedish_key(row.name))
    for row in rows:
        row.own_call = getattr(row, "call", None)
        row.state = _state(row, meeting, at)
    called = {row.own_call.address.lower() for row in rows if row.own_call}
    for row in rows:
        if row.own_call is None and row.reached in called:
            row.state = "shared"
    rows.sort(key=lambda row: row.state not in TO_MEND)
    gone = meeting.calls.filter(attendance=None).exclude(method="")
    strangers = ReadMail.objects.filter(
        about_label=Meeting._meta.label_lower, about_pk=str(meeting.pk), what="reply stranger"
    )
    return CallList(rows, list(gone), strangers.count())


def _state(row, meeting, at) -> str:
    call = row.own_call
    if not row.reached:
        return "no_address"
    if call is None or call.address.lower() != row.reached or not call.method:
        return "to_send" if meeting.called_at else "to_call"
    if call.bounced_at:
        return "bounced"
    return "waiting" if owed(call, meeting, at=at) else _answer(row, call)


def _answer(row, call) -> str:
    if call.method == CallMethod.CANCEL:
        return "called_off"
    if call.partstat != PartStat.NEEDS_ACTION:
        return "answered"
    return "answered_here" if row.status in HERE else "sent"


def count_bounced(meeting) -> int:
    """How many of the meeting's calls came back, of those still on the list. One statement, none before the call."""
    if meeting.called_at is None:
        return 0
    return Call.objects.filter(meeting=meeting, attendance__isnull=False, bounced_at__isnull=False).count()
