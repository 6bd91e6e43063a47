"""The theory of change: its boxes in columns, with what leads to what."""

from collections import defaultdict
from dataclasses import dataclass

from agreements.models import TheoryKind, TheoryStep
from agreements.queries.knowledge import clauses


@dataclass
class Column:
    """One kind of box, with its boxes in order."""

    kind: TheoryKind
    steps: list[TheoryStep]


def theory_of(agreement) -> list[Column]:
    """The four columns; three statements. Each box has `onward`, the boxes it leads to, in the order of the list."""
    rows = list(
        TheoryStep.objects.filter(agreement=agreement)
        .select_related("goal")
        .prefetch_related(clauses())
        .order_by("kind", "position", "pk")
    )
    onward = defaultdict(set)
    for one, other in TheoryStep.leads_to.through.objects.filter(from_theorystep__agreement=agreement).values_list(
        "from_theorystep", "to_theorystep"
    ):
        onward[one].add(other)
    for row in rows:
        row.onward = [other for other in rows if other.pk in onward[row.pk]]
    return [Column(kind, [row for row in rows if row.kind == kind]) for kind in TheoryKind]
