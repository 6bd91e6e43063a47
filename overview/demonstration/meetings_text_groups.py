"""What the other groups talked about, oldest first; the words in braces are each local forum's own (series.FORUMS)."""

from overview.demonstration.meetings_text import ACTION, DECISION, INFORMATION, Came, Theme

STEERING = [
    Theme(
        "Målbild och uppdrag",
        "2.1",
        "Styrgruppen gick igenom förslaget till målbild. Tre meningar ströks, eftersom de kunde stå i vilket dokument som helst. Kvar är de tre "
        "mål som finns i avtalets första punkt.\n\n"
        "Uppdraget till arbetsgruppen är att ta fram stöd som verksamheterna faktiskt ber om, och att berätta för styrgruppen när något inte "
        "går. Henrik Wallin underströk att styrgruppen ska få problemen medan de är små. Frågan om pengar väntar till nästa möte.",
        [
            Came(DECISION, "Målbilden antas och gäller i fyra år."),
            Came(DECISION, "Arbetsgruppen rapporterar hinder till styrgruppen vid varje möte."),
        ],
    ),
    Theme(
        "Vad kostar införandet?",
        "",
        "Projektledarna redovisade tre nivåer: ett stöd som ryms i dagens ram, ett med två coacher till och ett med egen utbildningsbudget. "
        "Styrgruppen vill inte låsa sig vid den högsta nivån innan nulägesenkäten har visat var behoven finns.\n\n"
        "Ulla Ståhl påpekade att den största kostnaden är den tid som personalen lägger på möten, och att den inte syns i kalkylen. Daniel Krantz "
        "ville att underlaget visar vad det kostar att inte göra något. Frågan kommer tillbaka när länets nämnder har lagt sina budgetar.",
        [
            Came(DECISION, "Mellannivån gäller tills vidare: två coacher till i ett år."),
            Came(ACTION, "Visa kostnaden för oplanerade inläggningar på gruppnivå", "per-olof.kjellberg", 45),
        ],
    ),
    Theme(
        "Avtalet går ut för beslut",
        "",
        "Styrgruppen rekommenderar alla parter att besluta om avtalet. Handlingarna är desamma för alla fjorton, med en egen sida om vad det "
        "betyder för den egna organisationen. Projektledarna finns tillgängliga för nämnder och fullmäktige som vill ha en genomgång.\n\n"
        "Två kommuner vill se kostnaderna uppdelade innan de sätter ett datum. Styrgruppen har förståelse för det och ber regionens ekonomer att "
        "hjälpa till. Till dess alla har beslutat ska det framgå överallt att arbetet sker under förutsättning att avtalet beslutas.",
        [
            Came(DECISION, "Avtalet skickas ut för beslut till regionen och de tretton kommunerna."),
            Came(ACTION, "Erbjud en genomgång i nämnder som vill ha det", "anders.fors", 30),
            Came(INFORMATION, "Handlingarna finns samlade på en sida som alla parter når."),
        ],
    ),
    Theme(
        "Uppföljning som leder någonstans",
        "6.1",
        "Resultatet från nulägesenkäten visades för hela länet, utan att kommunerna ställdes i ordning. Styrgruppen uppehöll sig vid spridningen: "
        "i läkarmedverkan i hemmet finns svar från noll till fyra.\n\n"
        "Inger Samuelsson frågade vad styrgruppen ska göra med siffrorna. Svaret blev att styrgruppen tar bort hinder som ingen kommun kan ta bort "
        "själv: schemaläggning vid vårdcentralerna, gemensam funktion för avvikelser och läsbehörighet i journalen. Resten hör hemma i "
        "ledningsforumen.",
        [
            Came(
                DECISION,
                "Styrgruppen arbetar med tre hinder det närmaste halvåret: scheman, avvikelser och läsbehörighet.",
            ),
            Came(ACTION, "Redovisa hur läkartid i hemmet läggs i schemat", "agneta.rosen", 55),
        ],
    ),
]

OPERATIVE = [
    Theme(
        "Gemensamma mallar",
        "2.2",
        "Gruppen gick igenom vilka mallar som behövs från första dagen: plan vid försämring, samordnad plan, checklista för hembesök och "
        "läkemedelslista. Allt annat väntar. Hanna Friberg varnade för att mallar blir fler av sig själva och föreslog att en gammal mall tas bort "
        "för varje ny.\n\n"
        "Mallarna ska gå att fylla i på plats hos den enskilde. Därför får ingen vara längre än två sidor.",
        [Came(DECISION, "Fyra mallar tas fram. För varje ny mall tas en gammal bort.")],
    ),
    Theme(
        "Takten i införandet",
        "",
        "Fasöversikten visades. De flesta ändrade punkter har kommit till införande, medan de nya ligger i behovsinventering. Det är ungefär vad "
        "gruppen hade räknat med. Mattias Örn tog upp att någon kommun inte har rapporterat på länge, och att tystnad kan betyda både att allt går "
        "bra och att ingen har tid.\n\n"
        "Gruppen vill att coacherna ringer dem som har varit tysta i tre månader. Det ska vara ett samtal, inte en påminnelse.",
        [
            Came(ACTION, "Ring de kommuner som inte har rapporterat på tre månader", "susanne.viklund", 14),
            Came(INFORMATION, "Fasöversikten visas på varje möte, utan rangordning."),
        ],
    ),
    Theme(
        "Läkartid i hemmet",
        "4.1",
        "Primärvården har prövat fyra sätt att lägga läkartid för hembesök. Bäst fungerar två fasta halvdagar, där den ena hålls öppen för det som "
        "händer. Sämst fungerar tid som läggs ut samma dag, för den tas av mottagningen.\n\n"
        "Oskar Dahlin beskrev läget i Aneby, där hyrläkare byts varje vecka. Gruppen kan inte lösa bemanningen men kan besluta att den fasta tiden "
        "inte får användas till annat. Nils Haglund vill pröva samma sak i psykiatrins öppenvård.",
        [
            Came(
                DECISION,
                "Två halvdagar i veckan avsätts för hembesök vid varje vårdcentral, varav en för oplanerade besök.",
            ),
            Came(ACTION, "Berätta för alla vårdcentraler om beslutet och hur det följs upp", "agneta.rosen", 20),
        ],
    ),
    Theme(
        "Gemensam funktion för avvikelser",
        "6.2",
        "Fredrik Åhlén visade funktionen på prov. Den som rapporterar väljer vem avvikelsen gäller, och mottagaren får ett meddelande. Gruppen bad om "
        "färre rutor: fyra räcker. Ingen fritext om enskilda personer får lämna journalsystemet.\n\n"
        "Svarstiden på 30 dagar räknas från bekräftelsen. Annika Wall undrade vad som händer vid semester. Varje mottagare har en ersättare, på samma "
        "sätt som kontaktpersonerna.",
        [
            Came(ACTION, "Minska formuläret för avvikelser till fyra rutor", "fredrik.ahlen", 21),
            Came(DECISION, "Funktionen prövas i tre kommuner i ett kvartal: Eksjö, Habo och Värnamo."),
        ],
    ),
]

LOCAL_FORUM = [
    Theme(
        "Så arbetar vi i {kommun}",
        "2.3",
        "Forumet bestämde tider för ett halvår framåt och gick igenom vem som gör vad. Ordföranden leder, sekreteraren skriver två meningar per punkt, "
        "och den som har en fråga lämnar den senast två dagar innan. Mötet hålls varannan gång hos kommunen och varannan gång hos vårdcentralen.\n\n"
        "Alla var överens om att börja varje möte med en händelse från vardagen, utan uppgifter som pekar ut någon.",
        [Came(DECISION, "Forumet träffas var sjätte vecka och har tre fasta punkter på dagordningen.")],
    ),
    Theme(
        "Övergångar som fungerar, och andra",
        "3.2",
        "{Utskrivningar} utskrivningar den senaste månaden gicks igenom på gruppnivå. I de flesta var allt klart före hemgången. I en saknades ett hjälpmedel över "
        "helgen, och i en fick kommunen veta om en ändrad dos först efter två dagar.\n\n"
        "{mottagning} föreslår att kommunens sjuksköterska ringer avdelningen dagen före hemgång med tre bestämda frågor. Det tar fem minuter. Forumet "
        "prövar i en månad och räknar hur ofta svaren ändrar något.",
        [
            Came(ACTION, "Pröva tre frågor före hemgång i en månad och räkna", "", 35),
            Came(INFORMATION, "Hjälpmedel kan lämnas ut även på fredag eftermiddag."),
        ],
    ),
    Theme(
        "Det första gemensamma hembesöket",
        "4.4",
        "{mottagning} och {kommun} har nu gjort {besök} gemensamma hembesök. Besöken tog mellan en och två timmar. Både personalen och de som fick besök var "
        "nöjda, men i två fall hade läkaren inte fått veta tiden.\n\n"
        "Forumet gick igenom checklistan och strök hälften. Kvar är fem frågor: vad är viktigast för dig, vad klarar du själv, vilka läkemedel tar du, vad "
        "är riskabelt hemma och vem ringer du. Bokningen görs framöver av kommunens samordnare.",
        [
            Came(DECISION, "Checklistan har fem frågor. Kommunens samordnare bokar besöken."),
            Came(ACTION, "Bestäm två fasta tider i veckan för gemensamma hembesök", "", 28),
        ],
    ),
    Theme(
        "Avvikelser det senaste kvartalet",
        "6.2",
        "{Avvikelser} avvikelser har lämnats mellan kommunen och vårdcentralen. {Flest} handlade om läkemedel, de flesta om att listan inte var uppdaterad efter "
        "ett läkarbesök. Mönstret är detsamma som förra kvartalet.\n\n"
        "Forumet valde att arbeta med ett enda mönster. Läkaren skriver ut en ny lista samma dag, och den som har kontakten läser igenom den med personen. "
        "Efter tre månader räknas avvikelserna igen.",
        [
            Came(DECISION, "Ny läkemedelslista skrivs ut samma dag som en dos ändras."),
            Came(ACTION, "Räkna avvikelser om läkemedel efter tre månader", "", 80),
        ],
    ),
    Theme(
        "Vem är fast vårdkontakt?",
        "4.2",
        "Forumet gick igenom hur många av de inskrivna i {kommun} som har en namngiven fast vårdkontakt. Andelen har ökat men är fortfarande långt från alla. "
        "De flesta som saknar kontakt har skrivits in under sommar- och julledigheter, när ingen har känt ansvar för att utse någon.\n\n"
        "{mottagning} vill att kontakten utses redan vid det första hembesöket. Kommunen instämmer. Det som återstår är att komma överens om hur många en "
        "och samma person kan vara kontakt för.",
        [
            Came(ACTION, "Utse fast vårdkontakt för dem som saknar, med start hos de nyast inskrivna", "", 30),
            Came(INFORMATION, "Ungefär {personer} personer per kontakt är rimligt enligt båda parter."),
        ],
    ),
    Theme(
        "Svaren i nulägesenkäten",
        "6.1",
        "Kommunens och vårdcentralens bild skiljer sig mest när det gäller läkarmedverkan. Kommunen tänker på oplanerade besök, vårdcentralen på de planerade. "
        "När det blev klart var skillnaden inte så stor.\n\n"
        "Forumet valde tre saker att förbättra det närmaste halvåret: tiden för oplanerade besök, listan över kontaktpersoner och plan vid försämring för dem "
        "som har varit inlagda två gånger. Siffrorna läggs undan, de har gjort sitt.",
        [
            Came(DECISION, "Tre förbättringar väljs: oplanerade besök, kontaktpersoner och plan vid försämring."),
            Came(ACTION, "Skriv plan vid försämring för dem som har varit inlagda två gånger", "", 45),
        ],
    ),
]

MUNICIPALITIES = [
    Theme(
        "Kommunernas gemensamma hållning",
        "",
        "Gruppen förberedde styrgruppens möte. Kommunerna vill driva tre frågor: att läkartiden i hemmet blir av, att kostnaderna visas per kommun och att "
        "små kommuner får stöd först. Alla tretton behöver inte tala om allt, utan frågorna delas upp.\n\n"
        "Kent Arvidsson för de minsta kommunernas talan. De har inte råd att ha en person på varje möte, och vill hellre få ett färdigt förslag att ta "
        "ställning till. Övriga ser ingen motsättning i det.",
        [Came(DECISION, "Kommunerna driver tre frågor gemensamt i styrgruppen.")],
    ),
    Theme(
        "Beslut i tretton fullmäktige",
        "",
        "Varje kommun beskrev sin väg till beslut. I några räcker det med nämnden och styrelsen före fullmäktige, i andra ska även råden höras. Tiden från "
        "färdig handling till beslut är mellan sex och fjorton veckor.\n\n"
        "Bengt Wiklander ville ha en gemensam tjänsteskrivelse att utgå från. Inger Samuelsson har redan skrivit en och delar den. Den som inte kan sätta ett "
        "datum säger det hellre nu än i slutet.",
        [
            Came(ACTION, "Dela tjänsteskrivelsen från Vaggeryd som förlaga", "inger.samuelsson", 7),
            Came(ACTION, "Sätt datum för beslut i den egna kommunen", "kent.arvidsson", 21),
        ],
    ),
    Theme(
        "Bemanning och scheman",
        "4.4",
        "Gemensamma hembesök kräver att någon kan lämna enheten. Patrik Lindahl visade ett schema från Eksjö där två eftermiddagar i veckan är utlagda för "
        "besök, även när de inte är bokade. Tiden används annars till planer och uppföljning.\n\n"
        "Flera kommuner har svårt att avvara sjuksköterskor när det är få i tjänst. Gruppen föreslår att två grannkommuner hjälps åt vid semester. Höglandet "
        "prövar först, genom Höglandsförbundet.",
        [
            Came(ACTION, "Pröva gemensam bemanning för hembesök i två kommuner på Höglandet", "hakan.brodin", 50),
            Came(INFORMATION, "Schemat från Eksjö finns att låna."),
        ],
    ),
]

NURSES = [
    Theme(
        "Delegering och läkemedelsförråd",
        "5.2",
        "Nätverket jämförde hur delegering följs upp. Alla har en årlig genomgång, men den ser olika ut. Marianne Kvist delade ett arbetssätt där två enheter "
        "granskar varandra. Det tar mindre tid och ger fler upptäckter.\n\n"
        "Förråden är i ordning i alla kommuner. Däremot saknas på flera håll en rutin för läkemedel som blir kvar när någon avlider.",
        [
            Came(ACTION, "Skriv en rutin för kvarvarande läkemedel", "camilla.oberg", 35),
            Came(DECISION, "Enheter granskar varandras delegeringar, två och två."),
        ],
    ),
    Theme(
        "Läkarkontakt när tillståndet försämras",
        "4.1",
        "Lena Hedlund hade samlat frågor från sju kommuner. Den vanligaste är vad som menas med bedömning samma dag: räknas ett telefonsamtal? Nätverket tycker "
        "att det räcker ibland, men att sjuksköterskans begäran om besök ska väga tungt.\n\n"
        "Simon Wennberg beskrev en månad då Mullsjö ringde elva gånger och fick besök två. Det är inte säkert att det var fel. Men ingen hade följt upp hur det "
        "gick, och det är det nätverket vill börja med.",
        [
            Came(ACTION, "Följ upp tio begärda bedömningar i varje kommun under en månad", "lena.hedlund", 40),
            Came(INFORMATION, "Nätverket lämnar sina svar till arbetsgruppen innan punkten tas upp igen."),
        ],
    ),
    Theme(
        "Så svarar vi på enkäten tillsammans",
        "6.1",
        "Nätverket gick igenom frågorna i nulägesenkäten för att alla ska mena samma sak. Skalan går från inte alls till helt. Siffran gäller hela kommunen, inte "
        "den egna enheten, och det är tillåtet att svara vet ej.\n\n"
        "Therese Olofsson föreslog att varje kommun först svarar var för sig och sedan jämför. Skillnaderna är det intressanta. Adam Nordqvist påminde om att "
        "kommentarerna läses av alla parter och inte får innehålla något om enskilda.",
        [Came(DECISION, "Minst två personer i varje kommun svarar, och svaren jämförs innan de lämnas in.")],
    ),
]

PENSIONERS = [
    Theme(
        "Hur är det att få vård hemma?",
        "1.2",
        "Rådet gav exempel från länets tre delar. Det som fungerar är bemötandet. Det som inte fungerar är att många olika personer kommer, och att ingen vet vem "
        "som bestämmer. Börje Sandell beskrev en pärm i hallen med elva telefonnummer, där inget gick att nå en söndag.\n\n"
        "Rådet vill att namnet på den fasta vårdkontakten står med stora bokstäver på ett enda blad. Det vill också bli tillfrågat innan nya blad trycks.",
        [
            Came(ACTION, "Låt rådet läsa kylskåpsbladet innan det trycks", "carina.wester", 30),
            Came(INFORMATION, "Rådet ordnar egna samtal om avtalet i sex föreningar."),
        ],
    ),
    Theme(
        "Avtalet på vanlig svenska",
        "4.2",
        "Projektledarna läste upp tre punkter ur avtalet, och rådet fick säga vad de betyder. Fast vårdkontakt förstod alla. Plan vid försämring lät skrämmande, "
        "tills någon förklarade att den finns för att man ska få bestämma själv i förväg.\n\n"
        "Siv Hallgren föreslog att broschyren börjar med det som den enskilde kan räkna med, och att resten får stå på baksidan. Rådet avrådde från "
        "förkortningar.",
        [Came(ACTION, "Skriv om broschyren så att den börjar med vad den enskilde kan räkna med", "carina.wester", 25)],
    ),
]

POLITICAL = [
    Theme(
        "Vad avtalet betyder för invånarna",
        "1.1",
        "Referensgruppen fick en genomgång av de tre målen och av det som är nytt. Samtalet rörde främst tryggheten på kvällar och helger och vad som händer i "
        "kommuner med få vårdcentraler.\n\n"
        "Veronica Falk ville att uppföljningen visar vad som har blivit bättre för dem som får vård, inte bara vad som har införts. Stefan Almqvist underströk "
        "att avtalet ska hålla även när ekonomin är ansträngd. Gruppen fattar inga beslut men lämnar sina synpunkter till styrgruppen.",
        [
            Came(INFORMATION, "Gruppens synpunkter lämnas till styrgruppen."),
            Came(ACTION, "Ta fram en bild av vad invånarna kan räkna med, före och efter", "carina.wester", 30),
        ],
    ),
    Theme(
        "Läget inför besluten",
        "",
        "Ledamöterna berättade hur frågan har tagits emot hemma. I de flesta kommuner finns stor enighet. Där frågor ställs handlar de om kostnader och om "
        "regionen kan hålla löftet om läkartid.\n\n"
        "Kristina Ahl berättade att Tranås beslutade utan omröstning. Rolf Bengtsson ville ha med sig exempel att visa i Gislaved, gärna från en kommun av samma "
        "storlek. Gunilla Fransson lovade att regionens nämnd svarar skriftligt på frågan om läkartid.",
        [
            Came(ACTION, "Skicka exempel från Tranås och Eksjö till Gislaved", "anders.fors", 10),
            Came(ACTION, "Lämna ett skriftligt svar om läkartid i hemmet", "henrik.wallin", 20),
        ],
    ),
]

PROJECT = [
    Theme(
        "Kommunikation inför besluten",
        "",
        "Tre budskap ska gå igen överallt: vad som blir bättre för den enskilde, vad som ändras för medarbetaren och att allt gäller under förutsättning att "
        "avtalet beslutas. Pressmeddelande skickas när den sista parten har beslutat, inte tidigare.\n\n"
        "Frågor från verksamheterna samlas på ett ställe. De fem vanligaste besvaras med högst fem meningar var. Sofia Bergqvist håller ihop listan.",
        [
            Came(DECISION, "Pressmeddelandet väntar tills alla fjorton parter har beslutat."),
            Came(ACTION, "Besvara de fem vanligaste frågorna från verksamheterna", "sofia.bergqvist", 14),
        ],
    ),
    Theme(
        "Sammanställning av lokala tillägg",
        "",
        "Ledningsforumens förslag till lokala tillägg börjar komma in. Det mesta handlar om tider och telefonnummer. Två förslag är i själva verket önskemål om att "
        "ändra avtalet, och besvaras i samtal i stället.\n\n"
        "Projektledarna delar upp länet mellan sig. Det som flera forum föreslår blir gemensamt, resten får vara lokalt. Sammanställningen går till den operativa "
        "styrgruppen.",
        [Came(ACTION, "Ställ samman det som blir gemensamt och det som förblir lokalt", "johanna.sjogren", 12)],
    ),
    Theme(
        "Veckans läge",
        "",
        "Genomgång av öppna åtgärder, kommande möten och frågor som har kommit in. Svarsfrekvensen i enkäten följs dag för dag men ingen kommun hängs ut. De som "
        "inte har öppnat sin länk får ett telefonsamtal av sin coach.\n\n"
        "Carina Wester behöver bilder från verksamheterna till presentationen. Fredrik Åhlén rapporterade att ett brev med inbjudan studsade på grund av en "
        "felstavad adress, och rättar den.",
        [
            Came(ACTION, "Rätta den felstavade adressen och skicka inbjudan igen", "fredrik.ahlen", 3),
            Came(INFORMATION, "Nästa nyhetsbrev går ut när alla lokala tillägg är inlämnade."),
        ],
    ),
]
