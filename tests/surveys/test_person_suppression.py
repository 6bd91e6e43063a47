"""No sum of what is shown of persons rests on too few of them, and none is a hidden place's own: by brute force."""

import random
from collections import Counter, defaultdict
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from organisations.models import Organisation
from surveys import person_exports
from surveys.models import Question, Round
from surveys.person_suppression import Shown, shown_places
from surveys.queries.person_figures import person_question
from surveys.queries.person_tallies import Tallied
from surveys.queries.persons import PersonResults
from tests.surveys.staff import OPTIONS, QUESTIONS, any_answers, rows_of
from tests.surveys.test_suppression import rank

LEAST = 3
CATEGORIES = range(3)  # two values, and those who gave none


def published(shown, places):
    """Every count and sum a reader can write down, as rows over (place, category): each place's persons are alike.

    Of the whole and of each place that is shown: how many gave each value, how many gave none, how many gave any,
    and the sum of the values (a mean with its number).
    """
    rows = []
    for group in [*([places] if shown.total else []), *([one] for one in shown.places)]:
        for weights in ((1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 0), (1, 2, 0), (1, 1, 1)):
            rows.append([weights[what] if place in group else 0 for place in places for what in CATEGORIES])
    return rows


def tells(rows, places, voiced, least):
    """The first set of places with fewer than `least` persons who answered that some combination rests on, or None."""
    full = rank(rows)
    for size in range(1, len(places) + 1):
        for few in combinations(places, size):
            if sum(voiced[place] for place in few) >= least:
                continue
            others = [
                [
                    cell
                    for cell, place in zip(row, (p for p in places for _what in CATEGORIES), strict=True)
                    if place not in few
                ]
                for row in rows
            ]
            if rank(others) < full:
                return few
    return None


def is_computable(rows, places, hidden):
    """Whether some combination is a hidden place's count of the first value."""
    cell = [int((place, what) == (hidden, 0)) for place in places for what in CATEGORIES]
    return rank([*rows, cell]) == rank(rows)


several = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 3)), min_size=1, max_size=5)


@settings(deadline=None, max_examples=80)
@given(several)
def test_nothing_rests_on_too_few_and_no_hidden_place_can_be_computed(drawn):
    """Each place: how many answered the question, and how many kept silent on it."""
    voiced = {place: number for place, (number, _silent) in enumerate(drawn)}
    present = {place: sum(numbers) for place, numbers in enumerate(drawn)}
    shown = shown_places(voiced, present, least=LEAST)
    places = [place for place in present if present[place]]
    rows = published(shown, places)
    assert all(voiced[place] >= LEAST for place in shown.places)
    if not rows:
        assert sum(voiced.values()) < LEAST
        return
    assert tells(rows, places, voiced, LEAST) is None
    with_voice = [place for place in places if voiced[place]]
    for hidden in set(places) - shown.places:
        if len(places) > 1:
            assert not is_computable(rows, places, hidden)
        if len(with_voice) > 1:  # those who kept silent have no values to take away
            assert not is_computable(published(shown, with_voice), with_voice, hidden) or not voiced[hidden]


@pytest.mark.parametrize(
    ("voiced", "silent", "places"),
    [
        ({1: 9, 2: 8, 3: 7}, {}, {1, 2, 3}),
        ({1: 9, 2: 8, 3: 7, 4: 2}, {}, {1, 2}),  # the two of 4 hide behind the seven of 3
        ({1: 9, 2: 8, 3: 2, 4: 2}, {}, {1}),  # four are too few together: 2 is hidden with them
        ({1: 9, 2: 8, 3: 3, 4: 2}, {}, {1, 2}),  # five hide each other
        ({1: 9, 2: 2}, {}, set()),
        ({1: 9, 2: 0}, {}, {1}),
        ({1: 9, 2: 8, 3: 6, 4: 0}, {4: 3}, {1}),  # all three of 4 kept silent: that is an answer too
        ({1: 9, None: 6}, {}, {1, None}),
        ({1: 4}, {}, set()),
    ],
)
def test_what_is_left_out(voiced, silent, places):
    present = {place: number + silent.get(place, 0) for place, number in voiced.items()}
    expected = Shown(total=True, places=frozenset(places)) if sum(voiced.values()) >= 5 else Shown()
    assert shown_places(voiced, present, least=5) == expected


PLACES = {one: Organisation(pk=one, name=f"Kommun {one}", short_name=f"K{one}") for one in range(1, 5)}
ASKED = tuple(Question(**one) for one in QUESTIONS if one["kind"] != "long_text")


def counted(persons) -> Tallied:
    """The tallies of (place, answers) as surveys/services/tallies.py writes them."""
    found = Tallied(Round(min_persons=LEAST), ASKED)
    rows = Counter()
    for place, answers in persons:
        rows[place, "", "", "", ""] += 1
        rows.update((place, *row) for row in rows_of(answers))
    for row, number in rows.items():
        found.take((*row, number))
    return found


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**32), st.lists(st.sampled_from([1, 1, 1, 2, 2, 3, 4, None]), min_size=1, max_size=22))
def test_nor_can_anything_be_computed_from_the_whole_file_of_codes(seed, where):
    """Every row that is published of every question, row of a matrix and option, against every set of too few."""
    chance = random.Random(seed)
    persons = [(place, any_answers(chance)) for place in where]
    results = PersonResults(
        round=Round(min_persons=LEAST),
        counts=counted(persons),
        before=None,
        organisations=PLACES,
        areas={},
        own=frozenset(),
        reads_all=True,
        follows=True,
        chosen_pk=None,
    )
    places = sorted({place for place in where if place}) + ([None] if None in where else [])
    names = {one.name: pk for pk, one in PLACES.items()}
    _head, rows = person_exports.coded_rows(results)
    _head, means = person_exports.mean_rows(results)
    published_of = defaultdict(set)
    for variable, name, _code, _count, _of in rows:
        published_of[variable].add(names.get(name, ""))
    for title, name, *_figures in means:
        published_of[next(one.identity for one in ASKED if one.text == title)].add(names.get(name, ""))
    for variable, groups in published_of.items():
        question, _line, part = variable.partition("_")
        voiced = Counter(place for place, answers in persons if has_voice(answers.get(question), part))
        matrix = [
            [int(group in ("", place)) for place in places]
            for group in groups  # "" is all together
        ]
        full = rank(matrix)
        for size in range(1, len(places) + 1):
            for few in combinations(range(len(places)), size):
                if sum(voiced[places[one]] for one in few) < LEAST:
                    kept = [[cell for one, cell in enumerate(row) if one not in few] for row in matrix]
                    assert rank(kept) == full, (variable, groups, dict(voiced))


def has_voice(answer, part) -> bool:
    """Whether somebody gave a value there: of a matrix, in that row."""
    value = (answer or {}).get("value")
    return value is not None and (not isinstance(value, dict) or part in value)


def test_how_many_were_asked_a_question_does_not_tell_what_a_hidden_place_answered_before():
    """All of 2 and two of the three of 3 say a: who are asked more. 2 hides 3 in both, else 3's answer could be computed."""
    asked = (
        Question(identity="f1", kind="single", text="Välj", options=OPTIONS, position=0),
        Question(identity="f2", kind="scale_4", text="Hur ofta?", shown_if="f1 = a", position=1),
    )
    found = Tallied(Round(min_persons=5), asked)
    for place, present, more in ((1, 20, 5), (2, 6, 6), (3, 3, 2)):
        for row in (
            ("", "", "", "", present),
            ("f1", "", "a", "", more),
            ("f1", "", "b", "", present - more),
            ("f2", "", "3", "", more),
        ):
            found.take((place, *row))
    assert found.shown(("f1", "")).places == {1}
    assert 2 not in found.shown(("f2", "")).places


@pytest.mark.parametrize(("persons", "told"), [(6, False), (7, True)])
def test_the_middle_of_numbers_is_told_only_when_many_stand_outside_it(persons, told):
    """With the mean of all, the mean of those in the middle tells the sum of those at the ends."""
    question = next(one for one in ASKED if one.kind == "number")
    results = counted([(1, {"antal": {"value": str(number)}}) for number in range(persons)])
    assert (len(person_question(question, results, None).facts) == 2) == told
