"""The matrix organisation x clause, and the figures that are counted from it. One formula for every page."""

from collections import Counter
from dataclasses import dataclass, field
from operator import itemgetter

from agreements.models import Implementation, Phase, Progress, Provision
from agreements.queries.parties import PartyGroup, parties_in_groups
from organisations.models import Organisation

IN_USE = (Phase.USE, Phase.SUSTAINMENT)
NEEDS_ATTENTION = "attention"
PROGRESS_CHOICES = (NEEDS_ATTENTION, Progress.AT_RISK, Progress.OFF_TRACK)


# Where one organisation stands with one clause: key, phase, progress. A bare tuple, since there are many thousands.
Cell = tuple[int, int, str]


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
    """Rows by group, columns in the agreement's order, cells by (organisation, clause); `figures` count all cells."""

    division: str
    groups: list[PartyGroup]
    all_groups: list[PartyGroup]
    provisions: list[Provision]
    cells: dict[tuple[int, int], Cell]
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


def cells_between(organisations, provisions) -> dict[tuple[int, int], Cell]:
    """The same for parties and clauses already at hand: the plainest query there is, for tables of many thousand."""
    wanted = {organisation.pk for organisation in organisations}
    cells = _by_place(Implementation.objects.filter(provision__in=[provision.pk for provision in provisions]))
    return {place: cell for place, cell in cells.items() if place[0] in wanted}


def _by_place(implementations):
    rows = implementations.order_by().values_list("organisation_id", "provision_id", "pk", "phase", "progress")
    return {row[:2]: row[2:] for row in rows}


def phase_figures(agreement) -> PhaseFigures:
    """The figures alone, for a sentence; one SQL statement."""
    return figures_of(cells_of(agreement).values())


def matrix_of(agreement, *, on, group="", new_only=False, progress="") -> Matrix:
    """The matrix, cut down to one part of the county, to new and changed clauses, or to what needs attention.

    A cut by progress keeps every row and column in which it is found, with all their cells. Four SQL statements.
    """
    division, groups = parties_in_groups(agreement, on=on)
    provisions = list(agreement.provisions.in_force().defer("text", "what_is_new").order_by("position", "number"))
    cells = cells_between([one for group in groups for one in group.organisations], provisions)
    shown = [provision for provision in provisions if not new_only or provision.is_new_or_changed]
    rows = [one for one in groups if not group or one.key == group]
    if progress in PROGRESS_CHOICES:
        shown, rows = _where(cells, rows, shown, progress)
    return Matrix(
        division=division,
        groups=rows,
        all_groups=groups,
        provisions=shown,
        cells=cells,
        figures=figures_of(cells.values()),
        party_count=sum(len(one.organisations) for one in groups),
        provision_count=len(provisions),
        new_count=sum(provision.is_new_or_changed for provision in provisions),
    )


def _where(cells, groups, provisions, progress):
    """The clauses and groups in which such a cell is found."""
    wanted = {Progress.AT_RISK, Progress.OFF_TRACK} if progress == NEEDS_ATTENTION else {progress}
    inside = {organisation.pk for group in groups for organisation in group.organisations}
    columns = {provision.pk for provision in provisions}
    found = [
        (organisation, provision)
        for (organisation, provision), cell in cells.items()
        if cell[2] in wanted and organisation in inside and provision in columns
    ]
    rows, columns = {organisation for organisation, _ in found}, {provision for _, provision in found}
    kept = [
        PartyGroup(group.key, group.name, [one for one in group.organisations if one.pk in rows]) for group in groups
    ]
    return [one for one in provisions if one.pk in columns], [group for group in kept if group.organisations]


def details_of(agreement) -> dict[tuple[int, int], tuple]:
    """(since, target date, comment) of every cell, for the export; one SQL statement."""
    rows = (
        Implementation.objects.current()
        .filter(provision__agreement=agreement)
        .order_by()
        .values_list("organisation_id", "provision_id", "phase_since", "target_on", "comment")
    )
    return {(organisation, provision): rest for organisation, provision, *rest in rows}
