"""The agreement of the demonstration, chapters 4 to 6, and all six chapters in order."""

from organisations.models import Side
from overview.demonstration.agreement_text import (
    CHANGED,
    FOUNDATIONS,
    LEADERSHIP,
    NEW,
    REMOVED,
    TRANSITIONS,
    UNCHANGED,
    Clause,
)

CARE_AT_HOME = [
    Clause(
        "4.1",
        "Läkarmedverkan i hemmet",
        CHANGED,
        "Vårdcentralen ska ha läkartid avsatt för hembesök varje vecka, både planerade och oplanerade. Kommunens sjuksköterska ska "
        "nå en läkare per telefon inom 30 minuter på vardagar och få en bedömning samma dag när tillståndet försämras. Regionen "
        "ansvarar för att en läkare går att nå dygnet runt. Läkaren gör hembesök när en bedömning inte kan göras på annat sätt.",
        "Läkartid ska finnas varje vecka och även för oplanerade besök. Tidsgränserna för telefon och bedömning är nya.",
        Side.REGION,
        "4.1",
        "Läkarmedverkan i hemmet",
        "Vårdcentralen ska ha läkartid avsatt för planerade hembesök varje månad. Kommunens sjuksköterska ska nå en läkare per "
        "telefon på vardagar. Läkaren gör hembesök när det bedöms nödvändigt.",
    ),
    Clause(
        "4.2",
        "Fast vårdkontakt",
        CHANGED,
        "Den som är inskriven i hälso- och sjukvård i hemmet ska ha en namngiven fast vårdkontakt. Kontakten utses vid inskrivningen "
        "av vårdcentralen och kommunen tillsammans och står i den gemensamma planen. Den enskilde och närstående får kontaktens "
        "namn och telefonnummer skriftligt. När kontakten byts presenterar sig den nya innan den gamla slutar.",
        "Alla inskrivna får en namngiven kontakt, inte bara den som ber om det. Kommunen och vårdcentralen utser tillsammans.",
        old_number="4.2",
        old_title="Vårdkontakt",
        old_text="Den som är inskriven i hälso- och sjukvård i hemmet kan få en fast vårdkontakt. Fast vårdkontakt erbjuds den som "
        "ber om det. Kontakten utses av vårdcentralen.",
    ),
    Clause(
        "4.3",
        "Läkarmedverkan i särskilt boende",
        CHANGED,
        "Varje särskilt boende ska ha en namngiven ansvarig läkare och minst en fast tid i veckan för rond. Ronden förbereds av "
        "kommunens sjuksköterska och hålls på boendet eller digitalt. Bedömningar mellan ronderna görs samma dag när "
        "sjuksköterskan begär det. Läkaren och sjuksköterskan går en gång om året igenom läget för var och en som bor där.",
        "Rond varje vecka i stället för varannan. Läkaren är namngiven, och bedömningar mellan ronderna görs samma dag.",
        Side.REGION,
        "4.3",
        "Läkare i särskilt boende",
        "Varje särskilt boende ska ha en ansvarig vårdcentral och en fast tid varannan vecka för rond. Ronden förbereds av kommunens "
        "sjuksköterska. Bedömningar mellan ronderna görs efter överenskommelse.",
    ),
    Clause(
        "4.4",
        "Hembesök vid inskrivning",
        NEW,
        "När en person skrivs in i hälso- och sjukvård i hemmet ska vårdcentralen och kommunen göra ett gemensamt hembesök inom tio "
        "arbetsdagar. Vid besöket går de igenom vad den enskilde vill, vilka insatser som behövs, läkemedel, hjälpmedel och risker "
        "i hemmet. Den fasta vårdkontakten deltar. Läkare deltar när någon av parterna begär det, på plats eller digitalt.",
        "Besöket är nytt och ersätter remissen mellan vårdcentralen och kommunen.",
    ),
    Clause(
        "4.5",
        "Plan vid försämring",
        NEW,
        "Den som riskerar att snabbt bli sämre ska ha en skriven plan för vad som görs då, av vem och i vilken ordning. Planen görs "
        "av läkare och sjuksköterska tillsammans med den enskilde och finns i hemmet. Där står också vilka åtgärder den enskilde "
        "inte vill ha. Planen ses över efter varje oplanerad inläggning och minst en gång om året.",
        "Planen är ny. Några vårdcentraler har haft egna varianter, nu gäller en gemensam mall.",
    ),
    Clause(
        "4.6",
        "Palliativ vård",
        CHANGED,
        "Den som behöver palliativ vård ska kunna få den hemma, dygnet runt. Ett samtal om vårdens mål ska hållas i god tid och "
        "skrivas ned så att alla parter kan läsa det. Läkemedel för lindring ska finnas i hemmet i förväg. Närstående erbjuds ett "
        "samtal inom sex veckor efter dödsfallet.",
        "Läkemedel ska finnas i hemmet i förväg. Samtalet ska kunna läsas av alla parter, och närstående erbjuds ett samtal efteråt.",
        old_number="4.4",
        old_title="Palliativ vård",
        old_text="Den som behöver palliativ vård ska kunna få den hemma. Läkaren ansvarar för att ett samtal om vårdens mål hålls och "
        "skrivs ned. Läkemedel för lindring ska finnas att hämta dygnet runt.",
    ),
]

MEDICINES_AND_SKILLS = [
    Clause(
        "5.1",
        "Läkemedelsgenomgång",
        CHANGED,
        "Den som är inskriven i hälso- och sjukvård i hemmet och har minst fem läkemedel ska få en fördjupad läkemedelsgenomgång varje "
        "år. Läkare, sjuksköterska och om möjligt apotekare deltar. Den enskilde får en skriftlig lista över sina läkemedel, med vad "
        "som har ändrats och varför. Uppföljning av ändringarna bokas vid genomgången.",
        "Åldersgränsen på 75 år är borttagen. Genomgången är fördjupad, och uppföljningen bokas direkt.",
        Side.REGION,
        "5.1",
        "Läkemedelsgenomgång",
        "Den som är 75 år eller äldre och har minst fem läkemedel ska få en läkemedelsgenomgång varje år. Läkare och sjuksköterska "
        "deltar. Den enskilde får en lista över sina läkemedel.",
    ),
    Clause(
        "5.2",
        "Ordination och delegering",
        UNCHANGED,
        "Läkaren ordinerar läkemedel skriftligt i den gemensamma läkemedelslistan. Muntliga ordinationer bekräftas skriftligt samma "
        "dag. Kommunen ansvarar för delegering, läkemedelsförråd och kontroller i sin egen verksamhet.",
        old_number="5.2",
        old_title="Ordination och delegering",
    ),
    Clause(
        "5.3",
        "Rehabilitering och hjälpmedel",
        UNCHANGED,
        "Kommunen ansvarar för rehabilitering i hemmet och för att prova ut och följa upp hjälpmedel där. Regionen ansvarar för "
        "specialiserad rehabilitering. Ett hjälpmedel som behövs för hemgång från sjukhus ska finnas på plats när den enskilde "
        "kommer hem. Kostnaden fördelas enligt parternas avtal om hjälpmedel.",
        responsible=Side.MUNICIPAL,
        old_number="5.3",
        old_title="Rehabilitering och hjälpmedel",
    ),
    Clause(
        "5.4",
        "Gemensam kompetensutveckling",
        NEW,
        "Parterna ordnar varje år minst två utbildningar tillsammans för personal som arbetar i hemmet. Nya medarbetare hos båda "
        "parter får en introduktion till avtalet inom tre månader. Varje verksamhet avsätter minst en dag per person och år. Små "
        "kommuner och vårdcentraler har förtur till platserna.",
        "Gemensamma utbildningar och introduktion blir ett krav. Hittills har varje part utbildat sin egen personal.",
    ),
]

FOLLOW_UP = [
    Clause(
        "6.1",
        "Gemensam uppföljning",
        NEW,
        "Parterna följer tillsammans upp avtalet två gånger om året. Varje kommun skattar hur väl punkterna fungerar, och det lokala "
        "ledningsforumet går igenom svaren. Uppföljningen ska leda till högst tre gemensamma förbättringar åt gången. Resultaten "
        "används för att lära, inte för att rangordna.",
        "Regelbunden uppföljning är nytt. Den sker i dialog och leder till få men gemensamma förbättringar.",
    ),
    Clause(
        "6.2",
        "Avvikelser mellan huvudmän",
        CHANGED,
        "Avvikelser som rör mer än en huvudman ska rapporteras i den gemensamma funktionen inom tre arbetsdagar. Mottagaren bekräftar "
        "inom tre arbetsdagar och svarar inom 30 dagar med vad som har gjorts. Det lokala ledningsforumet går varje kvartal igenom "
        "mönstren och väljer vad som ska förbättras. Allvarliga händelser utreds gemensamt.",
        "Svarstiden halveras från 60 till 30 dagar. Ledningsforumet ser mönstren, och allvarliga händelser utreds gemensamt.",
        old_number="6.1",
        old_title="Avvikelser",
        old_text="Avvikelser som rör mer än en huvudman ska rapporteras skriftligt till den andra parten. Mottagaren svarar inom 60 "
        "dagar. Allvarliga händelser utreds av den huvudman där händelsen inträffade.",
    ),
    Clause(
        "6.3",
        "Tillgång till uppgifter",
        CHANGED,
        "Parterna ska kunna läsa varandras uppgifter när den enskilde har samtyckt eller lagen annars tillåter det. Den samordnade "
        "planen, läkemedelslistan och planen vid försämring ska kunna läsas av alla som vårdar den enskilde. Parterna tar varje år "
        "fram gemensamma siffror på gruppnivå, utan uppgifter om enskilda personer.",
        "Läkemedelslistan och planen vid försämring ska kunna läsas av alla. Gemensamma siffror tas fram varje år.",
        old_number="6.2",
        old_title="Tillgång till uppgifter",
        old_text="Parterna ska kunna läsa varandras uppgifter när den enskilde har samtyckt. Den samordnade planen ska kunna läsas av "
        "alla som vårdar den enskilde.",
    ),
    Clause(
        "6.4",
        "När parterna är oense",
        UNCHANGED,
        "Oenighet om ansvar löses där den uppstår, mellan de chefer som är berörda. Går det inte lämnas frågan inom fem arbetsdagar "
        "till styrgruppen. Den enskilde ska alltid få vård under tiden, av den part som har kontakten.",
        old_number="6.3",
        old_title="När parterna är oense",
    ),
    Clause(
        "6.5",
        "Årligt samverkansmöte",
        REMOVED,
        "Punkten utgår. Det lokala ledningsforumet i punkt 2.3 tar över uppgiften.",
        "Ett möte om året räckte inte. Ledningsforumet träffas minst sex gånger.",
        "",
        "2.3",
        "Årligt samverkansmöte",
        "Varje kommun och dess vårdcentraler håller ett samverkansmöte om året. Vid mötet går parterna igenom det gångna året.",
    ),
]

CHAPTERS = {
    "Utgångspunkter": FOUNDATIONS,
    "Ledning och samverkan": LEADERSHIP,
    "Ansvar och övergångar": TRANSITIONS,
    "Vård i hemmet": CARE_AT_HOME,
    "Läkemedel, rehabilitering och kompetens": MEDICINES_AND_SKILLS,
    "Uppföljning och utveckling": FOLLOW_UP,
}
OLD_CHAPTERS = {
    "1": "Mål",
    "2": "Ledning",
    "3": "Ansvar och utskrivning",
    "4": "Vård i hemmet",
    "5": "Läkemedel och rehabilitering",
    "6": "Uppföljning",
}
