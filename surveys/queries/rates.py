"""How many of those asked have answered, in each part of the county and on each side: counts, no answers."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from organisations.models import Side
from portal.collation import swedish_key


@dataclass(frozen=True)
class Rate:
    name: str
    done: int
    asked: int

    @property
    def percent(self) -> int:
        return (200 * self.done + self.asked) // (2 * self.asked) if self.asked else 0


def response_rates(results) -> list[tuple[str, list[Rate]]]:
    """(heading, its groups), only where there is more than one group. No statement."""
    parts = {pk: results.areas.get(pk, "") for pk in results.organisations}
    sides = {pk: one.side for pk, one in results.organisations.items()}
    names = dict(Side.choices)
    found = [
        (_("By part of the county"), _counted(results, parts, lambda part: part or _("No part of the county"))),
        (_("By side"), _counted(results, sides, lambda side: str(names.get(side) or _("Neither side")))),
    ]
    return [(heading, rates) for heading, rates in found if len(rates) > 1]


def _counted(results, group_of, name):
    asked = Counter(group_of.values())
    done = Counter(group for pk, group in group_of.items() if pk in results.now)
    order = sorted(asked, key=lambda group: (group == "", swedish_key(name(group))))
    return [Rate(name(group), done[group], asked[group]) for group in order]
