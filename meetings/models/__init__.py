from meetings.models.meeting import Attendance, AttendanceStatus, Meeting, MeetingForm, MeetingStatus, NotesState
from meetings.models.outcome import AgendaItem, KeyDate, Outcome, OutcomeKind

__all__ = [
    "AgendaItem",
    "Attendance",
    "AttendanceStatus",
    "KeyDate",
    "Meeting",
    "MeetingForm",
    "MeetingStatus",
    "NotesState",
    "Outcome",
    "OutcomeKind",
]
