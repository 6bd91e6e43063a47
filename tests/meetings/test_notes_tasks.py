"""Which sentences hold something to be done, by whom and until when; and which do not."""

from datetime import date

import pytest

from meetings.notes import read_pasted

NOTE = """Minnesanteckningar Samverkansgruppen Norr
Datum: 2026-03-04
Närvarande: Karin Ahlström (KA), Lillköpings kommun; Per Lindgren (PL), Region Norr; Maria Holm (MH), \
Vårdcentralen Tallen; Sven Ek (SE), Lillköpings kommun

1. Läget
Gruppen gick igenom läget i de olika verksamheterna.

2. Punkt
%s

3. Nästa möte
Nästa möte är 15 april 2026.
"""
NEXT = date(2026, 4, 15)
KARIN, PER, MARIA, SVEN = "Karin Ahlström", "Per Lindgren", "Maria Holm", "Sven Ek"

TASKS = [
    ("Åtgärd: Ta fram rutin. Ansvarig: Karin. Klart: 2026-03-20", [KARIN], date(2026, 3, 20)),
    ("Åtgärd: Ta fram rutin (Karin, senast 20 mars)", [KARIN], date(2026, 3, 20)),
    ("Åtgärd: Karin tar fram rutin till den 20 mars.", [KARIN], date(2026, 3, 20)),
    ("Åtgärd: Rutin tas fram. Ansvarig: Karin Ahlström, klart senast 20 mars", [KARIN], date(2026, 3, 20)),
    ("Åtgärd: KA och PL tar fram rutin före nästa möte", [KARIN, PER], NEXT),
    ("ÅTGÄRD: Boka lokal – Maria – 20/3", [MARIA], date(2026, 3, 20)),
    ("Åtgärd – Maria bokar lokal", [MARIA], None),
    ("Åtgärd: Maria Holm ansvarar för att boka lokal inför nästa möte.", [MARIA], NEXT),
    ("Åtgärd: Sammanställa statistik, ansvarig Per, senast 2026-03-31", [PER], date(2026, 3, 31)),
    ("Att göra: Per skickar underlag till Maria senast fredag 13 mars.", [PER], date(2026, 3, 13)),
    ("Karin återkommer med förslag till nästa möte.", [KARIN], NEXT),
    ("Karin återkommer med ett förslag den 20 mars.", [KARIN], date(2026, 3, 20)),
    ("Per tar kontakt med IT-avdelningen.", [PER], None),
    ("Per tar på sig att kontakta IT.", [PER], None),
    ("Per åtar sig att kontakta IT senast 20 mars.", [PER], date(2026, 3, 20)),
    ("Maria fick i uppdrag att skriva ett utkast.", [MARIA], None),
    ("Maria får i uppdrag att skriva ett utkast till nästa möte.", [MARIA], NEXT),
    ("Gruppen gav Maria i uppdrag att skriva ett utkast.", [MARIA], None),
    ("Gruppen ger Maria och Per i uppdrag att skriva ett utkast senast den 1 april.", [MARIA, PER], date(2026, 4, 1)),
    ("Uppdras åt Maria att skriva ett utkast.", [MARIA], None),
    ("Styrgruppen uppdrar åt Karin Ahlström att ta fram en tidplan till den 30 april.", [KARIN], date(2026, 4, 30)),
    ("Det beslutades att Sven kontaktar skolan.", [SVEN], None),
    ("Beslutades att Sven ska kontakta skolan senast v. 12.", [SVEN], date(2026, 3, 20)),
    ("Beslut: Sven får i uppdrag att kontakta skolan.", [SVEN], None),
    ("Sven ska kontakta skolan.", [SVEN], None),
    ("Sven kommer att kontakta skolan under våren.", [SVEN], None),
    ("Inför nästa möte ska alla läsa igenom rapporten.", ["alla"], NEXT),
    ("Alla läser igenom rapporten till nästa möte.", ["Alla"], NEXT),
    ("Till nästa möte ska Karin och Sven ta fram siffror.", [KARIN, SVEN], NEXT),
    ("Till nästa möte tar Karin fram siffror.", [KARIN], NEXT),
    ("Senast den 20 mars skickar Karin in siffrorna.", [KARIN], date(2026, 3, 20)),
    ("Karin Ahlström skickar ut kallelse till nästa möte.", [KARIN], None),
    ("Protokollet skickas ut av Per.", [PER], None),
    ("Protokollet skrivs av Per och skickas till alla senast 11 mars.", [PER], date(2026, 3, 11)),
    ("En ny rutin ska tas fram.", [], None),
    ("En ny rutin tas fram till nästa möte.", [], NEXT),
    ("Enkäten skickas ut i april.", [], None),
    ("Kommunerna återkommer med synpunkter senast 31 mars.", ["Kommunerna"], date(2026, 3, 31)),
    ("Respektive kommun utser en kontaktperson senast den 31 mars.", ["Respektive kommun"], date(2026, 3, 31)),
    ("Deltagarna mejlar in synpunkter till Karin före den 20 mars.", ["Deltagarna"], date(2026, 3, 20)),
    ("Projektledningen tar fram en kommunikationsplan till nästa möte.", ["Projektledningen"], NEXT),
    ("Ordföranden kallar till ett extra möte.", ["Ordföranden"], None),
    ("- Maria kollar med juristen", [MARIA], None),
    ("- MH: kolla med juristen", [MARIA], None),
    ("- Kolla med juristen (MH)", [MARIA], None),
    ("- Kolla med juristen @Maria", [MARIA], None),
    ("- Maria och Per stämmer av innan påsk", [MARIA, PER], None),
    ("Maria ser över texten och skickar den till Per.", [MARIA], None),
    ("Maria undersöker om det går att få fram statistik.", [MARIA], None),
    ("Per bjuder in Folktandvården till nästa möte.", [PER], None),
    ("Per lyfter frågan i ledningsgruppen.", [PER], None),
    ("Per lyfter frågan till styrgruppen.", [PER], None),
    ("Per tar med frågan till sin chef.", [PER], None),
    ("Per tar med sig frågan.", [PER], None),
    ("Per tar frågan vidare.", [PER], None),
    ("Per stämmer av med Maria.", [PER], None),
    ("Per återrapporterar på mötet i april.", [PER], None),
    ("Per håller i planeringen av workshopen.", [PER], None),
    ("Sven bevakar frågan.", [SVEN], None),
    ("Sven pratar med cheferna.", [SVEN], None),
    ("Sven informerar sin ledningsgrupp.", [SVEN], None),
    ("Sven presenterar resultatet på nästa möte.", [SVEN], NEXT),
    ("Sven redovisar resultatet vid nästa möte.", [SVEN], NEXT),
    ("Sven fortsätter att samla in uppgifter.", [SVEN], None),
    ("Sven utreder möjligheterna till en gemensam upphandling.", [SVEN], None),
    ("Sven ordnar en föreläsare.", [SVEN], None),
    ("Sven kompletterar listan med telefonnummer.", [SVEN], None),
    ("Karin (kommunen) kontaktar skolan.", [KARIN], None),
    ("Karin kontaktar, tillsammans med Per, skolan.", [KARIN], None),
    (
        "Karin, Per och Sven bildar en arbetsgrupp som tar fram ett förslag till 1 maj.",
        [KARIN, PER, SVEN],
        date(2026, 5, 1),
    ),
    ("Ansvarig för utskicket är Karin.", [KARIN], None),
    ("Karin är ansvarig för utskicket.", [KARIN], None),
    ("Karin ansvarar för utskicket.", [KARIN], None),
    ("Frågan tas upp på nästa möte.", [], NEXT),
    ("Frågan lyfts igen vid nästa möte.", [], NEXT),
    ("Punkten bordläggs till nästa möte.", [], NEXT),
    ("Uppföljning sker på nästa möte.", [], NEXT),
    ("Minnesanteckningarna ska skickas till alla.", [], None),
    ("Nytt datum bokas av Sven.", [SVEN], None),
    ("Sven mailar ut länken i veckan.", [SVEN], None),
    ("Sven ser till att lokalen är bokad.", [SVEN], None),
    ("Sven lovade att skicka rapporten.", [SVEN], None),
    ("Sven ombads att skicka rapporten.", [SVEN], None),
    ("Sven ges i uppdrag att skicka rapporten.", [SVEN], None),
    ("Uppdrag till Sven: skicka rapporten.", [SVEN], None),
    ("Det bestämdes att Sven och Maria träffar skolan.", [SVEN, MARIA], None),
    ("Vi behöver ett nytt underlag. Sven tar fram det.", [SVEN], None),
    ("Maria gör en sammanställning.", [MARIA], None),
    ("Maria H återkommer.", [MARIA], None),
    ("PL återkommer om detta.", [PER], None),
    ("Maria: Kontakta skolan.", [MARIA], None),
    ("Maria – kontaktar skolan", [MARIA], None),
    ("Maria hör med skolan om lokaler.", [MARIA], None),
    ("Maria lägger upp presentationen i Teams.", [MARIA], None),
    ("Karin skickar senast onsdag ut den reviderade tidplanen.", [KARIN], date(2026, 3, 11)),
    ("Statistiken behöver kompletteras till nästa möte.", [], NEXT),
    ("Vi bokar in ett uppföljningsmöte i maj.", [], None),
    ("Kansliet skickar ut inbjudan senast 1 april.", ["Kansliet"], date(2026, 4, 1)),
]
NO_TASKS = [
    "Anna Berg presenterade projektet.",
    "Karin presenterade resultatet.",
    "Karin presenterar resultatet av enkäten.",
    "Per informerar om läget.",
    "Per informerade om att remissen kommer i april.",
    "Per informerar om att remissen kommer i april.",
    "Maria berättade att de ska anställa två sjuksköterskor.",
    "Maria berättar om projektet som startar i höst.",
    "Arbetet ska präglas av öppenhet.",
    "Projektgruppen ska stödja och vägleda.",
    "Vården ska vara jämlik.",
    "Patienten ska få information i rätt tid.",
    "Gruppen diskuterade hur samverkan kan förbättras.",
    "Gruppen lyfte vikten av delaktighet.",
    "Karin lyfter vikten av god information.",
    "Karin har skickat ut rapporten.",
    "Karin skickade ut rapporten i februari.",
    "Rapporten skickades ut i februari.",
    "Sven undrar om det finns pengar.",
    "Sven föreslår att Karin tar fram ett förslag.",
    "Behovet av bättre information är stort.",
    "Målet är att rutinen ska användas i hela länet.",
    "Karin deltar i ett nationellt nätverk.",
    "Karin är projektledare.",
    "Karin ska gå i pension i maj.",
    "Per ska börja ett nytt arbete i april.",
    "Maria är föräldraledig till augusti.",
    "Sven tackade för sig.",
    "Sven tycker att förslaget är bra.",
    "Sven skickar inte ut någon enkät.",
    "Vem kontaktar skolan?",
    "Mötet avslutades.",
    "Karin hälsade alla välkomna.",
    "Karin öppnar mötet.",
    "Per går igenom budgeten.",
    "Per redogör för ekonomin.",
    "Per visar statistik.",
    "Per visar nya siffror från april.",
    "Kommunen tar emot 30 patienter per månad.",
    "Vårdcentralen skickar remisser digitalt.",
    "Regionen har tagit fram en ny rutin.",
    "Rutinen har skickats ut.",
    "Planen är framtagen av Per.",
    "Alla var nöjda med mötet.",
    "Alla tyckte att dagen var bra.",
    "Kommunerna ska enligt lagen erbjuda vård i hemmet.",
    "Om Karin kontaktar skolan kan det gå snabbare.",
    "Karin, som tar fram statistiken, var inte med.",
    "Personalen ska känna sig trygg.",
    "Dokumentationen ska ske i journalen.",
    "Per konstaterar att kommunen skickar för många remisser.",
    "Förslag: att Karin tar fram en rutin.",
    "Viktigt är att informationen skickas ut i tid.",
    "Gruppen anser att rutinen bör uppdateras.",
    "Rutinen bör uppdateras.",
    "Budgeten kan komma att ändras.",
    "Beslut väntas under vintern.",
    "Försöket pågår till 30 juni.",
    "Projektet löper vidare till vintern.",
    "Cheferna framhåller hur viktig bemanningen är.",
    "Maria svarar på frågor.",
    "Maria lämnar mötet.",
    "Maria lämnar en lägesrapport.",
    "Vårdplanen ska upprättas inom tre dagar.",
    "Enligt rutinen ska kommunen kontaktas dagen före hemgång.",
    "Sven menar att patienter skickas hem för tidigt.",
    "Karin slutar i juni.",
    "Karin börjar den 1 april.",
    "Karin har semester v. 30-33.",
    "Maria upplever att det fungerar bra.",
    "Gruppen beslutade att avvakta.",
    "Vi enades om att fortsätta som tidigare.",
    "Arbetsgruppen träffas varannan vecka.",
    "Nya lokaler tas i bruk i maj.",
    "Utbildningen hålls den 5 maj.",
    "Konferensen genomförs den 5 maj i Lund.",
]


def actions_in(text):
    return [action for action in read_pasted(NOTE % text).actions if action.section == "2. Punkt"]


@pytest.mark.parametrize(("text", "owners", "due"), TASKS)
def test_a_task_with_its_owners_and_its_day(text, owners, due):
    assert [(action.owners, action.due) for action in actions_in(text)] == [(owners, due)]


@pytest.mark.parametrize("text", NO_TASKS)
def test_what_was_only_said_is_no_task(text):
    assert actions_in(text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Karin skickar ut kallelsen till alla.", "Skickar ut kallelsen till alla"),
        ("Per ansvarar för att boka lokal.", "Boka lokal"),
        ("Inför nästa möte ska ledamöterna skicka in sina frågor.", "Skicka in sina frågor inför nästa möte"),
        ("Till nästa möte tar Maria fram siffror.", "Tar fram siffror till nästa möte"),
        ("Protokollet skickas ut av Per i morgon.", "Protokollet skickas ut i morgon"),
        ("- Kolla med juristen (MH, 20 mars)", "Kolla med juristen"),
        ("Gruppen ger Sven i uppdrag att skriva ett utkast.", "Skriva ett utkast"),
        ("En ny rutin ska tas fram.", "En ny rutin ska tas fram"),
    ],
)
def test_the_text_says_what_is_to_be_done(text, told):
    assert [action.text for action in actions_in(text)] == [told]


def test_one_sentence_with_two_people_is_two_tasks():
    assert [(a.text, a.owners) for a in actions_in("Karin bokar lokal och Per skickar ut kallelsen.")] == [
        ("Bokar lokal", [KARIN]),
        ("Skickar ut kallelsen", [PER]),
    ]


def test_every_suggestion_carries_its_sentence():
    text = "Vi pratade länge. Karin bokar lokal till våren. Det var allt."
    assert [action.source for action in actions_in(text)] == ["Karin bokar lokal till våren."]


def test_nobody_is_invented():
    """An unknown person is told as written, two of one name are not chosen between, and no one is no one."""
    assert [a.owners for a in actions_in("Ulrika kontaktar skolan.")] == [["Ulrika"]]
    two = (NOTE % "Karin kontaktar skolan.").replace("Sven Ek (SE)", "Karin Ek (KE)")
    assert [a.owners for a in read_pasted(two).actions] == [["Karin"]]
    assert [a.owners for a in actions_in("Ett underlag ska tas fram.")] == [[]]


def test_next_meeting_gives_no_day_when_it_is_not_stated():
    text = (NOTE % "Karin återkommer till nästa möte.").replace("Nästa möte är 15 april 2026.", "Datum meddelas.")
    assert [(a.owners, a.due) for a in read_pasted(text).actions] == [([KARIN], None)]


def test_another_groups_next_meeting_gives_no_day():
    assert [a.due for a in actions_in("Karin tar fram underlag till nästa styrgruppsmöte.")] == [None]
