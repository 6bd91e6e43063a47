"""The result page: response rate, question by question, the table of all, and what was written."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from portal import dates
from portal.pages import render_page
from surveys import codebook, exports, figures, policies
from surveys.models import Round
from surveys.queries.answered import COUNTY, LIKE
from surveys.queries.distributions import distributions_of
from surveys.queries.files import files_in
from surveys.queries.ladders import ladders_by_side
from surveys.queries.rates import response_rates
from surveys.queries.results import results_of
from surveys.queries.themes import counted, themes_by_text
from surveys.sharing import sharing_rule
from surveys.strips import Axis, Strip
from surveys.views.rounds import crumbs

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def round_results(request, pk):
    results = _results(request, pk)
    search, identity = request.GET.get("sok", "").strip(), request.GET.get("fraga", "")
    can_code = policies.can_read_all_answers(request.user)
    codes = themes_by_text(results.round) if can_code else {}
    theme = request.GET.get("tema", "") if can_code else ""
    context = {
        "results": results,
        "round": results.round,
        "over": results.round.is_over(on=dates.today()),
        "groups": [_group(group, results) for group in results.scale_groups],
        "distributions": distributions_of(results),
        "ladders": ladders_by_side(results),
        "rates": response_rates(results) if policies.can_follow_rounds(request.user) else [],
        "shows_figures": any(result.compared for result in results.scales),
        "hides_some": any(result.compared is None for result in results.scales),
        "shows_weighted": any(result.compared and result.compared.weighted is not None for result in results.scales),
        "small_changes": any(result.is_small for result in results.scales),
        "choices": _choices(results),
        "own_summary": _own_summary(results),
        "county_widest": None if results.own_answered else _county_widest(results),
        "open_answers": results.open_answers(search=search, identity=identity, theme=theme, codes=codes),
        "files": files_in(results),
        "can_code": can_code,
        "theme": theme,
        "themes": _themes(results, codes),
        "texts_asked": [question for question in results.questions if question.is_text],
        "search": search,
        "identity": identity,
        "scale": results.scale_groups[0][0].question.steps.items() if len(results.scale_groups) == 1 else (),
        "least": results.round.min_organisations,
        "sharing": sharing_rule(results.round),
        "crumbs": crumbs(results.round),
    }
    return render_page(request, "surveys/results.html", context, part="texts")


def _themes(results, codes):
    """What the texts are about, of those that are there to read."""
    if not codes:
        return []
    texts = [
        (answer.organisation.pk, question.question.identity)
        for group in results.open_answers()
        for question in group.questions
        for answer in question.answers
    ]
    return counted(codes, texts)


def _choices(results):
    """What one can compare with, as links that keep everything else in the address."""
    if len(results.groups) < 2:
        return []
    own = {"organisation": results.own.pk} if results.choices else {}
    return [
        {
            "name": group.name,
            "address": "?" + urlencode(own | {"jamfor": LIKE if group.key.startswith(LIKE) else group.key}),
            "is_chosen": group == results.chosen,
        }
        for group in results.groups
    ]


def _group(group, results):
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
    """One question as the page writes it: its drawing and its figures, as text."""
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


def _county_widest(results):
    """The clause with the lowest mean in the county, for who has no answer of their own to compare with."""
    shown = [result for result in results.gap_scales if result.county]
    widest = min(shown, key=lambda result: result.county.mean, default=None)
    return {"title": widest.title, "mean": figures.decimal(widest.county.mean)} if widest else None


def _own_summary(results):
    """How one's own organisation has moved, and where its gap is widest."""
    if not results.own_answered:
        return None
    if not results.gap_scales:
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


@require_GET
def results_excel(request, pk):
    results = _results(request, pk)
    return _file(exports.workbook(results), XLSX, results.round, "xlsx")


@require_GET
def results_csv(request, pk):
    results = _results(request, pk)
    return _file(exports.csv_text(results).encode("utf-8-sig"), "text/csv; charset=utf-8", results.round, "csv")


@require_GET
def results_coded(request, pk):
    """The answers as codes, for programs of statistics."""
    results = _results(request, pk)
    text = exports.as_csv(*codebook.answer_rows(results))
    return _file(text.encode("utf-8-sig"), "text/csv; charset=utf-8", results.round, "csv", suffix="-koder")


@require_GET
def results_codebook(request, pk):
    """What the names and codes mean."""
    results = _results(request, pk)
    text = exports.as_csv(*codebook.rows(results.questions))
    return _file(text.encode("utf-8-sig"), "text/csv; charset=utf-8", results.round, "csv", suffix="-kodbok")


def _results(request, pk):
    rounds = Round.objects.visible_to(request.user).exclude(state="draft").select_related("questionnaire", "previous")
    round = get_object_or_404(rounds, pk=pk)
    wish = request.GET.get("organisation", "")
    return results_of(
        round,
        request.user,
        on=dates.today(),
        organisation_pk=int(wish) if wish.isascii() and wish.isdigit() else None,
        compare_with=request.GET.get("jamfor", COUNTY),
    )


def _file(content, kind, round, ending, suffix=""):
    name = f"{slugify(round.title) or 'enkat'}-{round.closes_on:%Y-%m-%d}{suffix}.{ending}"
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
