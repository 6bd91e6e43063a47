"""A local forum's assessments, wave by wave: how far each has come, and where its sides stood, for who may read that."""

from dataclasses import dataclass

from organisations.models import Side
from surveys import policies
from surveys.models import Invitation, QualityDialogue, Question, QuestionKind, Round, RoundKind
from surveys.queries.both_sides import Pair


@dataclass(frozen=True)
class Assessment:
    """One wave of the forum: `ladder` and `far` only where the answers may be read."""

    round: Round
    held_on: object
    ladder: Pair | None
    far: int | None


def assessments_of(user, forum) -> list[Assessment]:
    """The newest first. Four statements, however many waves and questions."""
    rounds = list(
        Round.objects.visible_to(user)
        .filter(kind=RoundKind.FORUM, forum=forum, sent_at__isnull=False)
        .select_related("reveal", "questionnaire")
    )
    if not rounds:
        return []
    held = dict(QualityDialogue.objects.held().filter(round__in=rounds, group=forum).values_list("round", "held_on"))
    questions = {}
    for one in Question.objects.filter(questionnaire__in={round.questionnaire_id for round in rounds}):
        questions.setdefault(one.questionnaire_id, []).append(one)
    asked = set(
        Invitation.objects.filter(round__in=rounds, organisation__in=user.organisations_as()).values_list(
            "round", flat=True
        )
    )
    everything = user.leads or forum.pk in policies.group_ids(user)
    return [
        _assessment(round, held, questions.get(round.questionnaire_id, []))
        if round.is_revealed and (everything or round.pk in asked)
        else Assessment(round, held.get(round.pk), None, None)
        for round in rounds
    ]


def _assessment(round, held, questions) -> Assessment:
    sides = {row["side"]: row["answers"] for row in round.reveal.answers}
    pairs = [
        Pair(
            question,
            sides.get(Side.REGION, {}).get(question.identity),
            sides.get(Side.MUNICIPAL, {}).get(question.identity),
            None,
            None,
        )
        for question in questions
    ]
    ladder = next((pair for pair in pairs if pair.question.kind == QuestionKind.LADDER and pair.is_said), None)
    return Assessment(round, held.get(round.pk), ladder, sum(pair.is_far for pair in pairs))
