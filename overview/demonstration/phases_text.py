"""Why a phase changed, in the words of those who changed it, and the courses that are told by hand."""

from agreements.models import Phase, Progress
from overview.demonstration.people import REGION

NEEDS, INTRODUCTION, USE, SUSTAINMENT = Phase.NEEDS_ASSESSMENT, Phase.INTRODUCTION, Phase.USE, Phase.SUSTAINMENT
BACK = "back"

REASONS = {
    NEEDS: [
        "Vi har börjat gå igenom hur det ser ut på enheterna.",
        "Nuläget är beskrivet på två enheter av fyra.",
        "Ledningsforumet har bestämt vem som gör inventeringen.",
        "Vi har frågat personalen vad som redan görs och vad som saknas.",
        "Skillnaden mot den gamla texten är genomgången med enhetscheferna.",
        "Vi har jämfört punkten med våra rutiner. Det mesta saknas.",
        "Inventeringen har kommit igång efter genomgången i arbetsgruppen.",
        "Vi har räknat hur många som berörs och börjat samla behov.",
    ],
    INTRODUCTION: [
        "Inventeringen är klar. Första enheten börjar den här månaden.",
        "Rutinen är skriven och prövas på en enhet.",
        "Personalen har gått igenom det nya på arbetsplatsträffar.",
        "Ansvarig är utsedd och de första har fått utbildning.",
        "Vi börjar i liten skala tillsammans med vårdcentralen.",
        "Mallen är anpassad till oss och utskickad till enheterna.",
        "Två enheter är igång, resten följer när schemat är klart.",
        "Beslut i ledningsforumet att börja med de nyaste inskrivna.",
    ],
    USE: [
        "Alla enheter arbetar så här nu.",
        "Rutinen används i vardagen och följs upp varje månad.",
        "Även nattpersonalen är med. Därmed är alla igång.",
        "Stickprov visar att rutinen följs i nio fall av tio.",
        "Den sista enheten kom igång efter ett besök av coachen.",
        "Används av båda parter sedan två månader.",
    ],
    SUSTAINMENT: [
        "Ingår i introduktionen för nyanställda och följs upp varje halvår.",
        "Fungerar sedan länge. Vi följer upp en gång om året.",
        "Står i verksamhetsplanen och har en ansvarig med ersättare.",
        "Inga frågor på ett halvår. Vi håller den vid liv genom årshjulet.",
    ],
    BACK: [
        "Två nya chefer. Vi behöver införa rutinen en gång till.",
        "Omorganisation på vårdcentralen, nya kontaktvägar måste sättas.",
        "Stickprovet visade att rutinen inte används på kvällar. Vi börjar om där.",
    ],
}

# For a clause in use when the work began.
FROM_BEFORE = [
    "Gällde redan i den gamla överenskommelsen och används.",
    "Nuläget när arbetet började: fungerar i alla enheter.",
    "Oförändrad punkt. Vi har kontrollerat att den följs.",
]

REASONS_BY_CLAUSE = {
    "1.1": {
        NEEDS: ["Målen jämförda med vår verksamhetsplan. Ett av tre saknas."],
        INTRODUCTION: ["Målen är med i förslaget till verksamhetsplan."],
        USE: ["Nämnden har antagit verksamhetsplanen med de tre målen."],
    },
    "1.2": {
        NEEDS: ["Vi har läst tjugo planer. I sex av dem står det vad personen själv vill."],
        INTRODUCTION: ["Frågan om vad som är viktigast är införd överst i planen."],
        USE: ["Frågan ställs alltid. Svaren tas upp i ledningsforumet utan namn."],
    },
    "2.1": {
        SUSTAINMENT: [
            "Ordförandeskapet har bytts en gång utan avbrott.",
            "Målbilden finns med i introduktionen för nya chefer.",
        ],
        INTRODUCTION: [
            "Målbilden är ny för oss. Den gås igenom på chefsmötena.",
            "Nya chefer. Målbilden måste förankras en gång till.",
        ],
        USE: ["Handlingsplanen följs och står på chefernas dagordning."],
    },
    "2.2": {
        NEEDS: ["Vi har gått igenom vilka beslut som gruppen får fatta."],
        INTRODUCTION: ["Besluten skickas nu till alla enhetschefer.", "Vår ledamot har mandat från förvaltningen."],
        USE: ["Enhetscheferna känner till besluten och vet var de finns."],
    },
    "2.3": {
        NEEDS: [
            "Vi har frågat vårdcentralerna hur de vill att forumet ska arbeta.",
            "Två möten att bygga vidare på finns redan.",
        ],
        INTRODUCTION: [
            "Forumet har haft sitt första möte.",
            "Ordförande och sekreterare är utsedda, tider satta för ett halvår.",
        ],
        USE: ["Fjärde mötet hållet, med alla på plats.", "Forumet har beslutat om sitt första lokala tillägg."],
    },
    "2.4": {
        NEEDS: ["Vi går igenom vem som i dag får frågorna."],
        INTRODUCTION: ["Kontaktperson är utsedd, ersättare saknas än."],
        USE: ["Kontaktperson och ersättare står i förteckningen. Svar ges inom två dagar."],
    },
    "3.2": {
        NEEDS: ["Vi har följt tio utskrivningar från början till slut."],
        INTRODUCTION: [
            "Uppringning inom 72 timmar prövas vid en vårdcentral.",
            "Planeringen börjar vid inskrivningen på två avdelningar.",
        ],
        USE: ["Samtliga utskrivningar följer rutinen sedan förra månaden."],
    },
    "3.4": {
        NEEDS: ["Antalet planer är räknat. Få har följts upp."],
        INTRODUCTION: ["Tre personer är utbildade för att leda möten om samordnad plan."],
        USE: ["Möten hålls inom tre veckor i de flesta fall."],
    },
    "3.5": {
        NEEDS: [
            "Första mötet med skola och elevhälsa hållet.",
            "Vi har kartlagt övergången till vuxenvården i fyra steg.",
        ],
        INTRODUCTION: ["Samordnare utsedd för de första familjerna."],
        USE: ["Alla nya ärenden får samordnare inom fem arbetsdagar."],
    },
    "3.6": {
        NEEDS: ["Socialtjänsten och vårdcentralen har gått igenom vem som tar emot när."],
        INTRODUCTION: ["Gemensamma samtal prövas en förmiddag i veckan."],
        USE: ["Gemensamma samtal är bokningsbara varje vecka."],
    },
    "4.1": {
        NEEDS: ["Läkartid och begärda bedömningar är räknade för en månad."],
        INTRODUCTION: [
            "En fast halvdag för hembesök finns i schemat.",
            "Telefonvägen till läkare är beskriven och prövas.",
        ],
        USE: ["Två halvdagar i veckan, varav en för oplanerade besök. Fungerar."],
    },
    "4.2": {
        NEEDS: [
            "Alla inskrivna är genomgångna. Knappt hälften har en namngiven kontakt.",
            "Vi räknar hur många kontakter som har slutat.",
        ],
        INTRODUCTION: [
            "Nya inskrivna får en kontakt vid första hembesöket.",
            "Rutinen från Tranås är anpassad till oss.",
        ],
        USE: ["Alla inskrivna har en namngiven kontakt, och namnen stämmer."],
    },
    "4.3": {
        NEEDS: ["Vi har jämfört ronderna på våra boenden."],
        INTRODUCTION: ["Rond varje vecka på ett av boendena."],
        USE: ["Rond varje vecka på alla boenden, varannan digital."],
    },
    "4.4": {
        NEEDS: [
            "Tre gemensamma hembesök gjorda för att se vad som behövs.",
            "Vi har räknat på tiden: ungefär fyra besök i veckan.",
        ],
        INTRODUCTION: ["Två fasta tider i veckan för gemensamma hembesök.", "Checklistan med fem frågor prövas."],
        USE: ["Alla nyinskrivna har fått ett gemensamt hembesök sedan sex veckor."],
    },
    "4.5": {
        NEEDS: ["Vi har samlat de planer som redan används på vårdcentralerna."],
        INTRODUCTION: ["Mallen prövas för tio personer som har varit inlagda två gånger."],
        USE: ["Planen finns i hemmet hos alla som bedöms behöva den."],
    },
    "4.6": {
        NEEDS: ["Vi vet nu i hur många hem läkemedel finns i förväg."],
        INTRODUCTION: ["Läkemedelslådan prövas tillsammans med vårdcentralen."],
        USE: ["Läkemedelslåda och samtal med närstående är rutin."],
    },
    "5.1": {
        NEEDS: ["Antalet genomgångar utan åldersgräns är beräknat."],
        INTRODUCTION: ["Den nya listan till den enskilde prövas vid tio genomgångar."],
        USE: ["Genomgångarna bokas ett år framåt."],
    },
    "5.4": {
        NEEDS: [
            "Vi har frågat enheterna vad de behöver lära sig.",
            "Kostnaden för en utbildningsdag per person är beräknad.",
        ],
        INTRODUCTION: [
            "Introduktionen om avtalet är klar och prövas för fyra nyanställda.",
            "Första gemensamma utbildningen är hållen.",
        ],
        USE: ["Alla nyanställda får introduktionen inom tre månader."],
    },
    "6.1": {
        NEEDS: ["Första nulägesenkäten besvarad av tre personer tillsammans."],
        INTRODUCTION: ["Ledningsforumet har valt tre förbättringar."],
        USE: ["Ledningsforumet går igenom svaren varje gång. En av tre förbättringar är klar."],
    },
    "6.2": {
        NEEDS: ["Avvikelserna det senaste halvåret är sorterade i tre högar."],
        INTRODUCTION: ["Mottagare med ersättare utsedd. Vi är med i provet av funktionen."],
        USE: ["Svar lämnas inom 30 dagar. Mönstren tas upp varje kvartal."],
    },
    "6.3": {
        NEEDS: ["Vi har listat vilka uppgifter som saknas i mötet med den enskilde."],
        INTRODUCTION: ["Läsbehörighet införd för sjuksköterskor, resten väntar på tekniken."],
        USE: ["Alla yrkesgrupper läser planen och läkemedelslistan."],
    },
    "6.4": {
        INTRODUCTION: [
            "Nya chefer behöver veta vem de ska ringa. Gången är utskickad.",
            "Vi tar upp gången i ledningsforumet.",
        ],
        USE: ["En oenighet är löst på fyra dagar. Gången fungerar."],
        SUSTAINMENT: ["Gången tas upp varje gång en chef börjar."],
    },
}
# About how the work is led, where what is said about units and patients does not fit.
ABOUT_LEADING = {"1.1", "2.1", "2.2", "2.3", "2.4", "5.4", "6.1", "6.4"}

TARGETS = [
    "Måldatum satt i ledningsforumet. Vi ligger rätt i tid.",
    "Går enligt plan. Nästa steg är beslutat med vårdcentralen.",
    "Vi räknar med att hinna, om bemanningen håller.",
]

ON, RISK, STOPPED = Progress.ON_TRACK, Progress.AT_RISK, Progress.OFF_TRACK

# (municipality, clause): events as (days from today, phase, progress, words, who); phase or progress is None.
STORIES = {
    ("0685", "4.2"): [
        (-195, NEEDS, None, "Vi går igenom alla inskrivna för hand, enhet för enhet.", "katarina.holmqvist"),
        (
            -57,
            INTRODUCTION,
            None,
            "Inventeringen är klar i alla tre enheterna. Knappt hälften har en kontakt.",
            "katarina.holmqvist",
        ),
        (
            -6,
            None,
            STOPPED,
            "Rutinen väntar på att vårdcentralerna ska utse egna kontakter. En av två är klar.",
            "katarina.holmqvist",
        ),
    ],
    ("0685", "4.4"): [
        (-80, NEEDS, None, "Sex gemensamma hembesök är gjorda tillsammans med Smedjan.", "katarina.holmqvist"),
        (-27, None, ON, "Två fasta tider i veckan är nästa steg. Tranås hjälper oss med checklistan.", "lena.hedlund"),
    ],
    ("0685", "2.3"): [
        (-170, NEEDS, None, "Båda vårdcentralerna vill ha forumet hos sig varannan gång.", "katarina.holmqvist"),
        (-110, INTRODUCTION, None, "Första mötet hållet. Fem av sex var på plats.", "katarina.holmqvist"),
    ],
    ("0687", "4.2"): [
        (
            -260,
            NEEDS,
            None,
            "Kontakterna är räknade. Åtta av tio har ett namn, men alla namn stämmer inte.",
            "mattias.orn",
        ),
        (
            -150,
            INTRODUCTION,
            None,
            "Kontakten utses vid inskrivningen av oss och vårdcentralen tillsammans.",
            "linnea.palm",
        ),
        (-1, USE, None, "Alla nya i hälso- och sjukvård i hemmet får en kontakt inom en vecka.", "mattias.orn"),
    ],
    ("0687", "4.4"): [
        (
            -300,
            INTRODUCTION,
            None,
            "Vi har arbetat med gemensamma hembesök en tid och skriver nu ner hur.",
            "mattias.orn",
        ),
        (-130, USE, None, "Alla nyinskrivna får besök. Det tar i snitt en och en halv timme.", "mattias.orn"),
    ],
    ("0617", "4.1"): [
        (-290, NEEDS, None, "Läkartiden är räknad: en timme i veckan för sextio inskrivna.", "frida.lofgren"),
        (-101, None, STOPPED, "Vårdcentralen saknar fast läkare. Utan den kan ingen tid avsättas.", "kent.arvidsson"),
    ],
    ("0617", "6.1"): [
        (-150, NEEDS, None, "Vi har frågat grannkommunerna hur de följer upp.", "frida.lofgren"),
    ],
    ("0642", "2.3"): [
        (-140, NEEDS, None, "Samtal med vårdcentralen om hur forumet kan arbeta.", "barbro.lindqvist"),
        (
            -24,
            None,
            STOPPED,
            "Forumet har inte träffats på tre månader. Chefen på vårdcentralen har slutat.",
            "barbro.lindqvist",
        ),
    ],
    ("0604", "4.1"): [
        (-240, NEEDS, None, "Begärda bedömningar är räknade under en månad.", "marianne.kvist"),
        (
            -19,
            None,
            RISK,
            "Hyrläkarna byts varje vecka. Halvdagen för hembesök finns i schemat men används till annat.",
            "oskar.dahlin",
        ),
    ],
    ("0682", "4.1"): [
        (-260, NEEDS, None, "Två vårdcentraler av tre har svarat om sin läkartid.", "hamid.rahimi"),
        (-96, INTRODUCTION, None, "En fast halvdag finns nu vid två vårdcentraler.", "ulla.stahl"),
        (-12, None, RISK, "Den tredje vårdcentralen kan inte avsätta tid förrän en tjänst är tillsatt.", "ulla.stahl"),
    ],
    ("0684", "4.2"): [
        (-120, NEEDS, None, "Vi räknar hur många som saknar kontakt.", "camilla.oberg"),
        (-9, None, RISK, "Vi behöver samma besked från vårdcentralen som Vetlanda väntar på.", "bengt.wiklander"),
    ],
    ("0662", "3.2"): [
        (-310, INTRODUCTION, None, "Planeringen börjar vid inskrivningen på två avdelningar.", "goran.petrovic"),
        (-120, USE, None, "Alla utskrivningar följer rutinen på vardagar.", "annika.wall"),
        (
            -33,
            None,
            RISK,
            "Hemgångar på fredagar fungerar inte. Läkemedelslistan saknas i var tredje.",
            "goran.petrovic",
        ),
    ],
    ("0683", "6.2"): [
        (-200, NEEDS, None, "Vi har sorterat ett halvårs avvikelser.", "therese.olofsson"),
        (-70, INTRODUCTION, None, "Vi är med och prövar den gemensamma funktionen.", "daniel.krantz"),
        (-16, None, RISK, "Mottagaren är sjukskriven och ersättare saknas. Svaren dröjer.", "daniel.krantz"),
    ],
    ("0643", "2.4"): [
        (-210, NEEDS, None, "Vi har skrivit ner vem som får frågorna i dag.", "roger.claesson"),
        (-160, INTRODUCTION, None, "Kontaktpersonernas namn sitter i båda fikarummen.", "hanna.friberg"),
        (-44, USE, None, "Färre frågor går via cheferna, och svaren kommer inom två dagar.", "hanna.friberg"),
    ],
    ("0680", "6.1"): [
        (-125, NEEDS, None, "Första nulägesenkäten besvarad av tre avdelningar tillsammans.", "cecilia.norrby"),
        (-40, INTRODUCTION, None, "Tre förbättringar är valda med de största vårdcentralerna.", "magnus.berg"),
        (-8, USE, None, "Uppföljningen ligger i årshjulet för alla ledningsforum i kommunen.", "cecilia.norrby"),
    ],
    (REGION, "6.3"): [
        (-280, NEEDS, None, "Behörigheter i tre journalsystem är kartlagda.", "sofia.bergqvist"),
        (-31, None, RISK, "Upphandlingen av läsbehörighet är försenad. Ny tid är inte satt.", "sofia.bergqvist"),
    ],
}
