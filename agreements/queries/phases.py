"""The matrix organisation x clause, and the figures that are counted from it. One formula for every page."""

from collections import Counter
from dataclasses import dataclass, field
from operator import itemgetter

from agreements.models import Implementation, Phase, PhaseChange, Progress, Provision
from agreements.queries.cuts import LEFT_TO_DO, Cut, left_to_do
from agreements.queries.parties import PartyGroup, parties_in_groups
from organisations.models import Organisation

IN_USE = (Phase.USE, Phase.SUSTAINMENT)
EVERYTHING = Cut()


# Where one organisation stands with one clause: key, phase, progress; in the matrix the revision that was read too.
# A bare tuple, since there are many thousands.
Cell = tuple[int, int, str]
SeenCell = tuple[int, int, str, int]


@dataclass
class PhaseFigures:
    """What a set of cells adds up to."""

    phases: Counter = field(default_factory=Counter)
    progress: Counter = field(default_factory=Counter)

    @property
    def total(self) -> int:
        return sum(self.phases.values())

    @property
    def in_use(self) -> int:
        """Cells in use or sustainment."""
        return sum(self.phases[phase] for phase in IN_USE)

    @property
    def at_risk(self) -> int:
        return self.progress[Progress.AT_RISK]

    @property
    def stopped(self) -> int:
        return self.progress[Progress.OFF_TRACK]

    @property
    def needing_attention(self) -> int:
        return self.at_risk + self.stopped

    @property
    def by_phase(self) -> list[int]:
        """Five counts, from not started to sustainment."""
        return [self.phases[phase] for phase in Phase]


@dataclass
class Matrix:
    """Rows by group, columns in the agreement's order, cells by (organisation, clause); `figures` count all cells.

    `wanted` are the keys of the cells a cut asks for, or None when it asks for whole rows and columns.
    """

    division: str
    groups: list[PartyGroup]
    all_groups: list[PartyGroup]
    provisions: list[Provision]
    all_provisions: list[Provision]
    cells: dict[tuple[int, int], SeenCell]
    wanted: set[int] | None
    figures: PhaseFigures
    party_count: int
    provision_count: int
    new_count: int

    @property
    def organisations(self) -> list[Organisation]:
        return [organisation for group in self.groups for organisation in group.organisations]

    @property
    def everybody(self) -> list[Organisation]:
        return [organisation for group in self.all_groups for organisation in group.organisations]

    @property
    def listed(self) -> list[int]:
        """Keys of the cells that are asked for, in the order of the table."""
        found = (
            self.cells.get((organisation.pk, provision.pk))
            for organisation in self.organisations
            for provision in self.provisions
        )
        return [cell[0] for cell in found if cell and (self.wanted is None or cell[0] in self.wanted)]


def figures_of(cells) -> PhaseFigures:
    """Count an iterable of cells."""
    pairs = Counter(map(itemgetter(1, 2), cells))
    figures = PhaseFigures()
    for (phase, progress), count in pairs.items():
        figures.phases[phase] += count
        figures.progress[progress] += count
    return figures


def cells_of(agreement) -> dict[tuple[int, int], Cell]:
    """Every cell of an agreement that counts, by (organisation, clause); one SQL statement."""
    return _by_place(Implementation.objects.current().filter(provision__agreement=agreement))


def cells_between(organisations, provisions) -> dict[tuple[int, int], SeenCell]:
    """The same with revisions, for parties and clauses at hand: the plainest query there is, for many thousand."""
    wanted = {organisation.pk for organisation in organisations}
    rows = Implementation.objects.filter(provision__in=[provision.pk for provision in provisions])
    return {place: cell for place, cell in _by_place(rows, "revision").items() if place[0] in wanted}


def _by_place(implementations, *more):
    rows = implementations.order_by().values_list("organisation_id", "provision_id", "pk", "phase", "progress", *more)
    return {row[:2]: row[2:] for row in rows}


def phase_figures(agreement) -> PhaseFigures:
    """The figures alone, for a sentence; one SQL statement."""
    return figures_of(cells_of(agreement).values())


def matrix_of(agreement, *, on, cut=EVERYTHING) -> Matrix:
    """The matrix as it is cut. Four SQL statements, five when what is left to do is asked for.

    A cut that asks for cells keeps every row and column in which one is found, with all their cells.
    """
    division, groups = parties_in_groups(agreement, on=on)
    provisions = list(agreement.provisions.in_force().defer("text", "what_is_new").order_by("position", "number"))
    cells = cells_between([one for group in groups for one in group.organisations], provisions)
    shown = [provision for provision in provisions if cut.wants_provision(provision)]
    rows = _groups_where(groups, cut.wants_organisation, group=cut.group)
    wanted = None
    if cut.asks_for_cells:
        waiting = left_to_do(agreement, cut.todo, on=on) if cut.todo in LEFT_TO_DO else None
        wanted, rows, shown = _where(cells, rows, shown, cut, waiting)
    return Matrix(
        division=division,
        groups=rows,
        all_groups=groups,
        provisions=shown,
        all_provisions=provisions,
        cells=cells,
        wanted=wanted,
        figures=figures_of(cells.values()),
        party_count=sum(len(one.organisations) for one in groups),
        provision_count=len(provisions),
        new_count=sum(provision.is_new_or_changed for provision in provisions),
    )


def _groups_where(groups, keep, *, group=""):
    """The groups with those of their organisations that are kept; a group with none falls away."""
    kept = [
        PartyGroup(one.key, one.name, [organisation for organisation in one.organisations if keep(organisation)])
        for one in groups
        if not group or one.key == group
    ]
    return [one for one in kept if one.organisations]


def _where(cells, groups, provisions, cut, waiting):
    """Keys of the cells asked for, and the groups and clauses in which they are found."""
    inside = {organisation.pk for group in groups for organisation in group.organisations}
    columns = {provision.pk for provision in provisions}
    found = {
        place: cell[0]
        for place, cell in cells.items()
        if place[0] in inside
        and place[1] in columns
        and cut.wants_cell(cell)
        and (waiting is None or cell[0] in waiting)
    }
    rows, columns = {place[0] for place in found}, {place[1] for place in found}
    return (
        set(found.values()),
        _groups_where(groups, lambda organisation: organisation.pk in rows),
        [provision for provision in provisions if provision.pk in columns],
    )


def details_of(agreement) -> dict[tuple[int, int], tuple]:
    """(since, target date, comment) of every cell, for the export; one SQL statement."""
    rows = (
        Implementation.objects.current()
        .filter(provision__agreement=agreement)
        .order_by()
        .values_list("organisation_id", "provision_id", "phase_since", "target_on", "comment")
    )
    return {(organisation, provision): rest for organisation, provision, *rest in rows}


def with_last_change(rows) -> list[tuple[Implementation, PhaseChange | None]]:
    """Each row with the newest line of its history; one SQL statement."""
    newest = {
        change.implementation_id: change
        for change in PhaseChange.objects.filter(implementation__in=rows)
        .order_by("implementation_id", "-at", "-pk")
        .distinct("implementation_id")
        .select_related("by")
    }
    return [(row, newest.get(row.pk)) for row in rows]
