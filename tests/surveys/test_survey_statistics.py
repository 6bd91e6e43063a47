"""The county's figures: counted by hand, exact, and silent where too few have answered."""

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from surveys import figures
from surveys.queries.pieces import pieces
from surveys.statistics import Summary, is_uncertain_change, middle_of, summarise, summarise_counts

# A busy machine draws slowly; that says nothing about the figures.
patiently = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([2], Summary(1, Fraction(2), Fraction(2), 2, 2, 2, 2)),
        ([4, 0], Summary(2, Fraction(2), Fraction(2), 0, 4, 0, 4)),
        ([1, 2, 2, 3], Summary(4, Fraction(2), Fraction(2), 1, 3, 1, 2)),
        ([0, 1, 3, 4, 4], Summary(5, Fraction(12, 5), Fraction(3), 0, 4, 1, 4)),
        ([0, 0, 1, 1, 2, 2, 3, 4], Summary(8, Fraction(13, 8), Fraction(3, 2), 0, 4, 0, 2)),
    ],
)
def test_as_counted_by_hand(values, expected):
    assert summarise(values) == expected


def test_nobody_gives_nothing():
    assert summarise([]) is None


@patiently
@given(st.lists(st.integers(0, 4), min_size=1, max_size=40))
def test_at_least_half_lie_between_the_quartiles(values):
    summary = summarise(values)
    between = [value for value in values if summary.quarter <= value <= summary.three_quarters]
    assert 2 * len(between) >= len(values)
    assert summary.low <= summary.quarter <= summary.median <= summary.three_quarters <= summary.high


@patiently
@given(st.lists(st.integers(0, 4), min_size=1, max_size=40))
def test_order_does_not_matter(values):
    assert summarise(values) == summarise(list(reversed(values)))


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (Fraction(1, 4), "0,3"),
        (Fraction(5, 4), "1,3"),
        (Fraction(2), "2,0"),
        (Fraction(-1, 4), "-0,3"),
        (Fraction(1, 3), "0,3"),
    ],
)
def test_rounds_as_one_does_by_hand(number, shown):
    assert figures.decimal(number) == shown


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        (1, "+1"),
        (-2, "\u22122"),
        (0, ""),
        (Fraction(1, 2), "+0,5"),
        (Fraction(-1, 2), "\u22120,5"),
        (Fraction(1, 100), ""),
    ],
)
def test_a_change_says_its_direction(change, shown):
    assert figures.signed(change) == shown


def test_a_span():
    assert (figures.span(1, 3), figures.span(2, 2)) == ("1–3", "2")


@patiently
@given(st.lists(st.tuples(st.integers(1, 9), st.floats(0, 1)), min_size=1, max_size=80))
def test_the_bar_fills_the_width_and_no_more(parts):
    laid = pieces(parts)
    last = laid[-1]
    assert float(last.x[:-1]) + float(last.width[:-1]) == pytest.approx(100, abs=0.1)
    assert all(0 <= float(piece.done[:-1]) <= float(piece.width[:-1]) + 0.01 for piece in laid)


@pytest.mark.parametrize(
    ("counts", "least", "expected"),
    [
        ({1: 3, 100: 1}, 5, None),
        ({1: 3, 4: 2}, 5, Fraction(11, 5)),
        ({0: 1, 1: 3, 4: 2, 90: 1}, 5, Fraction(11, 5)),  # the five in the middle of seven
        ({0: 1, 2: 6, 90: 1}, 5, Fraction(2)),  # six of eight, since eight has no five in its middle
    ],
)
def test_the_mean_of_those_in_the_middle(counts, least, expected):
    assert middle_of(counts, least=least) == expected


@pytest.mark.parametrize(
    ("now", "before", "is_uncertain"),
    [
        ({3: 12}, {1: 12}, False),  # all have moved
        ({3: 9}, {1: 12}, True),  # few
        ({1: 10, 2: 11}, {1: 11, 2: 10}, True),
        ({1: 400, 2: 600}, {1: 600, 2: 400}, False),  # as small a step of many
        ({1: 4, 2: 6}, {1: 6, 2: 4}, True),
    ],
)
def test_a_change_that_may_come_of_who_answered(now, before, is_uncertain):
    assert is_uncertain_change(summarise_counts(now), summarise_counts(before)) is is_uncertain


@patiently
@given(st.integers(0, 10_000), st.integers(1, 999))
def test_a_mean_is_written_the_same_either_way(total, count):
    assert figures.tenths(total, count) == figures.decimal(Fraction(total, count))
