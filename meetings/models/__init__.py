from meetings.models.backlog import Proposal, ProposalState
from meetings.models.meeting import (
    Attendance,
    AttendanceStatus,
    Meeting,
    MeetingForm,
    MeetingStatus,
    MinutesStage,
    NotesState,
)
from meetings.models.minutes import Adjuster, Approval, ItemComment
from meetings.models.outcome import AgendaItem, KeyDate, Outcome, OutcomeKind
from meetings.models.template import WordTemplate

__all__ = [
    "Adjuster",
    "AgendaItem",
    "Approval",
    "Attendance",
    "AttendanceStatus",
    "ItemComment",
    "KeyDate",
    "Meeting",
    "MeetingForm",
    "MeetingStatus",
    "MinutesStage",
    "NotesState",
    "Outcome",
    "OutcomeKind",
    "Proposal",
    "ProposalState",
    "WordTemplate",
]
