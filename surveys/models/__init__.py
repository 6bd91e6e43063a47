from surveys.models.questionnaire import Question, QuestionKind, Questionnaire
from surveys.models.response import AnswerChange, Response
from surveys.models.round import Invitation, Round, RoundState

__all__ = [
    "AnswerChange",
    "Invitation",
    "Question",
    "QuestionKind",
    "Questionnaire",
    "Response",
    "Round",
    "RoundState",
]
