"""What a wave tells those who lead: how the forums are spread on each question, the ladder by side, and the words.

Read from what was revealed to each forum; by name and in alphabetical order, never ranked.
"""

from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organisations.models import Side
from portal.collation import swedish_key
from surveys.answers import content
from surveys.languages import all_localised
from surveys.models import Question, QuestionKind, Reveal, Round
from surveys.queries.both_sides import Pair
from surveys.queries.sections import questions_of
from surveys.statistics import Summary, summarise


@dataclass
class ForumAnswers:
    """One forum with what its sides had answered when it was revealed."""

    round: Round
    answers: dict  # side to answers
    before: dict = field(default_factory=dict)  # the same of the wave before

    def pair(self, question) -> Pair:
        return Pair(
            question,
            *(self.answers.get(side, {}).get(question.identity) for side in (Side.REGION, Side.MUNICIPAL)),
            *(self.before.get(side, {}).get(question.identity) for side in (Side.REGION, Side.MUNICIPAL)),
        )


@dataclass(frozen=True)
class SideFigures:
    label: str
    summary: Summary | None
    before: Summary | None
    counts: dict  # step to how many forums

    @property
    def change(self) -> Fraction | None:
        return self.summary.mean - self.before.mean if self.summary and self.before else None


@dataclass(frozen=True)
class QuestionSpread:
    """One question with steps: each side's figures over the forums, and each forum's pair."""

    question: Question
    sides: list[SideFigures]
    pairs: list  # (ForumAnswers, Pair)

    @property
    def far(self) -> int:
        return sum(pair.is_far for _forum, pair in self.pairs)

    @property
    def far_in_words(self) -> str:
        if not self.far:
            return _("In no forum are the sides far apart.")
        return ngettext(
            "In %(number)s forum the sides are far apart.", "In %(number)s forums the sides are far apart.", self.far
        ) % {"number": self.far}

    @property
    def rows(self) -> list:
        """(step, word, how many forums on each side), from the lowest."""
        return [(step, word, [side.counts[step] for side in self.sides]) for step, word in self.question.steps.items()]


@dataclass
class WaveResults:
    forums: list[ForumAnswers]
    questions: list[Question]

    @property
    def scales(self) -> list[QuestionSpread]:
        return [self._spread(one) for one in self.questions if one.has_steps and one.kind != QuestionKind.LADDER]

    @property
    def ladders(self) -> list[QuestionSpread]:
        return [self._spread(one) for one in self.questions if one.kind == QuestionKind.LADDER]

    def _spread(self, question) -> QuestionSpread:
        pairs = [(forum, forum.pair(question)) for forum in self.forums]
        sides = []
        for place, (_side, label) in enumerate(Side.choices):
            values = [pair.values[place] for _forum, pair in pairs if pair.values[place] is not None]
            before = [pair.values_before[place] for _forum, pair in pairs if pair.values_before[place] is not None]
            sides.append(SideFigures(str(label), summarise(values), summarise(before), Counter(values)))
        return QuestionSpread(question, sides, pairs)

    @property
    def texts(self) -> list:
        """(question, [(forum, pair)]) of every text question that somebody has written something in."""
        found = []
        for question in [one for one in self.questions if one.is_text]:
            said = [(forum.round, pair) for forum in self.forums if (pair := forum.pair(question)).is_said]
            if said:
                found.append((question, said))
        return found

    @property
    def both(self) -> int:
        """How many forums both sides of have answered."""
        return sum(all(content_of(forum, side) for side in Side) for forum in self.forums)


def content_of(forum, side) -> bool:
    return any(content(answer) != (None, "") for answer in forum.answers.get(side, {}).values())


def wave_results(wave) -> WaveResults:
    """Two statements, however many forums and questions."""
    rounds = {}
    earlier = {}
    reveals = Reveal.objects.filter(round__wave__in=[pk for pk in (wave.pk, wave.previous_id) if pk])
    for reveal in reveals.select_related("round__forum"):
        answers = {row["side"]: row["answers"] for row in reveal.answers}
        if reveal.round.wave_id == wave.pk:
            rounds[reveal.round.forum_id] = ForumAnswers(reveal.round, answers)
        else:
            earlier[reveal.round.forum_id] = answers
    for forum, one in rounds.items():
        one.before = earlier.get(forum, {})
    forums = sorted(rounds.values(), key=lambda one: swedish_key(one.round.forum.name))
    return WaveResults(forums, all_localised(questions_of(wave.questionnaire)))
