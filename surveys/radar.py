"""The radar: figures of the same scale around one centre, and the same figures as dots on a line each.

The centre is the lowest step of the scale, the rim the highest. The radar is never drawn without its twin, the rows
of `Spoke`: shapes mislead, since area grows as the square and the order of the spokes decides how it looks.
"""

import math
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from django.utils.translation import gettext as _

from surveys import figures
from surveys.strips import Axis, Strip

SIZE, RADIUS, TEXT = 400, 150, 174
FEWEST, MOST = 3, 12
MOST_QUESTIONS = 24  # where there are no sections to gather them in


@dataclass(frozen=True)
class Point:
    x: str
    y: str


@dataclass(frozen=True)
class Spoke:
    """One question or section: where it points, and its figures."""

    label: str
    title: str
    is_clause: bool
    end: Point
    text: Point
    anchor: str
    own: Fraction | None
    was: Fraction | None
    mean: Fraction | None
    strip: Strip

    def words(self, which) -> str:
        value = getattr(self, which)
        return "–" if value is None else figures.decimal(value)

    @property
    def own_words(self):
        return self.words("own")

    @property
    def was_words(self):
        return self.words("was")

    @property
    def mean_words(self):
        return self.words("mean")


@dataclass(frozen=True)
class Shape:
    """One series: a line through its points, broken where a figure is not there or may not be shown."""

    kind: str  # "was", "mean" or "own"
    path: str
    points: list[Point]


@dataclass(frozen=True)
class Ring:
    radius: str
    y: str
    text: str


@dataclass(frozen=True)
class Radar:
    axis: Axis
    rings: list[Ring]
    spokes: list[Spoke]
    shapes: list[Shape]
    by_sections: bool
    middle: str
    rim: str
    own_name: str
    group_name: str

    @property
    def has(self) -> set:
        return {shape.kind for shape in self.shapes}

    @property
    def described(self) -> str:
        """Every figure in words, for those who do not see the drawing."""
        names = [("own", self.own_name), ("was", _("the round before")), ("mean", self.group_name)]
        shown = [(which, name) for which, name in names if which in self.has]
        return "; ".join(
            f"{spoke.title}: {', '.join(f'{name} {spoke.words(which)}' for which, name in shown)}"
            for spoke in self.spokes
        )


def radars_of(results) -> list[Radar]:
    """One for each row of scale questions with the same steps that are enough for it, where there is a figure."""
    return [radar for group in results.scale_groups if (radar := radar_of(group, results)) is not None]


def radar_of(group, results) -> Radar | None:
    gathered = _gathered(group)
    if gathered is None:
        return None
    axis = Axis.of(group[0].question)
    steps = group[0].question.steps
    spokes = [_spoke(2 * math.pi * place / len(gathered), axis, one) for place, one in enumerate(gathered)]
    shapes = [shape for kind in ("was", "mean", "own") if (shape := _shape(kind, spokes, axis)) is not None]
    if not shapes:
        return None
    shown = [step for step in steps if len(steps) <= 6 or step % 2 == 0]
    return Radar(
        axis,
        [
            Ring(_number(RADIUS * _share(step, axis)), _number(SIZE / 2 - RADIUS * _share(step, axis)), str(step))
            for step in shown
        ],
        spokes,
        shapes,
        gathered[0][1] is not None and len(gathered) < len(group),
        _step_words(steps, axis.low),
        _step_words(steps, axis.high),
        results.own.short_name if results.own else "",
        results.chosen.name,
    )


def _step_words(steps, step) -> str:
    return f"{step} {str(steps[step]).lower()}".strip()


def _gathered(group):
    """(label, title, questions) for each spoke: each question, or where they are many each section; None where neither."""
    if len(group) < FEWEST:
        return None
    sections = [(title, list(those)) for title, those in groupby(group, key=lambda one: one.question.section)]
    whole = len({title for title, _those in sections}) == len(sections) and all(title for title, _those in sections)
    if len(group) > MOST and whole and FEWEST <= len(sections) <= MOST:
        return [(str(number), title, those) for number, (title, those) in enumerate(sections, start=1)]
    if len(group) > MOST_QUESTIONS:
        return None
    return [
        (one.provision.number if one.provision else str(number), one.title, [one])
        for number, one in enumerate(group, start=1)
    ]


def _spoke(turn, axis, gathered):
    label, title, questions = gathered
    own = _mean(one.own.value for one in questions)
    was = _mean(one.own_before.value for one in questions)
    mean = _mean(one.compared.mean if one.compared else None for one in questions)
    sideways = math.sin(turn)
    return Spoke(
        label,
        title,
        len(questions) == 1 and bool(questions[0].provision),
        _point(turn, RADIUS),
        _point(turn, TEXT),
        "middle" if abs(sideways) < 0.3 else "start" if sideways > 0 else "end",
        own,
        was,
        mean,
        Strip.plain(axis, own=own, was=was, mean=mean),
    )


def _mean(values):
    """The mean of the figures there are, each question counting the same; None where there is none."""
    there = [value for value in values if value is not None]
    return Fraction(sum(there)) / len(there) if there else None


def _shape(kind, spokes, axis):
    values = [getattr(spoke, kind) for spoke in spokes]
    points = [
        None if value is None else _point(2 * math.pi * place / len(spokes), RADIUS * _share(value, axis))
        for place, value in enumerate(values)
    ]
    there = [point for point in points if point is not None]
    return Shape(kind, _path(points), there) if there else None


def _path(points) -> str:
    """All the way round where every point is there; else pieces between neighbours."""
    if None not in points:
        return "M" + "L".join(f"{point.x} {point.y}" for point in points) + "Z"
    pairs = zip(points, points[1:] + points[:1], strict=True)
    return "".join(f"M{one.x} {one.y}L{other.x} {other.y}" for one, other in pairs if one and other)


def _share(value, axis) -> float:
    return float(value - axis.low) / (axis.high - axis.low)


def _point(turn, distance) -> Point:
    return Point(_number(SIZE / 2 + distance * math.sin(turn)), _number(SIZE / 2 - distance * math.cos(turn)))


def _number(value) -> str:
    return f"{value:.1f}"
