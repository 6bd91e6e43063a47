from surveys.models.dialogue import (
    MOST_STEPS,
    DialogueGuide,
    DialogueStep,
    QualityDialogue,
    RoundFinish,
)
from surveys.models.followup import GapFollowUp, PhaseProposal, PhaseProposalState
from surveys.models.persons import (
    AnsweredMark,
    OpenLink,
    PendingAnswer,
    PersonAnswer,
    PersonDraft,
    PersonText,
    SentPage,
    Tally,
)
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
from surveys.models.readers import follows_rounds
from surveys.models.response import AnswerChange, AnswerFile, Reopening, Response
from surveys.models.reveal import Reveal
from surveys.models.round import (
    PERSONS,
    Invitation,
    Round,
    RoundKind,
    RoundReminder,
    RoundState,
    Sharing,
    ShownAnswers,
)
from surveys.models.themes import StandingTheme, TextCode
from surveys.models.together import AnswerComment, CommentReading, Delegation
from surveys.models.wave import Wave

__all__ = [
    "MOST_STEPS",
    "PERSONS",
    "SCALE_WORDS",
    "STEPS",
    "TEXTS",
    "WITH_OPTIONS",
    "AnswerChange",
    "AnswerComment",
    "AnswerFile",
    "AnsweredMark",
    "CommentReading",
    "Delegation",
    "DialogueGuide",
    "DialogueStep",
    "GapFollowUp",
    "Invitation",
    "Missing",
    "OpenLink",
    "Origin",
    "PendingAnswer",
    "PersonAnswer",
    "PersonDraft",
    "PersonText",
    "PhaseProposal",
    "PhaseProposalState",
    "QualityDialogue",
    "Question",
    "QuestionKind",
    "Questionnaire",
    "Reopening",
    "Response",
    "Reveal",
    "Round",
    "RoundFinish",
    "RoundKind",
    "RoundReminder",
    "RoundState",
    "SentPage",
    "Sharing",
    "ShownAnswers",
    "StandingTheme",
    "Tally",
    "TextCode",
    "Wave",
    "follows_rounds",
]
