"""Who the minutes go to by mail, and what each letter says. A draft goes to its own group and the leads alone (L5)."""

from dataclasses import dataclass, field

from meetings.models import Attendance, NotesState, Outcome, OutcomeKind
from meetings.queries import minutes
from organisations.models import GroupMembership, Membership, Role
from portal.collation import swedish_key


@dataclass
class Mailing:
    """`to` are rows of the list with `address` filled in; the others get nothing, and why."""

    to: list = field(default_factory=list)
    without_address: list = field(default_factory=list)
    outside: list = field(default_factory=list)  # may not read a draft


def mailing(meeting, *, shared=None) -> Mailing:
    """Everybody on the list of who was called. `shared`: as if the minutes were shared. Two statements; three for drafts."""
    rows = list(Attendance.objects.filter(meeting=meeting).select_related("user", "organisation"))
    rows.sort(key=lambda row: swedish_key(row.name))
    is_open = meeting.notes_state == NotesState.SHARED if shared is None else shared
    readers = None if is_open else readers_of_draft(meeting)
    found, taken = Mailing(), set()
    for row in rows:
        row.reached = address_of(row)
        if not row.reached:
            found.without_address.append(row)
        elif readers is not None and row.user_id not in readers:
            found.outside.append(row)
        elif row.reached.casefold() not in taken:
            taken.add(row.reached.casefold())
            found.to.append(row)
    return found


def address_of(row) -> str:
    """The account's own address, or the one that was written for somebody without."""
    if row.user_id:
        return row.user.email if row.user.is_active else ""
    return row.address


def readers_of_draft(meeting) -> set[int]:
    """Ids of those who sit in the group and of the leads."""
    sits = GroupMembership.objects.filter(group=meeting.group_id).values_list("user", flat=True)
    return set(sits.union(Membership.objects.filter(role=Role.LEAD).values_list("user", flat=True)))


def may_get(row, meeting) -> bool:
    """Whether somebody on the list may still get the minutes, when their letter is written."""
    return meeting.notes_state == NotesState.SHARED or row.user_id in readers_of_draft(meeting)


def own_actions(row) -> list:
    """What somebody on the list is to do after this meeting; without an account they are known by their name."""
    outcomes = Outcome.objects.filter(meeting=row.meeting_id, kind=OutcomeKind.ACTION).exclude(item__is_internal=True)
    outcomes = outcomes.select_related("action").order_by("item__position", "position", "pk")
    if row.user_id:
        return [one.action for one in outcomes.filter(action__owner=row.user_id)]
    name = row.name.casefold()
    return [one.action for one in outcomes.filter(action__owner=None) if one.action.owner_text.casefold() == name]


def decisions(content: dict) -> list[str]:
    """The decisions of a wording, in order."""
    groups = [item["outcomes"] for item in content["items"]] + [content["outcomes"]]
    return [one["text"] for group in groups for one in group if one["kind"] == OutcomeKind.DECISION]


def wording(meeting) -> tuple[dict, str]:
    """(the content that is handed out now, its hash)."""
    content = minutes.current(meeting)
    return content, minutes.hash_of(content)
