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
    """Whether what was answered then can be answered now: the words of a question may have changed since."""
    if question.has_steps:
        return value in question.steps
    return FITTING.get(question.kind, _is_text)(question, value)


def _is_choice(question, value):
    return value in question.choices


def _are_choices(question, value):
    return isinstance(value, list) and set(value) <= set(question.choices)


def _is_order(question, value):
    return isinstance(value, list) and sorted(value) == sorted(question.choices)


def _is_matrix(question, value):
    is_rows = isinstance(value, dict) and set(value) <= set(question.row_texts)
    return is_rows and set(value.values()) <= set(question.choices)


def _is_within(question, value):
    low, high = question.least, question.most
    return (low is None or Decimal(value) >= low) and (high is None or Decimal(value) <= high)


def _is_never(_question, _value):
    """A file belongs to the answer it was given in."""
    return False


def _is_text(_question, value):
    return isinstance(value, str)


FITTING = {
    QuestionKind.YES_NO: _is_choice,
    QuestionKind.SINGLE: _is_choice,
    QuestionKind.MULTIPLE: _are_choices,
    QuestionKind.RANKING: _is_order,
    QuestionKind.MATRIX: _is_matrix,
    QuestionKind.NUMBER: _is_within,
    QuestionKind.FILE: _is_never,
}
