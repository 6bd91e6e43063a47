"""Which sentences tell a decision of this meeting; and which only speak of deciding."""

import pytest

from meetings.notes import read_pasted

NOTE = """Minnesanteckningar Samverkansgruppen Norr
Datum: 2026-03-04
Närvarande: Karin Ahlström, Lillköpings kommun; Per Lindgren, Region Norr

1. Läget
Gruppen gick igenom läget i de olika verksamheterna.

2. Punkt
%s

3. Övrigt
Inget.
"""
DECISIONS = [
    "Beslut: Rutinen gäller från 1 maj.",
    "BESLUT: Rutinen gäller från 1 maj.",
    "Beslut - Rutinen gäller.",
    "Gruppen beslutar att rutinen gäller.",
    "Gruppen beslutade att rutinen ska gälla från maj.",
    "Mötet beslutade enhälligt att godkänna planen.",
    "Mötet godkänner planen.",
    "Planen godkändes.",
    "Planen godkänns.",
    "Beslutades att planen ska gälla.",
    "Det beslutades att planen ska gälla.",
    "Vi beslutade att pröva modellen.",
    "Vi enades om att pröva modellen.",
    "Gruppen enas om att pröva modellen.",
    "Man kom överens om att pröva modellen.",
    "Gruppen ställer sig bakom förslaget.",
    "Styrgruppen ställde sig bakom förslaget.",
    "Styrgruppen fastställer planen.",
    "Tidplanen fastställdes.",
    "Efter diskussion beslutades att avvakta.",
    "Därefter beslutade gruppen att avvakta.",
    "Karin Ahlström utsågs till kontaktperson.",
    "Till ny ordförande valdes Karin.",
    "Beslut togs om att avvakta.",
    "Beslut fattades om att starta i maj.",
    "Gruppen väljer att prioritera barn och unga.",
    "Samverkansgruppen Norr beslutar att anta planen.",
    "Det bestämdes att mötena blir digitala.",
    "Vi bestämde oss för att pröva modellen.",
    "Gruppen är överens om att starta i maj.",
    "Gruppen var eniga om att avvakta.",
    "Gruppen tar beslut om att avvakta.",
    "Förslaget antogs.",
    "Konsensus: vi kör digitala möten.",
    "Gruppen tillstyrker förslaget.",
    "Ärendet bordlades.",
    "Gruppen beslutar i enlighet med förslaget.",
    "Beslut: Ja till förslaget.",
    "Ordföranden konstaterar att gruppen beslutar att anta planen.",
    "Gruppens beslut är att avvakta.",
    "Beslutet blev att avvakta till hösten.",
]
NO_DECISIONS = [
    "Beslut väntas under vintern.",
    "Beslutsprocessen tar tid och pågår hela våren.",
    "Inget beslut fattades.",
    "Vi börjar om stödet beslutas, men inte tidigare.",
    "Beslut har ännu inte fattats.",
    "Regionfullmäktige beslutade i juni om avtalet.",
    "Kommunstyrelsen har beslutat om budgeten.",
    "Riksdagen beslutade om en ny lag.",
    "Beslut ska tas av styrgruppen i maj.",
    "Gruppen behöver besluta om nästa steg.",
    "Frågan ska beslutas på nästa möte.",
    "Förslaget är att gruppen beslutar i maj.",
    "Gruppen diskuterade beslutet från förra året.",
    "Det är oklart vem som beslutar.",
    "Innan beslut fattas behövs mer underlag.",
    "Karin föreslår att gruppen beslutar om detta i maj.",
    "Planen ska godkännas av styrgruppen.",
    "Vi har inte beslutat något än.",
    "Beslutsunderlaget skickas ut i april.",
    "Enligt tidigare beslut gäller rutinen.",
    "Styrgruppen förväntas fatta beslut i maj.",
    "Nämnderna fattar beslut under våren.",
    "När avtalet är beslutat startar arbetet.",
    "Om avtalet beslutas startar arbetet i januari.",
    "Karin berättade att nämnden har godkänt planen.",
    "Flera är överens om att det fungerar bra.",
    "Gruppen är överens om att arbetet fungerar bra.",
]


def decisions_in(text):
    return [decision for decision in read_pasted(NOTE % text).decisions if decision.section == "2. Punkt"]


@pytest.mark.parametrize("text", DECISIONS)
def test_a_decision(text):
    assert len(decisions_in(text)) == 1


@pytest.mark.parametrize("text", NO_DECISIONS)
def test_no_decision(text):
    assert decisions_in(text) == []


def test_points_under_beslut_are_one_decision_each():
    text = "Beslut\nGruppen beslutar\natt anta planen\natt börja i maj"
    assert [decision.text for decision in decisions_in(text)] == [
        "Gruppen beslutar att anta planen",
        "Gruppen beslutar att börja i maj",
    ]


def test_a_proposal_is_no_decision():
    text = "Förslag till beslut\nAtt anta planen.\n\nBeslut\nPlanen återremitteras."
    assert [decision.text for decision in decisions_in(text)] == ["Planen återremitteras"]


def test_a_decision_that_gives_somebody_a_task_is_both():
    note = read_pasted(NOTE % "Beslut: Per får i uppdrag att skriva ett utkast.")
    assert [decision.text for decision in note.decisions] == ["Per får i uppdrag att skriva ett utkast"]
    assert [(action.text, action.owners) for action in note.actions] == [("Skriva ett utkast", ["Per Lindgren"])]
