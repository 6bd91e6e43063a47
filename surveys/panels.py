"""What surveys say on other pages: on the agreement, the clause, the organisation, and its work on the clause."""

from django.utils.translation import ngettext_lazy

from agreements.policies import can_edit_agreement, can_move
from agreements.queries import former_of
from agreements.ties import call_ties
from organisations.models import GroupKind
from portal import dates
from portal.collation import swedish_key
from portal.panels import panel
from surveys import figures, policies
from surveys.answers import content, in_words
from surveys.models import (
    SCALE_WORDS,
    DialogueStep,
    GapFollowUp,
    Missing,
    PhaseProposal,
    PhaseProposalState,
    QualityDialogue,
)
from surveys.queries.clauses import latest_answers, latest_response
from surveys.queries.forum_history import assessments_of
from surveys.queries.readers import Viewer
from surveys.queries.rounds import rounds_for
from surveys.queries.sections import questions_of

_SURVEYS = ngettext_lazy("%(count)d survey", "%(count)d surveys", "count")
call_ties("surveys.Round", _SURVEYS)
call_ties("surveys.Questionnaire", _SURVEYS, same_as="surveys.Round")
call_ties("surveys.PhaseProposal", ngettext_lazy("%(count)d proposed phase", "%(count)d proposed phases", "count"))
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
    viewer, scale = found.viewer(request.user, on=dates.today()), found.scale.identity
    county = found.county(viewer, on=dates.today())
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


@panel("group", order=55)
def assessments_panel(request, group):
    """A local forum's assessments by both its sides, wave by wave."""
    rows = assessments_of(request.user, group) if group.kind == GroupKind.LOCAL_FORUM else []
    return {"template": "surveys/panel_group.html", "rows": rows} if rows else None


@panel("action", order=15)
def origin_panel(request, action):
    """The answer or the dialogue an action came from, for who may read that. Two statements at most."""
    follow_up = GapFollowUp.objects.visible_to(request.user).filter(action=action)
    found = follow_up.select_related("round", "organisation", "question__provision").first()
    if found:
        return {"template": "surveys/panel_origin.html", "follow_up": found}
    dialogues = QualityDialogue.objects.visible_to(request.user)
    steps = DialogueStep.objects.filter(action=action, dialogue__in=dialogues)
    step = steps.select_related("dialogue__round", "dialogue__organisation", "dialogue__group").first()
    return {"template": "surveys/panel_origin.html", "step": step} if step else None


@panel("implementation", order=55)
def phase_proposal_panel(request, implementation):
    """A phase that an answer speaks for and that waits to be confirmed, for the organisation and who leads."""
    if not Viewer.of(request.user).may_read(implementation.organisation_id):
        return None
    waiting = PhaseProposal.objects.filter(implementation=implementation, state=PhaseProposalState.WAITING).first()
    if waiting is None:
        return None
    return {
        "template": "surveys/panel_phase_proposal.html",
        "proposal": waiting,
        "may_move": can_move(request.user, implementation),
    }
