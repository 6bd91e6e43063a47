"""What the project leader has said that the texts of the closed gap survey are about."""

from datetime import timedelta

from surveys.models import StandingTheme, TextCode
from surveys.queries.sections import questions_of

STAFFING, TOOLS = "Bemanning", "Journalsystem"
WORDS = {
    STAFFING: ("läkare", "schema", "tid ", "räcker inte", "lämna enheten"),
    TOOLS: ("journal", "läkemedelslistan", "rapportera", "fältet"),
}
LEFT = 4  # every fourth text waits still


def build_themes(county, round):
    """Code most of the texts: by the question they answer, and two themes of our own by what they say."""
    questions = [question for question in questions_of(round.questionnaire) if question.is_text]
    found = []
    for number, response in enumerate(round.responses.submitted().order_by("pk")):
        for place, question in enumerate(questions):
            text = (response.answers.get(question.identity) or {}).get("value") or ""
            if text and (place + number) % LEFT:
                found += [(response.organisation_id, question.identity, theme) for theme in _themes(question, text)]
    TextCode.objects.bulk_create(
        TextCode(
            round=round,
            organisation_id=organisation,
            question=identity,
            theme=theme,
            by=county.people["johanna.sjogren"],
        )
        for organisation, identity, theme in found
    )
    TextCode.objects.filter(round=round).update(at=round.links_end_at + timedelta(hours=14))


def _themes(question, text):
    for ending, theme in (
        ("hindrances", StandingTheme.HINDRANCE),
        ("unchanged", StandingTheme.UNCHANGED),
        ("differences", StandingTheme.DIFFERENCE),
    ):
        if question.identity.endswith(ending):
            yield theme.value
    yield from (own for own, words in WORDS.items() if any(word in text.casefold() for word in words))
