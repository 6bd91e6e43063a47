"""What the municipalities wrote in the two gap surveys."""

LETTER = (
    "Nu är det dags för nulägesenkäten. Svara för hela kommunen, gärna tillsammans: två eller tre personer kan öppna var sin länk och "
    "fylla i samma svar. Det går att ta paus när som helst, allt sparas.\n\n"
    "Svaren används i ledningsforumen för att välja vad ni vill förbättra. De används inte för att jämföra kommuner med varandra. Skriv "
    "inget som kan kopplas till en enskild person."
)

HINDRANCES = {
    "1.1": ["Verksamhetsplanen antas en gång om året. Målen hann inte med."],
    "1.2": ["Frågan ställs, men svaret skrivs inte ner på något gemensamt ställe."],
    "2.2": ["Besluten når inte enhetscheferna. De står på en sida som ingen öppnar."],
    "2.3": [
        "Tre vårdcentraler och en kommun: svårt att hitta en tid då alla kan.",
        "Forumet saknar mandat att bestämma över scheman.",
    ],
    "2.4": ["Kontaktpersonen har slutat och ingen ny är utsedd."],
    "3.2": [
        "Hemgång på fredagar. Läkemedelslistan kommer på måndagen.",
        "Vi vet inte vem på vårdcentralen som ringer inom 72 timmar.",
    ],
    "3.4": ["Det är svårt att få läkare att delta i mötet.", "Alla väntar på att någon annan ska kalla."],
    "3.5": [
        "Skolan är inte part i avtalet och har egna rutiner.",
        "Oklart vem som utser samordnaren när barnet bor i två kommuner.",
    ],
    "3.6": ["Vi har ingen gemensam tid med psykiatrin."],
    "4.1": [
        "Hembesök samma dag går inte när läkaren är ensam på mottagningen.",
        "Ingen vet vem som får bestämma över schemat.",
    ],
    "4.2": [
        "En av våra vårdcentraler har inte utsett egna kontakter.",
        "Fältet i journalen används olika, så vi kan inte räkna.",
    ],
    "4.3": ["Ronden ställs in vid sjukdom och tas inte igen."],
    "4.4": ["Vi har provat men saknar fasta tider.", "Avstånden. Ett besök tar en halv dag i ytterområdena."],
    "4.5": ["Planen finns i pappersform, men ambulansen vet inte var den ligger."],
    "4.6": ["Läkemedel får hämtas på natten, elva mil tur och retur."],
    "5.1": ["Apotekaren räcker inte till alla genomgångar."],
    "5.4": ["Ingen kan lämna enheten en hel dag."],
    "6.1": ["Vi har inte haft någon att svara tillsammans med."],
    "6.2": ["Vi får inga svar, eller så kommer de efter tre månader.", "Det finns för många sätt att rapportera."],
    "6.3": ["Vi har ett annat journalsystem än vårdcentralen."],
}
UNCHANGED = [
    "Den dagliga kontakten mellan sjuksköterskor. Den fungerar utan papper.",
    "Ronderna. De ser ut som förut och det är bra.",
    "Vårt sätt att dela hjälpmedel mellan enheterna.",
    "Telefontiden klockan åtta, som båda parter litar på.",
    "Vi frågar redan vad som är viktigt. Det nya är att vi skriver ner det.",
]
COMMENTS = [
    "Siffran är en uppskattning.",
    "Stora skillnader mellan enheterna. Två har kommit långt.",
    "Vi har svarat tillsammans med vårdcentralen.",
    "Högre än förra gången, efter beslutet i ledningsforumet.",
    "Lägre än förra gången, för att vi har tittat närmare.",
]
WHOLE = {
    "whole-differences": [
        "Att vi gör saker tillsammans från första dagen, inte efter en remiss.",
        "Att det finns tidsgränser. Då går det att säga till.",
        "Att barn och unga är med.",
    ],
    "whole-hindrances": [
        "Tid. Allt nytt ska göras av samma personer.",
        "Att ingen äger frågan om läkarnas schema.",
        "Byte av chefer. Varje gång börjar vi om.",
    ],
    "whole-unchanged": [
        "Ansvaret för rehabilitering och hjälpmedel.",
        "Egenvården. Den ordningen har alla lärt sig.",
        "Att vi löser oenighet där den uppstår.",
    ],
}
