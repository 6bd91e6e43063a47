from agreements.services.activities import cancel_activity, remove_activity, save_activity, set_activity_state
from agreements.services.agreement import mark_decided, record_decision, save_agreement
from agreements.services.bulk import Outcome, move_many, put_back
from agreements.services.calendars import close_calendar, open_calendar, renew_calendar
from agreements.services.cases import (
    add_anchoring,
    move_step,
    remove_anchoring,
    remove_step,
    save_case,
    save_step,
)
from agreements.services.communication import remove_communication, save_communication, set_communication_done
from agreements.services.copies import copy_to_new_parties, copy_to_organisations
from agreements.services.documents import (
    add_related,
    add_version,
    edit_related,
    remove_related,
    save_document,
    set_document_state,
)
from agreements.services.evidence import (
    NOT_AN_OWNER,
    add_evidence,
    answer_pulse,
    remove_evidence,
    save_checks,
    set_owner,
)
from agreements.services.homework import ask_groups, move_due_date, withdraw_homework, write_homework
from agreements.services.implementation import (
    ChangedMeanwhile,
    ensure_implementations,
    move_to_phase,
    set_progress,
)
from agreements.services.knowledge import (
    add_learning,
    answer_question,
    ask_question,
    move_knowledge,
    remove_knowledge,
    save_knowledge,
    set_knowledge_state,
)
from agreements.services.plan import save_plan, save_stage
from agreements.services.plan_parts import answer_goal, move_part, remove_part, save_part, save_section
from agreements.services.plan_versions import keep_before_change, save_version
from agreements.services.provisions import save_provision
from agreements.services.reminders import remind_of_pulses
from agreements.services.removal import (
    REMOVE,
    remove_agreement,
    remove_case,
    remove_document,
    remove_provision,
    remove_stage,
)
from agreements.services.supplements import remove_supplement, save_supplement, share_supplement
from agreements.services.theory import move_theory_step, remove_theory_step, save_theory_step
from agreements.services.versions import confirm_carried, start_version, take_over
from agreements.services.years import a_year_later, copy_to_next_year, planned_days, undo_copies

__all__ = [
    "NOT_AN_OWNER",
    "REMOVE",
    "ChangedMeanwhile",
    "Outcome",
    "a_year_later",
    "add_anchoring",
    "add_evidence",
    "add_learning",
    "add_related",
    "add_version",
    "answer_goal",
    "answer_pulse",
    "answer_question",
    "ask_groups",
    "ask_question",
    "cancel_activity",
    "close_calendar",
    "confirm_carried",
    "copy_to_new_parties",
    "copy_to_next_year",
    "copy_to_organisations",
    "edit_related",
    "ensure_implementations",
    "keep_before_change",
    "mark_decided",
    "move_due_date",
    "move_knowledge",
    "move_many",
    "move_part",
    "move_step",
    "move_theory_step",
    "move_to_phase",
    "open_calendar",
    "planned_days",
    "put_back",
    "record_decision",
    "remind_of_pulses",
    "remove_activity",
    "remove_agreement",
    "remove_anchoring",
    "remove_case",
    "remove_communication",
    "remove_document",
    "remove_evidence",
    "remove_knowledge",
    "remove_part",
    "remove_provision",
    "remove_related",
    "remove_stage",
    "remove_step",
    "remove_supplement",
    "remove_theory_step",
    "renew_calendar",
    "save_activity",
    "save_agreement",
    "save_case",
    "save_checks",
    "save_communication",
    "save_document",
    "save_knowledge",
    "save_part",
    "save_plan",
    "save_provision",
    "save_section",
    "save_stage",
    "save_step",
    "save_supplement",
    "save_theory_step",
    "save_version",
    "set_activity_state",
    "set_communication_done",
    "set_document_state",
    "set_knowledge_state",
    "set_owner",
    "set_progress",
    "share_supplement",
    "start_version",
    "take_over",
    "undo_copies",
    "withdraw_homework",
    "write_homework",
]
