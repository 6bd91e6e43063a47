"""One answer of one organisation with all that lies around it: what is read before one decides what to do about it."""

from dataclasses import dataclass

from django.db.models import Q

from actions.models import ActionItem
from actions.queries import open_about
from agreements.models import Implementation, KnowledgeItem
from agreements.queries import lineage
from organisations.models import Organisation
from surveys.answers import in_words
from surveys.languages import all_localised, localised
from surveys.models import GapFollowUp, Question, Response, Round
from surveys.sectioning import heading_of


@dataclass(frozen=True)
class Earlier:
    """What the organisation answered to the same question in another round."""

    round: Round
    words: str


@dataclass(frozen=True)
class FollowedCell:
    """An organisation's answer to a question in a round, once it is submitted."""

    round: Round
    organisation: Organisation
    question: Question
    response: Response

    @property
    def provision(self):
        return self.question.provision

    @property
    def agreement(self):
        return self.provision.agreement if self.provision else self.round.agreement

    @property
    def answer(self) -> str:
        return in_words(self.question, self.response.answers.get(self.question.identity))


def cell_of(user, round_pk, organisation_pk, identity) -> FollowedCell | None:
    """The cell, for the organisation's own people and those who lead; None for others. Two statements."""
    if not (user.leads or organisation_pk in user.organisations_as()):
        return None
    found = Response.objects.shown().filter(
        round__in=Round.objects.visible_to(user), round=round_pk, organisation=organisation_pk
    )
    response = found.select_related("round__agreement", "round__questionnaire", "organisation").first()
    if response is None:
        return None
    asked = Question.objects.filter(questionnaire=response.round.questionnaire_id, identity=identity)
    question = asked.select_related("provision__agreement").first()
    return FollowedCell(response.round, response.organisation, localised(question), response) if question else None


def beside(cell) -> list[tuple[Question, str]]:
    """What else was answered about the same clause, or on the same page: hindrances and comments. One statement."""
    same = Q(provision=cell.provision) if cell.provision else Q(provision=None, section=heading_of(cell.question))
    others = Question.objects.filter(same, questionnaire=cell.round.questionnaire_id).exclude(pk=cell.question.pk)
    spoken = all_localised(others)
    said = [(one, in_words(one, cell.response.answers.get(one.identity))) for one in spoken]
    return [(question, words) for question, words in said if words]


def hindrances_in(said) -> str:
    """The first of the texts that says what hinders, or ""."""
    return next((words for question, words in said if question.identity.endswith("-hindrances")), "")


def earlier(cell) -> list[Earlier]:
    """The same question in rounds before, the newest first, also about the clause as it was. Three statements.

    A question about a clause is known by the clause it stems from and what it asks; another by its code, in the
    rounds that this one follows on.
    """
    if cell.provision:
        what = cell.question.identity.rpartition("-")[2]
        asked = Question.objects.filter(provision__in=lineage(cell.provision.pk), identity__endswith=f"-{what}")
    else:
        before = dict(Round.objects.values_list("pk", "previous"))
        chain, place = set(), cell.round.previous_id
        while place and place not in chain:
            chain.add(place)
            place = before.get(place)
        asked = Question.objects.filter(identity=cell.question.identity, questionnaire__rounds__in=chain)
    questions = {question.questionnaire_id: question for question in asked}
    responses = Response.objects.shown().filter(
        organisation=cell.organisation,
        round__questionnaire__in=list(questions),
        round__opens_on__lte=cell.round.opens_on,
    )
    rows = []
    for response in responses.exclude(round=cell.round.pk).select_related("round").order_by("-round__opens_on", "-pk"):
        question = questions[response.round.questionnaire_id]
        words = in_words(question, response.answers.get(question.identity))
        if words:
            rows.append(Earlier(response.round, words))
    return rows


def standing(user, cell) -> Implementation | None:
    """Where the organisation stands with the clause, when it is party to an agreement the user sees. One statement."""
    if not cell.provision:
        return None
    rows = Implementation.objects.visible_to(user).current()
    rows = rows.select_related("provision__agreement", "organisation")
    return rows.filter(organisation=cell.organisation, provision=cell.provision).first()


def what_came(user, cell) -> list[GapFollowUp]:
    """What has been made of the cell, as far as the user may see it. One statement."""
    rows = GapFollowUp.objects.visible_to(user).filter(
        round=cell.round, organisation=cell.organisation, question=cell.question
    )
    seen = Q(action=None) | Q(action__in=ActionItem.objects.visible_to(user))
    seen &= Q(knowledge=None) | Q(knowledge__in=KnowledgeItem.objects.visible_to(user))
    rows = rows.filter(seen).select_related(
        "by", "action__owner", "proposal__group", "proposal__item__meeting", "knowledge", "phase_proposal__answered_by"
    )
    return list(rows)


def other_actions(user, cell, came) -> list[ActionItem]:
    """Open actions of the organisation about the clause that did not come from this cell. One statement."""
    if not cell.provision:
        return []
    rows = open_about(user, organisation=cell.organisation, provision__in=lineage(cell.provision.pk))
    return list(rows.exclude(pk__in=[row.action_id for row in came if row.action_id])[:10])


def followed_cells(user, round) -> set[tuple[int, str]]:
    """(organisation id, question) of every answer of a round that something has come of. One statement."""
    rows = GapFollowUp.objects.visible_to(user).filter(round=round)
    return set(rows.values_list("organisation", "question__identity"))
