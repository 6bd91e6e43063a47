"""Everything that changes a meeting: each one transaction and one audit entry."""

from meetings.services.agenda import (
    Stale,
    add_item,
    add_key_date,
    add_outcome,
    delete_item,
    delete_key_date,
    delete_outcome,
    edit_item,
    edit_outcome,
    move_item,
)
from meetings.services.meetings import (
    add_meeting,
    answer_call,
    call_person,
    edit_meeting,
    remove_person,
    set_attendance,
    share_notes,
)
from meetings.services.notes import AlreadySaved, find_twin, save_note

__all__ = [
    "AlreadySaved",
    "Stale",
    "add_item",
    "add_key_date",
    "add_meeting",
    "add_outcome",
    "answer_call",
    "call_person",
    "delete_item",
    "delete_key_date",
    "delete_outcome",
    "edit_item",
    "edit_meeting",
    "edit_outcome",
    "find_twin",
    "move_item",
    "remove_person",
    "save_note",
    "set_attendance",
    "share_notes",
]
