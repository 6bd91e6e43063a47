"""For SPSS, R and their like: each answer as a code under a short name, and the codebook that says what they mean.

A name is the question's code with underscores; questions of several parts have one column for each part. Missing
answers have codes of their own below zero, so that "do not know" is never taken for a figure.
"""

import re

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from surveys.answers import content
from surveys.models import Missing, QuestionKind

UNKNOWN, NOT_APPLICABLE, SILENT = -8, -9, -7
MISSING = {Missing.UNKNOWN.value: UNKNOWN, Missing.NOT_APPLICABLE.value: NOT_APPLICABLE}


def variable(*parts) -> str:
    """A name that every statistics program takes: letters, digits and underscores, a letter first, 64 at most."""
    name = re.sub(r"[^A-Za-z0-9_]", "_", "_".join(parts))
    return (name if name[:1].isalpha() else f"q_{name}")[:64]


def columns(question) -> list[tuple[str, str, str, dict]]:
    """(name, label, measure, codes) of each column a question gives."""
    match question.kind:
        case QuestionKind.MULTIPLE:
            return [
                (
                    variable(question.identity, key),
                    f"{question.text} {text}",
                    "nominal",
                    {0: pgettext("answer", "No"), 1: pgettext("answer", "Yes")},
                )
                for key, text in question.choices.items()
            ]
        case QuestionKind.RANKING:
            return [
                (variable(question.identity, key), f"{question.text} {text}", "ordinal", {})
                for key, text in question.choices.items()
            ]
        case QuestionKind.MATRIX:
            codes = _numbered(question.choices)
            return [
                (variable(question.identity, key), f"{question.text} {text}", "ordinal", codes)
                for key, text in question.row_texts.items()
            ]
    return [(variable(question.identity), question.text, _measure(question), _codes(question))]


def _measure(question) -> str:
    if question.has_steps:
        return "ordinal"
    return {QuestionKind.NUMBER: "scale", QuestionKind.DATE: "scale"}.get(question.kind, "nominal")


def _codes(question) -> dict:
    return question.steps if question.has_steps else _numbered(question.choices) if question.has_choices else {}


def _numbered(choices) -> dict:
    return dict(enumerate(choices.values(), start=1))


def rows(questions):
    """Head and rows: a row for each code, and one for each column without."""
    head = [_("Variable"), _("Label"), _("Measure"), _("Code"), _("Meaning")]
    missing = {UNKNOWN: Missing.UNKNOWN.label, NOT_APPLICABLE: Missing.NOT_APPLICABLE.label, SILENT: _("no answer")}
    found = [[variable("organisation"), _("Organisation"), "nominal", "", ""]]
    for question in questions:
        for name, label, measure, codes in columns(question):
            said = {} if question.is_text else codes | missing
            found += [[name, label, measure, code, str(text)] for code, text in said.items()]
            found += [] if said else [[name, label, measure, "", _("text")]]
            found += [[name, label, measure, "", _("the file's name")]] if question.kind == QuestionKind.FILE else []
    return head, found


def answer_rows(results):
    """Head and rows: as the file of answers, with names and codes instead of words."""
    head = ["organisation", *(name for question in results.questions for name, *_rest in columns(question))]
    found = [
        [
            one.name,
            *(code for question in results.questions for code in _coded(question, results.now[one.pk])),
        ]
        for one in results.readable
        if one.pk in results.now
    ]
    return head, found


def _coded(question, answers) -> list:
    value, missing = content(answers.get(question.identity))
    if value in (None, "", [], {}):
        empty = "" if question.is_text else MISSING.get(missing, SILENT)
        return [empty] * len(columns(question))
    match question.kind:
        case QuestionKind.MULTIPLE:
            return [int(key in value) for key in question.choices]
        case QuestionKind.RANKING:
            return [value.index(key) + 1 if key in value else SILENT for key in question.choices]
        case QuestionKind.MATRIX:
            order = list(question.choices)
            return [order.index(value[row]) + 1 if row in value else SILENT for row in question.row_texts]
    if question.has_choices:
        return [list(question.choices).index(value) + 1 if value in question.choices else SILENT]
    return [value["name"] if question.kind == QuestionKind.FILE else value]
