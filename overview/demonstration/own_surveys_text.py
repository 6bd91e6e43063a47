"""The self-assessment of the collaboration and the inventory of needs: letters, answers and what is asked beside."""

COLLABORATION_TITLE = "Hur samverkar vi lokalt?"
COLLABORATION_LETTER = (
    "Inför dialogerna ber vi er att stanna upp en stund: hur väl samverkar ni som leder vården på orten? Kommunen och vårdcentralen "
    "svarar var för sig. Det tar ungefär tio minuter.\n\n"
    "Svaren är ett underlag för samtalet mellan er, inte ett betyg. Svara hellre ärligt än högt."
)

# Organisation: four statements 0-10, a step of the ladder, what would take us further
COLLABORATION = {
    "0687": (7, 5, 4, 3, 3, "Ett fast möte i månaden där båda sidor har rätt att bestämma."),
    "0643": (8, 6, 7, 6, 4, "Att vi följer upp samma tre mått hela året och inte byter mitt i."),
    "0686": (6, 4, 3, 3, 2, "Att vårdcentralen får tid avsatt. I dag blir det den som råkar kunna."),
    "0680": (7, 7, 6, 5, 3, "Vi är många. Färre möten, men med rätt personer."),
    "0682": (5, 3, 2, 2, 2, "Börja i det lilla: gå igenom fem hemgångar tillsammans."),
    "primarvard": (7, 4, 5, 4, 3, "Samma arbetssätt i alla kommuner, så att våra vårdcentraler vet vad som gäller."),
    "smedjan": (6, 5, 4, 4, 3, "Att kommunens planerare sitter hos oss en förmiddag i veckan."),
    "akanten": (8, 6, 5, 6, 4, ""),
    "tallgarden": (
        4,
        3,
        3,
        2,
        1,
        "Vi känner inte alla namn på andra sidan. Bjud in till ett gemensamt planeringsmöte.",
    ),
}
BEGUN = {"0604": (6, 4)}  # two of the statements so far
UNSURE = ("0682", "f2")  # who says "do not know" instead of a figure

NEEDS_TITLE = "Vad behöver ni för att komma vidare?"
NEEDS_LETTER = (
    "Nulägesenkäten visade var det är långt kvar. Nu vill vi veta vad ni behöver för att ta nästa steg, så att stödteamet och "
    "utbildningarna hamnar där de gör mest nytta."
)
COACH_QUESTION = "Vad vill ni att coachen hjälper er med?"
