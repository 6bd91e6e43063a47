"""What people say of how far the new way has come, what shows it, and whether it still holds."""

from agreements.models import Adoption, Holding

REPORTS = {
    Adoption.KNOWN: [
        "Alla enhetschefer känner till punkten efter genomgången. Nu ska den nå personalen.",
        "Vi har berättat på arbetsplatsträffar. De flesta vet att något nytt gäller.",
        "Ledningsgruppen har gått igenom vad som ändras. Resten av enheten får veta nästa månad.",
    ],
    Adoption.UNDERSTOOD: [
        "Personalen har arbetat med två egna fall och kan säga vad som blir annorlunda.",
        "Frågorna på träffarna handlar nu om hur, inte om varför.",
        "Alla ordinarie har gått igenom rutinen och vet vem som gör vad.",
    ],
    Adoption.USED: [
        "Stickprov i dokumentationen visar att arbetssättet används i vardagen.",
        "Personalen gör så här utan att bli påmind.",
        "Både dag- och nattpersonal arbetar på det nya sättet.",
    ],
}

CONTACTS = [
    "Enhetschefen",
    "Verksamhetschefen",
    "Medicinskt ansvarig sjuksköterska",
    "Samordnaren för vårdplanering",
    "Gruppledaren i hemtjänsten",
    "Utvecklingsledaren",
]

EVIDENCE = [
    ("Rutinen är beslutad och ligger på intranätet", "rutin"),
    ("Stickprov i tjugo ärenden: sjutton följer rutinen", "stickprov"),
    ("Checklistan används på tre av fyra enheter", ""),
    ("Minnesanteckning från ledningsforumet där ansvaret fördelades", "anteckning"),
    ("Nio av tio i personalen har gått utbildningen", "utbildning"),
    ("Avvikelserna om otydligt ansvar har halverats sedan i våras", "avvikelser"),
    ("Introduktionen för nyanställda har ett eget avsnitt om detta", ""),
    ("Dialogmöte med vårdcentralen: båda beskriver samma arbetsgång", ""),
]

NOTES = [
    "Beslutat i ledningsgruppen.",
    "Gäller alla enheter utom nattpatrullen, som börjar nästa månad.",
    "Prövat på en enhet i sex veckor.",
    "",
    "",
    "",
]

PULSES = [
    (Holding.YES, "Stickprovet ser ut som förra gången."),
    (Holding.YES, "Nya medarbetare har fått introduktion."),
    (Holding.YES, ""),
    (Holding.PARTLY, "Fungerar på dagen, men sämre på helger."),
]
SLIPPED = "Den som höll i uppföljningen har slutat, och rutinen används inte längre på två enheter."
