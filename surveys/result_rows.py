"""The scale questions of a round as rows to be read: drawing, figures as text, and what the reader's own answers say."""

from surveys import figures
from surveys.strips import Axis, Strip


def rows_of(group, results) -> dict:
    """Questions with the same steps: their axis and their rows."""
    first = group[0].question
    axis = Axis.of(first)
    return {
        "rows": [_row(result, results, axis) for result in group],
        "axis": axis,
        "about_clauses": any(result.provision for result in group),
        "title": first.section or first.get_kind_display(),
        "identity": first.identity,
    }


def _row(result, results, axis):
    compared = result.compared
    county = compared.summary if compared else None
    return {
        "result": result,
        "strip": Strip.of(result, axis),
        "described": figures.described(result, results.own.short_name if results.own else "", results.chosen.name),
        "own": figures.own_text(result.own),
        "before": figures.own_text(result.own_before) if result.own_before.value is not None else "–",
        "change": result.change,
        "change_text": figures.signed(result.change) if result.change is not None else "",
        "count": county.count if county else None,
        "mean": figures.decimal(county.mean) if county else "–",
        "median": figures.decimal(county.median) if county else "–",
        "half": figures.span(county.quarter, county.three_quarters) if county else "–",
        "spread": figures.span(county.low, county.high) if county else "–",
        "weighted": figures.decimal(compared.weighted) if compared and compared.weighted is not None else "–",
        "without": figures.decimal(compared.without.mean) if compared and compared.without else "–",
        "without_count": compared.without.count if compared and compared.without else "–",
        "county_change": figures.signed(result.compared_change) if result.compared_change is not None else None,
        "county_row": _county_row(result.compared_change),
        "is_small": result.is_small,
    }


def _county_row(change):
    """How the mean has moved; what rounds to nothing is unchanged."""
    text = figures.signed(change) if change is not None else ""
    return {"change": None if change is None else change if text else 0, "change_text": text}


def county_widest(results):
    """The clause with the lowest mean in the county, for who has no answer of their own to compare with."""
    shown = [result for result in results.gap_scales if result.county]
    widest = min(shown, key=lambda result: result.county.mean, default=None)
    return {"title": widest.title, "mean": figures.decimal(widest.county.mean)} if widest else None


def own_summary(results):
    """How one's own organisation has moved, and where its gap is widest."""
    if not results.own_answered or not results.gap_scales:
        return None
    changes = [result.change for result in results.gap_scales if result.change is not None]
    values = [result.own.value for result in results.gap_scales if result.own.value is not None]
    lowest = min(values, default=None)
    return {
        "compared": len(changes),
        "forward": sum(change > 0 for change in changes),
        "back": sum(change < 0 for change in changes),
        "lowest": lowest,
        "widest": [result for result in results.gap_scales if result.own.value == lowest] if lowest is not None else [],
        "asked": len(results.gap_scales),
    }
