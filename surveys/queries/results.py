"""What a round tells: one's own figures beside those of a group of others, and the table of all one may read.

Only submitted responses are read here, in one place (`_submitted`), so that no draft can reach a result.
Whose answers are shown by name is decided by queries/readers.py; which figures of the others, by queries/answered.py.
"""

from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from organisations.models import GroupingKind
from surveys.asked import counted
from surveys.languages import all_localised
from surveys.models import Invitation, Question, QuestionKind, Response, Reveal, Round, ShownAnswers
from surveys.queries.answered import COUNTY, LIKE, Answered, Group, memberships
from surveys.queries.readers import Viewer
from surveys.queries.rounds import area_key
from surveys.queries.scales import Cell, QuestionResult
from surveys.queries.sections import questions_of
from surveys.queries.texts import OpenGroup, open_answers


@dataclass(frozen=True)
class TableRow:
    """One organisation in the table of all."""

    organisation: object
    area: str
    is_own: bool
    has_answered: bool
    cells: list[Cell]


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
    wish: str  # which group one wants to compare with
    now: dict[int, dict] = field(repr=False)
    before: dict[int, dict] = field(repr=False)
    organisations: dict = field(repr=False)
    areas: dict[int, str] = field(repr=False)
    here: Answered = field(repr=False)
    there: Answered | None = field(repr=False)  # the round before

    @property
    def own_answered(self) -> bool:
        return bool(self.own and self.own.pk in self.now)

    @property
    def has_before(self) -> bool:
        return bool(self.round.previous_id)

    @property
    def shows_county(self) -> bool:
        """Whether anything of the others' answers is counted for this reader yet."""
        return bool(self.here.versions)

    @property
    def tells_anything(self) -> bool:
        """Whether there is a figure or an answer of one's own to show this reader."""
        return bool(self.answered and (self.shows_county or self.own_answered))

    @cached_property
    def groups(self) -> list[Group]:
        """What one can compare with: the county, and the groups of the organisation that is marked as one's own."""
        return [group for group in self.here.groups.values() if self._concerns(group)]

    def _concerns(self, group) -> bool:
        if group.key.startswith(f"{LIKE}-"):
            return bool(self.own) and group.key == f"{LIKE}-{self.own.pk}"
        if group.key.startswith("omrade-") and self.own:
            return self.own.pk in group.members
        return True

    @cached_property
    def chosen(self) -> Group:
        wish = f"{LIKE}-{self.own.pk}" if self.wish == LIKE and self.own else self.wish
        return next((group for group in self.groups if group.key == wish), self.here.groups[COUNTY])

    @cached_property
    def scales(self) -> list[QuestionResult]:
        own = self.now.get(self.own.pk, {}) if self.own else {}
        before = self.before.get(self.own.pk, {}) if self.own else {}
        return [
            QuestionResult(
                question,
                Cell.of(own.get(question.identity), question),
                Cell.of(before.get(question.identity), question),
                self.here.comparisons(question.identity, own=self.own.pk if self.own else None),
                self.there.comparisons(question.identity) if self.there else {},
                self.chosen.key,
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

    def open_answers(self, **narrowed) -> list[OpenGroup]:
        """Every text this viewer may read, by clause and question (queries/texts.py)."""
        return open_answers(self, **narrowed)


def results_of(round, user, *, on, organisation_pk: int | None = None, compare_with: str = COUNTY) -> Results:
    """Gather a round's results for a user. Five statements, however many organisations and questions."""
    invitations = list(Invitation.objects.filter(round__in=_both(round)).select_related("organisation"))
    organisations = {row.organisation_id: row.organisation for row in invitations if row.round_id == round.pk}
    questions = all_localised(questions_of(round.questionnaire))
    now, before = _submitted(round, questions)
    viewer = Viewer.of(user).within(round, asked=organisations, answered=now, on=on)
    mine = sorted((one for pk, one in organisations.items() if pk in viewer.own), key=lambda one: area_key("", one))
    belongs = memberships()
    kept = list(ShownAnswers.objects.filter(round__in=_both(round)))
    asked_before = {row.organisation_id: row.organisation for row in invitations if row.round_id != round.pk}
    earlier = round.previous if round.previous_id else None
    return Results(
        round=round,
        viewer=viewer,
        own=next((one for one in mine if one.pk == organisation_pk), mine[0] if mine else None),
        choices=mine if len(mine) > 1 else [],
        asked=len(organisations),
        answered=len(now),
        questions=questions,
        wish=compare_with,
        now=now,
        before=before,
        organisations=organisations,
        areas=_county_parts(belongs, on),
        here=answered(round, viewer, organisations, now, kept=kept, belongs=belongs, on=on),
        there=answered(
            earlier,
            Viewer.of(user).within(earlier, asked=asked_before, answered=before, on=on),
            asked_before,
            before,
            kept=kept,
            belongs=belongs,
            on=on,
        )
        if earlier
        else None,
    )


def answered(round, viewer, organisations, answers, *, kept, belongs, on) -> Answered:
    """A round as one reader may count it; `kept` are ShownAnswers, of this round or others too."""
    return Answered(
        round=round,
        organisations=organisations,
        answers=answers,
        kept=[{int(pk): given for pk, given in row.answers.items()} for row in kept if row.round_id == round.pk],
        belongs=belongs,
        known=viewer.own,
        by_name=viewer.reads_all,
        is_over=round.is_over(on=on),
    )


def _given(round):
    """(round, organisation, answers): of a local forum, what was shown to both sides, as it was shown."""
    if round.is_of_forum:
        for reveal in Reveal.objects.filter(round__in=_both(round)):
            yield from ((reveal.round_id, row["organisation"], row["answers"]) for row in reveal.answers)
        return
    found = Response.objects.submitted().filter(round__in=_both(round))
    yield from found.values_list("round", "organisation", "answers")


def _both(round) -> list[int]:
    return [pk for pk in (round.pk, round.previous_id) if pk]


def _county_parts(belongs, on) -> dict[int, str]:
    """Organisation id to the name of its part of the county, as it is on this day."""
    return {
        row.organisation_id: row.grouping.name
        for row in belongs
        if row.grouping.kind == GroupingKind.COUNTY_PART
        and (row.valid_from is None or row.valid_from <= on)
        and (row.valid_to is None or row.valid_to >= on)
    }


def _submitted(round, questions) -> tuple[dict[int, dict], dict[int, dict]]:
    """Organisation id to answers, of this round and of the one before: submitted responses only.

    Of this round only what was asked: an answer that its condition has hidden since does not count.
    """
    now, before = {}, {}
    for round_pk, organisation_pk, answers in _given(round):
        if round_pk == round.pk:
            now[organisation_pk] = counted(questions, answers)
        else:
            before[organisation_pk] = answers
    return now, before
