"""The minutes as content: plain values in a fixed order, the same for the hash, the adjusters and every export.

Points that are only for the group are never part of the minutes.
"""

import hashlib
import json

from django.db.models import Prefetch
from django.utils import timezone

from meetings.confirm import DAY_ENDS, DAY_STARTS
from meetings.models import AgendaItem, ItemComment, MinutesStage, OutcomeKind, Seat
from meetings.queries import page
from portal.collation import swedish_key


def content(meeting) -> dict:
    """All that the minutes say. Six statements."""
    starts, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    people = sorted(meeting.attendance.select_related("organisation"), key=lambda row: swedish_key(row.name))
    items = page.agenda(meeting).filter(is_internal=False)
    return {
        "title": meeting.title,
        "group": meeting.group.name,
        "date": starts.date().isoformat(),
        "starts": "" if starts.time() == DAY_STARTS else starts.strftime("%H:%M"),
        "ends": "" if ends.time() == DAY_ENDS else ends.strftime("%H:%M"),
        "form": meeting.form,
        "venue": meeting.venue,
        "note_taker": str(meeting.note_taker or meeting.note_taker_text),
        "attendance": [_person(row) for row in people],
        "items": [_item(number, item) for number, item in enumerate(items, start=1)],
        "outcomes": [_outcome(one) for one in page.loose_outcomes(meeting)],
        "dates": [
            {"on": row.on.isoformat(), "what": row.what, "preliminary": row.is_preliminary}
            for row in meeting.key_dates.all()
        ],
    }


def _person(row):
    said = {
        "name": row.name,
        "organisation": row.organisation.name if row.organisation else row.organisation_text,
        "side": row.side,
        "status": row.status,
        "new": row.is_new,
    }
    return said | ({"seat": row.seat} if row.seat in (Seat.EXPERT, Seat.GUEST) else {})


def _item(number, item):
    """A section and a side are said only where there is one: wordings from before have neither."""
    said = {
        "number": number,
        "heading": item.heading,
        "presenter": item.presenter,
        "text": item.text,
        "outcomes": [_outcome(one) for one in item.outcomes.all()],
    }
    return said | {name: getattr(item, name) for name in ("section", "side") if getattr(item, name)}


def _outcome(outcome):
    action = outcome.action
    said = {
        "kind": outcome.kind,
        "text": action.title if action else outcome.text,
        "provision": outcome.provision.number if outcome.provision else "",
    }
    if outcome.kind == OutcomeKind.DECISION:
        said["review_on"] = outcome.review_on.isoformat() if outcome.review_on else ""
    if action:
        said |= {
            "owner": str(action.owner or action.owner_text),
            "organisation": action.organisation.name if action.organisation else "",
            "due_on": action.due_on.isoformat() if action.due_on else "",
        }
    return said


def canonical(content: dict) -> bytes:
    """The bytes that are hashed: JSON in UTF-8, keys in order, no space."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def hash_of(content: dict) -> str:
    return hashlib.sha256(canonical(content)).hexdigest()


def current(meeting) -> dict:
    """What is to be handed out: the approved wording when there is one in force, else how it stands now."""
    if meeting.stage == MinutesStage.APPROVED:
        approval = meeting.approvals.order_by("-number").first()
        if approval is not None:
            return approval.content
    return content(meeting)


def approvals(meeting):
    """Each approved wording, the newest first, with whether its content still gives its hash. One statement."""
    rows = list(meeting.approvals.select_related("reopened_by"))
    for row in rows:
        row.holds = hash_of(row.content) == row.sha256
    return rows


def commented(meeting, user) -> list:
    """The points the user may see, each with its comments. Two statements."""
    items = AgendaItem.objects.filter(meeting=meeting).for_eyes_of(user)
    comments = ItemComment.objects.select_related("by", "settled_by")
    return list(items.prefetch_related(Prefetch("comments", comments)))
