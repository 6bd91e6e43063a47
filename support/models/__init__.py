from support.models.event import (
    Event,
    EventAction,
    EventKind,
    EventMaterial,
    EventSeries,
    EventState,
    GuidingQuestion,
    Participation,
    UnitKind,
)
from support.models.forum import Coaching, ForumContact, ForumPart, ForumPartKind, Talk, TalkKind

__all__ = [
    "Coaching",
    "Event",
    "EventAction",
    "EventKind",
    "EventMaterial",
    "EventSeries",
    "EventState",
    "ForumContact",
    "ForumPart",
    "ForumPartKind",
    "GuidingQuestion",
    "Participation",
    "Talk",
    "TalkKind",
    "UnitKind",
]
