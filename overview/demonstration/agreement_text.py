"""The agreement of the demonstration, chapters 1 to 3: our own words, with the clause of the previous agreement beside."""

from typing import NamedTuple

from agreements.models import Change
from organisations.models import Side

NEW, CHANGED, UNCHANGED, REMOVED = Change.NEW, Change.CHANGED, Change.UNCHANGED, Change.REMOVED

TITLE = "Avtal om samverkan i hälso- och sjukvården mellan Region Jönköpings län och länets kommuner"
SHORT_TITLE = "Hälso- och sjukvårdsavtalet"
PURPOSE = (
    "Avtalet reglerar hur regionen och länets tretton kommuner delar på ansvaret för hälso- och sjukvården på "
    "primärvårdsnivå, framför allt för den som får hälso- och sjukvård i hemmet eller bor i särskilt boende. Det gäller "
    "ledning, övergångar, läkarmedverkan, läkemedel, rehabilitering och uppföljning.\n\n"
    "Avtalet ska göra det tydligt vem som gör vad, så att den som behöver vård inte själv behöver hålla reda på det."
)
OLD_TITLE = "Överenskommelse om hälso- och sjukvård i hemmet i Jönköpings län"
OLD_SHORT_TITLE = "Överenskommelsen om vård i hemmet"
OLD_PURPOSE = (
    "Överenskommelsen fördelar ansvaret för hälso- och sjukvården i hemmet mellan regionen och kommunerna i länet. "
    "Den gäller till dess att ett nytt avtal har trätt i kraft."
)


class Clause(NamedTuple):
    """One provision. An unchanged one has the same text in the previous agreement, so `old_text` is left out."""

    number: str
    title: str
    change: str
    text: str
    what_is_new: str = ""
    responsible: str = ""
    old_number: str = ""
    old_title: str = ""
    old_text: str = ""


FOUNDATIONS = [
    Clause(
        "1.1",
        "Gemensamma mål",
        CHANGED,
        "Parterna ska tillsammans ge en nära, sammanhållen och jämlik hälso- och sjukvård i hemmet. Tre mål gäller i hela "
        "länet: den enskilde vet vem som ansvarar, vården ges så nära hemmet som möjligt och ingen faller mellan två "
        "verksamheter. Varje part tar in målen i sin verksamhetsplan och följer dem en gång om året.",
        "Ett mål har blivit tre. Målen ska stå i varje parts verksamhetsplan och följas upp varje år.",
        old_number="1.1",
        old_title="Mål",
        old_text="Parterna ska tillsammans ge en god och jämlik hälso- och sjukvård i hemmet. Målet är att vården ges så nära "
        "hemmet som möjligt. Varje part ansvarar för att målet är känt i den egna organisationen.",
    ),
    Clause(
        "1.2",
        "Den enskilde deltar i planeringen",
        NEW,
        "Den enskilde ska få vara med när vården planeras, på det sätt som personen själv väljer. Innan en plan skrivs ställs "
        "frågan vad som är viktigast just nu, och svaret står överst i planen. Närstående deltar när den enskilde vill det. "
        "Parterna frågar varje år ett urval av dem som får vård i hemmet hur samarbetet har fungerat.",
        "Frågan om vad som är viktigast blir ett krav. Parterna frågar varje år de berörda hur samarbetet fungerar.",
    ),
]

LEADERSHIP = [
    Clause(
        "2.1",
        "Gemensam ledning och målbild",
        UNCHANGED,
        "Regionen och kommunerna leder samarbetet tillsammans i en gemensam styrgrupp. Styrgruppen beslutar om en målbild för "
        "fyra år och om en handlingsplan för varje år. Ordförandeskapet växlar mellan regionen och kommunerna vartannat år.",
        old_number="2.1",
        old_title="Gemensam ledning",
    ),
    Clause(
        "2.2",
        "Operativ styrgrupp",
        CHANGED,
        "Under styrgruppen arbetar en operativ styrgrupp med lika många ledamöter från regionen och kommunerna. Gruppen träffas "
        "minst sex gånger om året och beslutar om gemensamma rutiner, mallar och utbildningar. Frågor som kostar mer än "
        "parternas årliga ram lämnas till styrgruppen. Besluten publiceras inom tio arbetsdagar.",
        "Gruppen får själv besluta om rutiner, mallar och utbildningar. Den träffas oftare, och besluten publiceras.",
        old_number="2.2",
        old_title="Beredningsgrupp",
        old_text="Under styrgruppen arbetar en beredningsgrupp med ledamöter från regionen och kommunerna. Gruppen träffas minst "
        "fyra gånger om året och bereder frågor om gemensamma rutiner och utbildningar. Frågor som kostar pengar lämnas till "
        "styrgruppen.",
    ),
    Clause(
        "2.3",
        "Lokalt ledningsforum",
        NEW,
        "I varje kommun ska det finnas ett lokalt ledningsforum. Där möts chefer för kommunens hälso- och sjukvård och för de "
        "vårdcentraler som har patienter i kommunen. Forumet träffas minst sex gånger om året, har en fast dagordning och går "
        "varje gång igenom resultat, avvikelser och övergångar. Forumet beslutar om lokala tillägg till de gemensamma rutinerna.",
        "Forumet är nytt och ersätter det årliga samverkansmötet. Det får besluta om lokala tillägg.",
    ),
    Clause(
        "2.4",
        "Kontaktperson i varje verksamhet",
        NEW,
        "Varje vårdcentral och varje kommun utser en kontaktperson för avtalet. Kontaktpersonen svarar på frågor från den andra "
        "parten inom två arbetsdagar, för nyheter vidare till kollegorna och lämnar önskemål till det lokala ledningsforumet. "
        "Namn och telefonnummer hålls aktuella i en gemensam förteckning.",
        "Kontaktpersonen är ny. Hittills har frågor gått genom cheferna.",
    ),
]

TRANSITIONS = [
    Clause(
        "3.1",
        "Ansvar på primärvårdsnivå",
        UNCHANGED,
        "Regionen ansvarar för läkarinsatser på primärvårdsnivå. Kommunen ansvarar för sjuksköterska, arbetsterapeut och "
        "fysioterapeut i hemmet för den som är 18 år eller äldre och har svårt att ta sig till en mottagning. Ansvaret gäller "
        "dygnet runt och beror inte på vilken vårdcentral i länet den enskilde är listad vid.",
        old_number="3.1",
        old_title="Ansvar på primärvårdsnivå",
    ),
    Clause(
        "3.2",
        "Trygg utskrivning",
        CHANGED,
        "När en person skrivs in på sjukhus ska vårdcentralen och kommunen få ett meddelande inom 24 timmar. Planeringen av "
        "hemgången börjar samma dag och leds av den fasta vårdkontakten. Läkemedel, hjälpmedel och ansvarig kontakt för de tre "
        "första dygnen ska vara ordnade före hemgången. Vårdcentralen ringer den enskilde inom 72 timmar efter hemkomsten.",
        "Planeringen börjar redan vid inskrivningen och leds av den fasta vårdkontakten. Uppringningen inom 72 timmar är ny.",
        old_number="3.2",
        old_title="Utskrivning från sjukhus",
        old_text="När en person skrivs in på sjukhus ska kommunen få ett meddelande inom 24 timmar. Planeringen av hemgången börjar "
        "när den behandlande läkaren bedömer att personen snart kan skrivas ut. Läkemedel och hjälpmedel ska vara ordnade före "
        "hemgången.",
    ),
    Clause(
        "3.3",
        "Egenvård",
        UNCHANGED,
        "Den legitimerade som behandlar den enskilde bedömer om en åtgärd kan utföras som egenvård. Bedömningen skrivs ned och "
        "följs upp en bestämd dag. Behöver den enskilde praktisk hjälp för att klara egenvården ska kommunen få veta det innan "
        "beslutet börjar gälla.",
        old_number="3.3",
        old_title="Egenvård",
    ),
    Clause(
        "3.4",
        "Samordnad individuell plan",
        CHANGED,
        "Den som har insatser från både regionen och kommunen ska erbjudas en samordnad individuell plan. Den som först ser "
        "behovet kallar till möte, oavsett arbetsgivare, och mötet hålls inom tre veckor. I planen står vad den enskilde vill "
        "uppnå, vem som gör vad och när planen följs upp. Planen följs upp minst var sjätte månad.",
        "Alla med insatser från båda parter erbjuds en plan. Den som först ser behovet kallar, och det finns en tidsgräns.",
        old_number="3.4",
        old_title="Samordnad individuell plan",
        old_text="Den som har insatser från både regionen och kommunen och behöver samordning ska erbjudas en samordnad individuell "
        "plan. Den verksamhet som har mest kontakt med den enskilde kallar till möte. I planen står vem som gör vad och när "
        "planen följs upp.",
    ),
    Clause(
        "3.5",
        "Barn och unga 0–20 år",
        NEW,
        "För barn och unga upp till 20 år som får stöd från flera verksamheter ska en samordnare utses inom fem arbetsdagar. "
        "Samordnaren finns kvar när barnet byter skola, flyttar hemifrån eller går över till vuxenvården. Förskola eller skola, "
        "elevhälsa, socialtjänst och barnhälsovård bjuds in till planeringen. Övergången till vuxenvården planeras senast det år "
        "den unga fyller 17.",
        "Barn och unga omfattas inte av den nuvarande överenskommelsen. Samordnaren och tidsgränserna är nya.",
    ),
    Clause(
        "3.6",
        "Psykisk ohälsa och beroende",
        CHANGED,
        "Vuxna med psykisk ohälsa eller beroende ska ha en gemensam plan när både regionen och kommunen ger insatser. Den "
        "verksamhet som personen först vänder sig till har ansvaret tills en annan har tagit emot. Psykiatrin, vårdcentralen och "
        "socialtjänsten erbjuder gemensamma samtal när behoven är sammansatta. Vid risk för återfall ska den enskilde veta vem "
        "som går att nå på kvällar och helger.",
        "Beroende omfattas nu. Ansvaret ligger kvar tills någon annan har tagit emot, och gemensamma samtal blir ett krav.",
        old_number="3.5",
        old_title="Psykisk ohälsa",
        old_text="Vuxna med psykisk ohälsa ska ha en plan när både regionen och kommunen ger insatser. Den verksamhet som skriver "
        "remiss har ansvaret tills remissen är besvarad.",
    ),
    Clause(
        "3.7",
        "Remiss vid inskrivning",
        REMOVED,
        "Punkten utgår. Inskrivningen börjar i stället med ett gemensamt hembesök, se punkt 4.4.",
        "Remissen försvinner. Kommunen och vårdcentralen träffar den enskilde tillsammans i stället.",
        Side.REGION,
        "3.6",
        "Remiss vid inskrivning",
        "Vårdcentralen skriver en remiss till kommunen när en person behöver hälso- och sjukvård i hemmet. Kommunen besvarar "
        "remissen inom fem arbetsdagar.",
    ),
]
