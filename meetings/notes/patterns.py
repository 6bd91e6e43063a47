"""The rules: how Swedish minutes say things, as data. Everything the reader knows about language stands here.

Written in plain Swedish and compiled with words.rx, so each also matches text damaged by scanning ("Atgard",
"forhindrad"). Alternatives are separated by "|"; "(?:...)?" is something that may be left out. To teach the
reader a new phrase, add it to the right list and add a note to tests/meetings/notes that uses it.
"""

from meetings.notes.verbs import CONCRETE_PASSIVES, PASSIVES
from meetings.notes.words import any_of, fold, listed, rx

# == The head of the note ===========================================================================================

# Kinds of document. A title that is only such a word says nothing, so the group is put after it.
DOCUMENT_WORD = (
    r"(?:mötes|minnes|tjänste|arbets|dag)?anteckning(?:ar(?:na)?)?|mötesnotat|notat|mötesrapport|"
    r"(?:sammanträdes|mötes|styrelse|besluts|nämnd|årsmötes)?protokoll(?:et)?|mötesreferat|referat|minutes"
)
DOCUMENT_TITLE = rx(rf"\b(?:{DOCUMENT_WORD})\b")
BARE_DOCUMENT_TITLE = rx(
    rf"^\W*(?:{DOCUMENT_WORD})\W*(?:nr\W*\d+(?:/\d+)?|\d[\d/ -]*|\(\w+\)|utkast|justerat|ojusterat)?\W*$"
)
# A document that calls to a meeting: nobody has been present yet.
CALL_TITLE = rx(r"\b(?:kallelse|inbjudan|dagordning|agenda|föredragningslista)\b")

# Labels of the head, "Datum: 2025-03-04". Left: the field they fill. A label may stand alone with its value below it.
LABELS = {
    "when_and_where": (
        r"tid (?:och|&|/|o) plats|plats (?:och|&|/|o) tid(?:punkt)?|tid/plats|plats/tid|när och var|"
        r"datum,? (?:tid )?och plats|plats och sammanträdestid|datum/tid/plats"
    ),
    "date": (
        r"(?:mötes|sammanträdes)?dat(?:um|e)(?: (?:och|&|/) tid(?:punkt)?)?|datum/tid|dag|mötesdag|"
        r"sammanträdesdag|dag och tid|mötestillfälle|datum för mötet"
    ),
    "time": r"tid(?:punkt|er)?|mötestid|klockslag|klockan|kl|när|start och slut",
    "starts": r"start(?:tid)?|börjar|mötet (?:börjar|öppnas)",
    "ends": r"slut(?:tid)?|slutar|mötet (?:slutar|avslutas)",
    "venue": r"(?:mötes|sammanträdes)?(?:plats|lokal)|plats/lokal|lokal/plats|var|sal|adress|mötesrum|rum",
    "form": r"mötesform|form(?: för mötet)?|typ av möte|mötestyp|mötessätt",
    "group": (
        r"grupp|mötesgrupp|arbetsgrupp|styrgrupp|forum|organ|nämnd|möte|nätverk|projekt|projektgrupp|"
        r"arbetsutskott"
    ),
    "title": r"ämne|subject|rubrik|ärende|mötets namn|titel",
    "note_taker": (
        r"vid (?:mötes)?anteckningar(?:na)?|vid (?:penna|pennan|protokollet|tangenterna|datorn)|"
        r"(?:anteckningar(?:na)?|protokoll|minnesanteckningar|anteckningarna) "
        r"(?:förda |förd |skrivna |skrivet |gjorda |förs |fördes )?av|(?:mötes)?sekreterare|anteckn(?:at|"
        r"ade|as|ar|are|ingsansvarig)(?: av)?|protokollförare|"
        r"protokoll(?:et)? (?:fört|fördes|förs|skrivet) av|protokollskrivare|noterat av|nedtecknat av|"
        r"skrivet av|skribent|dokumenterat av|"
        r"dokumentation|minnesanteckningar|för anteckningarna|anteckningar|ansvarig för anteckningar(?:na)?|"
        r"upprättat av|upprättad av|författare"
    ),
    "chair": r"(?:mötes)?ordförande|ordf|mötesledare|samtalsledare|sammankallande|mötesansvarig|leds av|moderator",
    "adjuster": (
        r"justerare|justerande|justeringsperson(?:er)?|justeringsman|justeringsmän|justeras(?: av)?|"
        r"utses att justera|protokolljusterare|justerat(?: av)?"
    ),
    "sender": r"från|from|avsändare",
    "sent": r"skickat|sent|datum skickat",
    "receivers": (
        r"till|to|kopia|cc|bcc|sändlista|för kännedom|kopia för kännedom|distribution|delges|utskick(?: till)?|"
        r"expedieras(?: till)?"
    ),
    "reference": (
        r"dnr|underskrifter|diarienummer|diarienr|ärendenummer|ärendenr|version|status|sida|bilagor|bilaga|"
        r"paragrafer|klassning|dokumenttyp|referens|sekretess|dagordning|agenda"
    ),
}

# These labels may stand without a colon, "Lokal Furan", among the first lines.
BARE_LABELS = ("when_and_where", "date", "time", "venue", "note_taker")
BARE_LABEL_EXCLUDED = rx(r"^\W*(?:dag|var|när|rum|sal|adress|kl|dokumentation|minnesanteckningar|anteckningar)\b")

# Who was there. Left: what those listed under the label are, unless something else is said of one of them.
ATTENDANCE_LABELS = {
    "absent": (
        r"(?:ej|inte|icke) (?:närvarande|deltagande|deltog|på plats|medverkande|med|här)|frånvarande|"
        r"frånvaro|ej närv|frånv|"
        r"(?:anmält|meddelat|anmälda|anmäld|meddelade|lämnat)? ?förhinder|förhindrade?(?: att (?:delta|"
        r"närvara))?|(?:kunde|kan) (?:ej|inte) (?:delta|närvara|komma)|hade (?:ej|"
        r"inte) möjlighet att (?:delta|närvara)|(?:lämnat |lämnade )?återbud|anmäld frånvaro|"
        r"kallade (?:men )?(?:ej|inte) närvarande|saknades?|sjuka?|bortfall|deltog inte|deltar (?:ej|inte)|"
        r"ej med|uteblev"
    ),
    "if_time_allows": r"(?:deltar |deltog |adjungerade )?i mån av tid",
    "called": (
        r"kallad(?:e|es)?|inbjud(?:en|na|et)|kallade deltagare|inbjudna deltagare|deltagarlista|kallelse till|"
        r"medlemmar|ledamöter i gruppen|gruppens medlemmar"
    ),
    "present": (
        r"närvarande|närvaro|närvarolista|närv|deltagare|deltagande|deltog|deltar|medverkande|på plats|"
        r"mötesdeltagare|beslutande|"
        r"tjänstgörande(?: ersättare)?|ersättare|ledamöter|adjungerade?|adjungerad till mötet|gäst(?:er|"
        r"föreläsare)?|föredragande|tjänstepersoner|tjänstemän|"
        r"övriga|via (?:teams|länk|zoom|skype)|på (?:länk|distans)|digitalt|fysiskt|suppleanter|insynsplats|"
        r"presidium|upprop|vilka var med|med var|med|med på mötet|medverkade|vi som var med|närvarade|"
        r"deltagarna|representanter|ej (?:beslutande|tjänstgörande)(?: ersättare)?|in?kallade?"
    ),
}
# What may stand beside such a label: "Närvarande ledamöter från kommunerna", "Övriga deltagare".
ATTENDANCE_BESIDE = (
    r"(?:övriga|ordinarie|samtliga|även|dessutom|inbjudna|kallade|adjungerade|närvarande|deltagande|"
    r"tjänstgörande|icke|ej) "
)
ATTENDANCE_AFTER = (
    r"(?: (?:ledamöter(?:na)?|deltagare|personer|ersättare|medlemmar|representanter|tjänstepersoner|"
    r"tjänstemän|närvarande|deltagande|vid mötet|på mötet|på plats|"
    r"i rummet|var|är|gäster|digitalt|fysiskt|via (?:teams|länk|zoom|skype)|på (?:länk|distans)|och|samt|"
    r"frånvarande|organisation|namn|lista|politiker|beslutande|tjänstgörande))*"
)
SEE_LIST = rx(
    r"^(?:se|enligt|enl|i) (?:\w+ )?(?:deltagar|närvaro)?(?:lista|förteckning|bilaga|nedan|kallelse)|"
    r"^bifogad|^nedan|^enligt nedan|^samma som"
)
NOBODY = rx(r"^(?:ingen|inga|inget|samtliga|alla|-+|—|n/?a|saknas|inga förhinder)?\W*$")

# The two sides; a line that is only this rules over the people below it.
SIDES = {
    "region": (
        r"region(?:en|ens?|sidan|ala)?|regionens (?:representanter|deltagare|ledamöter)|från region(?:en)?|"
        r"för regionen|hälso- och sjukvården|sjukvården|regionalt|landstinget|region(?:ens)? sida"
    ),
    "municipal": (
        r"kommun(?:en|er|erna|ens|ernas|sidan|ala|alt)?|kommun(?:ens|ernas)? (?:representanter|deltagare|"
        r"ledamöter|sida)|kommunala (?:representanter|deltagare|ledamöter)|från kommun(?:en|erna)?|"
        r"för kommun(?:en|erna)|socialtjänsten"
    ),
}
# An organisation's side, told from its name. The first that is found decides.
ORGANISATION_SIDES = (
    (
        "municipal",
        (
            r"kommunal\w*|kommunerna|\w*kommun(?:er|en|ens|förbund\w*)?\b|göteborgsregionen|boråsregionen|"
            r"\bgr\b|\w+ stad\b|\bstaden\b|stadsdel\w*|västkom|storsthlm|kommunförbund\w*|kommunalförbund\w*"
        ),
    ),
    (
        "region",
        (
            r"\bregion\b|\bregion(?:en|ens|hälsan|ala|kansli\w*|service|fastigheter|styrelse\w*|arkiv\w*|"
            r"hälso\w*)\b|\w+regionen\b|\bvgr\b|landsting\w*|\w*sjukhus\w*|lasarett\w*|\bsjukvården\b|"
            r"nu-sjukvården|\bsäs\b|\bskas\b"
        ),
    ),
    (
        "municipal",
        (
            r"social(?:tjänst\w*|förvaltning\w*|nämnd\w*|kontor\w*|chef\w*)|omsorg(?:sförvaltning\w*|snämnd\w*|"
            r"en|skontor\w*)?\b|äldre(?:omsorg\w*|förvaltning\w*|vård\w*|boende\w*)|vård och omsorg\w*|"
            r"vård- och omsorg\w*|hemtjänst\w*|hemsjukvård\w*|särskilt boende|\bsäbo\b|korttids\w*|bistånds\w*|"
            r"funktionsstöd|\blss\b|elevhälsa\w*|skolförvaltning\w*|utbildningsförvaltning\w*|\bmas\b|\bmar\b|"
            r"kommunrehab|individ- och familjeomsorg\w*|\bifo\b|stadshuset"
        ),
    ),
    (
        "region",
        (
            r"vårdcentral\w*|\bvc\b|närhälsan|hälsocentral\w*|\bhc\b|primärvård\w*|folktandvård\w*|"
            r"habilitering\w*|psykiatri\w*|\w*klinik\w*|akutmottagning\w*|akuten|ambulans\w*|"
            r"medicinmottagning\w*|närsjukvård\w*|hälsoval\w*|koncernkontor\w*|"
            r"hälso- och sjukvårdsförvaltning\w*|slutenvård\w*|geriatrik\w*|rehabmottagning\w*|rehabkliniken|"
            r"barnmorskemottagning\w*|öppenvård\w*|1177|\w*mottagning\w*|avdelning \d+"
        ),
    ),
)
TITLE_OF_PERSON = rx(r"^(?:dr|doktor|prof|professor|docent|fru|herr|med\W? ?dr)\.?\s+")
ALSO_THE_WRITER = rx(r"\s+(?:och|samt|o)\s+(?:jag|undertecknad)(?: själv)?\W*$|^(?:jag|undertecknad)\W*$")
# Words that make a run of capitalised words an organisation and not a person.
ORGANISATION_WORD = (
    r"region\w*|\w+regionen|kommun\w*|\w*kommunalförbund\w*|\w*förbund\w*|stad|stads|staden|sjukhus\w*|"
    r"\w+sjukhus\w*|lasarett\w*|vårdcentral\w*|vc|hälsocentral\w*|hc|"
    r"närhälsan|primärvård\w*|psykiatri\w*|habilitering\w*|\w*(?:förvaltning|nämnd|klinik|mottagning|"
    r"avdelning)(?:en|ens|s|ar|arna|er)?|\w*kansli(?:et|ets)?|\w*kontor(?:et|ets)?|\w*enhet(?:en|ens|er)?|"
    r"\w*tjänst|\w*omsorg(?:en|s)?|\w*vård|\w*vården|hälsan|\w+hälsan|group|konsult\w*|ab|aktiebolag|förening\w*|"
    r"universitet\w*|rehab|högskola\w*|akademi\w*|institut\w*|länsstyrelse\w*|skr|"
    r"socialstyrelsen|polisen|försäkringskassan|arbetsförmedlingen|fou|pro|spf|skpf|rpg|\w*råd|\w*rådet|"
    r"\w*utskott\w*|landsting\w*|staben|\w+staben|utveckling|sjukvården|sjukhusen|\w+sjukvården|"
    r"hemtjänst\w*|västkom"
)
# Roles: they follow a name but are no organisation.
ROLE = (
    r"(?:(?:1|2|första|andra|förste|andre|vice|tf|bitr|biträdande|vik|senior|regional|lokal|kommunal|"
    r"medicinskt|strategisk|gemensam|regionens|kommunens|kommunernas):?[ea]? )*"
    r"(?:\w*ordförande|ordf|\w*sekreterare|sekr|\w*chef|\w*ledare|\w*ansvarig(?: \w+)?|\w*samordnare|"
    r"\w*strateg|\w*koordinator|\w*utvecklare|\w*handläggare|\w*läkare|"
    r"\w*sköterska|\w*terapeut|\w*kurator|\w*psykolog|\w*direktör|\w*controller|\w*ekonom|\w*jurist|"
    r"\w*kommunikatör|\w*utredare|\w*administratör|\w*coach|\w*konsult|"
    r"\w*sakkunnig|mas|mar|mla|\w*justerare|\w*ledamot|\w*ersättare|suppleant|adjungerad|föredragande|gäst|"
    r"\w*pedagog|\w*representant|\w*logoped|\w*dietist|\w*specialist|"
    r"sammankallande|vid pennan|antecknar|protokollförare|mötessekreterare|mötesordförande|kontaktperson|"
    r"\w*assistent|processtöd|brukarrepresentant|\w*råd|tillsynsläkare|rektor|doktorand|forskare|"
    r"ny(?: deltagare| ledamot)?|vikarie|inspiratör|\w*expert|fackombud|\w*ombud|\w*planerare|\w*inspektör|"
    r"enhetschef|verksamhetschef)"
)
# "(S)" after an elected representative.
PARTY = rx(r"^(?:s|m|c|l|fp|v|mp|kd|sd|-|opol\w*|partilös|fi|[a-zåäö]{2,4}-?p)$")
# Who writes, when it stands as a role beside a name.
NOTE_TAKER_ROLE = rx(
    r"\b(?:\w*sekreterare|sekr|vid (?:pennan|anteckningarna|protokollet)|antecknar|protokoll(?:förare)?|"
    r"anteckningar|anteckningsansvarig|för(?:de)? (?:protokoll|anteckningar))\b"
)
# In running text: "Anna Ek utsågs till sekreterare".
NOTE_TAKER_SENTENCE = rx(
    r"(?:utsågs|utses|valdes|väljs|är|var|utsedd|agerar|agerade)(?: som|"
    r" till)?(?: \w+)? (?:mötes)?sekreterare|för(?:de|ar|t)? (?:dagens |mötets )?(?:protokoll|anteckningar|"
    r"minnesanteckningar|protokollet|anteckningarna)\b|antecknade\b|skriver anteckningar|tar anteckningar"
)

# What is said of one person in a list, with or without brackets.
STATUS = {
    "absent": (
        r"förhindrad|förhinder|frånvarande|frånv|ej närv\w*|(?:ej|inte) (?:på plats|med|närvarande|deltagit|"
        r"deltagande)|deltar (?:ej|inte)|deltog (?:ej|inte)|(?:lämnat )?återbud|(?:anmält|"
        r"meddelat) (?:förhinder|frånvaro)|sjuk(?:anmäld|frånvarande|skriven|a)?|vab\w*|semester|ledig|\w+ledig|"
        r"tackat nej|avböjt|uteblev|kan (?:ej|inte)|kunde (?:ej|inte)|bortrest|nej|ej|ersätts av|ersattes av|"
        r"frånvaro|anmält frånvaro"
    ),
    "if_time_allows": (
        r"(?:deltar |deltog |delvis |adjungerad )?i mån av tid|om tid finns|när tiden medger|om tiden tillåter|"
        r"mån av tid"
    ),
    "invited": r"inbjuden|kallad",
    "present": (
        r"närvarande|närv|deltar|deltog|på plats|på länk|via (?:länk|teams|zoom|telefon|skype)|digitalt|teams|"
        r"länk|på distans|x|ja|ok|delvis|del av möte\w*|del av tid\w*|t\W*o\W*m\W.*|fr\W*o\W*m\W.*|till kl.*|"
        r"från kl.*|kl \W*\d.*|(?:kom|anslöt|ansluter|lämnade|lämnar|gick|avvek)\b.*|§.*|punkt\w* .*|ärende .*|"
        r"ny|ny deltagare|ny i gruppen|ersätter .*|(?:tjänstgörande )?ersättare för .*|tjänstgör\w*.*|ers för .*"
    ),
}
ATTENDS_DIGITALLY = rx(r"\b(?:via|på|över) (?:länk|teams|zoom|skype|telefon|distans)\b|\bdigitalt\b|^teams$|^länk$")
# The same in running text, about one or more people named in the sentence.
ABSENT_SENTENCE = rx(
    r"\b(?:(?:har|hade|fick) förhinder|(?:har |hade )?(?:anmält|meddelat|fått|fick|anmälde|meddelade|lämnat|lämnade) (?:förhinder|"
    r"frånvaro|återbud)|(?:är|var) (?:förhindra(?:d|de)|frånvarande|sjuk\w*)|(?:kunde|kan|hade) (?:ej|"
    r"inte) (?:möjlighet|delta|närvara|komma)|deltog inte|deltar inte (?:i dag|idag))"
)
IF_TIME_SENTENCE = rx(r"\bdeltar (?:\w+ )?i mån av tid")

# == Form and place =================================================================================================

FORM_WORDS = (
    ("hybrid", rx(r"\bhybrid\w*|både (?:fysiskt|på plats) och (?:digitalt|via|på)")),
    (
        "digital",
        rx(
            r"\b(?:digital\w*|teams\w*|zoom\w*|skype\w*|video\w*|länk|online|på distans|distansmöte|"
            r"telefonmöte|telefon|webb\w*|meet|via länk|microsoft teams|ms teams)\b"
        ),
    ),
    ("physical", rx(r"\bfysisk\w*|\bpå plats\b|\bpå-plats\w*")),
)
# The digital half of a place: taken away when a room remains.
DIGITAL_PLACE = rx(
    r"(?:^|[,;/(+&]?\s*(?:\b(?:samt|och|eller|alternativt|även|via|på|över|"
    r"med möjlighet (?:att delta )?(?:via|på)|möjlighet (?:att delta|till deltagande)?(?: via|"
    r" på)?)\b\s*)*)(?:möjlighet att ansluta (?:via|på) )?\b(?:microsoft |ms )?(?:teams|zoom|skype|digitalt|"
    r"digital|videolänk|videomöte|länk|distans|online|webben|hybridmöte|hybrid)(?:-?(?:möte|"
    r"länk))?\b(?: \(?(?:hybrid|länk|möte)\)?)?\)?"
)

# == Sections =======================================================================================================

# A heading inside a point: it says what the next lines are and begins no section of its own.
POINT_PARTS = {
    "decision": (
        r"beslut(?:et)?|(?:nämndens|styrelsens|styrgruppens|gruppens|utskottets|mötets|rådets) beslut|"
        r"fattade beslut|beslut och åtgärder|beslutas"
    ),
    "action": (
        r"åtgärd(?:er)?|att göra|uppgift(?:er)?|action(?:s|points?)?|uppföljning och åtgärder|nästa steg|"
        r"aktivitet(?:er)?"
    ),
    "proposal": (
        r"förslag till beslut|beslutsförslag|förvaltningens förslag(?: till beslut)?|"
        r"förslag på dagens (?:sammanträde|möte)|yrkanden?|propositionsordning|"
        r"arbetsutskottets förslag(?: till beslut)?|ordförandens förslag"
    ),
    "text": (
        r"bakgrund|sammanfattning(?: av ärendet)?|ärendet|ärendebeskrivning|beskrivning av ärendet|beskrivning|"
        r"föredragande|föredragning|diskussion|information|dialog|syfte|beslutsunderlag|underlag|bedömning|"
        r"ekonomiska konsekvenser|reservation(?:er)?|protokollsanteckning(?:ar)?|särskilt yttrande|"
        r"expedieras(?: till)?|beslutet (?:skickas|expedieras|sänds|delges) till|skickas till|"
        r"paragrafen är justerad|jäv|handlingar|kommentar(?:er)?|noteringar|notering|anteckning|status|läget|"
        r"redovisning|bilagor?|beslutsgång|överläggning"
    ),
}
# Headings over what has yet to be done, wherever they stand: every line below is one suggestion.
ACTION_HEADING = rx(
    r"^\W*(?:\d+[.)]? )?(?:sammanställning (?:av|över) |lista (?:av|över) |sammanfattning (?:av )?|nya |"
    r"våra |öppna |kvarstående |gruppens |beslutade |överenskomna |kommande |dagens |nästa stegs? ?(?:och|"
    r"/)? ?)?(?:åtgärder|åtgärdslistan?|åtgärd|åtgärdsplan|att göra(?:-?listan?)?|att-göra(?:-?listan?)?|"
    r"göra-?listan?|aktivitet(?:er|slistan?)|aktiviteter och ansvar|actions?(?: ?(?:lista|items?|points?|"
    r"punkter))?|actionpunkter|to-?do(?:-?listan?)?|arbetsuppgifter|uppgifter|uppdrag|nästa steg|"
    r"vem gör vad|vad händer nu|uppföljningspunkter|ansvarsfördelning|uppgifter och ansvar|läxa|läxor|"
    r"hemläxa|hemuppgift(?:er)?|(?:att göra )?(?:till|inför|före|innan) nästa (?:möte|träff|gång|"
    r"sammanträde)|beslut och åtgärder|åtgärder och ansvar(?:iga)?|åtgärder (?:till|inför|från).*|"
    r"att göra (?:till|inför|före|innan).*)\W*$"
)
DECISION_HEADING = rx(
    r"^\W*(?:\d+[.)]? )?(?:sammanställning (?:av|över) |sammanfattning (?:av )?|dagens |fattade |mötets |"
    r"gruppens )?(?:beslut(?:en|slista|spunkter|slogg)?|beslutat|beslutade punkter|överenskommet|"
    r"vi (?:beslutade|kom överens om))(?: (?:vid|från|på) (?:dagens )?möte\w*)?(?: i korthet)?\W*$"
)
# What was promised earlier: done things there are no new suggestions.
EARLIER_HEADING = rx(
    r"\b(?:föregående|förra|tidigare|senaste|sista) (?:mötes?|mötets|protokoll\w*|\w*anteckning\w*|åtgärder|"
    r"beslut|uppdrag|minnesanteckning\w*)|\bfrån (?:förra|föregående|senaste) möte|"
    r"uppföljning av (?:åtgärd\w*|beslut|uppdrag|\w*lista\w*|protokoll\w*)"
)
OWN_MEETINGS = rx(
    r"\b(?:mötes|sammanträdes)(?:tider|datum|dagar|plan|schema)\w*\b|\bkommande möten\b|\bmöten (?:våren|"
    r"hösten|20\d\d)\b"
)
# Points that every meeting has; text may follow on the same line when line breaks were lost.
STANDING_POINT = rx(
    r"^(?:mötets |mötet )?(?:öppnande|öppnas|avslutas|avslutande|avslutning)|^val av (?:justerare|"
    r"sekreterare|ordförande|mötesordförande)|^(?:föregående|förra) (?:protokoll|mötesanteckningar|"
    r"minnesanteckningar|anteckningar|möte)|^(?:godkännande|fastställande) av (?:dagordning|dagordningen|"
    r"föredragningslista)|^dagordning|^övriga frågor|^övrigt|^nästa möte|^ekonomi|^information|"
    r"^lägesrapport(?:er)?|^rapporter"
)
DATES_HEADING = rx(
    r"\b(?:nästa möten?|kommande möten|mötestider|mötesdatum|datum|viktiga datum|kalendarium|kalender|"
    r"tidplan|tidsplan|mötesplan|kommande datum|på gång|nästa träff|nästa sammanträde|möten (?:våren|hösten|"
    r"\d{4})|kommande (?:aktiviteter|händelser)|hållpunkter)\b"
)
AGENDA_HEADING = rx(
    r"^\W*(?:\d+[.)]? )?(?:dagordning|agenda|föredragningslista|ärendelista|innehåll(?:sförteckning)?|"
    r"dagens punkter|punkter)\W*$"
)
SIGNATURE = rx(
    r"^\W*(?:underskrift(?:er)?|justeras?|justerat|justerande|justerare|ordförande|mötesordförande|"
    r"sekreterare|vid (?:pennan|protokollet|(?:mötes)?anteckningarna)|anslag/?bevis|bevis om anslag|"
    r"utdragsbestyrkande|digital signering|signerat|protokolljusterare|justeringsperson|"
    r"med vänlig(?:a)? hälsning(?:ar)?|vänlig(?:a)? hälsning(?:ar)?|hälsningar|mvh|bästa hälsningar|"
    r"allt gott|väl mött)\b"
)
REGISTRY = rx(r"^\W*(?:dnr|diarienr|diarienummer|ärendenr|ärendenummer)\b")
GREETING = rx(r"^\W*(?:hej|hejsan|hej på er|hej alla|god morgon|tack för|kära|till alla|bästa|goddag|halloj)\b")
CLOSING = rx(
    r"^\W*(?:(?:med )?(?:vänlig|bästa|varma|många|soliga)[ae]? hälsning(?:ar)?|hälsningar|mvh|vh|väl mött|"
    r"allt gott)\b[\s,:]*(?P<name>.*)$"
)

# == Groups that meet ===============================================================================================

GROUP_NOUN = (
    r"\w*(?:arbets|styr|referens|projekt|lednings|samordnings|berednings|samverkans|samråds|chefs|process|"
    r"besluts|nätverks|utvecklings|tjänstemanna|"
    r"tjänstepersons|implementerings|vårdsamverkans|analys|kärn|närvårds|uppföljnings|fredags|programråds?|"
    r"länschefs)grupp(?:en|ens)?|\w*nätverk(?:et)?|\w*(?:samverkans|program|samråds|länschefs|pensionärs|"
    r"brukar|lednings|folkhälso|"
    r"kvalitets|tillgänglighets|funktionshinders|samordnings)råd(?:et)?|"
    r"(?:\w+ ?(?:- )?och )?\w*nämnd(?:en)?|\w*utskott(?:et)?|\w*styrelse(?:n)?|\w*kommitté(?:n)?|"
    r"\w*beredning(?:en)?|\w*forum(?:et)?|\w*kollegium|\w*presidium|\w*fullmäktige|\w*rådslag|"
    r"projektledning(?:en)?|\w*ledning(?:en)?|teamet|\w*team|\w*rådet|\w*grupp|\w*gruppen"
)
GROUP = rx(rf"\b(?:{GROUP_NOUN})\b")
# What stands before the group in a title: "Minnesanteckningar från möte med styrgruppen ..."
BEFORE_GROUP = rx(
    rf"^\W*(?:(?:{DOCUMENT_WORD}|kallelse|dagordning|inbjudan|utkast(?: till)?|fört|förda|nr|möte(?:t|n)?|"
    rf"mötes|avstämning(?:smöte)?|träff|sammanträde(?:t)?|digitalt|extra|ordinarie|hybrid|från|vid|på|för|"
    rf"till|med|av|i|den|nr \d+|\d+|sammanträdande|konstituerande)(?:[\W_]+|$))+"
)
AFTER_GROUP = rx(
    r"\W*(?:\b(?:den|kl|tisdag\w*|måndag\w*|onsdag\w*|torsdag\w*|fredag\w*|möte(?:t)?(?: nr)?(?: \d+)?|"
    r"nr \d+\S*|sammanträde)\b\W*)*$"
)

# == Decisions ======================================================================================================

# Those who decide in these minutes. Another body's decision is news, not a decision of the meeting.
_DECIDER = (
    r"(?:vi|man|mötet|gruppen|deltagarna|samtliga|alla|\w*gruppen|\w*gruppens \w+|\w*nämnden|\w*styrelsen|"
    r"\w*utskottet|\w*rådet|\w*kommittén|\w*nätverket|\w*forumet|\w*teamet|\w*ledningen|"
    r"\w*presidiet|au|projektledningen|parterna|huvudmännen|ordföranden|\w*beredningen|årsmötet|styrgrupp|"
    r"arbetsgrupp|sammanträdet|\w*fullmäktige|\w*möte)"
)
# Bodies that are never the meeting itself unless the note is theirs.
OTHER_BODIES = rx(
    r"\b(?:regionfullmäktige|kommunfullmäktige|fullmäktige|regionstyrelsen|kommunstyrelsen|riksdagen|"
    r"regeringen|socialstyrelsen|skr|ivo|rs|rf|ks|kf|ssn|hsn|förvaltningsrätten|\w+nämnden|nämnderna)\b"
)
DECISION_LABEL = rx(
    r"^\W*(?:\d+[.)] )?(?:beslut(?:spunkt)?(?: (?:nr )?\d+)?|beslutat|(?:nämndens|styrelsens|gruppens|"
    r"styrgruppens|mötets|rådets|utskottets) beslut|överenskommet|överenskommelse|konsensus|"
    r"ställningstagande|vi beslutade)\s*(?::|-|–|=>)\s*(?P<rest>\S.*)$"
)
# Ordered; a sentence that matches one of these is a decision.
DECISIONS = tuple(
    rx(pattern)
    for pattern in (
        # "Gruppen beslutar att ...", "Vi enades om att ...", "Styrgruppen ställer sig bakom ..."
        (
            rf"\b{_DECIDER}(?: \(?\w+\)?){{0,5}}? (?:beslutar|beslutade|beslöt|fastställer|fastställde|godkänner|"
            rf"godkände|antar|antog|bifaller|biföll|tillstyrker|tillstyrkte|avslår|avslog|ställer sig bakom|"
            rf"ställde sig bakom|(?:är|var) (?:överens|ense|eniga?) om(?= att (?:\w+a\b|.*\b(?:ska|skall|bör)\b))|"
            rf"enas om|enades om|kom överens om|kommer överens om|bestämmer|bestämde|uppdrar|uppdrog|utser|utsåg|"
            rf"väljer|valde|fattar beslut|fattade beslut|tog beslut|tar beslut|ställer sig positiv\w* till|"
            rf"beviljar|beviljade|avsätter|ger sitt godkännande|väljer att|prioriterar att|förordar)\b"
        ),
        # "Därför beslutar gruppen att ..."
        rf"\b(?:beslutar|beslutade|beslöt|fastställde|godkände|enades|uppdrar|uppdrog|bestämde) {_DECIDER}\b",
        # "Beslutades att ...", "Det beslutades ...", "Beslut togs om ..."
        (
            r"\bbeslut(?:ades|ade)\b(?! (?:av|i) )|\bbeslutas (?:att|om)\b|\bbeslut (?:fattades|togs|tas|fattas) (?:om|att|kring|"
            r"gällande)\b|\bbeslöts\b|\bbestämdes\b|\böverenskoms\b|\bbeslut(?:et)? (?:blev|är)(?: därför|"
            r" nu)? att\b|\benades? om\b|\b(?:kom|kommer) (?:man |vi |gruppen )?överens om\b"
        ),
        # "Budgeten godkändes.", "Datumen fastställdes."
        (
            r"\b(?:godkändes|godkänns|fastställdes|fastställs|antogs|antas|bifölls|tillstyrktes|avslogs|"
            r"beviljades|bordlades|bordläggs|återremitterades|återremitteras)\b"
        ),
        # "Till ny ordförande valdes ...", "Bo Ek utsågs till kontaktperson."
        (
            r"\b(?:utsågs|utses|valdes|väljs|omvaldes|utsedd)(?: \w+){0,4} (?:till|att|som)\b|"
            r"\btill (?:\w+ ){0,4}(?:utsågs|valdes|utses)\b"
        ),
    )
)
# Words that take it back: not yet, somebody else's, or only a proposal.
_DECIDE = r"(?:beslut\w*|godkän\w*|fastställ\w*|anta[rs]?|antogs|bestäm\w*|utse\w*|enas|väljs?)\b"
NO_DECISION = rx(
    rf"\b(?:inget|inga|inte|ej|ännu|förslag (?:finns|om|på)|förslaget är|föreslår|föreslås|föreslog|väntas|"
    rf"förväntas|beräknas|kan|kunde|skulle|ska|skall|bör|måste|behöver|avvaktar|"
    rf"inväntar)\b(?: \w+){{0,5}} {_DECIDE}"
    rf"|(?:^\W*|, )(?:om|när|ifall)\b(?: \w+){{0,5}} {_DECIDE}|\b(?:innan|tills|"
    rf"förutsatt att)\b(?: \w+){{0,5}} {_DECIDE}|\b(?:före|inför|tidigare|redan|förra|"
    rf"enligt)(?: \w+)? {_DECIDE}|\befter beslut\w*"
    r"|\bbesluts(?:process|underlag|väg|gång|ordning|punkt|möte|stöd)\w*\b(?=.*(?:pågår|följ|takt|stödja|"
    r"redovis))|\bbeslut (?:väntas|tas i|fattas i|fattas av|tas av|kommer|ska|bör|behövs|är ännu|är inte|ej|"
    r"har)\b|\bhar (?:redan |tidigare |nu |också )?(?:beslutat|godkänt|antagit|fastställt|beslutats|"
    r"godkänts|antagits)\b|\b(?:avvakta|invänta)\w* beslut"
    r"|\bfastställs (?:senare|vid|på|i|av|inför|när|under)\b|\btidigare (?:beslut|godkän)\w*|"
    r"\bbeslutade (?:i|den|under|redan|tidigare)\b|\boklart\b.*\bbeslutar|\?\s*$"
)
# "Gruppen beslutade att:" followed by a list, each point a decision.
DECISION_INTRO = rx(
    rf"(?:\b{_DECIDER}(?: \w+){{0,3}} )?\b(?:beslutar|beslutade|beslutades|beslutas|beslöt|enades om|"
    rf"kom överens om|följande beslut\b.*|beslut)(?: (?:om|att|följande|enhälligt|därför|därmed|"
    rf"om följande))*\s*:?\s*$"
)
# The clause "att ..." alone on its line, below the heading "Beslut".
THAT_CLAUSE = rx(r"^\W*(?:\d+[.)] )?att\b")

# == Actions ========================================================================================================

# "Åtgärd: ...", "Att göra: ..."
ACTION_LABEL = rx(
    r"^\W*(?:\d+[.)] )?(?:åtgärd(?:er|spunkt)?|att göra|todo|to do|uppgift|action(?: ?point| ?item)?|ap|"
    r"uppdrag|aktivitet|läxa|hemuppgift|ny åtgärd|nästa steg|uppföljning/åtgärd|åtgärdas)(?: (?:nr )?\d+|"
    r" ?#\d+|\d+)?(?:/ansvarig)?(?: ?\((?P<who>[^)]{2,60})\)| (?:till|för|åt) (?P<whom>[^:]{2,40}))?\s*(?::|"
    r"-|–|=>|→)\s*(?P<rest>\S.*)$"
)
ACTION_INTRO = rx(
    r"(?:\batt göra|\båtgärder|\buppgifter|\bnästa steg|\b(?:till|inför|före|innan|tills) nästa (?:möte|"
    r"träff|gång|sammanträde|avstämning)(?: ska (?:vi|alla|deltagarna))?|\bföljande (?:ska|åtgärder|behöver|"
    r"görs|aktiviteter|uppgifter)\b.*|\b(?:ska|tar|gör|ansvarar för(?: att)?|får i uppdrag(?: att)?|"
    r"uppdrag(?: att)?)|\båtar sig(?: att)?)\s*:\s*$"
)
# A line that names who or when for the thing above it.
OWNER_LABEL = (
    r"(?:huvud|utförande )?ansvar(?:ig(?:a)?|et)?(?: (?:för (?:detta|åtgärden)|person(?:er)?|utförare|är))?|"
    r"ansv|utförare|utförs av|vem|vem gör|ägare|görs av|au|delegat|uppdragstagare|owner|handläggare|ansvarig/a"
)
DUE_LABEL = (
    r"klart(?: senast| till)?|klar(?: senast)?|ska vara klart|deadline|tid(?:s?plan)?|slutdatum|senast|när|"
    r"datum|färdigt|färdig(?: senast)?|förfaller|förfallodatum|sista datum|tidpunkt|due|till|måldatum|"
    r"klart datum|tidsram|klart när"
)
ACTION_DETAIL = rx(rf"^\W*(?P<label>{OWNER_LABEL}|{DUE_LABEL})\s*[:=]\s*(?P<rest>\S.*)$")
OWNER_TAIL = rx(
    rf"[\s.,;(\[–-]*\b(?:{OWNER_LABEL})\s*[:=]\s*(?P<who>[^.;:()\n]+?)(?=\s*(?:[.;)\]]|$|"
    rf"[,–-]?\s*\b(?:{DUE_LABEL})\s*[:=]?\s))|"
    rf"[\s.,;(\[–-]+ansv\.?(?:arig)? (?P<who2>[^.;:()\n]+?)(?=\s*(?:[.;,)\]]|$))"
)
DUE_TAIL = rx(rf"[\s.,;(\[–-]*\b(?:{DUE_LABEL})\s*[:=]\s*(?P<when>[^;()\n]+?)\s*(?=[;)\]]|\.?$|\.\s)")

# "får i uppdrag att", "åtar sig att": what is said between the person and the thing to be done.
TAKES_ON = (
    r"(?:får|fick|ges|gavs|har fått|har|tar)(?: också| även| därför| nu)? i uppdrag att|(?:åtar|åtog|tar|"
    r"tog) (?:också |även )?(?:på )?sig(?: ansvaret)?(?: (?:för )?att| uppgiften att| uppdraget att)?|"
    r"lovar(?: att)?|lovade att|erbjuder sig(?: att)?|erbjöd sig att|"
    r"ansvarar(?: också| även)? för(?: att)?|(?:är|blir) (?:huvud)?ansvarig(?:a)? för(?: att)?|"
    r"svarar för(?: att)?|har ansvar(?:et)? för(?: att)?|har (?:som |till )uppgift att|får (?:ansvaret|"
    r"uppgiften)(?: för)? att|utses (?:till )?att|utsågs att|uppdras(?: att)?|"
    r"ombeds?(?: att)?|ombads att|uppmanas(?: att)?|uppmanades att|tillfrågas om att|står för|ser till att|"
    r"ska(?:ll)? se till att|ska(?:ll)? ansvara för(?: att)?|tar ansvar för(?: att)?|"
    r"tar (?:på sig )?ansvaret för(?: att)?|tar över|tar hand om(?: att)?|håller i|försöker(?: att)?|"
    r"fortsätter(?: med)?(?: arbetet med)?(?: att)?|påbörjar(?: arbetet med)?(?: att)?|har lovat(?: att)?|"
    r"åläggs att|kommer(?: också| även)? att|ska(?:ll)?(?: också| även| därför| sedan| nu| fortsatt|"
    r" försöka| vidare)*|skall|behöver|får"
)
# "Uppdras åt NN att ...", "Gruppen ger NN i uppdrag att ...", "uppdrar åt NN att"
MANDATE = (
    rx(
        r"\b(?:uppdras|uppdrar|uppdrog|uppdrogs|att uppdra|ge uppdrag|ger uppdrag|gav uppdrag|"
        r"lämnar uppdrag|lämnas i uppdrag)(?: det)? (?:åt|till) (?P<who>.{2,80}?) (?P<att>att) "
    ),
    rx(
        r"\b(?:ger|gav|ge|gavs|ges|lämnar|lämnade|lämna|"
        r"delegerar(?: till)?) (?P<who>.{2,80}?)(?: i)? uppdrag(?:et)? (?P<att>att) "
    ),
    rx(r"\b(?:ber|bad|be) (?P<who>.{2,60}?) (?P<att>(?:om )?att) "),
)
# Groups that may be given something to do, "as written" when no person is named.
COLLECTIVE = (
    r"(?:samtliga|alla|varje|respektive|resp|berörda|övriga|lokala|de lokala|båda)(?: (?:deltagare|"
    r"deltagarna|ledamöter|kommuner|kommunerna|kommun|parter|medlemmar|organisationer|verksamheter|"
    r"vårdcentraler|representanter|huvudmän|huvudman|part|organisation|verksamhet|enhet|förvaltning|"
    r"förvaltningar|chefer|chef|grupp|grupper|arbetsgrupper|samverkansgrupper|delregion|delregioner|"
    r"vårdcentral|arbetsgrupp|region|sjukhus|deltagande kommuner|i gruppen|i arbetsgruppen|en|två))?|"
    r"deltagarna|ledamöterna|gruppen|\w+gruppen|\w+grupperna|kommunerna|kommunsidan|regionsidan|regionen|"
    r"huvudmännen|parterna|cheferna|\w+cheferna|ordföranden?|vice ordföranden?|sekreteraren?|"
    r"mötessekreteraren?|projektledaren?|projektledarna|projektledningen|processledaren?|processledarna|"
    r"\w*ledaren|\w*ledarna|\w*samordnaren|\w*samordnarna|"
    r"\w*kansliet|\w*förvaltningen|\w*förvaltningarna|\w*kontoret|\w*teamet|\w*nätverket|\w*utskottet|"
    r"\w*presidiet|\w*nämnden|\w*styrelsen|\w*rådet|\w*enheten|\w*avdelningen|\w*chefen|\w*strategen|"
    r"\w*koordinatorn|\w*utvecklaren|\w*kommunikatören|kommunikatörerna|kommunikationsavdelningen|"
    r"representanterna|medlemmarna|verksamheterna|vårdcentralerna|\w*sjukhuset|vårdcentralen|mas|mar|"
    r"mas:arna|au|arbetsutskottet|it|hr|verksamhetschef(?:en|erna)?|enhetschef(?:en|erna)?|direktören|"
    r"\w*coacherna|kontaktpersonerna|kontaktpersonen|vi|ni|jag|man"
)
# Bodies of the meeting itself: "Arbetsgruppen tar fram ..." is a task also where no day is told.
OWN_BODY = rx(
    r"^\W*(?:alla|samtliga|deltagarna|ledamöterna|gruppen|(?:arbets|projekt|styr|referens|lednings|"
    r"samordnings|berednings|analys)gruppen|projektledningen|processledningen|au|arbetsutskottet|"
    r"\w*kansliet|\w*sekreteraren?|\w*ordföranden?|\w*ledaren|\w*ledarna|\w*samordnaren|presidiet|nätverket|"
    r"kontaktpersonerna|jag)\b"
)
# "Protokollet skickas ut av NN", "en mall tas fram av NN"
PASSIVE_BY = rx(rf"\b(?P<verb>{any_of(PASSIVES)})\b(?:(?! av ).){{0,120}}? av (?P<who>.+)$")
# "En ny mall ska tas fram", "rutinen behöver uppdateras"
PASSIVE_SHALL = rx(
    rf"\b(?P<shall>ska|skall|måste|behöver|kommer att)(?: (?:\w+(?: \w+)?))?? (?P<verb>{any_of(CONCRETE_PASSIVES)})\b"
)
PASSIVE_NOW = rx(rf"\b(?P<verb>{any_of(CONCRETE_PASSIVES)})\b")
# "Frågan tas upp på nästa möte", "punkten lyfts igen"
TAKEN_UP = rx(
    r"\b(?:tas (?:\w+ )?(?:upp|med|vidare)|lyfts|följs upp|återupptas|behandlas|diskuteras|bordläggs|skjuts|"
    r"flyttas|återkommer|kvarstår|redovisas|återrapporteras|presenteras|beslutas|avrapporteras|avstämning|"
    r"återkoppling|återrapportering|uppföljning)\b"
)
NEXT_MEETING = rx(
    r"\b(?:till|inför|före|innan|på|vid|tills|under|i samband med)(?: (?:vårt|gruppens|"
    r"det))? (?P<which>(?:nästa|nästkommande|kommande) (?:möte|mötestillfälle|träff|gång|sammanträde|"
    r"avstämning|arbetsgruppsmöte|styrgruppsmöte|gruppmöte|nätverksträff|nätverksmöte|projektmöte|"
    r"ledningsgruppsmöte|nämndsammanträde|nämndmöte|samverkansmöte|(?:styr|arbets|referens|projekt|lednings|"
    r"samordnings)grupp(?:en|smöte[t]?)?|nämnd|styrelsemöte|rådsmöte|nätverksträff))\b|\bnästa gång\b"
)
# "Planering pågår för ...": work without a person.
PLANNING_GOES_ON = rx(r"^\W*(?:planering(?:en)?|förberedelser(?:na)?) pågår (?:för|av|inför|med|kring) (?P<rest>.+)$")

# "Ansvarig för att ta fram en plan är NN"
RESPONSIBLE_IS = rx(
    r"^\W*(?:huvud)?ansvarig(?:a)? för (?:att )?(?P<what>.{4,120}?) (?:är|"
    r"blir)(?: följande)?:? (?P<who>[A-ZÅÄÖa-zåäö].*)$"
)
# The formalities of a meeting are nobody's task afterwards.
FORMALITY = rx(
    r"\bjustera (?:dagens |mötets )?protokoll\w*|\b(?:öppna|avsluta|leda)r? (?:dagens )?mötet\b|"
    r"\bföra (?:dagens )?(?:protokoll|anteckningar)\w*|^\W*vara (?:\w+ )?(?:sekreterare|ordförande)"
)
# In the present these tell of an occasion, not of something to do.
OCCASION_PASSIVE = rx(r"^(?:planeras|anordnas|arrangeras|presenteras|redovisas|förankras|utvärderas|följs|startas)")
# A meeting of such a body is the next meeting only in that body's own notes.
BODY_OF_MEETING = rx(r"styr|referens|projekt|lednings|samordnings|arbetsgrupp|beredning|nämnd|styrelse|råds|nätverk")
# May stand between subject and verb.
ADVERB = (
    r"(?:också|även|därefter|sedan|nu|därför|i sin tur|tillsammans|själv|gemensamt|fortsatt|vidare|snarast|omgående|"
    r"dessutom|i första hand|återigen|inför nästa möte|till nästa möte)"
)
# "Gruppen beslutade att Anna ...": what follows is promised.
SAID_THAT = rx(
    r"\b(?:beslut\w*|enade\w*|enas|överens|uppdra\w*|bestäm\w*|kom fram till|överenskom\w*|vill att|önskar att|kvarstår)\b"
)
# The sentence is a decision, told among the decisions.
DECIDED = rx(
    r"\bbesluta\w*|\bbeslöt\b|\bbeslut(?:et)? (?:att|om)\b|\benades\b|\böverens om\b|\bgodkän\w*|\bfastställde\w*"
)
MODAL_BEFORE = rx(
    r"\b(?:kan|bör|får|skulle|kunde|måste|att|ska|skall|har|hade|brukar|om|när|som|fick|inte|ej)\W*(?:\w+\W+)?$"
)
# End like a present tense but are none, or tell no deed.
NO_VERB = rx(
    r"^(?:eller|under|efter|över|inför|samt|där|heller|aldrig|snarare|hellre|åter|igår|annars|emellertid|utöver|kring|"
    r"bättre|större|mindre|fler|flera|andra|är|var|har|hör)$"
)
# Subjects that do not act, and principles: "arbetet ska präglas av öppenhet".
ABSTRACT_SUBJECT = rx(
    r"\b(?:\w*arbetet|\w*arbete|implementeringen|\w*processen|avtalet|överenskommelsen|\w*vården|"
    r"\w*samverkan|insatser(?:na)?|målet|målen|syftet|fokus|patienten|patienterna|patienter|invånar\w*|"
    r"brukar\w*|personer|medborgar\w*|strukturen|utvecklingen|omställningen|dialogen|begreppet|det|detta|"
    r"vårdplanen|journal\w*|remisser|läkemedel|uppdraget|principen|riktlinjen|rutinen ska följas|"
    r"kommunikationen|vi alla)\b"
)
HABIT = rx(
    r"\b(?:enligt (?:rutin\w*|lag\w*|avtal\w*|riktlinj\w*|överenskommelse\w*|föreskrift\w*)|löpande|"
    r"varje (?:vecka|månad|år|kvartal|termin|dag|möte)|årligen|alltid|normalt|vanligtvis|brukar|regelbundet|"
    r"kontinuerligt|veckovis|månadsvis|i dag|idag|för närvarande|i dagsläget|sedan (?:i |förra |den |20)\w+|"
    r"hittills|generellt|i regel|dagligen|oftast|ofta|ibland)\b"
)
NEGATED = rx(r"^\W*(?:\w+ )?(?:inte|ej|aldrig|varken|inte längre)\b")
# "föreslår att NN kontaktar": nobody has promised anything yet.
ONLY_SAID = rx(
    r"\b(?:föreslår|föreslog|föreslås|förslag (?:om|är|finns|på)|undrar om|frågar om|frågade om|tycker|"
    r"anser|menar|önskar|hoppas|tror|vill gärna|diskuterades om|diskuterade om|funderar på|möjligen|kanske|"
    r"konstaterar|konstaterade|betonar|påpekar|påpekade|lyfter|lyfte|framhåller|beskriver|berättar|"
    r"berättade|informerar om|informerade om|uppger|säger|sa)\b(?: \w+){0,3}? att\b[^,]*$|\b(?:om|när|ifall|"
    r"eftersom|då|medan|som|där|vilket|vilka)\W*$"
)
DONE = rx(
    r"^\W*(?:klart?|klara|genomför[td]\w*|avslutad?e?|avslutat|utför[td]\w*|gjort|gjord|färdigt?|ok|done|✓|"
    r"✔|☑|☒|x|ja|åtgärdat?|är (?:klar\w*|genomför\w*|gjort|utskickad\w*|skickad\w*|avslutad\w*))\W*$|"
    r"(?:[-–(:.]|\bär|\bstatus:?)\s*(?:klart?|klara|genomför[td]\w*|avslutad|avslutat|utför[td]\w*|gjort|"
    r"färdig\w*|åtgärdat)\W*$|[✓✔☑✅]"
)

# "@Anna: kan du kolla ...?"
ASKED = rx(r"^\W*(?:kan|kunde|skulle|vill) (?:du|ni)(?: kunna)? ")
# Begins a sentence that explains the one before.
GOES_ON = rx(r"^\W*(?:de|den|det|detta|dessa|denna|dessutom|därmed|skälet|motivering(?:en)?) ")
# Something in the sentence says that it lies ahead.
AHEAD = rx(
    r"\bnästa (?:möte|träff|gång|vecka|månad|sammanträde|år|steg|avstämning|termin|\w+möte)\b|\bsenast\b|"
    r"\binför\b|\binnan\b|\bföre\b|\bsnarast\b|\bomgående\b|\binom kort\b|\bi veckan\b|\bunder (?:hösten|"
    r"våren|sommaren|vintern|veckan|v\W|vecka|\w+ månad)\b|\btill (?:hösten|våren|den|nästa|januari|"
    r"februari|mars|april|maj|juni|augusti|september|oktober|november|december)\b|\b(?:i|under|från|före|"
    r"efter) (?:början av |mitten av |slutet av |månadsskiftet )?(?:januari|februari|mars|april|maj|juni|"
    r"juli|augusti|september|oktober|november|december)\b|\befter mötet\b|\bvecka \d|\bv\W{0,2}\d\d?\b|"
    r"\bi god tid\b|\bimorgon\b|\bi morgon\b|\bnu\b|\bså snart\b|\btillsammans med (?:protokollet|"
    r"anteckningarna|minnesanteckningarna|kallelsen)\b|\bframöver\b|\bkommande\b|\btills\b|\bigen\b|"
    r"\bdärefter\b|\bsedan\b(?! (?:i |förra|den |20|januari|februari|mars|april|maj|juni|augusti|september|"
    r"oktober|november|december|dess|starten|länge|tidigare))|\bpå (?:måndag|tisdag|onsdag|torsdag|"
    r"fredag)\b|\bhärnäst\b|\bi höst\b|\bi vår\b|\bvid behov\b|\bom (?:två|tre|fyra|en|\d) (?:veckor|vecka|"
    r"månader)\b|\binom (?:en|två|tre|\d+)\b"
)
# Where a subject may come after its verb: "Till nästa möte tar Anna fram ..."
FRONTED = rx(
    r"^\W*(?:till|inför|innan|före|senast|efter|under|därefter|därför|sedan|sen|nu|vid|på|i|utifrån|"
    r"dessutom|även|parallellt|fram till|efteråt|härnäst|som nästa steg|nästa|efter mötet|därmed|så|för att|"
    r"utöver detta|samtidigt|när|om|tillsammans|vidare|däremot|snarast|omgående|måndag|tisdag|onsdag|"
    r"torsdag|fredag|vecka|v|här|tills|framöver|av|enligt|med|gällande|angående|kring|den|beslut\w*)\b"
)

# == Dates ==========================================================================================================

MONTHS = {
    "januari|jan": 1, "februari|febr|feb": 2, "mars|mar": 3, "april|apr": 4, "maj": 5, "juni|jun": 6, "juli|jul": 7, "augusti|aug": 8,
    "september|sept|sep": 9, "oktober|okt": 10, "november|nov": 11, "december|dec": 12,
}  # fmt: skip
WEEKDAYS = {
    "måndag|mån": 0,
    "tisdag|tis": 1,
    "onsdag|ons": 2,
    "torsdag|tors|tor": 3,
    "fredag|fre": 4,
    "lördag|lör": 5,
    "söndag|sön": 6,
}
# Not decided yet.
PRELIMINARY = rx(
    r"\bprel\b|\bpreliminär\w*|\bförslag(?:svis)?\b|\bförslaget är\b|\bföreslagn?a?[st]?\b|\bföreslås\b|"
    r"\bföreslår\b|\bkan (?:komma att )?(?:flyttas|ändras|bli|behöva)\b|\bev\b|\beventuell\w*|\btroligen\b|"
    r"\bsannolikt\b|\btentativ\w*|\b(?:ej|inte|ännu inte) (?:fastställ\w*|bekräfta\w*|beslutat|klart|spikat|"
    r"bestämt)|\bmed reservation\b|\bkanske\b|\bpreliminärbokad\w*|\bplaneras preliminärt\b|\bmöjligen\b|"
    r"\bmöjlighet\w* att (?:ersätta|flytta|ändra)|\bavvakta\w*|\bska bekräftas\b|\bbekräftas senare\b|"
    r"\btba\b|\bmöjliga? (?:datum|dag\w*|tid\w*)|\breserv\w*|\bpreliminärt\b|\balternativt?\b|\bpåbud\b|"
    r"\?\s*$"
)
# The same where it says nothing of what happens: taken out of the words.
PRELIMINARY_NOTE = rx(
    r"\([^()]*(?:\bprel\w*|kan (?:flyttas|ändras)|bekräfta|fastställ|\bev\b|reserv\w*|förslag)[^()]*\)|"
    r",? (?:båda|bägge|alla|samtliga) (?:är )?prel\w*|\bprel\b\.?|\bpreliminärt\b"
)
ALL_PRELIMINARY = rx(r"\b(?:alla|samtliga|båda|bägge)(?: datum\w*)?(?: är)? prel")
# The date is over.
PAST = rx(
    r"\b(?:\w+ades|\w+tes|\w+ddes|hölls|var|skedde|ägde rum|gick|togs|fick|kom|har|hade|förra|föregående|"
    r"senaste|tidigare|i höstas|i våras|gjordes|lämnades|startade|började|blev|deltog|redan)\b"
)
FOLLOWS = rx(
    r"\b(?:nästa|kommande|ska|kommer|planeras|blir|hålls|äger rum|väntas|bokas?|bokad\w*|gäller|startar|"
    r"börjar|preliminär\w*|inbjudan|inför|senast|pågår till|till och med|t\W?o\W?m)\b"
)
# A due date, when one of these stands before the date.
DUE_BEFORE = rx(
    r"(?:\bsenast(?: till)?(?: den)?|\bfram till(?: den)?|\btill(?: och med)?(?: den)?|\btills(?: den)?|"
    r"\bföre(?: den)?|\binnan(?: den)?|\bklart?(?: till| senast| den)?(?: den)?|\bdeadline(?: är)?(?: den)?|"
    r"\bsista (?:svars)?dag(?: är)?(?: den)?|\bt\W?o\W?m(?: den)?|\bfärdig\w*(?: till| den)?|"
    r"\bsenast (?:på )?)\W*$"
)
# "till mötet den 24 november": the meeting's day is the day the thing must be ready.
DUE_EVENT = rx(
    r"\b(?:till|inför|före|innan|på|vid|tills) (?:\w+ )?(?:\w*mötet?|\w*möte|\w*träffen|\w*sammanträdet?|"
    r"\w*konferensen|\w*dagen|workshopen|\w*seminariet)(?: (?:den|är))?\W*$"
)
# Things one announces or books: a date beside them is when they happen, not when the task is due.
OCCASION = rx(
    r"\b(?:kalla\w*|kallelse\w*|bjuder? in|bjuds? in|inbjudan|inbjudning\w*|boka\w*|anordna\w*|arrangera\w*|"
    r"anmäl\w* (?:sig|till)|delta\w*|möteslänk|möte[nt]?|mötestid\w*|träff|lokal\w*|ersätt\w*|flytta\w*|"
    r"workshop|konferens\w*|seminari\w*|utbildning\w*)\b"
)
LAST_OF_MONTH = rx(
    r"\bsista (?:dagen i )?(?P<month>januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|"
    r"november|december)\b"
)
END_OF_YEAR = rx(r"\b(?:före|innan|till|senast(?: vid)?) (?:årsskiftet|årets slut)\b")
IN_DAYS = rx(
    r"\b(?:inom|om|senast om) (?P<n>en|ett|två|tre|fyra|fem|sex|åtta|tio|fjorton|\d{1,2}) (?P<unit>dagar?|"
    r"veck(?:a|or))\b"
)
NUMBERS = {"en": 1, "ett": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "åtta": 8, "tio": 10, "fjorton": 14}
TOMORROW = rx(r"\bi ?morgon\b")
# A date that belongs to a document or a law, not to a coming event.
REFERENCE_DATE = rx(
    r"(?:\bdnr|\bdaterad?t?|\brev|\bbeslut(?:ad)? (?:den )?|\bprotokoll(?:et)?(?: från)?(?: den)?|"
    r"\banteckningar(?:na)?(?: från)?(?: den)?|\benligt|\bsou|\bupprättad|\b(?:rapport|protokoll|anteckning|"
    r"minnesanteckning|underlag|version|beslut|skrivelse|brev|mejl|möte|sammanställning)\w* från(?: den)?|"
    r"\bsedan(?: den)?)\W*$"
)
EVENT_LEFTOVER = rx(
    r"^(?:den|på|till|är|blir|och|samt|med|för|av|vid|i|från|senast|t\W?o\W?m|fram till|kl|klockan|"
    r"preliminärt|datum|hålls|äger rum|planeras|planerat|bokat|inplanerat|bokad|satt|gäller|inför)$"
)
PREFIX_NEEDS_LABEL = rx(
    r"^(?:båda|bägge|samma|samtliga|alla|heldag|halvdag|förmiddag|eftermiddag|i|på|kl|via|hos|lokal|plats|"
    r"digitalt|hybrid|fysiskt|teams|och|samt)\b|^\W*$"
)

# == Tables =========================================================================================================

COLUMNS = {
    "action": (
        r"åtgärd(?:er)?|aktivitet(?:er)?|vad|uppgift(?:er)?|att göra|action|vad ska göras|arbetsuppgift|"
        r"beskrivning av åtgärd|åtgärd/aktivitet|aktivitet/åtgärd|uppdrag|nästa steg|insats(?:er)?|"
        r"åtgärd/uppföljning|vad\?|vad ska göras\?"
    ),
    "action_owner": r"åtgärd ?(?:/|och|&) ?ansvar(?:ig)?|ansvar(?:ig)? ?/ ?åtgärd",
    "outcome": (
        r"beslut ?(?:/|och|&|,) ?(?:åtgärd(?:er)?|att göra|aktivitet)|åtgärd(?:er)? ?(?:/|och|&) ?beslut|"
        r"resultat|utfall"
    ),
    "decision": r"beslut|beslutat|beslutspunkt",
    "owner": (
        r"ansvarig(?:a)?(?: person(?:er)?)?|ansvar|vem|vem\?|ansv|utförare|ägare|vem ansvarar|vem gör det|"
        r"ansvarig/a|huvudansvarig|owner|vem ansvarar\?|ansvarig part"
    ),
    "due": (
        r"klart?(?: senast| till| när| datum)?|deadline|när|när\?|senast|tid(?:s?plan)?|slutdatum|"
        r"färdigt?(?: senast)?|förfallodatum|sista datum|klart/deadline|tidpunkt|due|klart \w+|tidsram|"
        r"senast klart|datum klart|till när|tid/datum"
    ),
    "status": r"status|läge|kommentar/status|uppföljning|status/kommentar|klart\?|utfört",
    "date": r"datum|dag|mötesdatum|tidpunkt|datum och tid|tid|när|vecka|dag och tid",
    "what": (
        r"möte|händelse|aktivitet|forum|vad|grupp|tillfälle|mötestyp|innehåll|tema|syfte|beskrivning|moment|"
        r"hållpunkt"
    ),
    "where": r"plats|lokal|var|form|mötesform",
    "name": (
        r"namn|deltagare|ledam(?:ot|öter)|person(?:er)?|närvarande|medlem(?:mar)?|representant(?:er)?|ordinarie|"
        r"kallade?|inbjudna|beslutande|ersättare"
    ),
    "organisation": (
        r"organisation|verksamhet|arbetsplats|kommun(?:/region)?|region(?:/kommun)?|enhet|representerar|"
        r"förvaltning|huvudman|organisation/enhet|organisation/verksamhet|tillhörighet|hemvist|från|part"
    ),
    "role": r"roll|funktion|titel|befattning|uppdrag|yrke|parti",
    "side": r"sida|huvudman|part",
    "present": r"närvarande|närvaro|deltog|deltar|närv|status|deltagit|närvarat|närvaro \(x\)",
    "absent": r"frånvarande|frånvaro|förhinder|förhindrad|ej närvarande|anmält förhinder|återbud",
    "initials": r"initialer|sign|signatur|förk(?:ortning)?",
    "section": r"punkt|ärende|fråga|område|rubrik|ämne",
    "notes": r"anteckning(?:ar)?|diskussion|kommentar(?:er)?|notering(?:ar)?|sammanfattning|innehåll",
    "number": r"nr|nummer|#|id|löpnr",
}
COLUMN = {field: rx(rf"^\W*(?:{pattern})\W*$") for field, pattern in COLUMNS.items()}

# Short words in capitals that are never a person's initials unless the list of people says so.
NOT_INITIALS = frozenset(
    listed(
        "IT AU HR SU VC HC MAS MAR SIP SSN HSN RS RF KS KF OK EU TV PM AI GR VG VGR SKR FOU LSS SOL HSL NPÖ MLA IVO SÄBO PR OBS NB TBA ST MM TEX FOM TOM ÖK APT BVC BUP"
    )
)
NOT_A_NAME = frozenset(
    fold(word)
    for word in listed(
        "Nära Vård Mötets Mötet Öppnande Ny Nytt Nya Gemensam Övriga Övrigt Frågor Information Uppföljning Val Föregående Budget Ekonomi Välkommen Välkomna Genomgång Laget Runt "
        "Kommande Nästa Möte Beslut Åtgärder Åtgärd Dagordning Godkännande Protokoll Rapport Rapporter Status Läget God Avslut Avslutning Aktuellt Inledning Bakgrund Syfte Tid Plats Datum Dialog Diskussion "
        "Måndag Tisdag Onsdag Torsdag Fredag Januari Februari Mars April Maj Juni Juli Augusti September Oktober November December Teams Zoom Sammanfattning Presentation Projekt Plan Att Den Det En Ett Vi Hur Vad "
        "Alla Samtliga Ingen Inga Region Kommun Regionen Kommunen Kommunerna Norra Södra Östra Västra Mellersta Fortsatt Planering Digital Digitalt Förslag Lägesrapport Remiss Avtal Avtalet Hälso Social Stora Lilla Hos Vid För Från Till Med Inför Samt Och Via"
    )
)
