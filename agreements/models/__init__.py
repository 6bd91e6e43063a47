from agreements.models.agreement import (
    Agreement,
    AgreementState,
    Change,
    Party,
    Provision,
)
from agreements.models.decision import (
    Anchoring,
    CaseKind,
    DateMove,
    DecisionCase,
    DecisionStep,
    StepKind,
    StepOutcome,
    Support,
)
from agreements.models.document import (
    Document,
    DocumentKind,
    DocumentState,
    DocumentVersion,
    RelatedDocument,
    RelationKind,
)
from agreements.models.implementation import Implementation, Phase, PhaseChange, Progress
from agreements.models.plan import Activity, ActivityKind, ActivityState, Level, Plan, Stage

__all__ = [
    "Activity",
    "ActivityKind",
    "ActivityState",
    "Agreement",
    "AgreementState",
    "Anchoring",
    "CaseKind",
    "Change",
    "DateMove",
    "DecisionCase",
    "DecisionStep",
    "Document",
    "DocumentKind",
    "DocumentState",
    "DocumentVersion",
    "Implementation",
    "Level",
    "Party",
    "Phase",
    "PhaseChange",
    "Plan",
    "Progress",
    "Provision",
    "RelatedDocument",
    "RelationKind",
    "Stage",
    "StepKind",
    "StepOutcome",
    "Support",
]
