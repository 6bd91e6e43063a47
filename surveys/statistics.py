"""The county's figures for one question: what every number on the result page is, and how it is counted.

Each organisation counts once, whatever its size. "Do not know", "not relevant" and no answer are left out, and the
number that remains is always shown. The quartiles are those of the inverse distribution function without
interpolation (Hyndman and Fan 1996, type 1): between them, ends included, lies at least half of the organisations.
"""

import math
from dataclasses import dataclass
from fractions import Fraction


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


def summarise(values) -> Summary | None:
    """Summarise the figures of a question, or None when there are none."""
    ordered = sorted(values)
    n = len(ordered)
    if n == 0:
        return None
    return Summary(
        count=n,
        mean=Fraction(sum(ordered)) / n,
        median=Fraction(ordered[(n - 1) // 2] + ordered[n // 2]) / 2,
        low=ordered[0],
        high=ordered[-1],
        quarter=ordered[math.ceil(n / 4) - 1],
        three_quarters=ordered[math.ceil(3 * n / 4) - 1],
    )


def summarise_for_others(values, *, least: int) -> Summary | None:
    """The same, but None when fewer than `least` organisations stand behind the figures."""
    values = list(values)
    return summarise(values) if len(values) >= least else None
