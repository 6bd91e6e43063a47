"""Verbs of minutes: what a person promises to do, what a person only said, and their passive forms."""

from meetings.notes.words import listed

# Regular: infinitive in -a, present -ar, passive -as. A bare mention "NN bokar ..." is a promise.
_REGULAR = listed("""
kontakta skicka maila mejla meila epostera revidera presentera boka samla samordna koordinera kartlägga undersöka kolla kontrollera kalla planera ordna arrangera anordna
fixa svara återkoppla återrapportera komplettera uppdatera justera ändra rätta redigera formulera utforma utarbeta upprätta
sammanställa analysera inventera granska publicera översätta trycka ladda testa prova utvärdera beräkna budgetera prioritera
nominera rekrytera initiera introducera ringa fråga vidarebefordra förmedla dela anmäla inkorporera lämna leverera hämta ansöka
skapa bearbeta klargöra förtydliga förankra bevaka påbörja starta aktivera avboka omboka påminna inhämta efterfråga efterhöra
konkretisera färdigställa korrigera korrekturläsa stämma renskriva distribuera annonsera registrera diarieföra arkivera
fördjupa strukturera designa rita filma spela programmera installera beställa sprida sortera räkna bilägga bifoga säkerställa säkra
eftersöka tillfråga kommunicera jämföra sondera diskutera förhandla validera kvalitetssäkra verifiera anpassa titta prata tala snacka jaga
""")
# infinitive: present, present passive, passive infinitive
_IRREGULAR = {
    "ta": ("tar", "tas", "tas"),
    "ge": ("ger", "ges", "ges"),
    "se": ("ser", "ses", "ses"),
    "gå": ("går", "gås", "gås"),
    "höra": ("hör", "hörs", "höras"),
    "göra": ("gör", "görs", "göras"),
    "få": ("får", "fås", "fås"),
    "be": ("ber", "bes", "bes"),
    "dra": ("drar", "dras", "dras"),
    "återkomma": ("återkommer", "återkoms", "återkommas"),
    "inkomma": ("inkommer", "inkoms", "inkommas"),
    "komma": ("kommer", "koms", "kommas"),
    "bjuda": ("bjuder", "bjuds", "bjudas"),
    "skriva": ("skriver", "skrivs", "skrivas"),
    "beskriva": ("beskriver", "beskrivs", "beskrivas"),
    "lägga": ("lägger", "läggs", "läggas"),
    "hålla": ("håller", "hålls", "hållas"),
    "läsa": ("läser", "läses", "läsas"),
    "följa": ("följer", "följs", "följas"),
    "lyfta": ("lyfter", "lyfts", "lyftas"),
    "sätta": ("sätter", "sätts", "sättas"),
    "ställa": ("ställer", "ställs", "ställas"),
    "sammanställa": ("sammanställer", "sammanställs", "sammanställas"),
    "säkerställa": ("säkerställer", "säkerställs", "säkerställas"),
    "färdigställa": ("färdigställer", "färdigställs", "färdigställas"),
    "beställa": ("beställer", "beställs", "beställas"),
    "utse": ("utser", "utses", "utses"),
    "utreda": ("utreder", "utreds", "utredas"),
    "förbereda": ("förbereder", "förbereds", "förberedas"),
    "undersöka": ("undersöker", "undersöks", "undersökas"),
    "söka": ("söker", "söks", "sökas"),
    "ansöka": ("ansöker", "ansöks", "ansökas"),
    "besöka": ("besöker", "besöks", "besökas"),
    "eftersöka": ("eftersöker", "eftersöks", "eftersökas"),
    "ringa": ("ringer", "rings", "ringas"),
    "fylla": ("fyller", "fylls", "fyllas"),
    "köpa": ("köper", "köps", "köpas"),
    "sända": ("sänder", "sänds", "sändas"),
    "översända": ("översänder", "översänds", "översändas"),
    "stämma": ("stämmer", "stäms", "stämmas"),
    "genomföra": ("genomför", "genomförs", "genomföras"),
    "jämföra": ("jämför", "jämförs", "jämföras"),
    "diarieföra": ("diarieför", "diarieförs", "diarieföras"),
    "överföra": ("överför", "överförs", "överföras"),
    "framföra": ("framför", "framförs", "framföras"),
    "begära": ("begär", "begärs", "begäras"),
    "inhämta": ("inhämtar", "inhämtas", "inhämtas"),
    "utbilda": ("utbildar", "utbildas", "utbildas"),
    "översätta": ("översätter", "översätts", "översättas"),
    "tillsätta": ("tillsätter", "tillsätts", "tillsättas"),
    "trycka": ("trycker", "trycks", "tryckas"),
    "anmäla": ("anmäler", "anmäls", "anmälas"),
    "efterhöra": ("efterhör", "efterhörs", "efterhöras"),
    "sprida": ("sprider", "sprids", "spridas"),
    "kartlägga": ("kartlägger", "kartläggs", "kartläggas"),
    "bilägga": ("bilägger", "biläggs", "biläggas"),
    "avsluta": ("avslutar", "avslutas", "avslutas"),
    "driva": ("driver", "drivs", "drivas"),
    "klargöra": ("klargör", "klargörs", "klargöras"),
    "tillgängliggöra": ("tillgängliggör", "tillgängliggörs", "tillgängliggöras"),
    "offentliggöra": ("offentliggör", "offentliggörs", "offentliggöras"),
    "påminna": ("påminner", "påminns", "påminnas"),
    "korrekturläsa": ("korrekturläser", "korrekturläses", "korrekturläsas"),
    "renskriva": ("renskriver", "renskrivs", "renskrivas"),
    "rita": ("ritar", "ritas", "ritas"),
    "lösa": ("löser", "löses", "lösas"),
    "byta": ("byter", "byts", "bytas"),
    "föra": ("för", "förs", "föras"),
    "bygga": ("bygger", "byggs", "byggas"),
}


def _forms():
    forms = {verb: (verb[:-1] + "ar", verb[:-1] + "as", verb[:-1] + "as") for verb in _REGULAR}
    return forms | _IRREGULAR


FORMS = _forms()

# Present tense that is no promise by itself, because it is also how minutes tell what somebody said or is.
_NEEDS_MORE = listed("""
ta ge se gå få be dra komma hålla lyfta höra sätta ställa följa tala prata diskutera titta säkra beskriva framföra söka driva föra bygga stämma svara fråga
jämföra påminna läsa besöka utbilda lösa förtydliga konkretisera fördjupa presentera redovisa dela lämna anmäla komplettera räkna avsluta efterfråga byta jaga leda spela
introducera kommunicera sammanställa starta klargöra
""")
PROMISES = frozenset(forms[0] for verb, forms in FORMS.items() if verb not in _NEEDS_MORE) | {
    "sammanställer",
    "sammanställar",
}
_THING = (
    r"listan?|\w*dokument\w*|\w*underlag\w*|\w*text(?:en|er)?|\w*rapport(?:en)?|ansökan|\w*plan(?:en)?|"
    r"\w*mall(?:en)?|\w*rutin(?:en|er)?|\w*presentation(?:en|er)?|\w*länk(?:en)?|\w*material(?:et)?|\w*fil(?:en|"
    r"er)?|\w*enkät(?:en)?|\w*förslag(?:et)?|protokollet|anteckningar(?:na)?|\w*skrivning\w*|guiden?|"
    r"\w*beskrivning(?:en|ar)?"
)
_FORUM = (
    r"(?:\w+ ){0,2}(?:nästa|sin|sina|sitt|\w*grupp(?:en)?|\w*ledning(?:en)?|\w*nämnd(?:en)?|\w*råd(?:et)?|"
    r"\w*chef(?:en|er|erna)?|\w*forum(?:et)?|\w*utskott(?:et)?|\w*nätverk(?:et)?|\w*möte(?:t)?|verksamhet\w*|"
    r"kommunerna|regionen|förvaltning\w*|au)\b"
)
# Such verbs become promises together with one of these soon after them.
PROMISES_WITH = {
    "tar": (
        rf"fram|kontakt|bort|med sig|med till|reda på|in|över|hand om|på sig|ut|ihop|initiativ\w*|vidare|tag i|"
        rf"hem|(?:frågan|detta|det|punkten|ärendet) (?:vidare|till|med|i|hem|upp (?:i|med|på|till))|"
        rf"upp (?:\w+ )*?(?:i|med|på|till|hos|vid|inför) {_FORUM}|en (?:ny |första )?(?:diskussion|kontakt|"
        rf"dialog|avstämning)|emot (?:anmälningar|synpunkter|förslag|svar)"
    ),
    "ger": r"återkoppling|besked|förslag|feedback|svar|synpunkter|en (?:kort )?återkoppling|underlag",
    "ser": r"över|till att|till så|ut",
    "går": r"vidare|ut med|in med|tillbaka",
    "ber": r"\w+",
    "drar": r"ihop|igång|upp",
    "kommer": r"med förslag|in med|tillbaka|med ett|med en|med underlag",
    "håller": r"i|kontakt\w*|koll|ihop|sig uppdaterad",
    "lyfter": (
        rf"(?:frågan|frågorna|detta|det|punkten|ärendet|behovet|förslaget|vidare|upp)? ?(?:vidare|"
        rf"(?:\w+ )?(?:till|i|med|på|hos|vid) {_FORUM})"
    ),
    "hör": r"med|av sig|sig för|efter|kring|runt",
    "sätter": r"ihop|upp|samman|igång|ut",
    "ställer": r"samman|frågan till|i ordning|ihop|ut",
    "följer": r"upp",
    "talar": r"med", "pratar": r"med", "snackar": r"med", "stämmer": r"av",
    "diskuterar": r"(?:\w+ )?(?:med sin|med|i sin|vidare i|vidare med)",
    "tittar": r"på|över|vidare|närmare|igenom",
    "framför": r"(?:\w+ ){0,3}till", "söker": r"upp|medel|bidrag|ut|kontakt|lokal|statsbidrag|pengar|vidare",
    "driver": r"(?:frågan|ärendet) vidare", "för": r"(?:frågan|detta|synpunkterna|det|in)\b", "bygger": r"en|ett|ihop",
    "svarar": r"på (?:remissen|enkäten|skrivelsen|brevet)", "frågar": r"(?!om\b|vad\b|hur\b|varför\b|sig\b|efter\b)\w+", "jämför": r"\w+",
    "påminner": r"(?!om\b)\w+", "läser": r"igenom|in sig|på|underlag\w*|förslag\w*|\w+ (?:till|inför)", "besöker": r"\w+", "löser": r"\w+",
    "förtydligar": rf"(?:\w+ )?(?:{_THING})", "kompletterar": rf"(?:med (?!att)|(?:\w+ )?(?:{_THING}))", "delar": rf"ut|på (?:ansvaret|uppgiften|arbetet)|(?:\w+ )?(?:{_THING})", "konkretiserar": r"\w+", "fördjupar": r"\w+", "säkrar": r"\w+",
    "lämnar": r"in|ut|över|synpunkter|besked|svar|förslag|underlag|uppgifter|bidrag|offert",
    "anmäler": r"(?!förhinder|jäv|frånvaro|återbud|att\b|om\b)\w+", "räknar": r"(?!med)\w+", "byter": r"ut|\w+",
    "introducerar": r"nya?|den|de|vikarie\w*", "kommunicerar": r"(?!att)\w+", "startar": r"(?!mötet)\w+", "klargör": r"(?!att)\w+ ",
    "informerar": (
        r"sin|sina|sitt|respektive|berörda|övriga|\w*gruppen|\w*cheferna|\w*chefer|kommunerna|verksamheterna|"
        r"medarbetarna|vårdcentralerna|nätverket|ledningen|personalen|samtliga|alla"
    ),
    "meddelar": r"(?!att\b|om\b|förhinder)\w+ (?!att)", "rapporterar": r"tillbaka|till (?:styr|nästa|grupp)\w*",
    "funderar": r"(?:\w+ ){0,4}till|vidare|och återkommer",
    "jobbar": r"vidare|fram", "arbetar": r"vidare|fram|om", "fortsätter": r"att|med|arbetet|dialogen|driva|kontakt\w*|undersök\w*",
    "representerar": r"(?:\w+ ){1,3}(?:vid|på|i) ", "deltar": r"(?:\w+ ){1,5}och (?:återkopplar|rapporterar|återkommer)",
}  # fmt: skip
# What a person only said, showed or felt at the meeting; a promise only if it lies ahead.
REPORTS = frozenset(
    listed(
        "presenterar informerar berättar redogör redovisar föredrar påpekar anser tycker hälsar öppnar avslutar konstaterar betonar menar vill önskar "
        "undrar deltar slutar börjar är har känner upplever tackar meddelar föreslår rapporterar beskriver visar förklarar nämner framhåller understryker poängterar "
        "noterar säger lyfter ger tar ställer ser håller går kommer arbetar jobbar leder representerar välkomnar inleder summerar sammanfattar reflekterar hänvisar poängterar exemplifierar "
        "uttrycker efterlyser bekräftar instämmer kommenterar kompletterar svarar frågar diskuterar resonerar delar påminner får kan bör förtydligar läser efterfrågar kompletterar delar var blir framför lämnar anmäler räknar byter hör sätter följer talar pratar tittar avslutar introducerar kommunicerar jämför besöker startar söker driver bygger stämmer fortsätter vet tror hoppas saknar finns sitter bor heter"
    )
)
# Reports that become promises when the sentence points ahead: "Anna presenterar förslaget på nästa möte".
REPORTS_AHEAD = frozenset(
    listed(
        "presenterar informerar redogör redovisar föredrar rapporterar visar berättar introducerar lyfter leder tar ger går håller träffar möter arbetar jobbar läser funderar diskuterar svarar lämnar kompletterar delar ställer talar pratar söker startar"
    )
)
# After "ska": things that are no task.
NO_TASK = frozenset(
    listed(
        "ha vara bli sluta börja få kunna vilja gå arbeta bidra stödja stötta känna uppleva finnas gälla utgöra innebära ses delta närvara ingå jobba ligga leva räcka pensioneras föräldraledig prioritera verka sträva synas leda stärka möta främja värna präglas omfatta medföra underlätta hjälpa förbättra"
    )
)
# What a group without a named person may be asked to do and be believed.
COLLECTIVE_PROMISES = frozenset(
    listed(
        "återkommer inkommer mejlar mailar skickar skicka lämnar anmäler fyller svarar besvarar utser läser meddelar kompletterar tar bokar kallar sammanställer bjuder kontaktar ser går hör granskar lägger rapporterar återkopplar återrapporterar "
        "förbereder undersöker utreder uppdaterar reviderar skriver publicerar planerar ordnar funderar stämmer gör inventerar kartlägger diskuterar presenterar redovisar ansvarar tittar förankrar lyfter informerar nominerar prioriterar följer testar startar påbörjar arrangerar anordnar delar håller ger justerar beställer sprider samlar"
    )
)
COLLECTIVE_TASKS = frozenset(
    listed(
        "mejla maila skicka lämna återkomma inkomma anmäla fylla svara besvara utse läsa meddela komplettera ta boka kalla sammanställa bjuda kontakta se gå höra granska lägga rapportera återkoppla återrapportera "
        "förbereda undersöka utreda uppdatera revidera skriva publicera planera ordna fundera stämma göra inventera kartlägga presentera redovisa förankra lyfta informera nominera följa testa starta påbörja arrangera anordna "
        "dela hålla ge justera sprida genomföra beställa samla komma diskutera räkna beräkna analysera utvärdera utarbeta upprätta utforma ansöka söka köpa rekrytera tillsätta färdigställa"
    )
)

# Of a group, promises also where no day is told.
BELIEVED_AT_ONCE = listed(
    "återkommer inkommer utser ombeds uppmanas mejlar mailar återkopplar återrapporterar kontaktar bokar sammanställer bjuder kallar"
)
SHORT_INFINITIVES = listed("ta ge se gå få be dra bli tala ha")
_PARTICLES = {
    "ta": "fram|upp|bort|in|ut|med|vidare|kontakt|hand", "skicka": "ut|in|vidare|till|med|", "bjuda": "in|", "boka": "in|om|av|", "lägga": "in|upp|ut|till|fram|", "se": "över|till", "stämma": "av",
    "följa": "upp", "gå": "igenom|ut", "skriva": "fram|ihop|ned|ner|om|in|", "ställa": "samman|ut|i ordning|till", "sätta": "ihop|upp|samman|in|ut", "samla": "in|ihop|", "hålla": "i|", "dela": "ut|upp|",
    "lyfta": "in|upp|till|fram|", "fylla": "i", "lämna": "in|ut|över|", "ge": "återkoppling|ut", "göra": "om|klart|", "arbeta": "fram|om", "söka": "ut|", "komma": "in", "dra": "ihop|in|", "föra": "in|över|vidare", "bygga": "ut|upp|", "ladda": "upp|ner", "kalla": "till|in|", "sända": "ut|in|över|", "läsa": "igenom|", "trycka": "upp|", "rita": "upp|", "ringa": "in|upp", "klargöra": "",
}  # fmt: skip
# Concrete things one does: a passive of these without anyone named is still a task.
_CONCRETE = listed("""
kontakta skicka maila mejla boka samla kartlägga undersöka kontrollera kalla ordna arrangera anordna komplettera uppdatera revidera justera ändra rätta redigera formulera
utforma utarbeta upprätta sammanställa analysera inventera granska publicera översätta trycka ladda testa utvärdera beräkna rekrytera
dela anmäla lämna leverera hämta skapa bearbeta färdigställa korrigera distribuera annonsera registrera filma beställa sprida ta bjuda skriva lägga
söka besvara se stämma följa gå ställa sätta fylla sända översända ansöka utreda förbereda utse lyfta tillfråga inhämta planera förtydliga förankra presentera redovisa
""")


def _passives(verbs, shall):
    found = set()
    for verb in verbs:
        forms = FORMS.get(verb) or (verb[:-1] + "ar", verb[:-1] + "as", verb[:-1] + "as")
        stems = {forms[2]} if shall else {forms[1], forms[2]}
        for particle in _PARTICLES.get(verb, "").split("|"):
            found.update(f"{stem}(?: \\w+)?? {particle}" if particle else stem for stem in stems)
    return sorted(found, key=len, reverse=True)


PASSIVES = _passives(FORMS, shall=False)
CONCRETE_PASSIVES = _passives(_CONCRETE, shall=False)
