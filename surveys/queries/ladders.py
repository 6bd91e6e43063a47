"""How each side answers the ladder: how many stand on each step, where the side's figures may be shown."""

from collections import Counter
from dataclasses import dataclass

from surveys.models import Question, QuestionKind


@dataclass(frozen=True)
class Ladder:
    """A question, the sides (name, how many have answered), and a row per step: its word and each side's count."""

    question: Question
    sides: list[tuple[str, int | None]]
    steps: list[tuple[int, str, list[int | None]]]


def ladders_by_side(results) -> list[Ladder]:
    """One for each ladder, where both sides were asked. What may not be shown is None, as where nobody answered."""
    groups = [group for key, group in results.here.groups.items() if key.startswith("sida-")]
    if not groups or not results.shows_county:
        return []
    return [
        _ladder(results, question, groups) for question in results.questions if question.kind == QuestionKind.LADDER
    ]


def _ladder(results, question, groups):
    values, shown = results.here.standing(question.identity)
    counts = [
        Counter(value for pk, value in values.items() if pk in group.members) if group.key in shown.groups else None
        for group in groups
    ]
    return Ladder(
        question,
        [
            (group.name, count.total() if count is not None else None)
            for group, count in zip(groups, counts, strict=True)
        ],
        [
            (number, word, [None if count is None else count[number] for count in counts])
            for number, word in question.steps.items()
        ],
    )
