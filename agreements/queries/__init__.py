from agreements.queries.cases import CaseRow, anchoring_of, attach_moves, case_rows
from agreements.queries.decisions import DecisionBoard, decision_board
from agreements.queries.documents import Register, documents_of_provision, register_of, related_documents
from agreements.queries.organisations import standings_of_organisation
from agreements.queries.parties import PartyGroup, parties_in_groups
from agreements.queries.phases import Cell, Matrix, PhaseFigures, details_of, figures_of, matrix_of, phase_figures
from agreements.queries.plan import plan_figures, plan_of
from agreements.queries.provisions import (
    chapters_of,
    neighbours_of,
    phases_of_provision,
    provision_counts,
    provision_rows,
)
from agreements.queries.standing import Standing, standing_of

__all__ = [
    "CaseRow",
    "Cell",
    "DecisionBoard",
    "Matrix",
    "PartyGroup",
    "PhaseFigures",
    "Register",
    "Standing",
    "anchoring_of",
    "attach_moves",
    "case_rows",
    "chapters_of",
    "decision_board",
    "details_of",
    "documents_of_provision",
    "figures_of",
    "matrix_of",
    "neighbours_of",
    "parties_in_groups",
    "phase_figures",
    "phases_of_provision",
    "plan_figures",
    "plan_of",
    "provision_counts",
    "provision_rows",
    "register_of",
    "related_documents",
    "standing_of",
    "standings_of_organisation",
]
