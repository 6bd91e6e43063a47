"""The two sides of a local forum beside each other, as they were revealed: question by question, and since last time.

Everything here is read from models.Reveal, so that there is nothing to show before both sides are done.
"""

from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organisations.models import Organisation, Side
from surveys import figures
from surveys.answers import content, in_words
from surveys.languages import all_localised
from surveys.models import Question, QuestionKind, Reopening, Response, Reveal, Round
from surveys.queries.sections import questions_of
from surveys.sided import side_of

FAR = {QuestionKind.SCALE_10: 3}  # steps apart that are worth a talk; on shorter scales and ladders two
FAR_ON_SHORT = 2


@dataclass(frozen=True)
class SideShown:
    """What one side had answered when it was shown; `changed`: that it has been opened again since, and how it stands."""

    side: str
    label: str
    organisation: Organisation | None
    answers: dict = field(default_factory=dict, repr=False)
    late: bool = False
    reopened: bool = False
    response: Response | None = None

    @property
    def has_answered(self) -> bool:
        return bool(self.answers)

    @property
    def name(self) -> str:
        return self.organisation.short_name if self.organisation else self.label


@dataclass(frozen=True)
class Pair:
    """One question as the two sides answered it, now and the time before."""

    question: Question
    region: dict | None
    municipal: dict | None
    region_before: dict | None
    municipal_before: dict | None

    @property
    def values(self) -> tuple:
        return content(self.region)[0], content(self.municipal)[0]

    @property
    def values_before(self) -> tuple:
        return content(self.region_before)[0], content(self.municipal_before)[0]

    @property
    def title(self) -> str:
        return str(self.question.provision) if self.question.provision else self.question.text

    @property
    def region_said(self) -> str:
        return in_words(self.question, self.region)

    @property
    def municipal_said(self) -> str:
        return in_words(self.question, self.municipal)

    @property
    def is_said(self) -> bool:
        return bool(self.region_said or self.municipal_said)

    @property
    def apart(self) -> int | None:
        return _between(*self.values) if self.question.has_steps else None

    @property
    def apart_before(self) -> int | None:
        return _between(*self.values_before) if self.question.has_steps else None

    @property
    def is_far(self) -> bool:
        """Whether the sides have such different pictures that they ought to talk about it. Neither is wrong."""
        return self.apart is not None and self.apart >= FAR.get(self.question.kind, FAR_ON_SHORT)

    @property
    def mean(self):
        """Where the forum stands as a whole, for the county's spread: between its two sides."""
        one, other = self.values
        return None if None in (one, other) else (one + other) / 2

    @property
    def region_change(self) -> int | None:
        return _change(self.values[0], self.values_before[0])

    @property
    def municipal_change(self) -> int | None:
        return _change(self.values[1], self.values_before[1])


def _between(one, other):
    return None if None in (one, other) else abs(one - other)


def _change(now, before):
    return None if None in (now, before) else now - before


@dataclass
class BothSides:
    """A forum's round with both sides as they were shown, and the forum's round of the wave before."""

    round: Round
    reveal: Reveal
    sides: list[SideShown]
    before: dict[str, dict] = field(repr=False)  # side to its answers of the time before
    questions: list[Question] = field(repr=False)

    @cached_property
    def pairs(self) -> list[Pair]:
        now = {one.side: one.answers for one in self.sides}
        return [
            Pair(
                question,
                now[Side.REGION].get(question.identity),
                now[Side.MUNICIPAL].get(question.identity),
                self.before.get(Side.REGION, {}).get(question.identity),
                self.before.get(Side.MUNICIPAL, {}).get(question.identity),
            )
            for question in self.questions
        ]

    @property
    def steps(self) -> list[Pair]:
        return [one for one in self.pairs if one.question.has_steps and one.question.kind != QuestionKind.LADDER]

    @property
    def ladders(self) -> list[Pair]:
        return [one for one in self.pairs if one.question.kind == QuestionKind.LADDER]

    @property
    def others(self) -> list[Pair]:
        """Choices, numbers and dates: read beside each other in words."""
        return [one for one in self.pairs if one.is_said and not (one.question.has_steps or one.question.is_text)]

    @property
    def texts(self) -> list[Pair]:
        return [one for one in self.pairs if one.is_said and one.question.is_text]

    @property
    def far(self) -> list[Pair]:
        """What to talk about first, in the order it was asked."""
        return [one for one in self.pairs if one.is_far]

    @property
    def answered(self) -> list[SideShown]:
        return [one for one in self.sides if one.has_answered]

    @property
    def has_before(self) -> bool:
        return bool(self.before)


def both_sides(round) -> BothSides | None:
    """What was revealed of a forum's round; None before. Five statements, however many questions."""
    reveals = {
        one.round_id: one for one in Reveal.objects.filter(round__in=filter(None, [round.pk, round.previous_id]))
    }
    reveal = reveals.get(round.pk)
    if reveal is None:
        return None
    rows = {row["side"]: row for row in reveal.answers}
    responses = {
        one.organisation_id: one for one in Response.objects.filter(round=round).select_related("organisation")
    }
    reopened = set(
        Reopening.objects.filter(response__round=round, at__gte=reveal.at).values_list(
            "response__organisation", flat=True
        )
    )
    asked = {one.pk: one for one in Organisation.objects.filter(pk__in=round.invitations.values("organisation"))}
    earlier = reveals.get(round.previous_id)
    return BothSides(
        round=round,
        reveal=reveal,
        sides=[
            _side(side, label, rows.get(side), asked=asked, responses=responses, reopened=reopened)
            for side, label in Side.choices
        ],
        before={row["side"]: row["answers"] for row in earlier.answers} if earlier else {},
        questions=all_localised(questions_of(round.questionnaire)),
    )


def _side(side, label, row, *, asked, responses, reopened) -> SideShown:
    if row is None:
        organisation = next((one for one in asked.values() if side_of(one) == side), None)
        return SideShown(side, str(label), organisation)
    pk = row["organisation"]
    response = responses.get(pk)
    return SideShown(
        side,
        str(label),
        asked.get(pk) or (response.organisation if response else None),
        row["answers"],
        row["late"],
        pk in reopened,
        response,
    )


def sentence(pair, region, municipal) -> str:
    """One question in a sentence: what each side says, and how far they are apart."""
    parts = [
        _("%(name)s: %(value)s") % {"name": side.name, "value": _short(pair, value, said) or _("no answer")}
        for side, value, said in zip(
            (region, municipal), pair.values, (pair.region_said, pair.municipal_said), strict=True
        )
    ]
    if pair.apart is not None:
        parts.append(apart_in_words(pair.apart))
    return ", ".join(parts)


def _short(pair, value, said) -> str:
    """The words of a ladder's steps stand beside: here its number is enough."""
    if pair.question.kind == QuestionKind.LADDER and value is not None:
        return _("step %(number)s") % {"number": value}
    return said


def apart_in_words(apart) -> str:
    if apart == 0:
        return _("the same")
    return ngettext("%(count)s step apart", "%(count)s steps apart", apart) % {"count": apart}


def change_in_words(pair, region, municipal) -> str:
    """How each side and the distance between them have moved since the time before; "" when there is nothing to tell."""
    moved = []
    for side, change in ((region, pair.region_change), (municipal, pair.municipal_change)):
        if change is not None:
            moved.append(f"{side.name} {figures.signed(change) or _('unchanged')}")
    if pair.apart is not None and pair.apart_before is not None:
        if pair.apart == pair.apart_before:
            moved.append(_("as far apart as before"))
        else:
            moved.append(_("apart: %(before)s before, %(now)s now") % {"before": pair.apart_before, "now": pair.apart})
    return ", ".join(moved)
