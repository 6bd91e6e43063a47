from surveys.services.answers import (
    AlreadySubmittedError,
    Conflict,
    IncompleteError,
    NotLentError,
    RoundClosedError,
    Saved,
    save_answers,
    submit,
)
from surveys.services.comments import mark_read, say, take_away
from surveys.services.delegations import lend, send_lent_again, take_back
from surveys.services.files import ensure_room
from surveys.services.given import Given
from surveys.services.invitations import (
    add_invitation,
    mend_invitation,
    queue_invitations,
    resend,
    resend_unopened,
    revoke,
    revoke_organisation,
    unopened,
)
from surveys.services.questions import (
    add_question,
    copies_of,
    create_written_round,
    edit_question,
    move_question,
    remove_question,
    update_written_draft,
)
from surveys.services.reminders import (
    add_reminder,
    choose_contact,
    choose_reminders,
    edit_reminder,
    queue_reminders,
    remindings_of,
    remove_reminder,
)
from surveys.services.reopening import reopen
from surveys.services.reveals import reveal_due
from surveys.services.rounds import close_round, create_gap_round, delete_draft, extend_round, send_round, update_draft
from surveys.services.themes import ThemesChangedError, code_text

__all__ = [
    "AlreadySubmittedError",
    "Conflict",
    "Given",
    "IncompleteError",
    "NotLentError",
    "RoundClosedError",
    "Saved",
    "ThemesChangedError",
    "add_invitation",
    "add_question",
    "add_reminder",
    "choose_contact",
    "choose_reminders",
    "close_round",
    "code_text",
    "copies_of",
    "create_gap_round",
    "create_written_round",
    "delete_draft",
    "edit_question",
    "edit_reminder",
    "ensure_room",
    "extend_round",
    "lend",
    "mark_read",
    "mend_invitation",
    "move_question",
    "queue_invitations",
    "queue_reminders",
    "remindings_of",
    "remove_question",
    "remove_reminder",
    "reopen",
    "resend",
    "resend_unopened",
    "reveal_due",
    "revoke",
    "revoke_organisation",
    "save_answers",
    "say",
    "send_lent_again",
    "send_round",
    "submit",
    "take_away",
    "take_back",
    "unopened",
    "update_draft",
    "update_written_draft",
]
