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
from meetings.services.backlog import carry_over, decline, propose, take_up
from meetings.services.decisions import add_spoken, forward, share_out
from meetings.services.locks import Locked
from meetings.services.meetings import (
    add_meeting,
    answer_call,
    call_person,
    edit_meeting,
    remove_person,
    set_attendance,
    share_notes,
)
from meetings.services.minutes import (
    NotNow,
    approve,
    back_to_writing,
    comment_on,
    reopen,
    send_for_comments,
    send_to_adjusters,
    settle_comment,
)
from meetings.services.notes import AlreadySaved, find_twin, save_note
from meetings.services.templates import add_template, delete_template
from meetings.services.writing import Met, Written, write_text

__all__ = [
    "AlreadySaved",
    "Locked",
    "Met",
    "NotNow",
    "Stale",
    "Written",
    "add_item",
    "add_key_date",
    "add_meeting",
    "add_outcome",
    "add_spoken",
    "add_template",
    "answer_call",
    "approve",
    "back_to_writing",
    "call_person",
    "carry_over",
    "comment_on",
    "decline",
    "delete_item",
    "delete_key_date",
    "delete_outcome",
    "delete_template",
    "edit_item",
    "edit_meeting",
    "edit_outcome",
    "find_twin",
    "forward",
    "move_item",
    "propose",
    "remove_person",
    "reopen",
    "save_note",
    "send_for_comments",
    "send_to_adjusters",
    "set_attendance",
    "settle_comment",
    "share_notes",
    "share_out",
    "take_up",
    "write_text",
]
