"""Figures as one reads them: "2,1", "+1", "1–3"."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.utils.formats import get_format, number_format
from django.utils.translation import gettext as _

MINUS = "\u2212"


@dataclass(frozen=True)
class Share:
    """How many of how many; half a per cent counts up, as one does by hand."""

    count: int
    total: int

    @property
    def percent(self) -> int:
        return (200 * self.count + self.total) // (2 * self.total) if self.total else 0

    @property
    def width(self) -> str:
        return f"{self.percent}%"


def rounded(number: Fraction, places: int = 1) -> Decimal:
    """Rounded half away from zero, as one does by hand; Python's own rounding goes to the even neighbour."""
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def decimal(number: Fraction, places: int = 1) -> str:
    return number_format(rounded(number, places), decimal_pos=places)


def tenths(total: int, count: int) -> str:
    """The quotient of two whole numbers, not below zero, with one decimal: as `decimal` writes it, ten times faster."""
    tenth = (20 * total + count) // (2 * count)
    return f"{tenth // 10}{get_format('DECIMAL_SEPARATOR')}{tenth % 10}"


def signed(number) -> str:
    """A change: "+1", "−0,3", or "" for none. Whole steps without decimals."""
    shown = str(number) if isinstance(number, int) else decimal(number)
    if number == 0 or Decimal(shown.replace(",", ".").replace(MINUS, "-")) == 0:
        return ""
    return f"+{shown}" if number > 0 else shown.replace("-", MINUS)


def span(low: int, high: int) -> str:
    """Between two steps: "1–3", or "2" when they are the same."""
    return str(low) if low == high else f"{low}–{high}"


def described(result, name: str, group: str) -> str:
    """One question in a sentence, for those who do not see the drawing."""
    parts = []
    if name:
        parts.append(_("%(name)s: %(value)s") % {"name": name, "value": own_text(result.own)})
    if result.compared:
        summary = result.compared.summary
        parts.append(_("%(group)s: mean %(mean)s") % {"group": group, "mean": decimal(summary.mean)})
        parts.append(
            _("at least half of the organisations %(span)s") % {"span": span(summary.quarter, summary.three_quarters)}
        )
        parts.append(_("lowest to highest %(span)s") % {"span": span(summary.low, summary.high)})
    return ", ".join(parts)


def own_text(cell) -> str:
    if cell.value is not None:
        return str(cell.value)
    return cell.word or _("no answer")
