from surveys.services.answers import (
    AlreadySubmittedError,
    Conflict,
    Given,
    IncompleteError,
    RoundClosedError,
    Saved,
    save_answers,
    submit,
)
from surveys.services.invitations import add_invitation, queue_invitations, queue_reminders, resend, revoke
from surveys.services.questions import (
    add_question,
    copies_of,
    create_written_round,
    edit_question,
    move_question,
    remove_question,
    update_written_draft,
)
from surveys.services.reopening import reopen
from surveys.services.rounds import close_round, create_gap_round, delete_draft, extend_round, send_round, update_draft

__all__ = [
    "AlreadySubmittedError",
    "Conflict",
    "Given",
    "IncompleteError",
    "RoundClosedError",
    "Saved",
    "add_invitation",
    "add_question",
    "close_round",
    "copies_of",
    "create_gap_round",
    "create_written_round",
    "delete_draft",
    "edit_question",
    "extend_round",
    "move_question",
    "queue_invitations",
    "queue_reminders",
    "remove_question",
    "reopen",
    "resend",
    "revoke",
    "save_answers",
    "send_round",
    "submit",
    "update_draft",
    "update_written_draft",
]
