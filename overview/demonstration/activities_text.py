"""What the local groups of the demonstration have handed in; everything is invented."""

ANSWERS = [
    (
        "Vi ritade en karta över vem som gör vad från det att någon skrivs ut tills det första hembesöket är gjort.\n\n"
        "Tre saker syntes direkt:\n"
        "1. Ingen har uppdraget att ringa den enskilde första dagen hemma.\n"
        "2. Arbetsterapeuten får veta sist.\n"
        "3. Två av våra fem vårdcentraler har en telefontid som ingen i kommunen känner till.\n\n"
        "Vi vill pröva en gemensam lista från måndag och ses om tre veckor."
    ),
    (
        "Vi pratade på två ordinarie möten, så det tog ingen extra tid.\n\n"
        "Det som redan fungerar: de fasta tiderna för läkaren på boendena. Det som saknas: ett sätt att nå varandra efter klockan 16.\n\n"
        "Förslag: samma kontaktlista hos alla, och en person som håller den aktuell."
    ),
    (
        "Vi valde punkten om fast vårdkontakt och prövade den med sex personer.\n"
        "Fyra av dem kunde säga namnet på sin vårdkontakt efter två veckor. Två visste inte att de hade någon.\n\n"
        "Vi tror att namnet behöver stå på kylskåpet och inte bara i journalen."
    ),
    (
        "Vi har inte kommit så långt som vi ville. Halva gruppen är ny.\n\n"
        "Det vi är överens om: vi märker att det fungerar när ingen behöver ringa tre samtal för att få veta vem som ansvarar."
    ),
]

DRAFT = (
    "Första tankar efter mötet i tisdags. Skriv gärna vidare!\n\n"
    "- Lokalt tillägg om transporter mellan boendena\n"
    "- Vem kallar när den enskilde flyttar mellan kommunerna?\n"
)
