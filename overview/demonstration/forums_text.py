"""What the local forums of the demonstration have settled, who supports them, and what was talked about. All invented."""

from typing import NamedTuple

from organisations.models import Side

REGION, MUNICIPAL = Side.REGION, Side.MUNICIPAL

# The support team: first name, last name, title, workplace. Those who have an account already are named by their key.
TEAM = ["tomas.ekberg", "susanne.viklund", "rebecka.lundell"]
NEW_COACHES = [
    ("Malin", "Hedberg", "Utvecklingsledare och coach", "06"),
    ("Petter", "Nyholm", "Utvecklingsledare och coach", "06"),
    ("Saga", "Lindroth", "Utvecklingsledare och coach", "06"),
    ("Ylva", "Brandt", "Distriktssköterska och coach", "primarvard"),
]

# Forums that are not among the groups from before: name, municipality, part of the county, who sits there.
MORE_FORUMS = [
    ("nassjo", "Ledningsforum Nässjö", "Höglandet", ["ulla.stahl", "hamid.rahimi", "erika.sundin", "agneta.rosen"]),
    ("eksjo", "Ledningsforum Eksjö", "Höglandet", ["patrik.lindahl", "ann-sofie.grahn", "agneta.rosen"]),
    ("tranas", "Ledningsforum Tranås", "Höglandet", ["mattias.orn", "linnea.palm"]),
    ("jonkoping", "Ledningsforum Jönköping", "Jönköping", ["magnus.berg", "leila.demir", "amina.hassan"]),
    ("varnamo", "Ledningsforum Värnamo", "Värnamo", ["daniel.krantz", "therese.olofsson", "maryam.saleh"]),
    ("vaggeryd", "Ledningsforum Vaggeryd", "Värnamo", ["inger.samuelsson", "adam.nordqvist"]),
]

# Who coaches which forum: forum, coach, first day, last day (days from today).
COACHING = [
    ("vetlanda", "rebecka.lundell", -380, -121),
    ("vetlanda", "tomas.ekberg", -120, None),
    ("nassjo", "tomas.ekberg", -250, None),
    ("jonkoping", "tomas.ekberg", -60, None),
    ("habo", "susanne.viklund", -300, None),
    ("gislaved", "rebecka.lundell", -300, None),
    ("eksjo", "malin.hedberg", -200, None),
    ("varnamo", "petter.nyholm", -200, None),
    ("varnamo", "ylva.brandt", -90, None),
    ("vaggeryd", "saga.lindroth", -150, None),
]


class Contact(NamedTuple):
    """A contact person: a key of the people, or a name and a telephone number."""

    forum: str
    side: str
    person: str
    since: int
    until: int | None = None
    phone: str = ""


CONTACTS = [
    Contact("vetlanda", MUNICIPAL, "lena.hedlund", -300),
    Contact("vetlanda", REGION, "yasmin.karimi", -300),
    Contact("habo", MUNICIPAL, "roger.claesson", -280),
    Contact("gislaved", MUNICIPAL, "annika.wall", -300, -81),
    Contact("gislaved", MUNICIPAL, "elin.hjort", -80),
    Contact("gislaved", REGION, "emelie.strand", -300),
    Contact("nassjo", MUNICIPAL, "erika.sundin", -220),
    Contact("nassjo", REGION, "Birger Hallin", -220, None, "070-000 61 01"),
    Contact("eksjo", MUNICIPAL, "ann-sofie.grahn", -180),
    Contact("eksjo", REGION, "Kerstin Almgren", -180, None, "070-000 61 02"),
    Contact("jonkoping", MUNICIPAL, "leila.demir", -60),
    Contact("jonkoping", REGION, "amina.hassan", -60),
    Contact("varnamo", MUNICIPAL, "maryam.saleh", -190),
    Contact("varnamo", REGION, "Oscar Vidmark", -190, None, "070-000 61 03"),
    Contact("tranas", MUNICIPAL, "linnea.palm", -90),
]

# What is settled: forum -> (part, text, settled, changed days ago).
PARTS = {
    "vetlanda": [
        ("participants", "Verksamhetscheferna för de två vårdcentralerna och kommunens tre chefer. Coachen är med.", True, 110),
        ("frequency", "Var sjätte vecka, tisdag eftermiddag, två timmar. Varannan gång på en vårdcentral.", True, 110),
        ("agenda", "Tre fasta delar: läget i åtgärderna, ett fördjupat ämne, vad vi tar med oss hem.", True, 82),
        ("wheel", "Januari: årets mål. April: avvikelser. Juni: sommaren. September: siffrorna. November: nästa år.", True, 47),
        ("channels", "Gemensam kanal för forumet. Minnesanteckningarna delas här i portalen samma vecka.", True, 12),
    ],
    "habo": [
        ("participants", "Kommunens två chefer och vårdcentralens verksamhetschef.", True, 240),
        ("frequency", "Var sjätte vecka på förmiddagen, växelvis hos varandra.", True, 240),
        ("agenda", "Vi provar en kort fast dagordning under våren och bestämmer oss sedan.", False, 30),
        ("channels", "Telefon först. Beslut skrivs ner i anteckningarna.", True, 72),
    ],
    "gislaved": [
        ("participants", "Cheferna i kommunen och på vårdcentralerna. Rehabilitering är med sedan i våras.", True, 80),
        ("frequency", "Var sjunde vecka, hybridmöte så att fler kan vara med.", True, 290),
        ("agenda", "Läget, ett patientnära ämne utan enskilda personer, åtgärder.", True, 140),
        ("wheel", "Utkast finns. Vi väntar på kommunens budgettider.", False, 40),
    ],
    "nassjo": [
        ("participants", "Socialchef, medicinskt ansvarig sjuksköterska, rehabilitering och primärvård.", True, 200),
        ("frequency", "Varannan månad tills arbetet har kommit i gång, sedan tätare.", True, 60),
    ],
    "eksjo": [
        ("participants", "Fyra personer, två från varje sida. Fler bjuds in när ämnet kräver det.", True, 160),
        ("channels", "Forumets kanal och ett gemensamt brev i månaden till medarbetarna.", False, 90),
    ],
    "varnamo": [
        ("participants", "Verksamhetschefer från båda sidor. Utvecklingsledaren håller ihop.", True, 180),
        ("frequency", "En gång i månaden under införandet.", True, 180),
        ("agenda", "Coachens förslag till dagordning används från nästa möte.", True, 35),
    ],
    "jonkoping": [("participants", "Vi börjar med tre vårdcentraler och fyra distrikt. Övriga följer efter sommaren.", False, 20)],
}  # fmt: skip


class Said(NamedTuple):
    """A talk: forum, coach, kind, day and next day (days from today)."""

    forum: str
    coach: str
    kind: str
    day: int
    others: str
    text: str
    next_step: str = ""
    next_day: int | None = None
    acted: bool = False


TALKS = [
    Said(
        "vetlanda", "rebecka.lundell", "coaching", -160, "Ordföranden",
        "Vi talade om hur mötena kan få en tydlig början och ett tydligt slut. Ordföranden vill släppa ifrån sig punkter.",
        "Låt två ledamöter leda varsin del nästa gång.", -121,
    ),
    Said(
        "vetlanda", "tomas.ekberg", "check_in", -75, "Kontaktpersonerna",
        "Arbetsformerna sitter. Årshjulet saknas än, men alla vet vad som ska in i det.",
        "Skriv klart årshjulet\nUtgå från kommunens och regionens budgettider.", -21, True,
    ),
    Said(
        "vetlanda", "tomas.ekberg", "coaching", -14, "Hela forumet",
        "Forumet läste sina egna siffror tillsammans för första gången. Det blev tyst, och sedan ett bra samtal om vad som"
        " faktiskt går att påverka. Två idéer fick en ansvarig.",
        "Bjud in rehabilitering till nästa fördjupning.", 12,
    ),
    Said(
        "nassjo", "tomas.ekberg", "check_in", -48, "Erika och Birger",
        "Båda kontaktpersonerna vill komma i gång med dagordning. Svårt att hitta tider som passar primärvården.",
        "Fråga primärvården om fasta tider för hela hösten.", -4,
    ),
    Said(
        "jonkoping", "tomas.ekberg", "coaching", -20, "Forumets tre chefer",
        "Första samtalet. Vi ritade upp vilka som behöver vara med och i vilken ordning.", "", 26,
    ),
    Said(
        "habo", "susanne.viklund", "check_in", -66, "Roger",
        "Regionens sida saknar kontaktperson sedan en tid. Roger bär mycket själv.",
        "Be vårdcentralen välja en kontaktperson.", -24, True,
    ),
    Said(
        "habo", "susanne.viklund", "check_in", -24, "Roger och vårdcentralens chef",
        "Vårdcentralen föreslår ett namn till nästa möte. Den korta dagordningen fungerar.", "", 18,
    ),
    Said(
        "gislaved", "rebecka.lundell", "coaching", -33, "Hela forumet",
        "Vi övade på att ställa frågor i stället för att redovisa. Forumet vill göra det en gång till.",
        "Välj nästa ämne och skicka tre frågor i förväg.", 7,
    ),
    Said("eksjo", "malin.hedberg", "check_in", -105, "Patrik", "Forumet vilar över en omorganisation. Vi hörs igen."),
    Said(
        "varnamo", "petter.nyholm", "coaching", -28, "Maryam och Oscar",
        "Dagordningen är provad två gånger. Nästa steg är att fler än chefer ser vad forumet beslutar.",
        "Skriv tio rader till medarbetarna efter varje möte.", 14,
    ),
]  # fmt: skip

CHECK_IN = "Stödteamets avstämning"
CHECK_IN_POINTS = ["Runda: hur har det gått i forumen?", "Vad behöver vi hjälpas åt med?", "Veckan som kommer"]
CHECK_IN_NOTES = [
    "Alla berättade kort. Tre forum har skrivit ner sina arbetsformer sedan förra gången.",
    "Tranås saknar coach. Projektledarna tar frågan vidare. Två coacher byter erfarenhet om att läsa siffror ihop.",
    "Var och en hör av sig till sina kontaktpersoner.",
]
