from agreements.services.agreement import mark_decided, record_decision, save_agreement, save_provision
from agreements.services.implementation import (
    ChangedMeanwhile,
    ensure_implementations,
    move_to_phase,
    set_progress,
)
from agreements.services.plan import save_activity, save_plan, save_stage, set_activity_state

__all__ = [
    "ChangedMeanwhile",
    "ensure_implementations",
    "mark_decided",
    "move_to_phase",
    "record_decision",
    "save_activity",
    "save_agreement",
    "save_plan",
    "save_provision",
    "save_stage",
    "set_activity_state",
    "set_progress",
]
