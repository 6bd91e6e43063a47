"""One round's answers as one reader may count them: in which groups, as they stood when, and which figures are shown.

Who reads the answers by name sees every figure of enough organisations, as they stand now. The others see what
surveys/suppression.py lets through, first when the round is over: figures that followed each new answer would tell
what it was (docs/adr/0011-figures-of-others.md).
"""

from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from organisations.models import GroupingMember, Side
from portal.collation import swedish_key
from surveys.answers import content
from surveys.models import Round
from surveys.statistics import Comparison, alike, compare
from surveys.suppression import Shown, renewed, shown_groups

COUNTY, LIKE = "lan", "lika"


@dataclass(frozen=True)
class Group:
    """Organisations that somebody's own answer is compared with. The key stands in the address."""

    key: str
    name: str
    members: frozenset


@dataclass
class Answered:
    """A round, who was asked, what they have submitted, and what one reader may count of it."""

    round: Round
    organisations: dict  # those asked, by id
    answers: dict  # organisation id to answers: submitted, as they are now
    kept: list  # the same as they stood each time the round was over and opened again, the oldest first
    belongs: list  # every GroupingMember, with its grouping
    known: frozenset  # whose answers the reader has written: their own organisations
    by_name: bool  # whether the reader reads all answers
    is_over: bool
    decided: dict = field(default_factory=dict, repr=False)

    @property
    def least(self) -> int:
        return self.round.min_organisations

    @cached_property
    def versions(self) -> list:
        """The answers the others' figures may be counted from: all, or those of each time the round was over."""
        if self.by_name:
            return [self.answers]
        asked_now = self.round.sharing == "asked" and self.known & self.organisations.keys()
        kept = [] if asked_now else self.kept
        return [*kept, self.answers] if self.is_over else kept

    @cached_property
    def weights(self) -> dict:
        return {pk: one.population for pk, one in self.organisations.items()}

    @cached_property
    def mine(self) -> list:
        return [one for pk, one in self.organisations.items() if pk in self.known]

    @cached_property
    def groups(self) -> dict[str, Group]:
        """What the reader can compare with, the most important first: those of all their own organisations."""
        everyone = frozenset(self.organisations)
        found = [Group(COUNTY, _("The county"), everyone), *self._areas()]
        found += [
            Group(f"{LIKE}-{own.pk}", _("Of like size"), frozenset(self._like(own)))
            for own in self.mine
            if own.population
        ]
        sides = {side: frozenset(pk for pk, one in self.organisations.items() if one.side == side) for side in Side}
        if all(sides.values()):
            found += [Group(f"sida-{side.value}", str(side.label), members) for side, members in sides.items()]
        return {group.key: group for group in found}

    def _areas(self):
        """The groupings of the reader's organisations, of who reads all every one, as they were when it opened."""
        day = self.round.opens_on
        members, groupings = {}, {}
        for row in self.belongs:
            if (row.valid_from and row.valid_from > day) or (row.valid_to and row.valid_to < day):
                continue
            groupings[row.grouping_id] = row.grouping
            if row.organisation_id in self.organisations:
                members.setdefault(row.grouping_id, set()).add(row.organisation_id)
        order = {"county_part": 0, "care_collaboration": 1}
        chosen = [pk for pk, those in members.items() if self.by_name or those & self.known]
        chosen.sort(key=lambda pk: (order.get(groupings[pk].kind, 2), swedish_key(groupings[pk].name), pk))
        return [Group(f"omrade-{pk}", groupings[pk].name, frozenset(members[pk])) for pk in chosen]

    def _like(self, own):
        return (pk for pk, one in self.organisations.items() if alike(own.population, one.population))

    def standing(self, identity, pick=None) -> tuple[dict, Shown]:
        """What each organisation said to a question, as this reader may count it, and of which groups."""
        values, shown = {}, Shown()
        for answers in self.versions:
            newer = {}
            for pk, given in answers.items():
                value = content(given.get(identity))[0]
                value = pick(value) if pick and value is not None else value
                if value not in (None, "", [], {}) and pk in self.organisations:
                    newer[pk] = value
            if not shown.groups:
                values, shown = newer, self._first(frozenset(newer))
                continue
            changed = frozenset(pk for pk, value in newer.items() if values.get(pk) != value)
            gone = frozenset(values.keys() - newer.keys())
            next_shown = renewed(
                shown,
                self._present(newer.keys() | gone),
                changed=changed,
                gone=gone,
                known=self.known,
                least=self.least,
                weights=self.weights,
            )
            if next_shown:
                values, shown = newer, next_shown
        return values, shown

    def _present(self, answered):
        return {key: group.members & answered for key, group in self.groups.items()}

    def _first(self, answered) -> Shown:
        """What is shown when nothing was before. Who has answered decides, so it is counted once for each set."""
        if answered not in self.decided:
            present = self._present(answered)
            if self.by_name:
                enough = tuple(key for key, members in present.items() if len(members) >= self.least)
                self.decided[answered] = Shown(enough, enough)
            else:
                self.decided[answered] = shown_groups(present, known=self.known, least=self.least, weights=self.weights)
        return self.decided[answered]

    def comparisons(self, identity, own=None) -> dict[str, Comparison]:
        """The figures of every group that may be shown, for a question whose answers are steps."""
        values, shown = self.standing(identity)
        return {
            key: compare(
                {pk: value for pk, value in values.items() if pk in self.groups[key].members},
                weights=self.weights if key in shown.weighted else None,
                own=own,
            )
            for key in shown.groups
        }

    def county_values(self, identity, pick=None) -> dict:
        """What everybody said, where the county's figures may be shown; else nothing."""
        values, shown = self.standing(identity, pick)
        return values if COUNTY in shown.groups else {}


def memberships() -> list[GroupingMember]:
    """Every organisation's groupings, of all times. One statement."""
    return list(GroupingMember.objects.select_related("grouping"))
