from actions.services.actions import (
    COMMENT,
    FIELDS,
    RELATED,
    STATE,
    Stale,
    add_action,
    add_actions,
    edit_action,
    set_state,
)
from actions.services.bulk import edit_many
from actions.services.importing import save_rows
from actions.services.links import choose_date_by_link, finish_by_link
from actions.services.parts import spread
from actions.services.preferences import choose_rhythm, set_rules
from actions.services.reminders import remind
from actions.services.talk import (
    MENDABLE,
    add_file,
    can_mend,
    comment,
    edit_comment,
    follow,
    remove_file,
    unfollow,
    withdraw_comment,
)
from actions.services.views import remove_view, save_view
from portal.revisions import ChangedMeanwhile

__all__ = [
    "COMMENT",
    "FIELDS",
    "MENDABLE",
    "RELATED",
    "STATE",
    "ChangedMeanwhile",
    "Stale",
    "add_action",
    "add_actions",
    "add_file",
    "can_mend",
    "choose_date_by_link",
    "choose_rhythm",
    "comment",
    "edit_action",
    "edit_comment",
    "edit_many",
    "finish_by_link",
    "follow",
    "remind",
    "remove_file",
    "remove_view",
    "save_rows",
    "save_view",
    "set_rules",
    "set_state",
    "spread",
    "unfollow",
    "withdraw_comment",
]
