"""What was said in the quality dialogues after the first gap survey, and what came of answers in the second."""

GUIDE = [
    "Vad tror vi att skillnaderna mellan enheterna beror på?",
    "Vad skulle märkas för invånaren om vi kom ett steg längre?",
    "Vad gör vi före nästa enkät, och vem håller i det?",
]

# Municipality's code: day held (days from today), who took part, three answers, note, next steps (title, due in days).
HELD = {
    "0604": (
        -176,
        "Förvaltningschef, två enhetschefer och verksamhetschefen på vårdcentralen",
        [
            "De enheter som har egna fasta tider med läkaren svarade tre eller fyra. De andra får ringa runt.",
            "Att samma person svarar när man ringer, också på fredagar.",
            "Vi börjar med fasta tider på de två enheter som saknar dem.",
        ],
        "Ingen ville ha fler mallar. Alla ville ha en tid i kalendern.",
        [("Boka fasta läkartider för de två enheter som saknar dem", 40), ("Skriv in tiderna i introduktionen", 195)],
    ),
    "0643": (
        -171,
        "Socialchef, medicinskt ansvarig sjuksköterska, chefsläkare",
        [
            "Vi svarade lägre än för ett år sedan för att vi tittade närmare, inte för att det blev sämre.",
            "Att planen följer med hem samma dag som man skrivs ut.",
            "Vi provar ett gemensamt möte varje tisdag under en månad.",
        ],
        "",
        [("Prova gemensamt tisdagsmöte under en månad", 21)],
    ),
    "0680": (
        -168,
        "Avdelningschef, utvecklingsledare, tre enhetschefer, samordnare från regionen",
        [
            "Stora enheter har en samordnare, små har ingen. Det syns i varje siffra.",
            "Att det inte spelar roll var i kommunen man bor.",
            "Vi delar en samordnare mellan de fyra minsta enheterna.",
        ],
        "Frågan om lokaler hör inte hit. Vi tar den med fastighetssidan.",
        [
            ("Föreslå delad samordnare för de fyra minsta enheterna", 30),
            ("Räkna ut vad samordnaren kostar per enhet", 25),
            ("Utvärdera hur det gick med en delad samordnare", 186),
        ],
    ),
    "0683": (
        -160,
        "Verksamhetschef och medicinskt ansvarig sjuksköterska",
        [
            "Vi har ett annat journalsystem. Det som finns går inte att räkna.",
            "Att slippa berätta samma sak tre gånger.",
            "Vi kommer överens om ett enda ställe där kontakten skrivs upp.",
        ],
        "",
        [("Bestäm var den fasta kontakten ska stå i journalen", 172)],
    ),
}
# A draft that its own have not shared: held a while ago.
DRAFT = ("0662", -150, "Enhetscheferna", ["Vi behöver fråga nattpersonalen innan vi svarar på det här.", "", ""])
# A local forum's: counts for those who sit there.
FORUM = (
    "nassjo",
    -164,
    "Hela ledningsforumet",
    [
        "Vi menade olika saker med att något är infört. För den ena sidan räcker ett beslut, för den andra att det görs.",
        "Att vården hemma inte avbryts när någon byter ansvar.",
        "Vi skriver ner vad vi menar med infört, punkt för punkt.",
    ],
    [("Skriv en sida om vad vi menar med infört", 28)],
)

# What came of answers in the second survey: municipality's code, number of the clause, title.
ACTION = ("0686", "4.2", "Utse fasta vårdkontakter på den vårdcentral som saknar dem")
POINT = ("0682", "3.4", "Vem kallar till den samordnade planeringen?")
POINT_TEXT = "Vi svarade lågt på punkten. Alla väntar på att någon annan ska kalla. Kan gruppen bestämma vem det är?"
NOTE = ("0643", "3.2", "Hemgång på en fredag saknar någon som tar emot")
PHASE = ("0680", "2.3", "Enkäten visar att forumet redan arbetar så. Checklistan är inte ifylld än.")
