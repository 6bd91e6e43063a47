"""The figures of one question: what every number on the result page is, and how it is counted.

Each organisation counts once, whatever its size. "Do not know", "not relevant" and no answer are left out, and the
number that remains is always shown. The quartiles are those of the inverse distribution function without
interpolation (Hyndman and Fan 1996, type 1): between them, ends included, lies at least half of the organisations.
"""

import math
from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction

LIKE_FACTOR = 2  # organisations are alike in size when the larger has at most twice the population of the smaller
FEW = 10  # below so many organisations one that changes its mind moves the mean visibly


@dataclass(frozen=True)
class Summary:
    """Figures of one question (int or Fraction); `mean` and `median` are exact fractions."""

    count: int
    mean: Fraction
    median: Fraction
    low: int
    high: int
    quarter: int
    three_quarters: int
    variance: Fraction = field(default=Fraction(0), compare=False)


def summarise(values) -> Summary | None:
    """Summarise the figures of a question, or None when there are none."""
    return summarise_counts(Counter(values))


def summarise_counts(counts) -> Summary | None:
    """The same of how many gave each figure: a million answers are summarised as fast as ten."""
    ordered = sorted((value, number) for value, number in counts.items() if number)
    n = sum(number for _value, number in ordered)
    if n == 0:
        return None
    mean = Fraction(sum(value * number for value, number in ordered)) / n
    return Summary(
        count=n,
        mean=mean,
        median=Fraction(_at(ordered, (n + 1) // 2) + _at(ordered, n // 2 + 1)) / 2,
        low=ordered[0][0],
        high=ordered[-1][0],
        quarter=_at(ordered, math.ceil(n / 4)),
        three_quarters=_at(ordered, math.ceil(3 * n / 4)),
        variance=Fraction(sum(value * value * number for value, number in ordered)) / n - mean * mean,
    )


def _at(ordered, place):
    """The figure at a place, 1 for the lowest."""
    for value, number in ordered:
        place -= number
        if place <= 0:
            return value
    raise IndexError(place)


def middle_of(counts, *, least) -> Fraction | None:
    """The mean of the `least` figures in the middle (one more where they would not be), or None for fewer.

    For exact numbers of persons: their median is the number that somebody gave.
    """
    n = sum(counts.values())
    if n < least:
        return None
    many = least + (n - least) % 2
    first, total, seen = (n - many) // 2, Fraction(0), 0
    for value, number in sorted(counts.items()):
        inside = min(seen + number, first + many) - max(seen, first)
        total += max(0, inside) * value
        seen += number
    return total / many


@dataclass(frozen=True)
class Comparison:
    """A group's figures for one question: all of it, weighted by population, and without one's own organisation."""

    summary: Summary
    weighted: Fraction | None
    without: Summary | None

    @property
    def mean(self) -> Fraction:
        return self.summary.mean


def compare(values, *, weights=None, own=None) -> Comparison | None:
    """`values` and `weights` by organisation; `own` is left out of `without`. None where nobody has answered.

    Weighted mean: the sum of population times figure, divided by the sum of population. None unless all have one.
    """
    summary = summarise(values.values())
    if summary is None:
        return None
    others = summarise(value for one, value in values.items() if one != own) if own in values else None
    return Comparison(summary, weighted_mean(values, weights or {}), others)


def weighted_mean(values, weights) -> Fraction | None:
    if not values or not all(weights.get(one) for one in values):
        return None
    return Fraction(sum(weights[one] * value for one, value in values.items())) / sum(weights[one] for one in values)


def alike(population: int | None, other: int | None) -> bool:
    """Whether two organisations are alike in size: neither has more than twice the population of the other."""
    return bool(population and other) and max(population, other) <= LIKE_FACTOR * min(population, other)


def is_small_change(change: Fraction | int, *, count: int) -> bool:
    """Whether a change of a mean says little: less than one step, or few organisations behind it."""
    return abs(change) < 1 or count < FEW


def is_uncertain_change(now: Summary, before: Summary) -> bool:
    """Whether a change of the mean of persons' answers could come of who happened to answer.

    Less than twice the standard error of the difference, or few persons behind one of the means.
    """
    if min(now.count, before.count) < FEW:
        return True
    error = now.variance / now.count + before.variance / before.count
    return (now.mean - before.mean) ** 2 < 4 * error
