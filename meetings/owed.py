"""What a person's calendar is owed, compared with what it has been told (RFC 5546 2.1.4, 3.2.2, 3.2.5)."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.db.models import Case, Value, When
from django.db.models.functions import Lower

from meetings.models import AttendanceStatus, CallMethod, MeetingStatus, PartStat, Seat

OFF = frozenset({MeetingStatus.CANCELLED, MeetingStatus.REPLACED})
TENTATIVE = frozenset({MeetingStatus.PROPOSED, MeetingStatus.PRELIMINARY})
AT_MOST = 6  # times the wait: whoever goes on changing does not keep the others waiting for ever

ANSWERED = {
    AttendanceStatus.COMING: "ACCEPTED",
    AttendanceStatus.PRESENT: "ACCEPTED",
    AttendanceStatus.ABSENT: "DECLINED",
}

# Where a person on the list is reached: an account's own address, or the one written for somebody without.
ADDRESS = Case(
    When(user__is_active=True, then=Lower("user__email")),
    When(user=None, then=Lower("address")),
    default=Value(""),
)


@dataclass(frozen=True)
class Owed:
    """One thing to say: a method, a sequence, and why in a word of ours."""

    call: object
    meeting: object
    method: str
    sequence: int
    why: str  # "called", "again", "moved", "changed"; "cancelled", "replaced", "taken_off"

    @property
    def at_once(self) -> bool:
        """A first call does not wait; neither does what nobody has put a time to."""
        return not self.call.method or self.call.changed_at is None


def facts_of(meeting) -> dict:
    """What a call says about a meeting, as plain values."""
    return {
        "title": meeting.title,
        "starts_at": meeting.starts_at.astimezone(UTC).isoformat(),
        "ends_at": meeting.ends_at.astimezone(UTC).isoformat(),
        "form": meeting.form,
        "venue": meeting.venue,
        "link": meeting.link,
        "tentative": meeting.status in TENTATIVE,
    }


def is_off(meeting) -> bool:
    return meeting.status in OFF


def owed(call, meeting, *, at) -> Owed | None:
    """What this person is owed now, or None. Nothing is said any more about a meeting that is over."""
    if _until(call, meeting) <= at:
        return None
    wanted = call.attendance_id is not None and not is_off(meeting) and meeting.called_at is not None
    if wanted:
        if call.method == CallMethod.REQUEST and call.told == facts_of(meeting):
            return None
        return Owed(call, meeting, CallMethod.REQUEST, _next(call, meeting), _why(call, meeting))
    if call.method != CallMethod.REQUEST or (call.attendance_id is None and call.bounced_at):
        return None
    why = meeting.status if is_off(meeting) else "taken_off"
    return Owed(call, meeting, CallMethod.CANCEL, _next(call, meeting), why)


def _until(call, meeting):
    """When it is over, as it stands and as the person believes."""
    told = call.told.get("ends_at")
    return max(meeting.ends_at, datetime.fromisoformat(told)) if told else meeting.ends_at


def _next(call, meeting) -> int:
    """The meeting's sequence, and always more than this person was told before."""
    return meeting.sequence if call.sequence is None else max(meeting.sequence, call.sequence + 1)


def _why(call, meeting) -> str:
    if not call.method:
        return "called"
    if call.method == CallMethod.CANCEL:
        return "again"
    return "moved" if other_time(call.told, facts_of(meeting)) else "changed"


def other_time(before: dict, now: dict) -> bool:
    return any(before.get(name) != now[name] for name in ("starts_at", "ends_at"))


def to_say(found: list[Owed], *, at) -> list[Owed]:
    """Which of what one person is owed is said now: first calls at once, changes when they have rested."""
    waiting = [one for one in found if not one.at_once]
    if not waiting:
        return found
    wait = settings.CALL_CHANGES_WAIT
    rested = max(one.call.changed_at for one in waiting) + wait <= at
    long_enough = min(one.call.changed_since or one.call.changed_at for one in waiting) + AT_MOST * wait <= at
    return found if rested or long_enough else [one for one in found if one.at_once]


def role_of(row) -> str:
    """Who comes if time allows, and invited experts, are not required."""
    optional = row is not None and (row.status == AttendanceStatus.IF_TIME_ALLOWS or row.seat == Seat.EXPERT)
    return "OPT-PARTICIPANT" if optional else "REQ-PARTICIPANT"


def partstat_of(one: Owed, row) -> str:
    """What we know of the person's answer; a new time asks again (RFC 5546 3.2.2.1)."""
    if row is None or one.why == "moved":
        return "NEEDS-ACTION"
    if row.status == AttendanceStatus.IF_TIME_ALLOWS and one.call.partstat == PartStat.TENTATIVE:
        return "TENTATIVE"
    return ANSWERED.get(row.status, "NEEDS-ACTION")
