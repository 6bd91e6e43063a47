"""What a round tells: each question's figures for the county and for one's own organisation, and the table of all.

Only submitted responses are read here, in one place (`_submitted`), so that no draft can reach a result.
Whose answers are shown by name is decided by `Viewer`; the county's figures need SURVEY_MIN_ORGANISATIONS.
"""

from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from django.conf import settings

from surveys import policies
from surveys.answers import content, in_words
from surveys.models import Invitation, Missing, Question, QuestionKind, Response, Round
from surveys.queries.rounds import area_key, county_parts
from surveys.queries.sections import questions_of
from surveys.statistics import Summary, summarise_for_others


@dataclass(frozen=True)
class Viewer:
    """What somebody may see of a round's answers: all by name, or one's own organisations'."""

    reads_all: bool
    own: frozenset[int]
    follows: bool

    @classmethod
    def of(cls, user):
        return cls(
            reads_all=policies.can_read_all_answers(user),
            own=frozenset(user.organisations_as()),
            follows=policies.can_follow_rounds(user),
        )

    def may_read(self, organisation_pk: int) -> bool:
        return self.reads_all or organisation_pk in self.own


@dataclass(frozen=True)
class Cell:
    """One organisation's answer to one scale question: a figure, or why there is none."""

    value: int | None
    missing: str
    ramp: int = 0  # 0-4: where on its scale the figure stands, for the colour

    @property
    def word(self) -> str:
        return str(Missing(self.missing).label) if self.missing in Missing.values else ""

    @classmethod
    def of(cls, answer, question):
        value, missing = content(answer)
        if value is None:
            return cls(None, missing)
        low, high = min(question.steps), max(question.steps)
        return cls(value, missing, round(4 * (value - low) / (high - low)))


@dataclass(frozen=True)
class QuestionResult:
    """One scale question: one's own figure now and before, and the county's, where it may be shown."""

    question: Question
    own: Cell
    own_before: Cell
    county: Summary | None
    county_before: Summary | None

    @property
    def provision(self):
        return self.question.provision

    @property
    def title(self) -> str:
        return str(self.provision) if self.provision else self.question.text

    @property
    def change(self) -> int | None:
        """Steps since the round before, for one's own organisation."""
        if self.own.value is None or self.own_before.value is None:
            return None
        return self.own.value - self.own_before.value

    @property
    def county_change(self):
        """How far the county's mean has moved, as an exact fraction of a step."""
        return self.county.mean - self.county_before.mean if self.county and self.county_before else None


@dataclass(frozen=True)
class TableRow:
    """One organisation in the table of all."""

    organisation: object
    area: str
    is_own: bool
    has_answered: bool
    cells: list[Cell]


@dataclass(frozen=True)
class OpenAnswer:
    organisation: object
    is_own: bool
    text: str


@dataclass(frozen=True)
class OpenQuestion:
    question: Question
    answers: list[OpenAnswer]


@dataclass(frozen=True)
class OpenGroup:
    """The text questions of one clause, or of the whole, that somebody has written something in."""

    title: str
    questions: list[OpenQuestion]

    @property
    def count(self) -> int:
        return sum(len(question.answers) for question in self.questions)


@dataclass
class Results:
    """Everything the page, the exports and the panels show of a round, for one viewer."""

    round: Round
    viewer: Viewer
    own: object | None  # the organisation that is marked as one's own
    choices: list  # one's own organisations, when there are several
    asked: int
    answered: int
    questions: list[Question]
    shows_county: bool
    now: dict[int, dict] = field(repr=False)
    before: dict[int, dict] = field(repr=False)
    organisations: dict = field(repr=False)
    areas: dict[int, str] = field(repr=False)

    @property
    def own_answered(self) -> bool:
        return bool(self.own and self.own.pk in self.now)

    @property
    def has_before(self) -> bool:
        return bool(self.round.previous_id)

    @cached_property
    def scales(self) -> list[QuestionResult]:
        own = self.now.get(self.own.pk, {}) if self.own else {}
        before = self.before.get(self.own.pk, {}) if self.own else {}
        return [
            QuestionResult(
                question,
                Cell.of(own.get(question.identity), question),
                Cell.of(before.get(question.identity), question),
                self._county(self.now, question),
                self._county(self.before, question),
            )
            for question in self.scale_questions
        ]

    @cached_property
    def scale_questions(self) -> list[Question]:
        return [question for question in self.questions if question.has_steps]

    @property
    def gap_scales(self) -> list[QuestionResult]:
        """Those that say how far one has come, 0 to 4: where one may speak of a gap."""
        return [result for result in self.scales if result.question.kind == QuestionKind.SCALE_4]

    @property
    def scale_groups(self) -> list[list[QuestionResult]]:
        """The scale questions, those in a row with the same steps together: one drawing each."""
        return [list(group) for _steps, group in groupby(self.scales, key=lambda one: list(one.question.steps.items()))]

    def _county(self, responses, question):
        if not self.shows_county:
            return None
        values = (content(answers.get(question.identity))[0] for answers in responses.values())
        return summarise_for_others(
            [value for value in values if value is not None], least=settings.SURVEY_MIN_ORGANISATIONS
        )

    @cached_property
    def readable(self) -> list:
        """The organisations asked whose answers this viewer may read, by part of the county, in Swedish order."""
        asked = [one for one in self.organisations.values() if self.viewer.may_read(one.pk)]
        return sorted(asked, key=lambda one: area_key(self.areas.get(one.pk, ""), one))

    @cached_property
    def table(self) -> list[tuple[str, list[TableRow]]]:
        """(part of the county, its rows), without any ranking."""
        rows = [
            TableRow(
                organisation=one,
                area=self.areas.get(one.pk, ""),
                is_own=one.pk in self.viewer.own,
                has_answered=one.pk in self.now,
                cells=[Cell.of(self.now.get(one.pk, {}).get(asked.identity), asked) for asked in self.scale_questions],
            )
            for one in self.readable
        ]
        return [(area, list(group)) for area, group in groupby(rows, key=lambda row: row.area)]

    def open_answers(self, *, search="", identity="") -> list[OpenGroup]:
        """Every text this viewer may read, by clause and question, narrowed to a word or to one question."""
        wanted = [one for one in self.questions if one.is_text and identity in ("", one.identity)]
        found = [OpenQuestion(question, self._texts(question, search.casefold())) for question in wanted]
        return [
            OpenGroup(title, list(questions))
            for title, questions in groupby((one for one in found if one.answers), key=_clause_or_section)
        ]

    def _texts(self, question, search):
        texts = (
            OpenAnswer(one, one.pk in self.viewer.own, in_words(question, self.now[one.pk].get(question.identity)))
            for one in self.readable
            if one.pk in self.now
        )
        return [
            one
            for one in texts
            if one.text and (search in one.text.casefold() or search in one.organisation.name.casefold())
        ]


def _clause_or_section(one: OpenQuestion) -> str:
    return str(one.question.provision) if one.question.provision else one.question.section


def results_of(round, user, *, on, organisation_pk: int | None = None) -> Results:
    """Gather a round's results for a user. Four statements, however many organisations and questions."""
    viewer = Viewer.of(user)
    invitations = Invitation.objects.filter(round=round).select_related("organisation")
    organisations = {row.organisation_id: row.organisation for row in invitations}
    now, before = _submitted(round)
    mine = sorted((one for pk, one in organisations.items() if pk in viewer.own), key=lambda one: area_key("", one))
    own = next((one for one in mine if one.pk == organisation_pk), mine[0] if mine else None)
    has_answered = bool(own and own.pk in now)
    return Results(
        round=round,
        viewer=viewer,
        own=own,
        choices=mine if len(mine) > 1 else [],
        asked=len(organisations),
        answered=len(now),
        questions=list(questions_of(round.questionnaire)),
        # Who is to answer is not led by what others have said: the county's figures come after one's own.
        shows_county=viewer.reads_all or viewer.follows or has_answered or round.is_over(on=on),
        now=now,
        before=before,
        organisations=organisations,
        areas=county_parts(on=on),
    )


def _submitted(round) -> tuple[dict[int, dict], dict[int, dict]]:
    """Organisation id to answers, of this round and of the one before: submitted responses only."""
    rounds = [pk for pk in (round.pk, round.previous_id) if pk]
    now, before = {}, {}
    found = Response.objects.submitted().filter(round__in=rounds)
    for round_pk, organisation_pk, answers in found.values_list("round", "organisation", "answers"):
        (now if round_pk == round.pk else before)[organisation_pk] = answers
    return now, before
