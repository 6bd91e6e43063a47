"""What the letters of meetings say: the calls, and what has changed since."""

from datetime import datetime

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from meetings import (
    invitations,
    minutes_letters,  # noqa: F401 - registers its letters
    poll_letters,  # noqa: F401 - registers its letters
)
from meetings.models import Call
from portal.notifications import bounced, letter


@letter("meeting-calls")
def meeting_calls(row):
    """The calls of one letter, but for those that a newer letter speaks of; nothing when none is left."""
    entries = {entry["call"]: entry for entry in row.context["calls"]}
    calls = Call.objects.filter(pk__in=entries, address__iexact=row.to_address).select_related("meeting__group")
    current = [
        call
        for call in calls.order_by(F("meeting__starts_at"), "pk")
        if (call.method, call.sequence) == (entries[call.pk]["method"], entries[call.pk]["sequence"])
    ]
    if not current:
        return None
    at = datetime.fromisoformat(row.context["at"])
    lines, made = [], []
    for call in current:
        entry = entries[call.pk]
        url = settings.BASE_URL + call.meeting.get_absolute_url() if call.user_id else ""
        lines.append(_line(entry, call, url))
        made.append((entry, invitations.invitation(entry, call, url=url, at=at)))
    return {
        "calls": lines,
        "one": lines[0] if len(lines) == 1 else None,
        "all_new": all(line["why"] in ("called", "again") for line in lines),
        "all_off": all(line["off"] for line in lines),
        "any_on": any(not line["off"] for line in lines),
        "has_account": any(call.user_id for call in current),
        "parts": invitations.parts(made),
    }


def _line(entry, call, url) -> dict:
    meeting = invitations.told(entry["facts"])
    before = invitations.told(entry["before"]) if entry["before"] else None
    moved = before and (before.starts_at, before.ends_at) != (meeting.starts_at, meeting.ends_at)
    placed = before and (before.venue, before.link, before.form) != (meeting.venue, meeting.link, meeting.form)
    return {
        "why": entry["why"],
        "reason": entry.get("reason", ""),
        "off": entry["method"] == "cancel",
        "meeting": meeting,
        "group": call.meeting.group.name,
        "before": before,
        "moved": moved,
        "placed": placed,
        "renamed": before and before.title != meeting.title,
        "settled": before and before.tentative and not meeting.tentative,
        "url": "" if entry["why"] == "taken_off" else url,
    }


@bounced("meeting-calls")
def calls_came_back(row, reason):
    """The address does not work: the calls say so, and the meeting's page shows it to whoever called."""
    calls = [entry["call"] for entry in row.context["calls"]]
    Call.objects.filter(pk__in=calls, address__iexact=row.to_address).update(
        bounced_at=timezone.now(), bounce_reason=reason
    )
