"""The drawing of one question: where on the scale 0-4 each mark stands, in percent as text (see pieces)."""

from dataclasses import dataclass

from surveys.queries.pieces import percent

LEFT, STEP, PAD = 5.0, 22.5, 2.25


def place(value) -> str:
    return percent(LEFT + STEP * float(value))


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

    @classmethod
    def of(cls, result):
        county, own, was = result.county, result.own.value, result.own_before.value
        moved = own is not None and was is not None and own != was
        return cls(
            own=place(own) if own is not None else "",
            was=place(was) if moved else "",
            mean=place(county.mean) if county else "",
            spread_x=place(county.low) if county else "",
            spread_width=percent(STEP * (county.high - county.low)) if county else "",
            half_x=percent(LEFT + STEP * county.quarter - PAD) if county else "",
            half_width=percent(STEP * (county.three_quarters - county.quarter) + 2 * PAD) if county else "",
        )
