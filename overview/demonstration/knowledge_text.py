"""What the demonstration needs, compares and asks about. All of it is invented; days count from today."""

from typing import NamedTuple

from agreements.models import KnowledgeKind as Kind
from agreements.models import KnowledgeState as State
from agreements.models import Level
from overview.demonstration.people import REGION

ALL, PART, LOCAL = Level.COUNTY_WIDE, Level.SUBREGIONAL, Level.LOCAL


class Said(NamedTuple):
    """One item; `by` is a person's key, and nothing when it was left without a name."""

    kind: str
    on: int
    by: str
    title: str
    text: str = ""
    organisation: str = ""
    provisions: tuple = ()
    state: str = ""
    source: str = ""
    audience: str = ""
    level: str = ""
    effect: str = ""
    answer: str = ""
    transferability: str = ""
    contact: str = ""
    link: str = ""
    year: int | None = None  # years from this one
    reviewed_by: str = ""
    reviewed: int = 0
    review_note: str = ""


NEEDED = [
    Said(
        Kind.NEED,
        -150,
        "lena.hedlund",
        "Ett gemensamt sätt att nå läkare på helgen",
        "Sjuksköterskan på kvällen ska veta vilket nummer som gäller, oavsett vilken vårdcentral personen är listad på.",
        "0685",
        ("4.1", "4.5"),
        source="Genomgång med kvällspatrullen",
        audience="sjuksköterskor i kommunen",
        level=LOCAL,
    ),
    Said(
        Kind.NEED,
        -128,
        "agneta.rosen",
        "Tid i schemat för hembesök",
        "Besök vid inskrivning tar en halv förmiddag med resväg. Det behöver planeras in, inte läggas ovanpå.",
        "primarvard",
        ("4.4",),
        source="Chefsmöte i primärvården",
        audience="verksamhetschefer på vårdcentraler",
        level=PART,
    ),
    Said(
        Kind.NEED,
        -96,
        "marianne.kvist",
        "Enkla ord om vad avtalet betyder för undersköterskor",
        "En sida räcker, med exempel från en vanlig arbetsdag.",
        "0604",
        ("4.2",),
        audience="undersköterskor",
        level=ALL,
    ),
    Said(
        Kind.NEED,
        -61,
        "erika.sundin",
        "Rehabilitering med från första planeringen",
        "När vi kommer in sent får personen vänta på hjälpmedel som kunde ha stått hemma.",
        "0682",
        ("5.3", "3.2"),
        audience="arbetsterapeuter och fysioterapeuter",
        level=PART,
    ),
    Said(
        Kind.HINDRANCE,
        -141,
        "patrik.lindahl",
        "Två journalsystem som inte talar med varandra",
        "Planen skrivs på två ställen och stämmer sällan överens efter en vecka.",
        "0686",
        ("6.3", "3.4"),
        source="Avvikelser under våren",
        level=ALL,
    ),
    Said(
        Kind.HINDRANCE,
        -117,
        "emelie.strand",
        "Olika listor över vem som har fast vårdkontakt",
        "Kommunens lista uppdateras när någon slutar. Vår uppdateras när någon frågar.",
        "akanten",
        ("4.2",),
        level=LOCAL,
    ),
    Said(
        Kind.HINDRANCE,
        -88,
        "kent.arvidsson",
        "Svårt att släppa personal till utbildning under sommaren",
        "",
        "0617",
        ("5.4",),
        level=LOCAL,
    ),
    Said(
        Kind.HINDRANCE,
        -40,
        "hanna.friberg",
        "Oklart vem som kallar när flera ska vara med",
        "Alla väntar på att någon annan ska ta första steget.",
        "0643",
        ("3.4", "2.4"),
        level=LOCAL,
        state=State.CLOSED,
    ),
    Said(
        Kind.EXPECTATION,
        -120,
        "henrik.wallin",
        "Att varje chef kan säga vad som är nytt i avtalet",
        "Inte hela avtalet, men de punkter som rör den egna verksamheten.",
        REGION,
        ("1.1",),
        audience="chefer i båda leden",
        level=ALL,
    ),
    Said(
        Kind.EXPECTATION,
        -82,
        "anders.fors",
        "Att det lokala forumet träffas även när allt går bra",
        "Ett möte i kvartalet håller kontakten vid liv till den dag det behövs.",
        "ku",
        ("2.3",),
        audience="lokala ledningsforum",
        level=LOCAL,
    ),
    Said(
        Kind.RISK,
        -110,
        "anders.fors",
        "Små kommuner hinner inte söka utvecklingsmedel",
        "Ansökningar tar veckor att skriva, och ingen har det som uppdrag.",
        "ku",
        ("5.4",),
        level=PART,
        effect="Pengarna hamnar där det redan finns utvecklare, och skillnaderna växer.",
        answer="Vi skriver en gemensam ansökan för de kommuner som vill, med en handläggare i stödteamet.",
    ),
    Said(
        Kind.RISK,
        -70,
        "johanna.sjogren",
        "Besluten drar ut på tiden i några kommuner",
        "",
        REGION,
        (),
        level=ALL,
        effect="Utbildningar får ställas in och de som redan är i gång tappar fart.",
        answer="Förberedelser görs så att de är till nytta även om beslutet dröjer.",
    ),
    Said(
        Kind.RISK,
        -25,
        "yasmin.karimi",
        "Fast vårdkontakt blir bara ett namn i en ruta",
        "",
        "smedjan",
        ("4.2",),
        level=LOCAL,
        effect="Personen vet fortfarande inte vem man ringer.",
        answer="Vi frågar tio personer i kvartalet om de vet vem som är deras kontakt.",
    ),
]

COMPARED = [
    Said(
        Kind.DIFFERENCE,
        -133,
        "camilla.oberg",
        "Hembesöket vid inskrivning är ett krav, inte en möjlighet",
        "Tidigare gjordes det när det fanns tid.",
        "0684",
        ("4.4",),
        source="Insänt inför enkäten",
    ),
    Said(
        Kind.DIFFERENCE,
        -132,
        "goran.petrovic",
        "Planen vid försämring skrivs i förväg",
        "Förut började vi skriva när det redan var bråttom.",
        "0662",
        ("4.5",),
        source="Insänt inför enkäten",
    ),
    Said(
        Kind.DIFFERENCE,
        -131,
        "jonas.ryd",
        "Vårdcentralen ska ha en namngiven kontaktperson mot kommunen",
        "",
        "hagstugan",
        ("2.4",),
        source="Insänt inför enkäten",
    ),
    Said(
        Kind.UNCHANGED,
        -131,
        "leila.demir",
        "Delegering fungerar som förut",
        "Samma rutin och samma ansvar. Det är skönt att kunna säga det till arbetsgrupperna.",
        "0680",
        ("5.2",),
        source="Insänt inför enkäten",
    ),
    Said(
        Kind.UNCHANGED,
        -129,
        "linnea.palm",
        "Vi förskriver hjälpmedel på samma sätt",
        "",
        "0687",
        ("5.3",),
        source="Insänt inför enkäten",
    ),
    Said(
        Kind.PROPOSAL,
        -77,
        "cecilia.norrby",
        "Låt två kommuner dela på en utbildningsdag",
        "Det ger större grupper, och man lär känna grannen.",
        "0680",
        ("5.4",),
        level=PART,
    ),
    Said(
        Kind.PROPOSAL,
        -33,
        "sofia.bergqvist",
        "Ha ett öppet digitalt hörn en halvtimme varje fredag",
        "Vem som helst får komma in och fråga. Kommer ingen så arbetar vi vidare.",
        REGION,
        (),
        level=ALL,
    ),
    Said(
        Kind.PROPOSAL,
        -4,
        "viktor.ek",
        "Gemensam checklista för hemgång på fredagar",
        "",
        "0685",
        ("3.2",),
        state=State.DRAFT,
        level=LOCAL,
    ),
]

QUESTIONS = [
    Said(
        Kind.QUESTION,
        -90,
        "linnea.palm",
        "Vem tar första kontakten när en person flyttar mellan två kommuner?",
        "",
        "0687",
        ("3.1",),
        State.ANSWERED,
        reviewed_by="anders.fors",
        reviewed=-86,
        answer="Den kommun som personen flyttar från ringer den nya senast veckan före flytten. "
        "Går det inte att nå någon där tar ni hjälp av kontaktpersonen i verksamheten.",
    ),
    Said(
        Kind.QUESTION,
        -81,
        "",
        "Måste vi göra hembesök även när personen nyss har varit inlagd?",
        "",
        "",
        ("4.4",),
        State.ANSWERED,
        reviewed_by="johanna.sjogren",
        reviewed=-79,
        answer="Ja, om det har gått mer än tre dagar. Har sjukhusets team varit hemma inom tre dagar räcker ett samtal "
        "där ni stämmer av läkemedel och nästa besök.",
    ),
    Said(
        Kind.QUESTION,
        -66,
        "simon.wennberg",
        "Får en undersköterska vara fast vårdkontakt?",
        "",
        "0642",
        ("4.2",),
        State.ANSWERED,
        audience="undersköterskor",
        reviewed_by="johanna.sjogren",
        reviewed=-60,
        answer="Ja, när personen själv vill det och uppgiften inte kräver legitimation. Det ska stå i planen vem som "
        "stöttar med medicinska frågor.",
    ),
    Said(
        Kind.QUESTION,
        -52,
        "elin.hjort",
        "Hur gör vi när läkaren inte kan komma på två dagar?",
        "",
        "0662",
        ("4.1",),
        State.ANSWERED,
        reviewed_by="johanna.sjogren",
        reviewed=-50,
        answer="Ring läkarlinjen och gör en gemensam bedömning på telefon. Skriv ned vad ni kom fram till i planen.",
    ),
    Said(
        Kind.QUESTION,
        -45,
        "ulla.stahl",
        "Var hittar vi materialet till arbetsplatsträffar?",
        "",
        "0682",
        (),
        State.ANSWERED,
        reviewed_by="anders.fors",
        reviewed=-45,
        answer="Under Dokument i det här avtalet. Sök på ordet arbetsplatsträff.",
    ),
    Said(
        Kind.QUESTION,
        -6,
        "",
        "Räknas korttidsboende som hemmet när det gäller läkarens besök?",
        "",
        "",
        ("4.1",),
        State.OPEN,
    ),
    Said(
        Kind.QUESTION,
        -3,
        "therese.olofsson",
        "Gäller planen vid försämring också personer under arton år?",
        "",
        "0683",
        ("4.5", "3.5"),
        State.OPEN,
    ),
    Said(
        Kind.QUESTION,
        -1,
        "roger.claesson",
        "Vilka frågor ska upp i det lokala forumet och vilka i styrgruppen?",
        "",
        "0643",
        ("2.3",),
        State.OPEN,
    ),
]
