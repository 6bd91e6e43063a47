"""Two sides of the same clause: where the region and a municipality answer far apart, and ought to talk (features b8)."""

from collections import defaultdict
from dataclasses import dataclass

from organisations.models import GroupKind, GroupMembership, Organisation, OrganisationKind, Side
from portal.collation import swedish_key
from surveys import policies
from surveys.answers import content, in_words
from surveys.models import STEPS, Question, Response, Sharing
from surveys.queries.both_sides import both_sides

APART = 2


@dataclass(frozen=True)
class TalkItem:
    """One question that two sides answered at least two steps apart."""

    question: Question
    region: Organisation
    region_said: str
    municipal: Organisation
    municipal_said: str
    apart: int

    @property
    def title(self) -> str:
        return str(self.question.provision) if self.question.provision else self.question.text


def talk_items(user, round, *, organisation=None, group=None) -> list[TalkItem]:
    """What two sides ought to talk about, clause by clause; only between answers the user may read both of.

    The two sides are those who sit in the same local forum, and the region as a whole with each municipality.
    `organisation` or `group` narrows to those whose dialogue it is. Three statements.
    """
    if round.is_of_forum:
        return _of_forum(user, round, organisation)
    responses = Response.objects.submitted().filter(round=round).select_related("organisation")
    rows, own = {row.organisation_id: row for row in responses}, user.organisations_as()
    all_of_them = user.leads or (round.sharing == Sharing.ASKED and own & rows.keys())
    readable = rows if all_of_them else {pk: row for pk, row in rows.items() if pk in own}
    pairs = [
        (region, municipal)
        for region, municipal in _pairs(readable, group)
        if organisation is None or organisation.pk in (region, municipal)
    ]
    if not pairs:
        return []
    asked = Question.objects.filter(questionnaire=round.questionnaire_id, kind__in=STEPS).select_related("provision")
    items = []
    for question in asked:
        for region, municipal in pairs:
            item = _item(question, readable[region], readable[municipal])
            if item:
                items.append(item)
    return items


def _of_forum(user, round, organisation) -> list[TalkItem]:
    """What a forum's two sides answered far apart, once both have been shown it, for who may read it."""
    both = both_sides(round) if policies.can_read_both_sides(user, round) else None
    if both is None or len(both.answered) < 2:
        return []
    region, municipal = both.sides
    if organisation is not None and organisation.pk not in (region.organisation.pk, municipal.organisation.pk):
        return []
    return [
        TalkItem(
            one.question, region.organisation, one.region_said, municipal.organisation, one.municipal_said, one.apart
        )
        for one in both.far
    ]


def _pairs(readable, group) -> list[tuple[int, int]]:
    """(of the region's side, of the municipalities'), in Swedish order of both."""
    region = [pk for pk, row in readable.items() if row.organisation.side == Side.REGION]
    municipal = [pk for pk, row in readable.items() if row.organisation.side == Side.MUNICIPAL]
    if not region or not municipal:
        return []
    seats = GroupMembership.objects.filter(group__kind=GroupKind.LOCAL_FORUM, organisation__in=[*region, *municipal])
    if group is not None:
        seats = seats.filter(group=group)
    forums = defaultdict(set)
    for organisation, forum in seats.values_list("organisation", "group"):
        forums[organisation].add(forum)
    pairs = [
        (one, other)
        for one in region
        for other in municipal
        if forums[one] & forums[other]
        or (readable[one].organisation.kind == OrganisationKind.REGION and (group is None or forums[other]))
    ]
    return sorted(pairs, key=lambda pair: [swedish_key(readable[pk].organisation.short_name) for pk in reversed(pair)])


def _item(question, region, municipal) -> TalkItem | None:
    one, other = (response.answers.get(question.identity) for response in (region, municipal))
    values = content(one)[0], content(other)[0]
    if None in values or abs(values[0] - values[1]) < APART:
        return None
    return TalkItem(
        question,
        region.organisation,
        in_words(question, one),
        municipal.organisation,
        in_words(question, other),
        abs(values[0] - values[1]),
    )
