"""The words of the project plan as a document: its rows, goals, questions, roles, workspaces and local supplements."""

from typing import NamedTuple

from agreements.models import MandateState, PlanRow
from organisations.models import Side

ROWS = {
    PlanRow.BACKGROUND: (
        "Den gamla överenskommelsen skrevs när färre sjuka bodde kvar hemma. I dag flyttar vården närmare den enskilde, och det som "
        "förr sköttes på sjukhus sköts ofta i köket hemma. Ansvaret är då lätt att tappa mellan två huvudmän.\n\n"
        "Den gemensamma styrgruppen rekommenderade därför parterna att:\n"
        "- ta fram ett nytt avtal för hälso- och sjukvården i hemmet\n"
        "- förbereda införandet medan besluten fattas\n"
        "- låta varje område bestämma sina egna arbetssätt inom det gemensamma"
    ),
    PlanRow.MANDATE: (
        "Projektet förbereder och samordnar införandet av avtalet hos regionen och länets tretton kommuner. Tre saker måste ingå: "
        "utbildning som leder till gemensam reflektion, förbättringar som prövas i liten skala, och en uppföljning som är bestämd innan "
        "avtalet börjar gälla.\n\n"
        "Ambitionen är att habiliteringens samarbete med kommunerna finns med, men det får inte försena resten."
    ),
    PlanRow.PURPOSE: (
        "Den som får vård av både kommun och region ska märka en vård, inte två. Den som arbetar i vården ska veta vem som gör vad och "
        "kunna lita på att det blir gjort."
    ),
    PlanRow.EVALUATION: (
        "Två enkäter görs den första hösten avtalet gäller och upprepas ett år senare:\n"
        "- en till medarbetare, med samma frågor som i nulägesmätningen så att svaren kan jämföras\n"
        "- en till dem som får vård hemma och deras närstående\n\n"
        "Enkäterna frågar om nytta för den enskilde, samarbete, personcentrering och effektivitet. Operativa styrgruppen ansvarar. "
        "Avvikelser mellan huvudmännen räknas två gånger om året, bara som antal."
    ),
    PlanRow.SCOPE: (
        "Projektet inför inget nytt journalsystem och omförhandlar ingen ekonomi. Tandvård och elevhälsa ingår inte. Hälso- och "
        "sjukvården för barn hemma väntar tills en egen utredning är klar."
    ),
    PlanRow.PRINCIPLES: (
        "- Arbetet stöder besluten och går aldrig före dem.\n"
        "- De som ska göra jobbet är med och bestämmer hur.\n"
        "- Verksamheterna äger förändringen. Arbetsgruppen stöttar.\n"
        "- Vi använder möten och nätverk som redan finns.\n"
        "- Vi säger samma sak till alla, samma dag."
    ),
    PlanRow.PRIORITIES: (
        "Först kommer det som är nytt i avtalet: fast kontakt, gemensam plan för den enskilde och läkarens medverkan hemma. Arbetet ska "
        "hänga ihop med utskrivningen från sjukhus, de digitala journalernas utveckling och arbetet mot ofrivillig ensamhet."
    ),
    PlanRow.RESOURCES: (
        "Två projektledare på heltid betalas gemensamt under två år. Stödteamets tre coacher ger var sin dag i veckan. Kommuner och "
        "vårdcentraler räknar med fyra timmar per medarbetare för utbildning under det första året."
    ),
    PlanRow.WORKSPACE: "Allt gemensamt material ligger på en yta. Varje ledningsforum har en egen kanal där forumet bestämmer vilka som är med.",
    PlanRow.REPORTING: (
        "Projektledarna rapporterar till den operativa styrgruppen varje månad och till den gemensamma styrgruppen varje kvartal: vad som "
        "är gjort, vad som är försenat och vilka beslut som behövs."
    ),
    PlanRow.TIMETABLE: (
        "Tidplanen är ett levande dokument. Den ses över efter varje möte i den operativa styrgruppen, och den som flyttar ett datum "
        "skriver varför. Etapperna går in i varandra, för områdena har olika förutsättningar."
    ),
}


class Aim(NamedTuple):
    """A goal to be checked, so many days from today; `reached` when it has been answered."""

    text: str
    question: str
    day: int
    reached: bool | None = None
    note: str = ""


AIMS = [
    Aim(
        "Alla ledningsforum har ritat vem som gör vad i sitt område.",
        "Har alla ledningsforum lämnat sin bild av vem som gör vad?",
        -150,
        True,
        "Alla forum har lämnat in. Två har bett om stöd att hålla bilden aktuell.",
    ),
    Aim(
        "Varje kommun och vårdcentral har prövat minst en ny punkt i liten skala före sommaren.",
        "Har alla kommuner och vårdcentraler prövat minst en punkt?",
        -60,
        False,
        "Elva av fjorton. De tre som återstår börjar när semestrarna är slut.",
    ),
    Aim(
        "En gemensam sammanställning av invånarnas synpunkter finns och har lästs av alla forum.",
        "Finns sammanställningen och har alla forum läst den?",
        -4,
    ),
    Aim(
        "Alla parter har tagit ställning till avtalet före sista dagen.",
        "Har alla fjorton parter fattat beslut?",
        70,
    ),
]

EFFECTS = [
    ("Den enskilde vet vem som är fast kontakt och hur kontakten nås.", "Syns i enkäten till dem som får vård hemma."),
    (
        "Planen skrivs tillsammans med den enskilde, och alla runt omkring använder samma plan.",
        "Syns i båda enkäterna.",
    ),
    (
        "Färre undviker att ringa varandra: frågor löses samma dag.",
        "Syns i medarbetarenkäten och i antalet avvikelser.",
    ),
]

QUESTIONS = [
    (
        "Hur kan införandet förberedas utan att föregripa besluten?",
        MandateState.ANSWERED,
        "Det som behövs hur parterna än beslutar får börja. Det som kostar pengar eller ändrar ansvar väntar. Varje aktivitet är märkt.",
    ),
    (
        "Kan avtalet ersätta både den gamla överenskommelsen och dess bilagor?",
        MandateState.ANSWERED,
        "Ja, utom bilagan om hjälpmedel som gäller tills den är omförhandlad.",
    ),
    ("Hur förankras avtalet bland förtroendevalda i alla kommuner samma vår?", MandateState.UNDER_WAY, ""),
    (
        "Vilka frågor kräver särskild omsorg när små kommuner ska göra lika mycket som stora?",
        MandateState.UNDER_WAY,
        "",
    ),
    ("Går det att betala utbildningen med statsbidraget för nära vård?", MandateState.OPEN, ""),
    ("Hur förhåller sig avtalet till länets folkhälsostrategi?", MandateState.OPEN, ""),
]


class Part(NamedTuple):
    """A role: a person or a group by key, or words."""

    role: str
    person: str = ""
    group: str = ""
    who: str = ""
    side: str = ""
    scope: str = ""
    tasks: str = ""
    reference: bool = False


PARTS = [
    Part(
        "Projektledare",
        person="johanna.sjogren",
        side=Side.REGION,
        scope="heltid",
        tasks="Leder arbetet tillsammans. Ger stöd under avtalets första år och ansvarar för utvärdering och effekthemtagning.",
    ),
    Part(
        "Projektledare",
        person="anders.fors",
        side=Side.MUNICIPAL,
        scope="heltid",
        tasks="Leder arbetet tillsammans. Håller kontakten med kommunernas socialchefer.",
    ),
    Part(
        "Arbetsgrupp",
        group="arbetsgruppen",
        scope="en halvdag varannan vecka",
        tasks="Förbereder material, prövar förslag i de egna verksamheterna och knyter an till närliggande arbeten.",
    ),
    Part("Kommunikatör", person="carina.wester", scope="en dag i veckan", tasks="Håller ihop budskapen och sidorna."),
    Part(
        "Lokala grupper",
        who="Ledningsforumen i varje område",
        scope="ordinarie möten, tätare under hösten",
        tasks="Gör hemuppgifterna och berättar för projektledarna hur arbetet kan fungera lokalt.",
    ),
    Part("Medicinskt ansvariga sjuksköterskor", group="mas", tasks="Patientsäkerhet och delegering.", reference=True),
    Part("Pensionärsrådet", group="pensionarsradet", tasks="Hur det märks för den enskilde.", reference=True),
    Part("Psykiatri och habilitering", who="utses av verksamheterna", reference=True),
    Part(
        "Ekonomi", who="en controller från vardera sidan", tasks="Räknar på bemanning och ersättningar.", reference=True
    ),
]

WORKSPACES = [
    ("Gemensam yta för projektet", "https://samarbete.demo.example/projektet", ""),
    ("Kanal för ledningsforum Vetlanda", "https://samarbete.demo.example/vetlanda", "forum-vetlanda"),
    ("Kanal för ledningsforum Habo", "https://samarbete.demo.example/habo", "forum-habo"),
    ("Kanal för ledningsforum Gislaved", "https://samarbete.demo.example/gislaved", "forum-gislaved"),
]


class Supplement(NamedTuple):
    """What an organisation (by code) or a group adds; shared unless `draft`."""

    title: str
    text: str
    organisation: str = ""
    group: str = ""
    draft: bool = False


SUPPLEMENTS = [
    Supplement(
        "Så når vi varandra på kvällar och helger",
        "Vetlanda har en gemensam jourtelefon för kommunens sjuksköterskor och vårdcentralernas läkare.\n\n"
        "- Vardagar efter 17 svarar kommunens sjuksköterska först.\n"
        "- Läkaren ringer upp inom en timme.\n"
        "- Samtalet antecknas i den enskildes plan samma kväll.",
        group="forum-vetlanda",
    ),
    Supplement(
        "Ett team för hembesök i två kommuner",
        "Habo och Mullsjö delar läkare på tisdagar och torsdagar. Den fasta kontakten bokar besöket och är alltid med.",
        group="forum-habo",
    ),
    Supplement(
        "Introduktion för nya medarbetare",
        "Alla nyanställda i hemmen går med en kollega från vårdcentralen en halv dag under sin första månad. Vi provar under hösten och "
        "räknar på vad det kostar innan vi delar förslaget.",
        organisation="0685",
        draft=True,
    ),
]

EARLIER_MANDATE = (
    "Projektet förbereder och samordnar införandet av avtalet hos regionen och länets kommuner. Två saker måste ingå: utbildning och en "
    "uppföljning som är bestämd innan avtalet börjar gälla."
)
EARLIER_TIMETABLE = "Tidplanen är ett levande dokument. Den ses över varje kvartal."
