from meetings.models.availability import AvailabilityLevel, AvailabilityPattern, BusyPeriod
from meetings.models.backlog import Proposal, ProposalState
from meetings.models.batch import BatchState, FileState, NoteBatch, NoteFile
from meetings.models.calls import Call, CallMethod, MeetingFeed, PartStat
from meetings.models.meeting import (
    Attendance,
    AttendanceStatus,
    Meeting,
    MeetingForm,
    MeetingStatus,
    MinutesStage,
    NotesState,
    Seat,
)
from meetings.models.minutes import Adjuster, Approval, ItemComment
from meetings.models.outcome import AgendaItem, KeyDate, Outcome, OutcomeKind
from meetings.models.poll import DatePoll, PollAnswer, PollOption, PollVoter, Suits
from meetings.models.series import Frequency, MeetingMove, Nth, Series, SeriesGuest, SeriesItem, Weekday
from meetings.models.template import WordTemplate

__all__ = [
    "Adjuster",
    "AgendaItem",
    "Approval",
    "Attendance",
    "AttendanceStatus",
    "AvailabilityLevel",
    "AvailabilityPattern",
    "BatchState",
    "BusyPeriod",
    "Call",
    "CallMethod",
    "DatePoll",
    "FileState",
    "Frequency",
    "ItemComment",
    "KeyDate",
    "Meeting",
    "MeetingFeed",
    "MeetingForm",
    "MeetingMove",
    "MeetingStatus",
    "MinutesStage",
    "NoteBatch",
    "NoteFile",
    "NotesState",
    "Nth",
    "Outcome",
    "OutcomeKind",
    "PartStat",
    "PollAnswer",
    "PollOption",
    "PollVoter",
    "Proposal",
    "ProposalState",
    "Seat",
    "Series",
    "SeriesGuest",
    "SeriesItem",
    "Suits",
    "Weekday",
    "WordTemplate",
]
