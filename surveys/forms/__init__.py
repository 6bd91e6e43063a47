from surveys.forms.rounds import (
    ExtendForm,
    GapRoundForm,
    InvitationForm,
    ReopenForm,
    RoundForm,
    last_friday_to_answer,
    suggest,
)

__all__ = [
    "ExtendForm",
    "GapRoundForm",
    "InvitationForm",
    "ReopenForm",
    "RoundForm",
    "last_friday_to_answer",
    "suggest",
]
