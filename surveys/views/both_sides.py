"""A local forum's answers beside each other: for its sides, by account or by personal link, and for who leads."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET

from organisations.models import Side
from portal import dates
from portal.pages import render_page
from surveys import figures, policies
from surveys.models import QualityDialogue, Response, Round
from surveys.queries import both_sides as queries
from surveys.queries.spread import Reader, beside_the_county
from surveys.services.reveals import forum_organisations
from surveys.strips import Axis, Strip, TwoMarks
from surveys.views.desks import at_desk, ensure_whole, frame, sheet_of
from surveys.views.rounds import crumbs
from surveys.writers import asked_for_their_side


@require_GET
def forum_answers(request, pk):
    """Both sides' answers when they are revealed; until then how far each has come, and never what."""
    found = Round.objects.visible_to(request.user).select_related(
        "questionnaire", "forum__grouping", "wave", "reveal", "previous"
    )
    round = get_object_or_404(found, pk=pk)
    if not round.is_of_forum or round.is_draft:
        raise Http404
    may_read = policies.can_read_both_sides(request.user, round)
    both = queries.both_sides(round) if may_read else None
    waiting = _waiting(round, request.user)
    context = {
        "round": round,
        "crumbs": crumbs(),
        "waiting": waiting,
        "over": round.is_over(on=dates.today()) and not any(one["done"] for one in waiting),
        "may_follow": policies.can_follow_rounds(request.user),
        "dialogue": _dialogue(request.user, round),
        "may_begin": policies.can_hold_dialogue(request.user, group=round.forum),
        "open_now": round.is_open(on=dates.today()),
    }
    if both:
        context |= _shown(both, Reader.of(request.user))
        context["can_open"] = {one.organisation.pk for one in both.answered if one.reopened and one.response}
    return render_page(request, "surveys/forum_answers.html", context)


@require_GET
@at_desk
def survey_both_sides(request, desk):
    """The same by a personal link, for who has no account."""
    ensure_whole(desk)
    both = queries.both_sides(desk.round) if desk.round.is_of_forum else None
    if both is None:
        return redirect("survey-start", desk.round.pk, desk.organisation.pk)
    reader = Reader(frozenset({desk.organisation.pk}), frozenset())
    own = next((one for one in both.sides if one.organisation and one.organisation.pk == desk.organisation.pk), None)
    done = own and own.response and own.response.submitted_at
    context = {
        **frame(desk, sheet_of(desk)),
        **_shown(both, reader),
        "may_answer": not done and desk.round.is_open(on=dates.today()),
    }
    return render_page(request, "surveys/forum_answers_link.html", context)


def _shown(both, reader) -> dict:
    region, municipal = both.sides
    beside = beside_the_county(both, reader) if reader else []
    return {
        "both": both,
        "region": region,
        "municipal": municipal,
        "groups": _groups(both, region, municipal),
        "ladders": [_ladder(pair, region, municipal) for pair in both.ladders],
        "far": [_row(pair, region, municipal) for pair in both.far],
        "beside": [_beside(one, both.round.forum) for one in beside],
    }


def _groups(both, region, municipal):
    """Questions with the same steps share a drawing."""
    groups = []
    for pair in both.steps:
        steps = list(pair.question.steps.items())
        if not groups or groups[-1]["steps"] != steps:
            groups.append({"steps": steps, "axis": Axis.of(pair.question), "rows": []})
        groups[-1]["rows"].append(
            {**_row(pair, region, municipal), "marks": TwoMarks.of(pair.values, groups[-1]["axis"])}
        )
    return groups


def _row(pair, region, municipal):
    return {
        "pair": pair,
        "sentence": queries.sentence(pair, region, municipal),
        "apart": queries.apart_in_words(pair.apart) if pair.apart is not None else "–",
        "change": queries.change_in_words(pair, region, municipal),
    }


def _ladder(pair, region, municipal):
    """Each step from the top, with who stands there."""
    values = pair.values
    steps = [
        {
            "number": number,
            "word": word,
            "names": [side.name for side, value in ((region, values[0]), (municipal, values[1])) if value == number],
        }
        for number, word in reversed(pair.question.steps.items())
    ]
    return {**_row(pair, region, municipal), "steps": steps}


def _beside(one, forum):
    """The forum's own place and each group's figures, drawn and written."""
    axis = Axis.of(one.question)
    county = one.groups[0][1]
    return {
        "question": one.question,
        "axis": axis,
        "strip": Strip.of_figures(one.own, county, axis),
        "own": figures.decimal(one.own) if one.own is not None else "–",
        "name": forum.name,
        "groups": [
            {
                "name": name,
                "mean": figures.decimal(summary.mean),
                "half": _span(summary.quarter, summary.three_quarters),
                "spread": _span(summary.low, summary.high),
                "count": summary.count,
            }
            for name, summary in one.groups
        ],
    }


def _span(low, high) -> str:
    return figures.decimal(low) if low == high else f"{figures.decimal(low)}–{figures.decimal(high)}"


def _waiting(round, user) -> list:
    """Before the reveal: each side, whether it has submitted, and whether it is the reader's own."""
    asked = asked_for_their_side(user, round.pk).values_list("organisation", flat=True)
    organisations, own = forum_organisations(round), user.organisations_as() | set(asked)
    done = set(Response.objects.submitted().filter(round=round).values_list("organisation", flat=True))
    return [
        {
            "label": str(label),
            "organisation": organisations.get(side),
            "done": side in organisations and organisations[side].pk in done,
            "is_own": side in organisations and organisations[side].pk in own,
        }
        for side, label in Side.choices
    ]


def _dialogue(user, round):
    return QualityDialogue.objects.visible_to(user).filter(round=round, group=round.forum_id).first()
