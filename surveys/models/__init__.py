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
from surveys.models.round import Invitation, Round, RoundState, follows_rounds

__all__ = [
    "SCALE_WORDS",
    "STEPS",
    "TEXTS",
    "WITH_OPTIONS",
    "AnswerChange",
    "Invitation",
    "Missing",
    "Origin",
    "Question",
    "QuestionKind",
    "Questionnaire",
    "Reopening",
    "Response",
    "Round",
    "RoundState",
    "follows_rounds",
]
