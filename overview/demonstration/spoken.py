"""Surveys in English too, and files sent along as answers."""

from datetime import timedelta

from django.core.files.base import ContentFile

from overview.demonstration.answers import stored
from overview.demonstration.spoken_text import PLAN_HELP, PLAN_IN_ENGLISH, PLAN_PAGE, PLAN_QUESTION, PLANS
from surveys.models import AnswerChange, AnswerFile, Question, QuestionKind, Response
from surveys.services import add_language, add_question, translate_head, translate_questions
from surveys.translating import as_stored, head_mark, pieces_of, pieces_of_head

PLAN = "plan"


def ask_for_plan(round, *, by):
    """A page of its own, last: a file."""
    question = Question(
        identity=PLAN,
        kind=QuestionKind.FILE,
        section=PLAN_PAGE,
        text=PLAN_QUESTION,
        help_text=PLAN_HELP,
        allows_unknown=False,
    )
    add_question(round, question, by=by)


def speak_english(round, words, *, by):
    """The portal's own questions are translated by themselves; the rest as the project leader wrote it."""
    add_language(round, "en", by=by)
    round.refresh_from_db()
    head = _said(pieces_of_head(round, round.questionnaire, "en"), words)
    seen = head_mark(round, round.questionnaire, "en")
    translate_head(round, "en", words=head, intro={}, seen=seen, by=by)
    said = [
        (question, _said(pieces_of(question, "en"), PLAN_IN_ENGLISH), question.revision)
        for question in round.questionnaire.questions.filter(identity=PLAN)
    ]
    translate_questions(round, "en", said, by=by)


def _said(pieces, words):
    return as_stored(
        type(piece)(piece.name, piece.original, words.get(piece.name, ""), piece.original, piece.most)
        for piece in pieces
    )


def give_plans(county, round):
    """Those who have a plan have sent it, a little before they handed in."""
    for key, (name, text) in PLANS.items():
        response = Response.objects.get(round=round, organisation=county.organisations[key])
        by = round.invitations.filter(organisation=response.organisation).select_related("user").order_by("pk").first()
        at = response.submitted_at - timedelta(minutes=4)
        content = text.encode()
        row = AnswerFile(response=response, question=PLAN, name=name, size=len(content), at=at, by_name=by.name)
        row.file.save(f"{PLAN}-{key}.txt", ContentFile(content), save=False)
        row.save()
        answer = stored({"value": {"file": row.pk, "name": name, "size": row.size}}, by, at, revision=1)
        response.answers[PLAN] = answer
        Response.objects.filter(pk=response.pk).update(answers=response.answers)
        AnswerChange.objects.create(
            response=response, question=PLAN, answer=answer, at=at, by_name=by.name, by_invitation=by
        )
