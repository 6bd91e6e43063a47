"""The latest answers about one clause, for the pages of clauses, organisations and their implementation."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from agreements.queries import lineage
from surveys.models import Question, QuestionKind, Response, Round
from surveys.queries.answered import COUNTY
from surveys.queries.readers import Viewer
from surveys.queries.results import answered
from surveys.statistics import Summary


@dataclass(frozen=True)
class ClauseAnswers:
    """The latest sent round that asks about a clause: its questions, and submitted answers by organisation."""

    round: Round
    questions: list[Question]
    answers: dict[int, dict]
    organisations: dict

    @property
    def scale(self) -> Question | None:
        return next((question for question in self.questions if question.kind == QuestionKind.SCALE_4), None)

    def viewer(self, user, *, on) -> Viewer:
        return Viewer.of(user).within(self.round, asked=self.answers, answered=self.answers, on=on)

    def county(self, viewer, *, on) -> Summary | None:
        """The county's figures, as on the result page; of a round that was opened again they stand only there."""
        if not viewer.reads_all and self.round.shown_answers.exists():
            return None
        here = answered(self.round, viewer, self.organisations, self.answers, kept=[], belongs=[], on=on)
        found = here.comparisons(self.scale.identity).get(COUNTY)
        return found.summary if found else None


def latest_answers(user, provision) -> ClauseAnswers | None:
    """Of the newest round the user sees that asks about the clause and has answers. Three statements at most.

    What was asked about the clause before, in an earlier version of the agreement, is about this one too.
    """
    asks = Question.objects.filter(questionnaire=OuterRef("questionnaire"), provision__in=lineage(provision.pk))
    rounds = Round.objects.visible_to(user).exclude(state="draft").filter(Exists(asks))
    done = Response.objects.shown().filter(round=OuterRef("pk"))
    round = rounds.filter(Exists(done)).first()
    if round is None:
        return None
    asked = Question.objects.filter(questionnaire=round.questionnaire_id, provision__in=lineage(provision.pk))
    questions = list(asked)
    found = Response.objects.shown().filter(round=round).select_related("organisation")
    rows = list(found)
    return ClauseAnswers(
        round,
        questions,
        {row.organisation_id: row.answers for row in rows},
        {row.organisation_id: row.organisation for row in rows},
    )


def latest_response(user, organisation) -> Response | None:
    """The organisation's newest submitted answer, for who may read it by name: itself, and who leads."""
    if not Viewer.of(user).may_read(organisation.pk):
        return None
    found = Response.objects.shown().visible_to(user).filter(organisation=organisation)
    return found.select_related("round__questionnaire").order_by("-round__opens_on", "-pk").first()
