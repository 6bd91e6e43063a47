"""The bar of progress: where each piece of the drawing begins and how long it is, in percent as text.

Text, since a drawing wants "15.20%" in every language, also where the decimal sign is a comma.
"""

from dataclasses import dataclass

GAP = 1.0


@dataclass(frozen=True)
class Piece:
    x: str
    width: str
    done: str


def pieces(parts: list[tuple[int, float]]) -> list[Piece]:
    """Lay out (weight, share done) side by side over the whole width with a small gap between."""
    gap = min(GAP, 20 / len(parts)) if parts else 0
    room = 100 - gap * (len(parts) - 1)
    total = sum(weight for weight, _share in parts) or 1
    laid, x = [], 0.0
    for weight, share in parts:
        width = room * weight / total
        laid.append(Piece(percent(x), percent(width), percent(width * share)))
        x += width + gap
    return laid


def percent(number: float) -> str:
    return f"{number:.2f}%"
