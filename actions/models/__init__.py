from actions.models.action import OPEN_STATES, ActionChange, ActionItem, ActionState, Priority
from actions.models.reminders import (
    ActionLink,
    DigestChoice,
    Reminder,
    ReminderKind,
    ReminderRules,
    ReminderSweep,
    Rhythm,
)
from actions.models.talk import ActionFile, ActionFollower
from actions.models.views import SavedView

__all__ = [
    "OPEN_STATES",
    "ActionChange",
    "ActionFile",
    "ActionFollower",
    "ActionItem",
    "ActionLink",
    "ActionState",
    "DigestChoice",
    "Priority",
    "Reminder",
    "ReminderKind",
    "ReminderRules",
    "ReminderSweep",
    "Rhythm",
    "SavedView",
]
