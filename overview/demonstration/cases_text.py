"""The demonstration's cases, moved decisions and notes on anchoring. All of it is invented; days count from today."""

from typing import NamedTuple

from agreements.models import (
    CaseKind,
    StepKind,
    StepOutcome,
    Support,
)
from overview.demonstration.people import REGION

JOHANNA, ANDERS, KATARINA = "johanna.sjogren", "anders.fors", "katarina.holmqvist"


class Turn(NamedTuple):
    """One body's step; `was` is a planned day that was moved, `moved` when that was done."""

    body: str
    kind: str
    planned: int | None = None
    decided: int | None = None
    outcome: str = ""
    group: str = ""
    registry_number: str = ""
    document: str = ""
    note: str = ""
    was: int | None = None
    moved: int = 0
    because: str = ""


class Matter(NamedTuple):
    kind: str
    title: str
    organisation: str
    registry_number: str
    report: str
    steps: list


class MovedParty(NamedTuple):
    earlier_by: int
    because: str
    on: int


class Note(NamedTuple):
    party: str
    on: int
    support: str
    source: str
    note: str = ""
    by: str = ANDERS


HEALTH_BOARD, BOARD, COUNCIL = "Nämnden för hälso- och sjukvård", "Regionstyrelsen", "Regionfullmäktige"
APPROVED, NOTED = StepOutcome.APPROVED, StepOutcome.NOTED
CASES = [
    Matter(
        CaseKind.TERMINATION,
        "Uppsägning av nuvarande avtal",
        REGION,
        "RS {year}/41",
        "uppsagning",
        [
            Turn(HEALTH_BOARD, StepKind.RECOMMEND, -168, -168, APPROVED, registry_number="HSN {year}/17"),
            Turn(BOARD, StepKind.DECIDE, -154, -154, APPROVED, registry_number="RS {year}/41"),
            Turn("Länets kommunstyrelser", StepKind.INFORM, -133, -133, NOTED, note="Skriftligt, till alla tretton."),
        ],
    ),
    Matter(
        CaseKind.NEW_AGREEMENT,
        "Nytt hälso- och sjukvårdsavtal",
        REGION,
        "RS {year}/214",
        "nytt",
        [
            Turn(
                "Gemensam styrgrupp",
                StepKind.RECOMMEND,
                -77,
                -77,
                APPROVED,
                group="styrgruppen",
                note="Rekommenderar parterna att anta avtalet.",
            ),
            Turn(
                HEALTH_BOARD,
                StepKind.RECOMMEND,
                -49,
                -49,
                APPROVED,
                registry_number="HSN {year}/63",
                was=-70,
                moved=-80,
                because="remissvaren från två kommuner väntades in",
            ),
            Turn(BOARD, StepKind.DECIDE, -35, -35, APPROVED),
            Turn(COUNCIL, StepKind.ADOPT, -21, -21, APPROVED, registry_number="RS {year}/214"),
        ],
    ),
    Matter(
        CaseKind.IMPLEMENTATION,
        "Implementering av avtalet",
        "",
        "RS {year}/298",
        "inforande",
        [
            Turn("Operativ styrgrupp", StepKind.RECOMMEND, -16, -16, APPROVED, group="operativa"),
            Turn(
                "Gemensam styrgrupp",
                StepKind.DECIDE,
                21,
                group="styrgruppen",
                was=7,
                moved=-5,
                because="den delade budgeten behöver räknas om först",
            ),
            Turn("Kommunernas socialnämnder", StepKind.INFORM, 60),
            Turn("Lokala ledningsforum", StepKind.INFORM, note="Datum sätts när styrgruppen har beslutat."),
        ],
    ),
]

MOVED_PARTIES = {
    "0604": MovedParty(21, "nämnden ville först höra det lokala ledningsforumet", -9),
    "0665": MovedParty(12, "sammanträdet flyttades", -15),
}

NOTES = [
    Note(
        "0604",
        -88,
        Support.QUESTIONS,
        "Dialogmöte med socialchefen",
        "Undrar hur läkarmedverkan räcker i ytterområdena.",
    ),
    Note(
        "0604",
        -26,
        Support.GROWING,
        "Möte i det lokala ledningsforumet",
        "Svaren om läkarmedverkan har tagits emot väl.",
    ),
    Note("0662", -40, Support.STEADY, "Avstämning med nämndens ordförande"),
    Note("0665", -31, Support.GROWING, "Workshop med båda huvudmännen", "Frågorna handlar nu om hur, inte om."),
    Note(
        "0617",
        -18,
        Support.UNDECIDED,
        "Telefonsamtal med socialchefen",
        "Vill ta upp frågan efter att budgeten är klar.",
    ),
    Note("0642", -22, Support.QUESTIONS, "Brev från förvaltningen", "Önskar ett räkneexempel för en mindre kommun."),
    Note(REGION, -64, Support.STEADY, "Gemensam styrgrupp", "Förvaltningarna är eniga om förslaget.", JOHANNA),
]
