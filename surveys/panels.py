"""What surveys say on other pages: on the agreement, the clause, the organisation, and its work on the clause."""

from django.conf import settings
from django.utils.translation import ngettext_lazy

from agreements.policies import can_edit_agreement
from agreements.queries import former_of
from agreements.ties import call_ties
from portal import dates
from portal.collation import swedish_key
from portal.panels import panel
from surveys import figures, policies
from surveys.answers import content, in_words
from surveys.models import SCALE_WORDS, Missing
from surveys.queries.clauses import latest_answers, latest_response
from surveys.queries.results import Viewer
from surveys.queries.rounds import rounds_for
from surveys.queries.sections import questions_of
from surveys.statistics import summarise_for_others

_SURVEYS = ngettext_lazy("%(count)d survey", "%(count)d surveys", "count")
call_ties("surveys.Round", _SURVEYS)
call_ties("surveys.Questionnaire", _SURVEYS, same_as="surveys.Round")
call_ties("surveys.Question", ngettext_lazy("%(count)d survey question", "%(count)d survey questions", "count"))


@panel("agreement", order=60)
def agreement_panel(request, agreement):
    """The surveys about the agreement, and the one button that makes the next."""
    rounds = list(rounds_for(request.user).filter(agreement=agreement)[:5])
    can_make = policies.can_make_surveys(request.user)
    if not rounds and not can_make:
        return None
    has_clauses = bool(rounds) or not can_make or agreement.provisions.exists()
    may_write = not has_clauses and can_edit_agreement(request.user, agreement)
    today = dates.today()
    for round in rounds:
        round.open_now, round.over = round.is_open(on=today), round.is_over(on=today)
    return {
        "template": "surveys/panel_agreement.html",
        "rounds": rounds,
        "can_make": can_make,
        "has_clauses": has_clauses,
        "may_write": may_write,
        "agreement": agreement,
    }


@panel("provision", order=60)
def provision_panel(request, provision):
    """The latest answers about the clause: how many at each step, and by name for who may read that."""
    found = latest_answers(request.user, provision)
    if found is None or found.scale is None:
        return None
    viewer, scale = Viewer.of(request.user), found.scale.identity
    county = None
    if viewer.reads_all or viewer.follows or viewer.own & found.answers.keys() or found.round.is_over(on=dates.today()):
        values = (content(answers.get(scale))[0] for answers in found.answers.values())
        least = settings.SURVEY_MIN_ORGANISATIONS
        county = summarise_for_others([value for value in values if value is not None], least=least)
    readable = {pk: answers for pk, answers in found.answers.items() if viewer.may_read(pk)}
    if county is None and not readable:
        return None
    return {
        "template": "surveys/panel_provision.html",
        "round": found.round,
        "question": found.scale,
        "former": former_of(provision, user=request.user).get(found.scale.provision_id),
        "mean": figures.decimal(county.mean) if county else "",
        "half": figures.span(county.quarter, county.three_quarters) if county else "",
        "count": county.count if county else 0,
        "steps": _steps(found, readable, scale),
    }


def _steps(found, readable, scale):
    """(figure or "", word, names) for each answer that somebody gave, the lowest first."""
    words = [
        *((value, "", word) for value, word in SCALE_WORDS.items()),
        *((None, code, word) for code, word in Missing.choices),
    ]
    steps = []
    for value, missing, word in words:
        names = [
            found.organisations[pk].short_name
            for pk, one in readable.items()
            if content(one.get(scale)) == (value, missing)
        ]
        if names:
            steps.append({"value": value, "word": word, "names": sorted(names, key=swedish_key)})
    return steps


@panel("implementation", order=60)
def implementation_panel(request, implementation):
    """What the organisation answered about the clause, for itself and for who leads."""
    if not Viewer.of(request.user).may_read(implementation.organisation_id):
        return None
    found = latest_answers(request.user, implementation.provision)
    answers = found.answers.get(implementation.organisation_id) if found else None
    if answers is None:
        return None
    said = [(question, in_words(question, answers.get(question.identity))) for question in found.questions]
    said = [(question, words) for question, words in said if words]
    return {"template": "surveys/panel_implementation.html", "round": found.round, "said": said} if said else None


@panel("organisation", order=60)
def organisation_panel(request, organisation):
    """The organisation's newest submitted answer, for itself and for who leads."""
    response = latest_response(request.user, organisation)
    if response is None:
        return None
    questions = questions_of(response.round.questionnaire)
    scales = [question for question in questions if question.has_steps]
    rows = [(question, in_words(question, response.answers.get(question.identity))) for question in scales]
    return {"template": "surveys/panel_organisation.html", "response": response, "round": response.round, "rows": rows}
