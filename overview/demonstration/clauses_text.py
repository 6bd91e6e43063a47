"""What the clauses of the demonstration mean for whom, what they consist of, and how realistic they are."""

from typing import NamedTuple

MANAGERS, NURSES, RESIDENTS = "Enhetschefer i kommunen", "Sjuksköterskor på vårdcentralen", "Patienter och närstående"


class Meaning(NamedTuple):
    """What is added to one clause of the agreement."""

    number: str
    managers: str = ""
    nurses: str = ""
    residents: str = ""
    core: tuple = ()
    realism: str = ""


MEANINGS = [
    Meaning(
        "1.2",
        "Se till att frågan om vad som är viktigast ställs innan planen skrivs, och att svaret står överst.",
        "Du ställer frågan vid inskrivningen om ingen annan har hunnit före, och skriver in svaret i den gemensamma planen.",
        "Du säger själv vad som är viktigast för dig och väljer hur du vill vara med när vården planeras.",
        ("Frågan är ställd före planen", "Svaret står överst i planen", "Närstående är med när den enskilde vill"),
        "Frågan tar några minuter. Det svåra är att ändra vanan att skriva planen först och fråga sedan.",
    ),
    Meaning(
        "2.3",
        "Du eller din chef har en plats i forumet och tar med det som medarbetarna har fastnat i.",
        "Ta upp det som inte fungerar med din chef. Forumet träffas minst sex gånger om året och kan besluta lokalt.",
        "Frågor som rör flera verksamheter får ett svar där du bor, inte bara på länsnivå.",
        (
            "Forumet har träffats sex gånger på ett år",
            "Båda parter är på plats",
            "Besluten finns skrivna där alla ser dem",
        ),
        "Kräver att cheferna får tid för sex halvdagar om året. I små kommuner sitter samma person på flera stolar.",
    ),
    Meaning(
        "2.4",
        "Utse en kontaktperson och en ersättare, och håll listan aktuell när någon slutar.",
        "Ring kontaktpersonen direkt i stället för att gå genom cheferna.",
        "",
        ("En namngiven person och en ersättare", "Listan är högst tre månader gammal"),
        "Går fort att införa. Listan blir gammal om ingen har som uppgift att se över den.",
    ),
    Meaning(
        "3.2",
        "Personal som tar emot hemma behöver veta dagen före, och vem som ringer inom 72 timmar.",
        "Du börjar planera när patienten skrivs in på sjukhuset och ringer upp inom 72 timmar efter hemkomsten.",
        "Någon ringer dig inom tre dygn när du har kommit hem, och du vet i förväg vem det är.",
        ("Planeringen börjar vid inskrivningen", "Den fasta vårdkontakten leder", "Uppringning inom 72 timmar"),
        "Uppringningen är enkel att börja med. Helgerna är svårast, eftersom den fasta vårdkontakten då är ledig.",
    ),
    Meaning(
        "3.5",
        "Du behöver känna till samordnaren och när en kallelse ska gå ut.",
        "Barn som får insatser från båda parter har en samordnare. Hör av dig till den personen först.",
        "Ditt barn har en namngiven samordnare, och du slipper själv hålla ihop kontakterna.",
        ("Samordnare finns i varje kommun", "Tidsgränserna följs", "Skola och vård är med i samma möte"),
        "Det tar längst tid här. Skolan är ny i samarbetet, och samordnarens tid är inte finansierad överallt.",
    ),
    Meaning(
        "4.1",
        "Planera in läkartiden varje vecka, och samla de frågor som kan vänta till dess.",
        "Det finns avsatt läkartid varje vecka och ett nummer för det som inte kan vänta.",
        "En läkare finns att nå varje vecka, även när det inte är planerat.",
        ("Avsatt läkartid varje vecka", "Svar per telefon inom utsatt tid", "Oplanerat besök går att få"),
        "Avgörs av bemanningen på vårdcentralerna. Där tjänster är vakanta behövs en tillfällig lösning.",
    ),
    Meaning(
        "4.2",
        "Utse kontakten tillsammans med vårdcentralen, och se till att namnet är känt i hela arbetslaget.",
        "Du kan vara den fasta vårdkontakten. Kommunen och vårdcentralen kommer överens om vem som är närmast.",
        "Du får ett namn och ett telefonnummer till en person som håller ihop din vård.",
        ("Namnet står i planen", "Den enskilde vet vem det är", "Ersättare finns vid ledighet"),
        "Uppgiften ryms i vanliga tjänster, men behöver synas i schemat. Annars blir det bara ett namn i journalen.",
    ),
    Meaning(
        "4.4",
        "Boka hembesöket tillsammans med vårdcentralen inom utsatt tid och skicka den som kommer att arbeta hos personen.",
        "Du gör besöket tillsammans med kommunens personal i stället för att skriva en remiss.",
        "Båda kommer hem till dig samtidigt. Du behöver bara berätta en gång.",
        ("Båda parter är med vid besöket", "Besöket görs inom utsatt tid", "Planen börjar skrivas på plats"),
        "Resvägarna gör det tungt i de stora kommunerna. Digital medverkan från den ena parten är en rimlig början.",
    ),
    Meaning(
        "4.5",
        "Personalen ska veta var planen finns och vågar följa den på natten.",
        "Skriv planen tillsammans med läkaren, i den gemensamma mallen, när tillståndet är stabilt.",
        "Det är bestämt i förväg vad som ska göras om du blir sämre, och du har sagt vad du vill.",
        ("Gemensam mall används", "Planen kan läsas av alla som kommer hem", "Den ses över efter varje försämring"),
        "Mallen finns. Att alla kan läsa planen förutsätter att punkten om tillgång till uppgifter är på plats.",
    ),
    Meaning(
        "5.4",
        "Släpp i väg personalen till de gemensamma utbildningarna, och anmäl nya medarbetare till introduktionen.",
        "Du går samma introduktion som kommunens personal och lär känna dem du ska arbeta med.",
        "",
        ("Minst två gemensamma utbildningar om året", "Nya medarbetare är anmälda inom tre månader"),
        "Tiden räcker om utbildningarna läggs ut i god tid. Vikarier för att täcka upp är den svåra delen.",
    ),
    Meaning(
        "6.1",
        "Två gånger om året går du igenom siffrorna med vårdcentralen och väljer en sak att förbättra.",
        "Du är med och tolkar siffrorna. Det räcker med en eller två saker att ändra åt gången.",
        "",
        ("Dialog två gånger om året", "Högst tre gemensamma förbättringar åt gången"),
        "Enkelt att starta. Siffrorna är bara meningsfulla om båda parter litar på dem.",
    ),
]


class Part(NamedTuple):
    """One clause of the sub-agreement."""

    number: str
    chapter: str
    title: str
    text: str
    responsible: str
    realism: str = ""


PART_TITLE = "Delavtal om mobila team i Närvård Höglandet"
PART_SHORT_TITLE = "Delavtalet om mobila team"
PART_PURPOSE = (
    "Delavtalet säger hur regionen och kommunerna på höglandet tillsammans bemannar ett mobilt team för personer som snabbt "
    "blir sämre hemma. Det hör till hälso- och sjukvårdsavtalet, som är överordnat."
)
TEAM, WORK = "Teamet", "Arbetet"
PARTS = [
    Part(
        "1",
        TEAM,
        "Uppdrag",
        "Teamet gör bedömningar och behandlar i hemmet när alternativet annars är akutmottagningen. Det arbetar på uppdrag "
        "av den fasta vårdkontakten och ersätter inte den vanliga vården.",
        "",
    ),
    Part(
        "1.1",
        TEAM,
        "Bemanning",
        "Regionen håller läkare och kommunerna sjuksköterska, alla vardagar mellan klockan 8 och 20. Schemat läggs gemensamt.",
        "",
        "Kvällarna är svårast att bemanna. Ett halvår med kortare öppettid är en rimlig början.",
    ),
    Part(
        "1.2",
        TEAM,
        "Tillgänglighet",
        "Teamet svarar inom tio minuter på ett gemensamt nummer och är på plats inom två timmar när det behövs.",
        "region",
    ),
    Part(
        "1.2.1",
        TEAM,
        "Numret når bara personal",
        "Numret lämnas ut till personal i kommunerna, vårdcentralerna och ambulansen. Den enskilde ringer som vanligt sin "
        "fasta vårdkontakt.",
        "",
    ),
    Part(
        "2",
        WORK,
        "Gemensam dokumentation",
        "Det som görs vid ett besök skrivs så att både vårdcentralen och kommunen kan läsa det samma dag.",
        "",
    ),
    Part(
        "2.1",
        WORK,
        "Uppföljning efter besöket",
        "Den fasta vårdkontakten hör av sig nästa vardag och ser över planen vid försämring.",
        "municipal",
    ),
]
