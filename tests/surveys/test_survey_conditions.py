"""Conditions: read, never run; and what is shown with which answers."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys import conditions, library
from surveys.models import Origin, Question

ANSWERS = {
    "f1": {"value": "yes"},
    "f2": {"value": 3},
    "f3": {"value": ["a1", "a2"]},
    "f4": {"value": None, "missing": "unknown"},
    "f5": {"value": "12.5"},
    "f6": {"value": "Boende"},
}


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("f1 = ja", True),
        ("f1 = nej", False),
        ("f2 >= 3 och f2 < 4", True),
        ("f2 > 3 eller f1 = ja", True),
        ("inte f1 = ja", False),
        ("inte (f2 = 1 eller f2 = 2)", True),
        ("f3 = a2", True),
        ("f3 = a3", False),
        ("f4 = ja", False),
        ("f4 besvarad", False),
        ("inte f4 besvarad", True),
        ("f5 > 12,4", True),
        ('f6 = "boende"', True),
        ("f9 = 1", False),
        ("f1 = yes and not f2 = 4 or f4 answered", True),
    ],
)
def test_a_condition_says_what_it_says(text, holds):
    assert conditions.read(text).holds(ANSWERS) is holds


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "innan det är färdigt"),
        ("f1", "innan det är färdigt"),
        ("f1 =", "innan det är färdigt"),
        ("f1 ja", "ska det stå ett tecken"),
        ("f1 = = 3", "ska det stå ett värde"),
        ("(f1 = ja", "inte stängd"),
        ("f1 = ja)", "blir över"),
        ("= 3", "Koden för en fråga"),
        ("f1 = ja; import os", "går inte att förstå"),
        ("(" * 25 + "f1 = ja" + ")" * 25, "för många parenteser"),
    ],
)
def test_what_is_not_a_condition_says_why(text, says):
    with pytest.raises(conditions.NotUnderstood) as refused:
        conditions.read(text)
    assert says in str(refused.value)


@given(st.text(alphabet='f12 ()=<>!"ochinteller,.', max_size=60))
def test_any_text_is_a_condition_or_is_refused(text):
    with contextlib.suppress(conditions.NotUnderstood):
        assert conditions.read(text).holds(ANSWERS) in (True, False)


def test_what_hangs_on_something_hidden_is_hidden_too():
    """An answer that was given before the question was hidden counts no more."""
    questions = [
        Question(identity="f1", kind="yes_no"),
        Question(identity="f2", kind="scale_4", shown_if="f1 = ja"),
        Question(identity="f3", kind="long_text", shown_if="f2 >= 1"),
    ]
    codes = lambda answers: [one.identity for one in conditions.shown(questions, answers)]  # noqa: E731
    assert codes({}) == ["f1"]
    assert codes({"f1": {"value": "yes"}}) == ["f1", "f2"]
    assert codes({"f1": {"value": "yes"}, "f2": {"value": 2}}) == ["f1", "f2", "f3"]
    assert codes({"f1": {"value": "no"}, "f2": {"value": 2}}) == ["f1"]


def test_a_condition_is_said_in_words_where_nobody_knows_the_codes():
    questions = library.questions_for(Origin.NEEDS)
    questions[0].identity, questions[3].identity = "f1", "f4"
    said = conditions.in_words('(f4 = a2 eller f4 = a3) och inte f1 besvarad och f9 = "så"', questions)
    asked = [questions[3].text, questions[0].text]
    assert said == (
        f"(”{asked[0]}” = en coach eller ”{asked[0]}” = exempel från andra) och inte ”{asked[1]}” besvarad och f9 = så"
    )
