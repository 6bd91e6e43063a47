"""No sum of what is shown of persons rests on too few of them, and none is a hidden place's own: by brute force."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.person_suppression import Shown, shown_places
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


@settings(deadline=None, max_examples=120)
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
