"""The result page of a round of persons: counts and means of enough people, and never anybody's answers.

The addresses are those of every round's results; views/results.py leads here.
"""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from portal import dates
from portal.pages import render_page
from portal.prepared import kept
from surveys import codebook, exports, figures, person_exports, policies
from surveys.languages import localised
from surveys.models import PERSONS, Round, RoundState
from surveys.person_drawings import bar_rows, heat_rows
from surveys.queries.persons import answered_so_far, person_results
from surveys.views.attachments import XLSX, attachment
from surveys.views.rounds import crumbs


@require_GET
def round_results(request, pk):
    round = _round(request, pk)
    context = {"round": round, "crumbs": crumbs(round), "least": round.min_persons}
    if not round.sealed_at:
        over = round.is_over(on=dates.today())
        return render_page(
            request, "surveys/person_waiting.html", context | {"answered": answered_so_far(round), "over": over}
        )
    context |= kept(_looks(request, round), lambda: _drawn(request, round))
    return render_page(request, "surveys/person_results.html", context)


def _looks(request, round):
    """All that the figures of a sealed round depend on: what was counted, for whom, and how they want to read it."""
    user, before = request.user, round.previous
    return (
        "person-results", round.pk, round.sealed_at, round.min_persons, round.sharing,
        before and (before.pk, before.sealed_at), frozenset(user.organisations_as()),
        policies.can_read_all_answers(user), policies.can_follow_rounds(user),
        request.GET.get("organisation", ""), request.LANGUAGE_CODE,
    )  # fmt: skip


def _drawn(request, round) -> dict:
    """What the page shows of a sealed round, with the figures as they are written."""
    results = _results(request, round)
    questions = [_shown(one, results) for one in results.questions]
    context = {
        "results": results,
        "questions": questions,
        "scales": [one for one in questions if one["result"].question.has_steps],
        "has_changes": any(one["change"]["change"] is not None for one in questions),
        "small_changes": any(one["change"]["is_small"] or one["own_change"]["is_small"] for one in questions),
        "hides_some": any(not one["result"].is_shown for one in questions),
        "when_shown": person_exports.when_shown(round),
        "heat": [(area, heat_rows(rows)) for area, rows in results.heat],
        "round": round,
        "least": round.min_persons,
    }
    written = render_to_string("surveys/person_figures.html", context) if results.is_enough else ""
    return {
        "figures": written,
        "is_enough": results.is_enough,
        "shows_answered": results.shows_answered,
        "answered": results.answered,
        "asked": results.asked,
        "share": _share(results),
        "can_read_texts": policies.can_read_all_answers(request.user) and bool(results.texts),
    }


def _share(results) -> str:
    """How many of those who were asked have answered, in per cent, where everybody was asked by name."""
    by_link = results.counts.present.keys() - results.counts.asked.keys()
    if not results.asked or by_link or results.answered > results.asked:
        return ""
    return str((200 * results.answered + results.asked) // (2 * results.asked))


def _shown(result, results):
    """A question as the page writes it."""
    own = results.chosen.pk if results.chosen else None
    return {
        "result": result,
        "blocks": [(block.title, block.lines[0].own is not None, bar_rows(block)) for block in result.blocks],
        "mean": figures.decimal(result.summary.mean) if result.summary else "–",
        "own_mean": figures.decimal(result.own_summary.mean) if result.own_summary else "–",
        "median": figures.decimal(result.summary.median).removesuffix(",0").removesuffix(".0")
        if result.summary
        else "–",
        "half": figures.span(result.summary.quarter, result.summary.three_quarters) if result.summary else "–",
        "spread": figures.span(result.summary.low, result.summary.high) if result.summary else "–",
        "change": _change(result.change),
        "own_change": _change(result.own_change if own else None),
    }


def _change(change):
    """A change as components write it; what rounds to nothing is unchanged."""
    text = figures.signed(change.value) if change else ""
    return {
        "change": None if change is None else change.value if text else 0,
        "change_text": text,
        "is_small": bool(change and text and change.is_small),
    }


@require_GET
def results_excel(request, pk):
    results = read_person_results(request, pk)
    return attachment(person_exports.workbook(results), XLSX, results.round, "xlsx")


@require_GET
def results_csv(request, pk):
    results = read_person_results(request, pk)
    return _csv(person_exports.csv_text(results), results.round)


@require_GET
def results_coded(request, pk):
    """The counts under names and codes, for programs of statistics."""
    results = read_person_results(request, pk)
    return _csv(person_exports.coded_text(results), results.round, suffix="-koder")


@require_GET
def results_codebook(request, pk):
    """What the names and codes mean."""
    results = read_person_results(request, pk)
    return _csv(exports.as_csv(*codebook.rows(results.counts.questions)), results.round, suffix="-kodbok")


def _csv(text, round, suffix=""):
    return attachment(text.encode("utf-8-sig"), "text/csv; charset=utf-8", round, "csv", suffix=suffix)


def read_person_results(request, pk):
    """The results for a file; before there are any, 404."""
    results = _results(request, _round(request, pk))
    if results is None or not results.is_enough:
        raise Http404(_("There are no figures yet."))
    return results


def _round(request, pk):
    rounds = Round.objects.visible_to(request.user).filter(kind__in=PERSONS).exclude(state=RoundState.DRAFT)
    return localised(get_object_or_404(rounds.select_related("questionnaire", "previous__questionnaire"), pk=pk))


def _results(request, round):
    wish = request.GET.get("organisation", "")
    chosen = 0 if wish == "alla" else int(wish) if wish.isascii() and wish.isdigit() and len(wish) < 10 else None
    return person_results(round, request.user, on=dates.today(), organisation_pk=chosen)
