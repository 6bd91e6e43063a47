"""The drawing of one question: where on its scale each mark stands, in percent as text (see pieces)."""

from dataclasses import dataclass

from surveys.queries.pieces import percent

LEFT, WIDTH, PAD = 5.0, 90.0, 2.25
MOST_MARKS, LONGEST_WORD = 5, 16  # where the words of a scale have room at its numbers


@dataclass(frozen=True)
class Axis:
    """The steps of a scale from side to side: a line at each, its number, and its word where there is room.

    Words without room stand beside the drawing: `ends`, of the lowest step and the highest.
    """

    low: int
    high: int
    marks: list
    ends: tuple = ()

    @classmethod
    def of(cls, question):
        steps = question.steps
        low, high = min(steps), max(steps)
        shown = {low, high} | ({(low + high) // 2} if question.kind == "scale_4" else set())
        has_room = len(steps) <= MOST_MARKS and all(len(str(steps[step])) <= LONGEST_WORD for step in shown)
        marks = [
            {
                "x": _place(step, low, high),
                "number": str(step),
                "text": f"{step} {str(word).lower()}" if step in shown and word and has_room else str(step),
            }
            for step, word in steps.items()
        ]
        ends = () if has_room else tuple(f"{step} {steps[step]}" for step in (low, high) if steps[step])
        return cls(low, high, marks, ends)

    def place(self, value) -> str:
        return _place(value, self.low, self.high)

    @property
    def step(self) -> float:
        return WIDTH / (self.high - self.low)


def _place(value, low, high) -> str:
    return percent(LEFT + WIDTH * (float(value) - low) / (high - low))


@dataclass(frozen=True)
class Strip:
    """Positions for templates/surveys/strip.html; what may not be shown is an empty text."""

    own: str
    was: str
    mean: str
    spread_x: str
    spread_width: str
    half_x: str
    half_width: str
    marks: list

    @classmethod
    def plain(cls, axis, *, own, was, mean):
        """Marks only, of figures that may lie between the steps."""
        own, was, mean = (axis.place(value) if value is not None else "" for value in (own, was, mean))
        return cls(own, was if own and was != own else "", mean, "", "", "", "", axis.marks)

    @classmethod
    def of_figures(cls, own, county, axis):
        """One's own place (or None) beside a group's figures."""
        half_left = LEFT + axis.step * (float(county.quarter) - axis.low) - PAD
        return cls(
            own=axis.place(own) if own is not None else "",
            was="",
            mean=axis.place(county.mean),
            spread_x=axis.place(county.low),
            spread_width=percent(axis.step * float(county.high - county.low)),
            half_x=percent(half_left),
            half_width=percent(axis.step * float(county.three_quarters - county.quarter) + 2 * PAD),
            marks=axis.marks,
        )

    @classmethod
    def of(cls, result, axis):
        county, own, was, place = (
            result.compared and result.compared.summary,
            result.own.value,
            result.own_before.value,
            axis.place,
        )
        moved = own is not None and was is not None and own != was
        half_left = LEFT + axis.step * (county.quarter - axis.low) - PAD if county else 0
        return cls(
            own=place(own) if own is not None else "",
            was=place(was) if moved else "",
            mean=place(county.mean) if county else "",
            spread_x=place(county.low) if county else "",
            spread_width=percent(axis.step * (county.high - county.low)) if county else "",
            half_x=percent(half_left) if county else "",
            half_width=percent(axis.step * (county.three_quarters - county.quarter) + 2 * PAD) if county else "",
            marks=axis.marks,
        )


@dataclass(frozen=True)
class TwoMarks:
    """Positions for templates/surveys/two_marks.html: the two sides of a local forum, and the line between them."""

    region: str
    municipal: str
    same: bool
    marks: list

    @classmethod
    def of(cls, values, axis):
        one, other = values
        return cls(
            region="" if one is None else axis.place(one),
            municipal="" if other is None else axis.place(other),
            same=one is not None and one == other,
            marks=axis.marks,
        )
