"""What is said about the events of the demonstration, in words of our own."""

from typing import NamedTuple

from support.models import EventKind


class Occasion(NamedTuple):
    """One event; days from today, and how many came from where."""

    days: int
    title: str
    theme: str
    hours: tuple[int, int] = (13, 15)
    came: dict = {}  # a code or a unit's key, or (part of the county, kind of workplace) -> persons
    said: list[str] = []  # under each of the series' questions
    outcome: str = ""
    material: list[tuple[str, str]] = []
    cancelled: bool = False


class Single(NamedTuple):
    """An event of its own."""

    days: int
    kind: str
    title: str
    theme: str
    purpose: str
    audience: str
    organiser: str
    group: str
    hours: tuple[int, int]
    form: str
    venue: str
    came: dict = {}
    questions: list[tuple[str, str]] = []
    outcome: str = ""
    steps: list[tuple[str, str, int, str]] = []  # what, who, days from today, the group
    material: list[tuple[str, str]] = []


HEALTH_CENTRES = {
    "smedjan": "Höglandet",
    "bruket": "Höglandet",
    "akanten": "Värnamo",
    "hagstugan": "Jönköping",
    "tallgarden": "Jönköping",
}

QUESTIONS = [
    "Vad blir bättre för invånaren av det vi gör?",
    "Vad säger våra egna siffror, och vad vill vi ändra först?",
    "Vad kan vi ta efter från en annan kommun eller vårdcentral?",
]

SPRING = [
    Occasion(
        -256,
        "Call-in 1",
        "När flera ger vård i samma hem",
        came={"0685": 4, "0682": 2, "0686": 1, "0662": 3, "smedjan": 2, ("Jönköping", "municipality"): 5},
        outcome="Många beskrev samma sak: den som kommer hem vet inte vem som gör vad. Tre kommuner ritade en enkel bild "
        "av vem som ringer vem, och delar den vid nästa tillfälle.",
    ),
    Occasion(
        -228,
        "Call-in 2",
        "Från sjukhuset och hem, dag för dag",
        came={"0604": 2, "0685": 3, "0684": 1, "0680": 6, "0643": 2, "sjukhus": 3, "hagstugan": 1},
        outcome="Deltagarna gick igenom ett dygn efter en utskrivning. Det som oftast brister är hjälpmedel den första kvällen.",
    ),
    Occasion(
        -200,
        "Call-in 3",
        "Planen som personen själv har hemma",
        came={"0685": 2, "0687": 2, "0680": 4, "0683": 3, "0617": 1, "akanten": 1, ("Värnamo", "health_centre"): 4},
        outcome="Några har börjat skriva planen tillsammans med personen vid köksbordet. Det tar längre tid första gången "
        "men spar samtal sedan.",
        material=[("Bilder om planen hemma", "https://demo.example/bilder/planen-hemma")],
    ),
]

AUTUMN = [
    Occasion(
        -70,
        "Call-in 1",
        "Att komma igång lokalt",
        came={"0604": 3, "0682": 2, "0684": 2, "0685": 4, "0686": 2, "0643": 2, "0680": 5, "0662": 2, "0683": 3, "smedjan": 1},
        said=[
            "Flera tog upp att invånaren får samma svar oavsett vem hen ringer. Det går att pröva redan i vår.",
            "De flesta har ännu inga egna siffror. Två forum börjar med att räkna oplanerade besök.",
            "Habo visade hur de delar upp mötet: halva tiden om läget, halva om en sak att ändra.",
        ],
        outcome="Elva forum har bestämt vilka som ska vara med. Stödteamet hjälper de övriga att bjuda in.",
        material=[("Mall för en första nulägesbild", "https://demo.example/mallar/nulagesbild")],
    ),
    Occasion(
        -42,
        "Call-in 2",
        "Mäta för att lära",
        came={"0642": 1, "0665": 2, "0680": 4, "0685": 3, "0687": 1, "0617": 2, "bruket": 1, "tallgarden": 2, ("", "region"): 3},
        said=[
            "Ett mått som ingen använder ska bort. Fråga personen vad som märks.",
            "Små tal går upp och ner. Titta på flera månader i rad innan ni drar slutsatser.",
            "",
        ],
        outcome="Deltagarna vill ha ett gemensamt sätt att räkna oplanerade besök. Frågan går till arbetsgruppen.",
    ),
    Occasion(
        -11,
        "Call-in 3",
        "Goda exempel från tre forum",
        came={"0604": 1, "0682": 3, "0685": 5, "0686": 2, "0643": 3, "0680": 3, "0662": 4, "0683": 2, "hagstugan": 1, "akanten": 2},
        said=[
            "Vetlanda ringer upp dagen efter hemkomst. De äldre säger att de sover bättre.",
            "",
            "Gislaved och vårdcentralen Åkanten har gemensam rond en gång i veckan. Tre kommuner vill pröva.",
        ],
    ),
    Occasion(17, "Call-in 4", "Vad har det gett?"),
]  # fmt: skip

SINGLES = [
    Single(
        -130,
        EventKind.WORKSHOP,
        "Workshop om läget i länet",
        "Läs svaren tillsammans och välj nästa steg",
        "Deltagarna läser enkätens svar, jämför med sin egen bild och bestämmer vad de gör härnäst.",
        "Chefer och deltagare i lokala ledningsforum",
        "Stödteamet och projektledningen",
        "projektledningen",
        (9, 15),
        "physical",
        "Folkets hus i Nässjö",
        came={
            "0604": 2, "0686": 2, "0682": 5, "0684": 2, "0685": 6, "0687": 1, "0643": 3, "0680": 8, "0662": 4, "0617": 1,
            "0683": 5, "smedjan": 2, "bruket": 1, "hagstugan": 1, "tallgarden": 2, "sjukhus": 4,
            ("Jönköping", "health_centre"): 3,
        },
        questions=[
            ("Stämmer svaren med er egen bild?", "I stort ja. Fyra kommuner tycker att de svarade för försiktigt om läkarmedverkan."),
            ("Vilken skillnad vill ni se före sommaren?", "Att den som kommer hem vet vem hen ska ringa, och att någon ringer upp."),
            ("Vem gör vad innan vi ses igen?", "Se nästa steg nedan."),
        ],
        outcome="Arbetet vid borden gav fyra saker som alla vill börja med. De är uppdelade på grupper med ett datum var. "
        "Varje forum tar hem sin egen bild och talar om den på nästa möte.",
        steps=[
            ("Ta fram ett gemensamt sätt att räkna oplanerade besök", "cecilia.norrby", 26, "arbetsgruppen"),
            ("Pröva uppringning dagen efter hemkomst i tre kommuner", "katarina.holmqvist", 47, "forum-vetlanda"),
            ("Bjud in vårdcentraler som saknar ett forum", "tomas.ekberg", 12, "projektledningen"),
            ("Samla frågor om läkarmedverkan till nästa möte", "sofia.bergqvist", -4, "arbetsgruppen"),
        ],
        material=[
            ("Svaren i bilder", "https://demo.example/bilder/laget-i-lanet"),
            ("Arbetsblad för borden", "https://demo.example/mallar/arbetsblad"),
        ],
    ),
    Single(
        -160,
        EventKind.DIALOGUE,
        "Samtal med pensionärsorganisationerna",
        "Vad är viktigt när vården kommer hem?",
        "Lyssna på hur avtalet märks för den som är äldre och för anhöriga.",
        "Pensionärsorganisationerna i länet",
        "Projektledningen",
        "projektledningen",
        (13, 16),
        "physical",
        "Träffpunkten i Vetlanda",
        came={("Höglandet", "other"): 14, ("Jönköping", "other"): 9, "0685": 2, "06": 2},
        questions=[("Vad gör dig trygg hemma?", "Att samma personer kommer, och att någon svarar i telefon på kvällen.")],
        outcome="Deltagarna vill få veta på vanlig svenska vad avtalet innebär. Kommunikatören skriver ett blad om det.",
    ),
    Single(
        38,
        EventKind.CONFERENCE,
        "Dialogkonferens för chefer",
        "Från beslut till vardag",
        "Efter besluten behöver cheferna tid att tala om vad som ändras och när.",
        "Chefer i kommunernas hälso- och sjukvård och på vårdcentralerna",
        "Projektledningen",
        "arbetsgruppen",
        (9, 16),
        "physical",
        "Konserthuset i Jönköping",
        questions=[("Vad ändras för era medarbetare den första månaden?", ""), ("Vilket stöd behöver ni?", "")],
    ),
    Single(
        60,
        EventKind.CONFERENCE,
        "Konferens för förtroendevalda",
        "Vad partierna behöver veta före nästa budget",
        "Ge de förtroendevalda en gemensam bild av avtalet och vad det kostar att låta bli.",
        "Förtroendevalda i regionen och kommunerna",
        "Politisk referensgrupp",
        "politiska",
        (10, 14),
        "hybrid",
        "Regionens hus i Jönköping",
    ),
    Single(
        -92,
        EventKind.OUTREACH,
        "Primärvårdens chefsdag",
        "",
        "Berätta om fast vårdkontakt och vad vårdcentralerna förväntas göra.",
        "Chefer i primärvården",
        "Regionens primärvård",
        "",
        (13, 14),
        "physical",
        "Regionens hus i Jönköping",
        came={("", "health_centre"): 31, ("", "region"): 6},
    ),
    Single(
        -49,
        EventKind.OUTREACH,
        "Nätverksträff med grannlänet",
        "",
        "Byta erfarenheter av lokala forum och se hur ett annat län följer upp.",
        "Utvecklingsledare i två län",
        "Kommunal utveckling",
        "",
        (9, 12),
        "digital",
        "",
        came={"ku": 3, "06": 2, ("", "other"): 8},
    ),
    Single(
        12,
        EventKind.OUTREACH,
        "Nationell dag om nära vård",
        "",
        "Visa posters från två forum och ta hem idéer.",
        "Alla som arbetar med omställningen",
        "Nationell arrangör",
        "",
        (9, 16),
        "hybrid",
        "Stockholm",
    ),
    Single(
        24,
        EventKind.OUTREACH,
        "Slutseminarium för vårdutvecklare",
        "",
        "Studenterna redovisar sina arbeten om samordning i hemmet.",
        "Studenter och handledare",
        "Högskolan",
        "",
        (13, 16),
        "physical",
        "Jönköping",
    ),
]  # fmt: skip
