"""Clauses: the list with how far each has come, and one clause with everybody's phase."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Q

from agreements.models import Change, Implementation, Provision
from agreements.queries.parties import parties_in_groups
from agreements.queries.phases import PhaseFigures, cells_of, figures_of


@dataclass
class ProvisionRow:
    """One clause in the list, with what its cells add up to."""

    provision: Provision
    figures: PhaseFigures


def provision_rows(agreement, *, search="", new_only=False) -> list[tuple[str, list[ProvisionRow]]]:
    """(chapter, rows) in the agreement's order, cut to a search or to new and changed; two SQL statements."""
    provisions = agreement.provisions.order_by("position", "number")
    if new_only:
        provisions = provisions.new_in_agreement()
    if search:
        provisions = provisions.filter(
            Q(number__istartswith=search.lstrip("§ \xa0"))
            | Q(title__icontains=search)
            | Q(text__icontains=search)
            | Q(what_is_new__icontains=search)
            | Q(chapter__icontains=search)
        )
    by_provision = defaultdict(list)
    for (_organisation, provision), cell in cells_of(agreement).items():
        by_provision[provision].append(cell)
    chapters = {}
    for provision in provisions:
        row = ProvisionRow(provision, figures_of(by_provision[provision.pk]))
        chapters.setdefault(provision.chapter, []).append(row)
    return list(chapters.items())


def chapters_of(agreement) -> list[str]:
    """The chapter headings in use, in order, for suggestions."""
    names = agreement.provisions.order_by("position").values_list("chapter", flat=True)
    return list(dict.fromkeys(name for name in names if name))


def neighbours_of(provision) -> tuple[Provision | None, Provision | None]:
    """The clause before and the clause after; two SQL statements."""
    others = Provision.objects.filter(agreement=provision.agreement_id).only("number", "title", "agreement_id")
    here = (provision.position, provision.number)
    before = others.filter(Q(position__lt=here[0]) | Q(position=here[0], number__lt=here[1]))
    after = others.filter(Q(position__gt=here[0]) | Q(position=here[0], number__gt=here[1]))
    return before.order_by("-position", "-number").first(), after.order_by("position", "number").first()


@dataclass
class OrganisationPhases:
    """One part of the county with its organisations' rows for one clause, in alphabetical order."""

    name: str
    implementations: list[Implementation]


def phases_of_provision(provision, *, on) -> tuple[list[OrganisationPhases], PhaseFigures]:
    """Where every party stands with one clause, by part of the county; three SQL statements."""
    rows = {
        row.organisation_id: row
        for row in Implementation.objects.current().filter(provision=provision).select_related("organisation")
    }
    _division, groups = parties_in_groups(provision.agreement, on=on)
    shown = [
        OrganisationPhases(group.name, [rows[one.pk] for one in group.organisations if one.pk in rows])
        for group in groups
    ]
    return [group for group in shown if group.implementations], figures_of(
        (row.pk, row.phase, row.progress) for row in rows.values()
    )


@dataclass
class ProvisionCounts:
    """How many clauses of each kind of change."""

    new: int
    changed: int
    unchanged: int
    removed: int

    @property
    def new_or_changed(self) -> int:
        return self.new + self.changed

    @property
    def in_force(self) -> int:
        return self.new_or_changed + self.unchanged

    @property
    def total(self) -> int:
        return self.in_force + self.removed


def provision_counts(agreement) -> ProvisionCounts:
    """The clauses counted; one SQL statement."""
    counts = Counter(agreement.provisions.order_by().values_list("change", flat=True))
    return ProvisionCounts(**{change.value: counts[change] for change in Change})
