"""The self-assessment and the inventory of needs in English, and the plans that some sent along."""

COLLABORATION_IN_ENGLISH = {
    "title": "How do we work together locally?",
    "letter": (
        "Before the dialogues we ask you to stop for a while: how well do you who lead care in your town work together? The "
        "municipality and the health centre answer separately. It takes about ten minutes.\n\n"
        "The answers are a basis for your talk, not a mark. Rather an honest answer than a high one."
    ),
}
NEEDS_IN_ENGLISH = {"title": "What do you need to get further?"}  # the letter, and a question, are left to translate

PLAN_PAGE = "Er plan"
PLAN_QUESTION = "Har ni en lokal handlingsplan? Skicka med den."
PLAN_HELP = "Den senaste, även om den inte är färdig."
PLAN_IN_ENGLISH = {
    "section": "Your plan",
    "text": "Do you have a local action plan? Send it along.",
    "help_text": "The latest one, even if it is not finished.",
}

# Organisation: the name of the file, and what stands in it
PLANS = {
    "0687": (
        "Handlingsplan samverkan.txt",
        (
            "Handlingsplan för vår lokala samverkan\n\n1. Ett fast möte första tisdagen i månaden.\n2. Gemensam genomgång av fem hemgångar.\n"
            "3. En kontaktväg in, som båda sidor svarar i.\n"
        ),
    ),
    "0643": (
        "Tre mått vi följer.txt",
        (
            "Tre mått vi följer hela året\n\n- Oplanerade återinskrivningar inom 30 dagar.\n- Andel med fast kontakt på båda sidor.\n"
            "- Vad de boende själva säger.\n"
        ),
    ),
    "smedjan": (
        "Förmiddagar hos oss.txt",
        "Förmiddagar hos oss\n\nKommunens planerare sitter hos oss på onsdagar, klockan 8 till 11, under våren.\n",
    ),
}
