from agreements.services.agreement import mark_decided, record_decision, save_agreement, save_provision
from agreements.services.cases import (
    add_anchoring,
    move_step,
    remove_anchoring,
    remove_step,
    save_case,
    save_step,
)
from agreements.services.documents import (
    add_related,
    add_version,
    remove_related,
    save_document,
    set_document_state,
)
from agreements.services.implementation import (
    ChangedMeanwhile,
    ensure_implementations,
    move_to_phase,
    set_progress,
)
from agreements.services.plan import save_activity, save_plan, save_stage, set_activity_state

__all__ = [
    "ChangedMeanwhile",
    "add_anchoring",
    "add_related",
    "add_version",
    "ensure_implementations",
    "mark_decided",
    "move_step",
    "move_to_phase",
    "record_decision",
    "remove_anchoring",
    "remove_related",
    "remove_step",
    "save_activity",
    "save_agreement",
    "save_case",
    "save_document",
    "save_plan",
    "save_provision",
    "save_stage",
    "save_step",
    "set_activity_state",
    "set_document_state",
    "set_progress",
]
