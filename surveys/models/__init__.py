from surveys.models.questionnaire import SCALE_WORDS, Missing, Question, QuestionKind, Questionnaire
from surveys.models.response import AnswerChange, Reopening, Response
from surveys.models.round import Invitation, Round, RoundState, follows_rounds

__all__ = [
    "SCALE_WORDS",
    "AnswerChange",
    "Invitation",
    "Missing",
    "Question",
    "QuestionKind",
    "Questionnaire",
    "Reopening",
    "Response",
    "Round",
    "RoundState",
    "follows_rounds",
]
