"""Measures and their limits: what `make bench` and `make drill` run (see bench) and how a row is judged."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

measures: list[Callable] = []


def measure(function):
    """Register a measure: a function (stage) that yields rows."""
    measures.append(function)
    return function


@dataclass(frozen=True)
class Row:
    """One figure against its limit: a limit on the ratio where there is a reference, else on the figure itself."""

    name: str
    ours: float
    limit: float
    reference: float | None = None
    unit: str = ""
    at_least: bool = False  # the limit is a floor: more is better

    @property
    def ratio(self) -> float | None:
        return None if self.reference is None else self.ours / self.reference

    @property
    def passes(self) -> bool:
        figure = self.ours if self.reference is None else self.ratio
        return figure >= self.limit if self.at_least else figure <= self.limit

    def cells(self) -> tuple[str, ...]:
        figure = lambda number: "" if number is None else f"{number:.4g} {self.unit}".strip()  # noqa: E731
        bound = f"{'>=' if self.at_least else '<='} {self.limit:g}"
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        return self.name, figure(self.ours), figure(self.reference), ratio, bound, "pass" if self.passes else "FAIL"


@dataclass(frozen=True)
class Recorded:
    """A figure taken another day, on a machine like the one in docs/performance.md: to look at, never a limit."""

    name: str
    figure: float
    unit: str = ""
    passes: bool = True

    def cells(self) -> tuple[str, ...]:
        return self.name, "", f"{self.figure:.4g} {self.unit}".strip(), "", "recorded", ""


@dataclass(frozen=True)
class Stage:
    """What a measure works with: an environment for programs it starts, a folder that is gone afterwards, and the
    database's address as its owner, who may make tables."""

    environment: dict
    folder: Path
    owner: str
