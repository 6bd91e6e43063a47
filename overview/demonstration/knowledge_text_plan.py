"""The demonstration's theory of change and its communication plan. All of it is invented; days count from today."""

from typing import NamedTuple

from agreements.models import Level, TheoryKind

ALL, PART, LOCAL = Level.COUNTY_WIDE, Level.SUBREGIONAL, Level.LOCAL


class Box(NamedTuple):
    """One box of the theory of change; `leads_to` names other boxes by their keys."""

    key: str
    kind: int
    text: str
    assumption: str = ""
    leads_to: tuple = ()
    provisions: tuple = ()


THEORY = [
    Box(
        "leads",
        TheoryKind.INPUT,
        "Två projektledare och ett stödteam med coacher",
        "kommunerna vill ha besök och inte bara brev",
        ("train", "forums"),
    ),
    Box("text", TheoryKind.INPUT, "Ett avtal som är skrivet så att det går att förstå", "", ("train",), ("1.1",)),
    Box(
        "data",
        TheoryKind.INPUT,
        "Siffror som varje kommun kan se själv",
        "de kommer medan de fortfarande är färska",
        ("talk",),
    ),
    Box(
        "train",
        TheoryKind.ACTIVITY,
        "Utbildning och samtal på varje arbetsplats",
        "cheferna ger tid till det",
        ("contact", "plans"),
        ("5.4",),
    ),
    Box(
        "forums",
        TheoryKind.ACTIVITY,
        "Lokala forum där kommun och vårdcentral träffas",
        "samma personer kommer varje gång",
        ("together",),
        ("2.3",),
    ),
    Box(
        "talk",
        TheoryKind.ACTIVITY,
        "Dialog om resultatet två gånger om året",
        "det känns tryggt att visa sina siffror",
        ("together",),
        ("6.1",),
    ),
    Box(
        "contact",
        TheoryKind.CHANGE,
        "Var och en har en fast kontakt som svarar",
        "kontakten har tid i sitt schema",
        ("safe",),
        ("4.2",),
    ),
    Box(
        "plans",
        TheoryKind.CHANGE,
        "Planen vid försämring finns innan den behövs",
        "läkaren är med när den skrivs",
        ("home",),
        ("4.5", "4.1"),
    ),
    Box(
        "together",
        TheoryKind.CHANGE,
        "Kommun och vårdcentral löser vardagens problem tillsammans",
        "",
        ("safe", "home"),
        ("6.2",),
    ),
    Box("safe", TheoryKind.EFFECT, "Invånaren vet vem man vänder sig till och känner sig trygg hemma"),
    Box("home", TheoryKind.EFFECT, "Färre åker in till sjukhus när vården kan ges hemma"),
]


class Message(NamedTuple):
    """One line of the communication plan; `done` is when it went out."""

    message: str
    audience: str
    channel: str
    level: str
    on: int | None
    responsible: str
    done: int | None = None
    only_if_decided: bool = False
    organisation: str = ""
    provisions: tuple = ()


MESSAGES = [
    Message(
        "Ett nytt avtal är på väg, och så här går besluten till",
        "chefer i båda leden",
        "Brev från ledningen",
        ALL,
        -120,
        "Kommunikatör",
        -119,
    ),
    Message(
        "Det här är nytt, och det här är som förut", "medarbetare", "Film på tre minuter", ALL, -75, "Kommunikatör", -70
    ),
    Message(
        "Så kan ni börja förbereda er redan nu", "enhetschefer", "Arbetsplatsträff", LOCAL, -40, "Verksamhetschef", -40
    ),
    Message(
        "Vad pensionärsråden undrade, och vad vi svarade", "pensionärsråd", "Dialogmöte", LOCAL, -18, "Socialchef", -18
    ),
    Message(
        "Hur det går i varje delregion",
        "delregionala samverkansgrupper",
        "Lägesbild på mötet",
        PART,
        -5,
        "Projektledare",
    ),
    Message("Frågor och svar har samlats på ett ställe", "medarbetare", "Intranätet", ALL, 6, "Kommunikatör"),
    Message("Inbjudan till dialogkonferens", "tjänstemän", "Mejl med anmälan", ALL, 20, "Projektledare"),
    Message(
        "Vad avtalet betyder för läkarens arbete",
        "läkare på vårdcentraler",
        "Läkarmöte",
        PART,
        28,
        "Primärvårdschef",
        provisions=("4.1", "4.3"),
    ),
    Message(
        "Så läser ni kommunens egna siffror",
        "medicinskt ansvariga sjuksköterskor",
        "Nätverksträff",
        PART,
        34,
        "Stödteamet",
        provisions=("6.1",),
    ),
    Message(
        "Avtalet är beslutat, och det här händer nu",
        "alla medarbetare",
        "Nyhet på intranätet",
        ALL,
        60,
        "Kommunikatör",
        only_if_decided=True,
    ),
    Message(
        "Vem du ringer när du får vård hemma",
        "invånare och närstående",
        "Broschyr och webb",
        ALL,
        75,
        "Kommunikatör",
        only_if_decided=True,
        provisions=("4.2",),
    ),
    Message(
        "Nya i nämnden: det här har ni ärvt",
        "förtroendevalda",
        "Politisk konferens",
        ALL,
        110,
        "Projektledare",
        only_if_decided=True,
    ),
    Message(
        "Korten till kylskåpet finns att hämta",
        "undersköterskor",
        "Arbetsplatsträff",
        LOCAL,
        12,
        "Enhetschef",
        organisation="0685",
        provisions=("4.2",),
    ),
    Message("Så gör vi när någon av oss är oense", "enhetschefer", "Kort text", LOCAL, None, "", provisions=("6.4",)),
]
