"""What an organisation is asked with the answers it has given: how far it has come, and which answers count."""

from surveys.conditions import shown
from surveys.kinds import is_complete


def counted(questions, answers: dict) -> dict:
    """The answers without those to questions that their condition hides now, which stay kept but tell nothing."""
    if not any(question.shown_if for question in questions):
        return answers
    return {one.identity: answers[one.identity] for one in shown(questions, answers) if one.identity in answers}


def progress(questions, answers: dict) -> tuple[int, int]:
    """How many of the questions that must be answered have an answer, and how many these are, as the pages count them."""
    required = [question for question in shown(questions, answers) if question.is_required]
    return sum(is_complete(question, answers.get(question.identity)) for question in required), len(required)
