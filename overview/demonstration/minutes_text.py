"""What people say of the notes, and what they want their groups to take up. All of it is invented."""

COMMENTS = [
    "Det fattas att två kommuner ville vänta med datumet till efter nämndens möte.",
    "Kan vi skriva ut vad förkortningen betyder? Alla som läser var inte med.",
]

REASON = "Fel kommun stod som ansvarig för en av åtgärderna. Rättat efter samtal med gruppen."

INTERNAL = "Hur vi arbetar i gruppen"

PROPOSALS = {
    "arbetsgruppen": [
        ("Kortare möten på våren", "Vi hinner sällan hela dagordningen. Kan vi ses två timmar, oftare?", 15),
        ("Gemensam mall för samtycke", "Tre kommuner har gjort var sin. Gruppen behöver välja en.", 30),
    ],
    "styrgruppen": [
        (
            "Pengar till utbildning under hösten",
            "Ett underlag finns. Styrgruppen behöver säga ja eller nej före juni.",
            20,
        ),
    ],
}
