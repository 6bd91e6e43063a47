"""Kinds of questions: what may be posted, what is kept, and how it is said."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict

from surveys import kinds
from surveys.models import Question, QuestionKind

OPTIONS = [{"key": "a1", "text": "Möten"}, {"key": "a2", "text": "Brev"}, {"key": "a3", "text": "Telefon"}]
ROWS = [{"key": "r1", "text": "Hemma"}, {"key": "r2", "text": "Borta"}]


def ask(kind, **fields):
    return Question(identity="f1", kind=kind, text="?", options=OPTIONS, rows=ROWS, **fields)


@pytest.mark.parametrize(
    ("kind", "posted", "kept", "said"),
    [
        ("scale_4", "f1=2", 2, "2 ungefär hälften"),
        ("scale_10", "f1=10", 10, "10"),
        ("agree", "f1=5", 5, "5 instämmer helt"),
        ("ladder", "f1=3", 3, "3 telefon"),
        ("yes_no", "f1=uncertain", "uncertain", "Osäker"),
        ("single", "f1=a2", "a2", "Brev"),
        ("multiple", "f1=a3&f1=a1", ["a1", "a3"], "Möten, Telefon"),
        ("matrix", "f1.r1=a2", {"r1": "a2"}, "Hemma: Brev"),
        ("ranking", "f1.a1=2&f1.a2=1&f1.a3=3", ["a2", "a1", "a3"], "1. Brev\n2. Möten\n3. Telefon"),
        ("number", "f1=1 250,50", "1250.5", "1\xa0250,5 timmar"),
        ("number", "f1=−3", "-3", "−3 timmar"),
        ("date", "f1=2026-02-01", "2026-02-01", "1 februari 2026"),
        ("short_text", "f1=unknown", "unknown", "unknown"),
    ],
)
def test_what_is_posted_is_kept_and_said(kind, posted, kept, said):
    question = ask(kind, unit="timmar" if kind == "number" else "")
    answer = kinds.read(question, kinds.posted(question, QueryDict(posted)))
    assert answer == {"value": kept}
    assert kinds.in_words(question, kept).replace("\u2212", "-") == said.replace("\u2212", "-")


@pytest.mark.parametrize("kind", [kind for kind in QuestionKind.values if kind not in ("short_text", "long_text")])
def test_why_there_is_no_answer_is_kept_apart(kind):
    """And only what the question allows; nothing is nothing."""
    question = ask(kind, allows_not_applicable=False)
    read = lambda text: kinds.read(question, kinds.posted(question, QueryDict(text)))  # noqa: E731
    assert read("f1=unknown") == {"value": None, "missing": "unknown"}
    assert read("f1=") is None
    assert kinds.posted(question, QueryDict("other=1")) is None
    if kind != "multiple":
        if kind in ("matrix", "ranking"):
            assert read("f1=not_applicable") is None
        else:
            with pytest.raises(ValidationError):
                read("f1=not_applicable")


def test_who_answers_and_ticks_do_not_know_has_answered():
    for kind, posted, kept in [
        ("number", "f1=7&f1=unknown", "7"),
        ("multiple", "f1=a1&f1=unknown", ["a1"]),
        ("matrix", "f1.r1=a1&f1=unknown", {"r1": "a1"}),
    ]:
        question = ask(kind)
        assert kinds.read(question, kinds.posted(question, QueryDict(posted))) == {"value": kept}


@pytest.mark.parametrize(
    ("kind", "posted", "says"),
    [
        ("scale_10", "f1=11", "Välj ett av svaren"),
        ("agree", "f1=0", "Välj ett av svaren"),
        ("ladder", "f1=4", "Välj ett av svaren"),
        ("single", "f1=a9", "Välj ett av svaren"),
        ("multiple", "f1=a1&f1=a9", "Välj bland de svar"),
        ("matrix", "f1.r1=a9", "på varje rad"),
        ("ranking", "f1.a1=1&f1.a2=1&f1.a3=2", "från 1 till 3"),
        ("ranking", "f1.a1=1", "från 1 till 3"),
        ("number", "f1=tolv", "till exempel 12 eller 12,5"),
        ("number", "f1=1e99", "till exempel 12 eller 12,5"),
        ("number", "f1=NaN", "till exempel 12 eller 12,5"),
        ("number", "f1=-1", "det minsta är 0"),
        ("number", "f1=101", "det största är 100"),
        ("date", "f1=2026-02-30", "till exempel 2026-02-01"),
    ],
)
def test_what_cannot_be_taken_is_explained(kind, posted, says):
    question = ask(kind, least=Decimal(0), most=Decimal(100))
    with pytest.raises(ValidationError) as refused:
        kinds.read(question, kinds.posted(question, QueryDict(posted)))
    assert says in " ".join(refused.value.messages)


def test_a_matrix_that_must_be_answered_wants_every_row():
    question = ask("matrix", is_required=True)
    assert not kinds.is_complete(question, {"value": {"r1": "a1"}})
    assert kinds.is_complete(question, {"value": {"r1": "a1", "r2": "a3"}})
    assert kinds.is_complete(question, {"value": None, "missing": "unknown"})
