from surveys.models.questionnaire import (
    SCALE_WORDS,
    STEPS,
    TEXTS,
    WITH_OPTIONS,
    Missing,
    Origin,
    Question,
    QuestionKind,
    Questionnaire,
)
from surveys.models.response import AnswerChange, Reopening, Response
from surveys.models.round import Invitation, Round, RoundReminder, RoundState, follows_rounds
from surveys.models.together import AnswerComment, CommentReading, Delegation

__all__ = [
    "SCALE_WORDS",
    "STEPS",
    "TEXTS",
    "WITH_OPTIONS",
    "AnswerChange",
    "AnswerComment",
    "CommentReading",
    "Delegation",
    "Invitation",
    "Missing",
    "Origin",
    "Question",
    "QuestionKind",
    "Questionnaire",
    "Reopening",
    "Response",
    "Round",
    "RoundReminder",
    "RoundState",
    "follows_rounds",
]
