"""The results of a wave, for those who lead: spread over the forums, the ladder by side, and the texts."""

from django.views.decorators.http import require_GET

from portal.access import ensure
from portal.pages import render_page
from surveys import figures, policies
from surveys.queries.both_sides import apart_in_words
from surveys.queries.wave_results import wave_results as results_of
from surveys.queries.waves import wave_table
from surveys.strips import Axis, Strip
from surveys.views.frame import led_wave
from surveys.views.waves import wave_crumbs


@require_GET
def wave_results(request, pk):
    wave = led_wave(request, pk)
    ensure(policies.can_read_all_answers(request.user))
    results = results_of(wave)
    table = wave_table(wave)
    context = {
        "wave": wave,
        "results": results,
        "table": table,
        "scales": [_scale(one) for one in results.scales],
        "ladders": results.ladders,
        "columns": [*results.scales, *results.ladders],
        "rows": _rows(results),
        "crumbs": wave_crumbs(wave),
    }
    return render_page(request, "surveys/wave_results.html", context)


def _scale(one):
    axis = Axis.of(one.question)
    sides = [
        {
            "label": side.label,
            "strip": Strip.of_figures(None, side.summary, axis) if side.summary else None,
            "mean": figures.decimal(side.summary.mean) if side.summary else "–",
            "median": figures.decimal(side.summary.median) if side.summary else "–",
            "half": figures.span(side.summary.quarter, side.summary.three_quarters) if side.summary else "–",
            "spread": figures.span(side.summary.low, side.summary.high) if side.summary else "–",
            "count": side.summary.count if side.summary else 0,
            "change": "–" if side.change is None else figures.signed(side.change) or "0",
        }
        for side in one.sides
    ]
    return {"question": one.question, "axis": axis, "sides": sides, "far": one.far_in_words}


def _rows(results):
    """Each forum with both sides' figures on every question with steps: "4 / 8", and in words for a screen reader."""
    spreads = [*results.scales, *results.ladders]
    return [
        {
            "round": forum.round,
            "cells": [
                {
                    "values": ["–" if value is None else str(value) for value in pair.values],
                    "is_far": pair.is_far,
                    "apart": apart_in_words(pair.apart) if pair.apart is not None else "",
                }
                for spread in spreads
                for pair in [spread.pairs[place][1]]
            ],
        }
        for place, forum in enumerate(results.forums)
    ]
