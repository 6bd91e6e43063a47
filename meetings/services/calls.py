"""Calls by mail: who has been called is told of every change, as iTIP (RFC 5546). What is owed is computed from rows."""

from django.db import transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone

from meetings.models import Attendance, Call, CallMethod, Meeting, MinutesStage, PartStat
from meetings.owed import ADDRESS, OFF, facts_of, owed, partstat_of, role_of, to_say
from meetings.services.locks import hold
from portal import audit
from portal.celery import wake
from portal.notifications import Recipient, queue

WORTH_TELLING = frozenset({"starts_at", "ends_at", "venue", "link", "form", "title", "status"})
AT_ONCE = 60  # calls in one letter, at the most


@transaction.atomic
def call_meeting(meeting, *, by):
    """Send the call: from now on everybody on the list with an address is told, and told again when something changes."""
    now = hold(meeting)
    if now.called_at is None:
        now.called_at = timezone.now()
        now.save(update_fields=["called_at"])
        audit.record(by, "sent the call", now)
    wake("meetings.send_calls")
    return now


@transaction.atomic
def call_series(meeting, *, by) -> int:
    """Send the call to a meeting and to those of its series that are coming and not yet called; how many meetings."""
    rest = uncalled_in_series(meeting, at=timezone.now())
    for one in [meeting, *rest]:
        call_meeting(one, by=by)
    return len(rest) + 1


def uncalled_in_series(meeting, *, at) -> list:
    """The other meetings of the same series that people could be called to."""
    if meeting.series_id is None:
        return []
    rows = Meeting.objects.filter(series=meeting.series_id, called_at=None, ends_at__gt=at).exclude(pk=meeting.pk)
    return list(rows.exclude(status__in=OFF).exclude(stage=MinutesStage.APPROVED).order_by("starts_at"))


@transaction.atomic
def note_change(meeting, changed: set[str], *, by) -> None:
    """The meeting has been changed in the caller's transaction: whoever has been called is owed the news.

    `changed` names the fields; others than those in WORTH_TELLING, and meetings nobody has been called to, tell nothing.
    """
    if meeting.called_at is None or not WORTH_TELLING & set(changed):
        return
    meeting.sequence += 1
    meeting.save(update_fields=["sequence"])
    _stamp(meeting.calls.all())


def note_removed(row) -> None:
    """Somebody is taken off the list, in the caller's transaction: they are owed a CANCEL, after the usual wait."""
    _stamp(Call.objects.filter(attendance=row))


def note_added(meeting) -> None:
    """Somebody has been put on the list, in the caller's transaction: where the call is sent, they are called at once."""
    if meeting.called_at is not None:
        wake("meetings.send_calls")


def _stamp(calls):
    at = timezone.now()
    calls.update(changed_since=Coalesce(F("changed_since"), Value(at)), changed_at=at)


def send_calls(*, at=None) -> int:
    """The sweep: queue what is owed, one letter a person; returns how many. Safe to run twice at once, or never."""
    at = at or timezone.now()
    for meeting in _out_of_step(at):
        _put_in_step(meeting)
    return sum(_tell(address, at=at) for address in _addresses(at))


def _on_the_list():
    return Attendance.objects.annotate(reached=ADDRESS)


def _out_of_step(at) -> list:
    """Meetings where the list and the calls do not fit together: somebody added, or with another address."""
    rows = _on_the_list().filter(meeting__called_at__isnull=False, meeting__ends_at__gt=at)
    rows = rows.exclude(meeting__status__in=OFF)
    new = rows.filter(call=None).exclude(reached="")
    moved = rows.filter(call__isnull=False).exclude(reached=Lower("call__address"))
    return sorted({*new.values_list("meeting", flat=True), *moved.values_list("meeting", flat=True)})


@transaction.atomic
def _put_in_step(pk):
    """Give everybody on the list a call of their own; one to an address that is no longer theirs is let go."""
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=pk)
    rows = list(_on_the_list().filter(meeting=meeting).select_related("call", "user").order_by("pk"))
    for row in rows:
        call = getattr(row, "call", None)
        if call is not None and call.address.lower() != row.reached:
            Call.objects.filter(pk=call.pk).update(attendance=None)
    calls = {
        call.address.lower(): call for call in Call.objects.select_for_update(of=("self",)).filter(meeting=meeting)
    }
    for row in rows:
        if not row.reached:
            continue
        call = calls.get(row.reached)
        if call is None:
            facts = {"user": row.user, "name": row.name, "address": row.reached}
            calls[row.reached] = Call.objects.create(meeting=meeting, attendance=row, **facts)
        elif call.attendance_id is None:
            call.attendance, call.user, call.name = row, row.user, row.name
            call.save(update_fields=["attendance", "user", "name"])


def _relevant(at):
    """Calls that may owe something. A meeting moved into the past is told too: its calls are stamped."""
    calls = Call.objects.exclude(attendance=None, method="").exclude(method=CallMethod.CANCEL, attendance=None)
    return calls.filter(Q(meeting__ends_at__gt=at) | Q(changed_at__isnull=False))


def _addresses(at) -> list[str]:
    """Where something is to be said now, without locks: looked at once more under lock."""
    by_address = {}
    for call in _relevant(at).select_related("meeting"):
        by_address.setdefault(call.address.lower(), []).append(call)
    return [address for address, calls in by_address.items() if _unsettled(calls, at)]


def _unsettled(calls, at) -> bool:
    found = [owed(call, call.meeting, at=at) for call in calls]
    stale = any(one is None and call.changed_at for one, call in zip(found, calls, strict=True))
    return stale or bool(to_say([one for one in found if one], at=at))


@transaction.atomic
def _tell(address, *, at) -> int:
    """Everything one person is owed now, in one letter, and the calls marked with it in the same transaction."""
    calls = _relevant(at).annotate(lower=Lower("address")).filter(lower=address)
    calls = list(calls.select_for_update(of=("self",), skip_locked=True).select_related("user"))
    # read after the calls are held: what is committed by now
    meetings = Meeting.objects.select_related("group").in_bulk({call.meeting_id for call in calls})
    rows = Attendance.objects.in_bulk({call.attendance_id for call in calls if call.attendance_id})
    found = []
    for call in calls:
        one = owed(call, meetings[call.meeting_id], at=at)
        if one is not None:
            found.append(one)
        elif call.changed_at is not None:
            call.changed_at = call.changed_since = None
            call.save(update_fields=["changed_at", "changed_since"])
    due = sorted(to_say(found, at=at), key=lambda one: (one.meeting.starts_at, one.call.pk))
    bundles = [due[start : start + AT_ONCE] for start in range(0, len(due), AT_ONCE)]
    for bundle in bundles:
        _queue(bundle, rows, at=at)
    return len(bundles)


def _queue(bundle, rows, *, at):
    first = bundle[0]
    person = first.call.user
    to = Recipient(first.call.address, first.call.name, person.language if person else "sv", person)
    queue(
        "meeting-calls",
        to=to,
        about=first.meeting,
        key=f"meeting-calls:{first.call.pk}:{first.method}:{first.sequence}",
        context={"calls": [_entry(one, rows.get(one.call.attendance_id)) for one in bundle], "at": at.isoformat()},
    )
    for one in bundle:
        _mark(one, at=at)


def _entry(one, row) -> dict:
    """What the letter says, as it stood when it was owed; the letter is written later, and may be tried again."""
    cancels = one.method == CallMethod.CANCEL
    return {
        "call": one.call.pk,
        "method": one.method,
        "sequence": one.sequence,
        "why": one.why,
        "reason": one.meeting.status_reason if one.why in OFF else "",
        "facts": one.call.told if cancels else facts_of(one.meeting),
        "before": one.call.told if one.why in ("moved", "changed") else {},
        "role": role_of(row),
        "partstat": partstat_of(one, row),
    }


def _mark(one, *, at):
    call = one.call
    if one.why == "moved":  # the answer was about another time
        call.partstat, call.reply_comment = PartStat.NEEDS_ACTION, ""
    if one.method == CallMethod.REQUEST:
        call.told = facts_of(one.meeting)
    call.method, call.sequence, call.sent_at = one.method, one.sequence, at
    call.changed_at = call.changed_since = None
    call.save()
