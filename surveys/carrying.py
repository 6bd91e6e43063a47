"""Answers from the round before: whether one can stand unchanged in the question as it is asked now."""

from decimal import Decimal

from surveys.answers import content
from surveys.kinds import allowed_missing
from surveys.models import QuestionKind


def carried(question, before: dict | None) -> dict | None:
    """The content that confirming the earlier answer would give, or None when it no longer fits the question."""
    value, missing = content(before)
    if missing:
        return {"value": None, "missing": missing} if missing in allowed_missing(question) else None
    if value is None or not _fits(question, value):
        return None
    return {"value": value}


def _fits(question, value) -> bool:
    match question.kind:
        case _ if question.has_steps:
            return value in question.steps
        case QuestionKind.YES_NO | QuestionKind.SINGLE:
            return value in question.choices
        case QuestionKind.MULTIPLE:
            return isinstance(value, list) and set(value) <= set(question.choices)
        case QuestionKind.RANKING:
            return isinstance(value, list) and sorted(value) == sorted(question.choices)
        case QuestionKind.MATRIX:
            return (
                isinstance(value, dict)
                and set(value) <= set(question.row_texts)
                and set(value.values()) <= set(question.choices)
            )
        case QuestionKind.NUMBER:
            low, high = question.least, question.most
            return (low is None or Decimal(value) >= low) and (high is None or Decimal(value) <= high)
        case _:
            return isinstance(value, str)
