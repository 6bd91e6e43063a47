"""The survey to staff that is open now: its letter, its questions, who is asked, and what some have written."""

TITLE = "Nya arbetssätt i vardagen"
LETTER = (
    "Sedan i våras arbetar vi på nya sätt tillsammans. Nu vill vi höra av dig som gör jobbet: vad har blivit lättare, och vad skaver?\n\n"
    "Enkäten tar tre minuter och är anonym."
)
WORK, HOME, END = "Ditt arbete", "När du är ute hos någon", "Till sist"

QUESTIONS = [
    {
        "identity": "stod",
        "kind": "agree",
        "section": WORK,
        "text": "Jag får hjälp av den andra huvudmannen när jag behöver det.",
        "is_required": True,
    },
    {
        "identity": "plats",
        "kind": "single",
        "section": WORK,
        "text": "Var möter du oftast dem du arbetar för?",
        "is_required": True,
        "options": [
            {"key": "hemma", "text": "I deras hem"},
            {"key": "boende", "text": "På ett boende"},
            {"key": "mottagning", "text": "På en mottagning"},
        ],
    },
    {
        "identity": "moten",
        "kind": "yes_no",
        "section": WORK,
        "text": "Har du varit med på ett gemensamt planeringsmöte i höst?",
    },
    {
        "identity": "ensam",
        "kind": "agree",
        "section": HOME,
        "text": "Jag vet vem jag kan ringa när jag är ensam hos någon.",
        "shown_if": "plats = hemma",
    },
    {"identity": "trygg", "kind": "agree", "section": END, "text": "De jag möter är tryggare nu än i fjol."},
    {
        "identity": "tips",
        "kind": "long_text",
        "section": END,
        "text": "Vad ska vi ändra på först?",
        "help_text": "Skriv inte vem du är.",
    },
]

# Organisation to how many colleagues without an account are asked too
PEOPLE = {"06": 4, "0685": 14, "0680": 9, "0687": 1}
# Organisation ("" for the link to everybody) to how many have answered: by letter, by open link
ANSWERS = {
    "06": (6, 0),
    "0685": (9, 0),
    "0680": (4, 0),
    "0687": (2, 0),
    "smedjan": (0, 7),
    "bruket": (0, 3),
    "": (0, 12),
}

TEXTS = [
    "Ett nummer som alltid svarar.",
    "Boka in mötena ett halvår framåt. De som bokas sent blir inte av.",
    "Låt oss se samma plan. Nu skriver vi av varandra.",
    "Ge de nya en dag på andra sidan under introduktionen.",
    "Kortare möten, oftare.",
]
