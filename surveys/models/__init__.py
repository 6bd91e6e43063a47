from surveys.models.dialogue import (
    MOST_STEPS,
    DialogueGuide,
    DialogueStep,
    QualityDialogue,
    RoundFinish,
)
from surveys.models.followup import GapFollowUp, PhaseProposal, PhaseProposalState
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
from surveys.models.round import (
    Invitation,
    Round,
    RoundReminder,
    RoundState,
    Sharing,
    ShownAnswers,
    follows_rounds,
)
from surveys.models.themes import StandingTheme, TextCode
from surveys.models.together import AnswerComment, CommentReading, Delegation

__all__ = [
    "MOST_STEPS",
    "SCALE_WORDS",
    "STEPS",
    "TEXTS",
    "WITH_OPTIONS",
    "AnswerChange",
    "AnswerComment",
    "CommentReading",
    "Delegation",
    "DialogueGuide",
    "DialogueStep",
    "GapFollowUp",
    "Invitation",
    "Missing",
    "Origin",
    "PhaseProposal",
    "PhaseProposalState",
    "QualityDialogue",
    "Question",
    "QuestionKind",
    "Questionnaire",
    "Reopening",
    "Response",
    "Round",
    "RoundFinish",
    "RoundReminder",
    "RoundState",
    "Sharing",
    "ShownAnswers",
    "StandingTheme",
    "TextCode",
    "follows_rounds",
]
