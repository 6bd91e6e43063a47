"""Keeps what the others' figures of a round that is over were counted from, when the round changes after all."""

from django.utils import timezone

from surveys.asked import counted
from surveys.models import TEXTS, Response, ShownAnswers


def keep_what_was_shown(round, *, at):
    """Call before a round that may be over opens again, or an answer of it is taken back.

    Without it, who compares the figures of before with those of after can compute what one organisation has said.
    """
    if round.is_of_forum or not round.is_over(on=timezone.localdate(at)):
        return  # what a forum was shown is kept in its reveal
    questions = list(round.questionnaire.questions.all())
    texts = {question.identity for question in questions if question.kind in TEXTS}
    submitted = Response.objects.submitted().filter(round=round).values_list("organisation", "answers")
    answers = {
        str(organisation): {
            identity: _said(answer) for identity, answer in counted(questions, given).items() if identity not in texts
        }
        for organisation, given in submitted
    }
    last = ShownAnswers.objects.filter(round=round).last()
    if last is None or last.answers != answers:
        ShownAnswers.objects.create(round=round, at=at, answers=answers)


def _said(answer) -> dict:
    return {key: answer[key] for key in ("value", "missing") if answer.get(key) is not None}
