"""The agreements in their tree: what stands above and below, what came before and after."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q

from agreements.models import Agreement, Party

DEEPEST = 4


def agreement_rows(user) -> list[Agreement]:
    """All the user may see, the newest first, each sub-agreement below its own; `depth` is 0 to 4. One statement."""
    agreements = list(
        Agreement.objects.visible_to(user)
        .annotate(
            party_count=Count("parties"), decided_count=Count("parties", filter=Q(parties__decided_on__isnull=False))
        )
        .order_by("-valid_from", "title", "pk")
    )
    return [_placed(agreement, depth) for agreement, depth in _in_tree(agreements)]


def _placed(agreement, depth):
    agreement.depth = min(depth, DEEPEST)
    return agreement


def _in_tree(agreements):
    """(agreement, depth) in tree order; what stands under something one may not see stands at the top."""
    seen = {agreement.pk for agreement in agreements}
    below = defaultdict(list)
    for agreement in agreements:
        below[agreement.parent_id if agreement.parent_id in seen else None].append(agreement)

    def walk(place, depth):
        for agreement in below[place]:
            yield agreement, depth
            yield from walk(agreement.pk, depth + 1)

    return list(walk(None, 0))


@dataclass
class AgreementFamily:
    """Where an agreement stands: what is above it (the topmost first), below it, and its versions."""

    above: list[Agreement]
    below: list[Agreement]
    replaces: Agreement | None
    replaced_by: list[Agreement]

    @property
    def superior(self) -> Agreement | None:
        """The agreement nearest above: where the two differ, that one holds."""
        return self.above[-1] if self.above else None

    @property
    def is_shown(self) -> bool:
        return bool(self.above or self.below or self.replaces or self.replaced_by)


def family_of(agreement, *, user) -> AgreementFamily:
    """The agreement's place among those the user may see; one statement."""
    rows = {row.pk: row for row in Agreement.objects.visible_to(user).defer("purpose")}
    above, place = [], agreement.parent_id
    while place in rows and rows[place] not in above:
        above.insert(0, rows[place])
        place = rows[place].parent_id
    tree = _in_tree(list(rows.values()))
    return AgreementFamily(
        above=above,
        below=_below(tree, agreement),
        replaces=rows.get(agreement.replaces_id),
        replaced_by=[row for row in rows.values() if row.replaces_id == agreement.pk],
    )


def _below(tree, agreement):
    """The part of the tree under the agreement: its rows follow it, deeper than it."""
    rows, own = [], None
    for row, depth in tree:
        if row.pk == agreement.pk:
            own = depth
        elif own is not None:
            if depth <= own:
                break
            rows.append(_placed(row, depth - own - 1))
    return rows


def former_decisions(agreement, *, user) -> list[Party]:
    """When the parties decided about the version before, for who may see it; one statement, none without one."""
    if agreement.replaces_id is None:
        return []
    seen = Agreement.objects.visible_to(user).filter(pk=agreement.replaces_id)
    rows = Party.objects.filter(agreement__in=seen, decided_on__isnull=False)
    return list(rows.select_related("organisation").order_by("decided_on", "organisation__short_name"))
