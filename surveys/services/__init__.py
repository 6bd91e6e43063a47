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
    "close_round",
    "create_gap_round",
    "delete_draft",
    "extend_round",
    "queue_invitations",
    "queue_reminders",
    "reopen",
    "resend",
    "revoke",
    "save_answers",
    "send_round",
    "submit",
    "update_draft",
]
