"""Two surveys to staff: the letter, the questions, how many answer where, and what some of them write."""

TITLES = ("Samverkan i vardagen, första mätningen", "Samverkan i vardagen, andra mätningen")
LETTER = (
    "Du möter varje dag människor som får stöd från både kommun och region. Vi vill veta hur samarbetet fungerar där du är. "
    "Det tar fem minuter.\n\n"
    "Du svarar helt anonymt. Ingen chef och ingen i projektet kan se vad just du har svarat."
)
SECTION = "Så ser det ut hos dig"


def _options(**texts):
    return [{"key": key, "text": text} for key, text in texts.items()]


QUESTIONS = [
    {"identity": "ringa", "kind": "agree", "text": "Jag vet vem jag ska ringa på andra sidan när något hastar."},
    {"identity": "planera", "kind": "agree", "text": "Vi planerar tillsammans innan någon kommer hem."},
    {"identity": "besked", "kind": "agree", "text": "Jag får de besked jag behöver i tid."},
    {
        "identity": "helhet",
        "kind": "scale_10",
        "text": "Hur väl hänger stödet ihop för dem du möter?",
        "low_label": "Inte alls",
        "high_label": "Helt och hållet",
    },
    {
        "identity": "plats",
        "kind": "single",
        "text": "Var arbetar du mest?",
        "options": _options(
            hemma="Hemma hos dem vi stöder",
            boende="På ett boende",
            mottagning="På en mottagning",
            kontor="På ett kontor",
        ),
    },
    {
        "identity": "hinder",
        "kind": "multiple",
        "text": "Vad står oftast i vägen?",
        "options": _options(
            tid="Tiden räcker inte",
            system="Vi ser inte varandras anteckningar",
            ansvar="Det är oklart vem som ska göra vad",
            kanner="Vi känner inte varandra",
        ),
    },
    {
        "identity": "ofta",
        "kind": "matrix",
        "text": "Hur ofta gör ni detta tillsammans?",
        "options": _options(vecka="Varje vecka", manad="Varje månad", sallan="Mer sällan"),
        "rows": _options(plan="Planerar en hemgång", foljupp="Följer upp en plan", lakemedel="Går igenom läkemedel"),
    },
    {
        "identity": "hjalp",
        "kind": "ranking",
        "text": "Vad skulle hjälpa mest? Sätt det viktigaste först.",
        "options": _options(
            mote="En fast mötestid", nummer="Ett gemensamt telefonnummer", utbildning="Utbildning tillsammans"
        ),
    },
    {
        "identity": "samtal",
        "kind": "number",
        "text": "Hur många samtal har du med den andra sidan en vanlig vecka?",
        "unit": "samtal",
        "least": 0,
    },
    {"identity": "bra", "kind": "long_text", "text": "Vad fungerar bra?"},
    {"identity": "andra", "kind": "long_text", "text": "Vad skulle du vilja ändra på först?"},
]

# Municipality: how many were asked, and how many answered the first time and the second. Of Mullsjö too few.
ANSWERED = {
    "0680": (96, 52, 67),
    "0683": (44, 21, 29),
    "0682": (40, 18, 27),
    "0685": (38, 20, 25),
    "0662": (34, 15, 22),
    "0686": (30, 14, 20),
    "0687": (26, 13, 18),
    "0665": (22, 10, 14),
    "0643": (16, 9, 11),
    "0684": (14, 8, 9),
    "0604": (12, 6, 8),
    "0617": (11, 6, 7),
    "0642": (9, 2, 3),
}
GOOD = [
    "Distriktssköterskan svarar nästan alltid när vi ringer.",
    "Vi har lärt känna varandra sedan vi började ses på torsdagarna.",
    "När planen väl är skriven följer alla den.",
    "Rehab och biståndshandläggarna pratar med varandra numera.",
    "Nya kollegor får följa med på andra sidan en dag. Det märks.",
    "Läkaren på vårdcentralen tar sig tid.",
    "Det går fort att få tag i hjälpmedel.",
    "De vi stöder slipper upprepa samma sak tre gånger.",
    "Morgonsamtalet på tio minuter. Alla vet vad som gäller för dagen.",
    "Samordnaren håller ihop hemgångarna.",
    "Vi har kul ihop, även över gränsen.",
    "Den gemensamma checklistan på kylskåpet.",
    "Att vi har samma undersköterskor hemma hos folk vecka efter vecka.",
    "Jourläkaren läser våra anteckningar innan hen ringer upp.",
    "Fikat efter planeringsmötet löser mer än mötet.",
    "Anhöriga säger att de märker skillnad.",
    "Det finns alltid någon att fråga på kontoret.",
    "Chefen på andra sidan ringer tillbaka samma dag.",
]
CHANGE = [
    "Ett nummer att ringa, inte fem.",
    "Att få veta före fredag eftermiddag att någon kommer hem på lördagen.",
    "Mer tid för att planera tillsammans.",
    "Läsrätt i varandras anteckningar.",
    "Att det står i planen vem som ringer anhöriga.",
    "Färre möten där ingen får bestämma något.",
    "Samma ord för samma sak. Vi missförstår varandra om vad en plan är.",
    "Fler som kan köra bil på kvällen.",
    "Att någon svarar på vårdcentralen efter klockan tre.",
    "En lista över vem som är ny.",
    "Läkemedelslistan stämmer sällan när någon kommer hem.",
    "Låt oss träffas innan det har gått fel, inte efteråt.",
    "Vi behöver en egen tid i veckan med rehab.",
    "Utse någon som äger frågan när vi är oense.",
    "Helgerna. Då vet ingen vem som ansvarar.",
    "Tid att läsa det som skickas till oss.",
    "Planera hemgången med den som ska hem, inte över huvudet på hen.",
    "Ta bort dubbeldokumentationen.",
    "Bjud in nattpersonalen också.",
    "Sluta byta telefoner utan att säga till.",
    "Fler platser på korttids när det krisar.",
    "Mer tid hos var och en.",
    "Att chefer på båda sidor säger samma sak.",
    "Gemensam introduktion för alla nya.",
    "En enkel mall för vad som ska stå i planen.",
    "Besked om provsvar direkt till oss som är hemma hos personen.",
    "Läkarbesök hemma för dem som inte orkar åka.",
    "Att vi får återkoppling när vi har slagit larm.",
    "Skyddad tid för samordning i schemat.",
    "Att nästa gång någon frågar oss så händer det något efteråt.",
]
THEMES = {
    "Ett nummer att": "hindrance",
    "Läsrätt": "hindrance",
    "Läkemedelslistan": "hindrance",
    "Helgerna": "hindrance",
    "Mer tid": "Tid",
    "Tid att": "Tid",
    "Skyddad tid": "Tid",
    "Låt oss": "difference",
}
