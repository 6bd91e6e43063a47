"""The result page: response rate, question by question, the table of all, and what was written."""

from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from portal import dates
from portal.pages import render_page
from surveys import policies
from surveys.kept import DOTS, RADAR, TABLE, Kept
from surveys.languages import localised
from surveys.models import PERSONS, Round
from surveys.queries.answered import COUNTY, LIKE
from surveys.queries.distributions import distributions_of
from surveys.queries.files import files_in
from surveys.queries.ladders import ladders_by_side
from surveys.queries.rates import response_rates
from surveys.queries.results import results_of
from surveys.queries.themes import counted, themes_by_text
from surveys.radar import radar_of
from surveys.result_rows import county_widest, own_summary, rows_of
from surveys.sharing import sharing_rule
from surveys.views.rounds import crumbs


@require_GET
def round_results(request, pk):
    results = read_results(request, pk)
    if results.round.is_of_forum:
        return redirect("forum-answers", pk)
    kept = Kept(request.GET)
    search, identity = kept.get("sok"), kept.get("fraga")
    can_code = policies.can_read_all_answers(request.user)
    codes = themes_by_text(results.round) if can_code else {}
    theme = kept.get("tema") if can_code else ""
    radars = [radar_of(group, results) for group in results.scale_groups]
    view = kept.get("vy") if kept.get("vy") in ([RADAR, TABLE] if any(radars) else [TABLE]) else DOTS
    groups = [rows_of(group, results) for group in results.scale_groups]
    context = {
        "results": results,
        "round": results.round,
        "over": results.round.is_over(on=dates.today()),
        "kept": kept,
        "groups": groups,
        "dots": [one for one, radar in zip(groups, radars, strict=True) if not (radar and view == RADAR)],
        "view": view,
        "views": _views(kept, view, has_radar=any(radars)),
        "radars": [radar for radar in radars if radar and view == RADAR],
        "distributions": distributions_of(results),
        "ladders": ladders_by_side(results),
        "rates": response_rates(results) if policies.can_follow_rounds(request.user) else [],
        "shows_figures": any(result.compared for result in results.scales),
        "hides_some": any(result.compared is None for result in results.scales),
        "shows_weighted": any(result.compared and result.compared.weighted is not None for result in results.scales),
        "small_changes": any(result.is_small for result in results.scales),
        "organisations": [(one, kept.address(organisation=one.pk)) for one in results.choices],
        "choices": _choices(results, kept),
        "own_summary": own_summary(results),
        "county_widest": None if results.own_answered else county_widest(results),
        "open_answers": results.open_answers(search=search, identity=identity, theme=theme, codes=codes),
        "files": files_in(results),
        "can_code": can_code,
        "theme": theme,
        "themes": [(one, kept.address(tema=one.key)) for one in _themes(results, codes)],
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


def _choices(results, kept):
    """What one can compare with, as links that keep everything else in the address."""
    if len(results.groups) < 2:
        return []
    return [
        {
            "name": group.name,
            "address": kept.address(jamfor="" if group.key == COUNTY else LIKE if _is_like(group) else group.key),
            "is_chosen": group == results.chosen,
        }
        for group in results.groups
    ]


def _is_like(group):
    return group.key.startswith(LIKE)


def _views(kept, view, *, has_radar):
    """The ways to look at the questions that are steps of a scale, as links."""
    ways = [(RADAR, pgettext("drawing", "Radar"))] if has_radar else []
    ways += [(DOTS, pgettext("drawing", "Dots")), (TABLE, _("Table"))]
    return [
        {"name": name, "address": kept.address(vy="" if way == DOTS else way), "is_chosen": way == view}
        for way, name in ways
    ]


def read_results(request, pk):
    """The results of a round of organisations; those of persons are read elsewhere (views/person_results.py)."""
    rounds = Round.objects.visible_to(request.user).exclude(state="draft").exclude(kind__in=PERSONS)
    round = get_object_or_404(rounds.select_related("questionnaire", "previous"), pk=pk)
    wish = request.GET.get("organisation", "")
    return results_of(
        localised(round),
        request.user,
        on=dates.today(),
        organisation_pk=int(wish) if wish.isascii() and wish.isdigit() else None,
        compare_with=request.GET.get("jamfor", COUNTY),
    )
