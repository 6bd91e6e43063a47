from agreements.models.agreement import (
    Agreement,
    AgreementState,
    Change,
    Party,
    Provision,
)
from agreements.models.implementation import Implementation, Phase, PhaseChange, Progress
from agreements.models.plan import Activity, ActivityKind, ActivityState, Level, Plan, Stage

__all__ = [
    "Activity",
    "ActivityKind",
    "ActivityState",
    "Agreement",
    "AgreementState",
    "Change",
    "Implementation",
    "Level",
    "Party",
    "Phase",
    "PhaseChange",
    "Plan",
    "Progress",
    "Provision",
    "Stage",
]
