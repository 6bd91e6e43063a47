"""What the working group talked about in a year, oldest first: our own words, no season and no date in them."""

from typing import NamedTuple

INFORMATION, DECISION, ACTION = "information", "decision", "action"


class Came(NamedTuple):
    """What came out of a point. An action has an owner (a person's key, or nobody) and days until it is due."""

    kind: str
    text: str
    owner: str = ""
    days: int | None = None


class Theme(NamedTuple):
    """One point of an agenda with its notes."""

    heading: str
    provision: str
    text: str
    came: list[Came]


WORKING_GROUP = [
    Theme(
        "Så vill vi arbeta i gruppen",
        "",
        "Varje deltagare berättade vad hen hoppas få ut av arbetet. Flera vill att gruppen ska göra mindre men göra klart. "
        "Erfarenheten från förra överenskommelsen är att den skickades ut och sedan levde sitt eget liv. Den här gången vill vi "
        "veta vad som händer i verksamheterna innan vi går vidare till nästa punkt.\n\n"
        "Gruppen enades om tre arbetsregler: vi kommer förberedda, vi säger till när något inte går, och den som tar på sig en "
        "uppgift skriver själv in den i Färdplan. Möten hålls varannan eller var tredje vecka. Vart tredje möte är fysiskt och "
        "flyttar runt i länet så att resorna delas rättvist.",
        [
            Came(DECISION, "Gruppen arbetar efter de tre reglerna. De gås igenom igen om ett halvår."),
            Came(ACTION, "Boka gruppens möten för det närmaste halvåret", "sofia.bergqvist", 10),
        ],
    ),
    Theme(
        "Vad är nytt i avtalet?",
        "",
        "Anders Fors och Johanna Sjögren gick igenom förslaget till avtal punkt för punkt. Åtta punkter är helt nya, tolv är ändrade "
        "och sex gäller som förut. Två punkter i den gamla överenskommelsen försvinner.\n\n"
        "Samtalet visade att samma punkt kan betyda mycket i en kommun och nästan ingenting i en annan. Tranås och Eksjö har redan "
        "gemensamma hembesök, medan flera kommuner aldrig har prövat. Gruppen vill därför att listan över det nya ska vara kort, "
        "skriven för den som arbetar i hemmet och utan hänvisningar till andra dokument.",
        [
            Came(ACTION, "Skriv en sida om vad som är nytt, för medarbetare i hemmet", "anders.fors", 21),
            Came(ACTION, "Läs listan med två kollegor som inte har varit med i arbetet", "emelie.strand", 28),
        ],
    ),
    Theme(
        "Ord som betyder olika saker",
        "1.1",
        "Gruppen samlade ord som parterna använder på olika sätt: inskriven, ansvarig, akut, plan och uppföljning. Mest prat blev det "
        "om ordet inskriven. I några kommuner är man inskriven från första hembesöket, i andra först när en plan är skriven. Det "
        "påverkar all statistik.\n\n"
        "Enighet om att avtalet säger hälso- och sjukvård i hemmet, och att alla mallar ska göra detsamma. En kort ordlista tas fram. "
        "Den ska rymmas på ett papper och ge ett exempel för varje ord.",
        [
            Came(DECISION, "En person räknas som inskriven från dagen för det första hembesöket."),
            Came(ACTION, "Ta fram ett förslag till ordlista på en sida", "sofia.bergqvist", 21),
        ],
    ),
    Theme(
        "Lokala ledningsforum",
        "2.3",
        "Fem kommuner har redan något som liknar ett ledningsforum, men under olika namn och med olika uppdrag. Gislaved har träffats "
        "sju gånger på ett år, med vårdcentralerna som värdar varannan gång. Det som har betytt mest är att samma personer kommer och "
        "att mötet aldrig ställs in. I Habo tog det tre möten innan samtalet handlade om något annat än lokaler.\n\n"
        "Gruppen ser två risker: att forumet blir ett informationsmöte, och att små kommuner med flera vårdcentraler får för många "
        "möten. Ett förslag är att två grannkommuner kan ha möten i anslutning till varandra.",
        [
            Came(DECISION, "Dagordningen har tre fasta punkter: resultat, avvikelser och övergångar."),
            Came(
                ACTION, "Skriv en startlåda för nya ledningsforum: dagordning, årshjul och inbjudan", "tomas.ekberg", 28
            ),
            Came(INFORMATION, "Stödteamet kan delta vid de tre första mötena i varje kommun."),
        ],
    ),
    Theme(
        "Kontaktpersoner",
        "2.4",
        "Hanna Friberg beskrev hur Habo och vårdcentralen Hagstugan har arbetat med kontaktpersoner i ett halvår. Namnen sitter på ett "
        "papper i båda fikarummen. Antalet frågor som går via cheferna har minskat, och svaren kommer snabbare.\n\n"
        "Frågan om ersättare vid semester och sjukdom togs upp av flera. Det räcker inte med ett namn, sade Ulla Ståhl: om samma person "
        "är kontakt för fem saker svarar ingen. Gruppen vill ha en förteckning som går att hitta på ett ställe och som någon har i "
        "uppgift att hålla aktuell.",
        [
            Came(ACTION, "Samla in namn på kontaktpersoner från alla kommuner och vårdcentraler", "anders.fors", 35),
            Came(DECISION, "Varje kontaktperson har en ersättare, och båda står i förteckningen."),
        ],
    ),
    Theme(
        "Trygg utskrivning",
        "3.2",
        "Per-Olof Kjellberg visade siffror på gruppnivå för det senaste året. Meddelandet om inskrivning går i väg i tid, men i var "
        "tredje utskrivning saknas en uppdaterad läkemedelslista när personen kommer hem. Helgerna är svårast.\n\n"
        "Uppringningen inom 72 timmar väckte mest frågor. Vårdcentralerna undrar vem som ringer när hemgången sker en fredag. Yasmin "
        "Karimi föreslog att den fasta vårdkontakten ringer på måndagen, och att kommunens sjuksköterska gör ett kort besök under "
        "helgen om läkemedlen har ändrats. Två kommuner provar i liten skala innan en gemensam rutin skrivs.",
        [
            Came(ACTION, "Pröva uppringning inom 72 timmar vid tio utskrivningar", "yasmin.karimi", 45),
            Came(
                ACTION,
                "Beskriv vad som behövs för att läkemedelslistan ska vara klar före hemgång",
                "per-olof.kjellberg",
                30,
            ),
        ],
    ),
    Theme(
        "Fast vårdkontakt, första genomgången",
        "4.2",
        "Hur många av de inskrivna har en namngiven fast vårdkontakt i dag? Ingen kunde svara säkert. Journalsystemen har ett fält för "
        "det, men fältet används olika. I Vetlanda gick man igenom alla inskrivna för hand och fann att knappt hälften hade ett namn, "
        "och att namnet i flera fall var en person som hade slutat.\n\n"
        "Gruppen diskuterade vem som kan vara fast vårdkontakt. Det viktiga är inte yrket utan att personen går att nå och har rätt att "
        "samordna. Ett första steg är att alla räknar på samma sätt.",
        [
            Came(DECISION, "Alla kommuner räknar andelen med fast vårdkontakt på samma sätt, en gång i kvartalet."),
            Came(ACTION, "Beskriv hur fältet för fast vårdkontakt ska fyllas i", "katarina.holmqvist", 30),
        ],
    ),
    Theme(
        "Hembesök vid inskrivning",
        "4.4",
        "Tranås har gjort gemensamma hembesök sedan ett drygt år. Mattias Örn berättade att besöket tar ungefär en och en halv timme, "
        "och att det ofta sparar två eller tre telefonsamtal samma vecka. Den som får besöket slipper berätta samma sak två gånger.\n\n"
        "Invändningen från vårdcentralerna är tiden. Emelie Strand räknade på sin mottagning: fyra besök i veckan ryms om läkaren är "
        "med digitalt och distriktssköterskan på plats. Magnus Berg påminde om att avståndet är ett annat problem i glesbygd än i "
        "staden. Gruppen vill ha en checklista på en sida, gärna den som Tranås använder.",
        [
            Came(ACTION, "Dela checklistan för hembesök med de andra kommunerna", "mattias.orn", 14),
            Came(ACTION, "Räkna på tidsåtgång för hembesök vid tre vårdcentraler", "agneta.rosen", 40),
            Came(INFORMATION, "Digital läkarmedverkan räknas som deltagande enligt punkten."),
        ],
    ),
    Theme(
        "Läkarmedverkan i hemmet",
        "4.1",
        "Det här är den punkt som flest har frågor om. Agneta Rosén redovisade att vårdcentralerna i dag avsätter mellan en och sex timmar "
        "i veckan för hembesök, utan tydligt samband med hur många inskrivna de har. Kommunernas sjuksköterskor beskriver att planerade "
        "besök fungerar, men att det är svårt att få en bedömning samma dag.\n\n"
        "Gruppen prövade formuleringen i avtalet mot tre påhittade situationer. I två av dem var det klart vem som skulle göra vad. I den "
        "tredje, en kväll med stigande feber, var det inte det. En telefonväg för kvällar och helger behöver beskrivas innan avtalet "
        "börjar gälla.",
        [
            Came(ACTION, "Beskriv telefonvägen till läkare på kvällar och helger", "agneta.rosen", 35),
            Came(ACTION, "Samla tre goda exempel på hur läkartid kan läggas i schemat", "yasmin.karimi", 30),
        ],
    ),
    Theme(
        "Samordnad individuell plan",
        "3.4",
        "Nya avtalet säger att den som först ser behovet kallar. Det låter enkelt, men förutsätter att alla vågar kalla och vet hur man gör. "
        "Annika Wall beskrev hur Gislaved har gett varje enhet en person som kan leda mötet, så att den som kallar inte också måste leda.\n\n"
        "Tidsgränsen på tre veckor är rimlig enligt de flesta. Skolan och psykiatrin har svårast att hitta tider. Gruppen ville inte skriva "
        "fler mallar utan använda den som finns, och i stället korta ner den från fyra sidor till två. Rubriken om vad som är viktigast för "
        "den enskilde flyttas först.",
        [
            Came(DECISION, "Mallen kortas till två sidor och börjar med vad den enskilde vill."),
            Came(ACTION, "Korta ner mallen och pröva den vid fem möten", "annika.wall", 30),
        ],
    ),
    Theme(
        "Barn och unga 0–20 år",
        "3.5",
        "Barn och unga har inte funnits med i överenskommelsen tidigare. Nils Haglund och Ulla Ståhl hade bjudit in en rektor och en "
        "samordnare från elevhälsan, som beskrev övergången till vuxenvården som ett stup. Familjer berättar att de själva har skrivit "
        "listor över vem som gör vad.\n\n"
        "Samordnaren ska utses inom fem arbetsdagar. Gruppen enades om att det är den verksamhet som barnet redan har mest kontakt med som "
        "utser, och att det ska stå i planen. Det behövs en särskild grupp för punkten, eftersom skolan inte är part i avtalet.",
        [
            Came(DECISION, "En tillfällig grupp med skola, elevhälsa och psykiatri tar fram ett förslag."),
            Came(ACTION, "Bjud in till den tillfälliga gruppen för barn och unga", "nils.haglund", 20),
        ],
    ),
    Theme(
        "Psykisk ohälsa och beroende",
        "3.6",
        "Punkten är ändrad på två sätt: beroende omfattas, och ansvaret ligger kvar tills någon annan har tagit emot. Det andra är svårast. "
        "I dag avslutas en kontakt när remissen är skickad. Daniel Krantz berättade om ett gemensamt mottagningsteam i Värnamo där "
        "socialtjänsten och vårdcentralen sitter i samma rum två förmiddagar i veckan.\n\n"
        "Gruppen konstaterade att det inte går att göra likadant överallt. Det som går att göra lika är frågan till den enskilde: vem vet du "
        "att du kan ringa? Svaret ska stå i planen.",
        [
            Came(INFORMATION, "Värnamo tar gärna emot studiebesök i mottagningsteamet."),
            Came(ACTION, "Boka studiebesök i Värnamo för tre kommuner", "daniel.krantz", 40),
        ],
    ),
    Theme(
        "Plan vid försämring",
        "4.5",
        "Fyra vårdcentraler har egna planer för vad som ska göras när någon blir sämre. De är olika långa och heter olika saker. Leila Demir "
        "hade lagt dem bredvid varandra och markerat vad som är gemensamt: tecken att vara uppmärksam på, första åtgärd, vem som ringer vem "
        "och vad personen inte vill.\n\n"
        "Gruppen vill ha en gemensam mall på en sida, som ligger i hemmet och kan läsas av ambulansen. Frågan om hur planen ska synas i "
        "båda journalsystemen är inte löst. Tills vidare är papperet det som gäller.",
        [
            Came(ACTION, "Ta fram en gemensam mall för plan vid försämring", "leila.demir", 30),
            Came(ACTION, "Fråga ambulanssjukvården hur de vill hitta planen i hemmet", "", 21),
        ],
    ),
    Theme(
        "Läkemedelsgenomgång",
        "5.1",
        "När åldersgränsen tas bort ökar antalet genomgångar med ungefär en tredjedel. Regionens apotekare kan delta vid de svåraste, men "
        "inte vid alla. Gruppen gick igenom ett flöde där sjuksköterskan förbereder, läkaren avgör och apotekaren rådfrågas i förväg.\n\n"
        "Listan till den enskilde ska vara begriplig. Vaggeryd har låtit sitt pensionärsråd läsa utkastet, och fick veta att orden dosering "
        "och indikation måste bort. Den nya listan säger i stället hur mycket, när och varför. Den prövas nu vid två vårdcentraler.",
        [
            Came(ACTION, "Pröva den nya listan vid tio läkemedelsgenomgångar", "emelie.strand", 45),
            Came(INFORMATION, "Apotekare kan bokas till de svåraste genomgångarna genom primärvården."),
        ],
    ),
    Theme(
        "Avvikelser mellan huvudmän",
        "6.2",
        "Det finns nio sätt att lämna en avvikelse i länet. Några går via journalsystemet, några via e-post och en via ett formulär som ingen "
        "längre läser. Hamid Rahimi var inbjuden och visade hur Nässjö samlar sina avvikelser i tre högar: läkemedel, information och "
        "hjälpmedel. Läkemedel är störst i alla kommuner.\n\n"
        "Den gemensamma funktionen finns på prov från nästa kvartal. Svar inom 30 dagar kräver att någon äger frågan hos mottagaren. Gruppen "
        "vill hellre se tre avvikelser som har lett till något än hundra som är räknade.",
        [
            Came(
                DECISION, "Varje ledningsforum väljer ett mönster bland avvikelserna och arbetar med det i ett kvartal."
            ),
            Came(ACTION, "Utse mottagare för avvikelser i varje kommun och vårdcentral", "johanna.sjogren", 30),
            Came(ACTION, "Stäng det gamla formuläret och hänvisa till den gemensamma funktionen", "", 14),
        ],
    ),
    Theme(
        "Första nulägesenkäten",
        "6.1",
        "Tolv av tretton kommuner svarade. Svaren spretar mest för läkarmedverkan i hemmet och avvikelser, och minst för rehabilitering. "
        "Gruppen var noga med att inte läsa svaren som betyg. En låg siffra kan betyda att kommunen har tittat ordentligt.\n\n"
        "Flera hade svarat ensamma, trots att tanken var att svara tillsammans. Inför nästa omgång skickas enkäten till två eller tre "
        "personer i varje kommun, och ledningsforumet får den på sin dagordning. Kommentarerna var det mest användbara. Tre kommuner "
        "beskrev samma hinder med olika ord: ingen vet vem som får bestämma över schemat.",
        [
            Came(DECISION, "Enkäten görs två gånger om året, med samma frågor så att svaren går att jämföra."),
            Came(ACTION, "Sammanfatta kommentarerna i enkäten på två sidor", "sofia.bergqvist", 21),
        ],
    ),
    Theme(
        "Gemensamma utbildningar",
        "5.4",
        "Rebecka Lundell från stödteamet hade frågat sjutton enheter vad de behöver lära sig. Tre svar återkom: att leda ett möte om samordnad "
        "plan, att skriva en plan vid försämring och att samtala om livets slut. Ingen frågade efter en genomgång av avtalet.\n\n"
        "Det talar för korta träffar om en sak i taget, gärna digitalt och inspelat. De minsta kommunerna vill ha träffar på eftermiddagen, "
        "när det går att lämna enheten. Gruppen föreslår två utbildningar första året och förtur för små enheter, som avtalet säger.",
        [
            Came(ACTION, "Planera två utbildningar och räkna på kostnaden", "tomas.ekberg", 40),
            Came(DECISION, "Utbildningarna är högst två timmar långa och spelas in."),
        ],
    ),
    Theme(
        "Tillgång till uppgifter",
        "6.3",
        "Juristen från regionen förklarade vad lagen tillåter och vad som kräver samtycke. Mycket av det som personalen tror är förbjudet är "
        "tillåtet, om den enskilde har sagt ja och det är antecknat. Det svåra är tekniken: kommunerna har tre olika journalsystem.\n\n"
        "Gruppen skilde mellan det som behövs i mötet med den enskilde och det som behövs för att följa upp avtalet. För uppföljningen räcker "
        "siffror på gruppnivå. Där ska inga uppgifter om enskilda förekomma, inte heller i kommentarer.",
        [
            Came(ACTION, "Skriv en sida om samtycke, med exempel från vardagen", "johanna.sjogren", 30),
            Came(INFORMATION, "Läsbehörighet för alla kommuner kan vara klar först när upphandlingen är avgjord."),
        ],
    ),
    Theme(
        "Invånarträffarna hittills",
        "1.2",
        "Sju träffar är hållna, med mellan åtta och trettio deltagare. Det som sägs är förvånansvärt lika: folk vill veta vem de ska ringa, och "
        "de vill slippa berätta om igen. Närstående talar om ensamheten efter hemgången från sjukhus.\n\n"
        "Carina Wester har samlat citat som får användas. Flera deltagare bad om en sida med telefonnummer på kylskåpet, och det förslaget "
        "återkom i alla länsdelar. Gruppen ser att frågan om vad som är viktigast just nu redan används av några sjuksköterskor, utan att "
        "någon har bett dem.",
        [
            Came(ACTION, "Ta fram ett kylskåpsblad som varje kommun kan fylla i", "carina.wester", 21),
            Came(ACTION, "Ge invånarträffarna i Värnamo och Gislaved datum", "daniel.krantz", 14),
        ],
    ),
    Theme(
        "Palliativ vård",
        "4.6",
        "Läkemedel i hemmet i förväg är det som personalen väntar på mest. I dag kan en natt gå åt till att hämta dem. Linnea Palm var inbjuden "
        "från Tranås, där en låda med de vanligaste läkemedlen har funnits i ett år. Den används i ungefär vart fjärde hem.\n\n"
        "Samtalet om vårdens mål skrivs i dag på olika ställen och är svårt att hitta. Gruppen vill att det alltid står under samma rubrik. "
        "Samtalet med närstående efteråt finns i hälften av kommunerna, ofta som en god vana hos en enskild sjuksköterska.",
        [
            Came(ACTION, "Skriv ner hur läkemedelslådan fungerar i Tranås", "mattias.orn", 30),
            Came(DECISION, "Samtalet om vårdens mål skrivs under rubriken Vårdens mål i båda journalerna."),
        ],
    ),
    Theme(
        "Fast vårdkontakt i hela länet",
        "4.2",
        "Mattias Örn beskrev hur alla nya i hälso- och sjukvård i hemmet i Tranås får en namngiven kontakt inom en vecka. Skillnaden var att "
        "vårdcentralen och kommunen utser kontakten tillsammans vid inskrivningen, och att namnet står överst i den gemensamma planen.\n\n"
        "Katarina Holmqvist berättade att Vetlanda är klar med sin inventering men har stannat upp: en av två vårdcentraler har inte utsett "
        "egna kontakter. Sävsjö har samma hinder. Gruppen menar att frågan hör hemma i ledningsforumen och att den operativa styrgruppen "
        "behöver säga tydligt att den är beslutad. Länets kommuner ska inte behöva skriva var sin rutin.",
        [
            Came(DECISION, "Länet använder rutinen från Tranås som mall. Varje kommun anpassar den."),
            Came(ACTION, "Dela rutinen och mallen för samtycke", "mattias.orn", 10),
            Came(ACTION, "Fråga vårdcentralerna om tid för gemensam inskrivning", "", 24),
        ],
    ),
]

# Second points for the latest meetings, oldest first.
MATTERS_IN_HAND = [
    Theme(
        "Kostnader för de minsta kommunerna",
        "5.3",
        "Gnosjö och Mullsjö har ställt frågan vad avtalet kostar dem. Det finns beräkningar för hela länet, men inte för en kommun med färre "
        "än tiotusen invånare. Kent Arvidsson vill se tre saker: tid för gemensamma hembesök, tid för ledningsforumet och hjälpmedel vid "
        "hemgång.\n\n"
        "Gruppen tror att svaret är lugnande, eftersom mycket av tiden redan används till telefonsamtal. Men det behöver visas med siffror. "
        "Regionens ekonomer kan träffa kommunerna var för sig. Utan underlag blir det svårt att sätta ett datum för beslut.",
        [
            Came(ACTION, "Ta fram en sida om kostnader per kommun", "johanna.sjogren", 16),
            Came(INFORMATION, "Regionens ekonomer kan träffa Gnosjö och Mullsjö den här månaden."),
        ],
    ),
    Theme(
        "Gemensam presentation",
        "",
        "Kommunerna efterfrågar en presentation som går att visa i nämnden, i arbetslaget och för anhöriga. Magnus Berg har gjort ett utkast med "
        "tolv bilder. Gruppen tyckte om exemplen men ville ha färre ord. Den bild som fungerade bäst visar samma dag i samma hem, före och "
        "efter avtalet.\n\n"
        "Presentationen ska säga att arbetet sker under förutsättning att avtalet beslutas. Det ska stå på första bilden, inte i slutet. Varje "
        "kommun lägger in sina egna telefonnummer på sista bilden.",
        [
            Came(ACTION, "Läs utkastet till gemensam presentation och lämna synpunkter", "katarina.holmqvist", 13),
            Came(ACTION, "Lägg in de lokala exemplen från tre kommuner i presentationen", "magnus.berg", 20),
        ],
    ),
    Theme(
        "Stöd när avtalet börjar gälla",
        "2.3",
        "Vad behöver verksamheterna de första hundra dagarna? Gruppen skrev lappar och sorterade dem. Överst hamnade någon att ringa, en "
        "kort lista över vad som gäller från första dagen, och tid på ledningsforumets möten. Längst ner hamnade fler dokument.\n\n"
        "Stödteamet föreslår en öppen telefontid två gånger i veckan och att varje ledningsforum får ett besök under den första månaden. "
        "Projektledarna samlar frågorna och svarar så att alla kan läsa. Planeringen får börja före besluten, eftersom den behövs hur de än "
        "faller ut.",
        [
            Came(ACTION, "Gör ett schema för stödteamets besök i ledningsforumen", "tomas.ekberg", 25),
            Came(DECISION, "Planeringen av stödet börjar nu, under förutsättning att avtalet beslutas."),
        ],
    ),
]
