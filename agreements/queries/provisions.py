"""Clauses: the list with how far each has come, and one clause with everybody's phase."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Case, Exists, OuterRef, Q, Value, When

from agreements.models import Change, Implementation, Provision, Relevance
from agreements.queries.parties import parties_in_groups
from agreements.queries.phases import PhaseFigures, cells_of, figures_of

DEEPEST = 4
BOTH = "both"


@dataclass
class ProvisionRow:
    """One clause in the list, how deep it stands, whether it is what was asked for, and what its cells add up to."""

    provision: Provision
    figures: PhaseFigures
    depth: int
    matches: bool


@dataclass(frozen=True)
class ClauseWish:
    """What a list of clauses was asked for: words, kinds of change, a side (BOTH for joint), an audience."""

    search: str = ""
    changes: tuple = ()
    side: str = ""
    audience: str = ""

    @property
    def narrows(self) -> bool:
        return bool(self.search or self.changes or self.side or self.audience)

    @property
    def condition(self) -> Q:
        found = Q()
        if self.search:
            found &= (
                Q(number__istartswith=self.search.lstrip("§ \xa0"))
                | Q(title__icontains=self.search)
                | Q(text__icontains=self.search)
                | Q(what_is_new__icontains=self.search)
                | Q(chapter__icontains=self.search)
            )
        if self.changes:
            found &= Q(change__in=self.changes)
        if self.side:
            found &= Q(responsible="" if self.side == BOTH else self.side)
        if self.audience:
            meant = Relevance.objects.filter(provision=OuterRef("pk"), audience__iexact=self.audience)
            found &= Q(Exists(meant))
        return found


EVERYTHING = ClauseWish()


def provision_rows(agreement, wish=EVERYTHING) -> list[tuple[str, list[ProvisionRow]]]:
    """(chapter, rows) as a tree by dotted number, cut to a wish; two SQL statements.

    A clause that does not match stays where something below it does, so that one sees where that belongs.
    """
    provisions = list(
        agreement.provisions.order_by("position", "number")
        .annotate(matches=Case(When(wish.condition, then=True), default=False) if wish.narrows else Value(True))
        .defer("text", "what_is_new", "realism_note")
    )
    by_provision = defaultdict(list)
    for (_organisation, provision), cell in cells_of(agreement).items():
        by_provision[provision].append(cell)
    numbers = {provision.number for provision in provisions}
    needed = {
        above for provision in provisions if provision.matches for above in above_number(provision.number, numbers)
    }
    chapters = {}
    for provision in provisions:
        if provision.matches or provision.number in needed:
            row = ProvisionRow(
                provision=provision,
                figures=figures_of(by_provision[provision.pk]),
                depth=min(len(above_number(provision.number, numbers)), DEEPEST),
                matches=provision.matches,
            )
            chapters.setdefault(provision.chapter, []).append(row)
    return list(chapters.items())


def above_number(number: str, numbers) -> list[str]:
    """The numbers in use that a dotted number stands below: "4" and "4.2" for "4.2.1"."""
    parts = number.split(".")
    return [above for above in (".".join(parts[:length]) for length in range(1, len(parts))) if above in numbers]


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
    def filters(self) -> list[tuple[str, int]]:
        """(kind of change, how many) for those that occur, in order."""
        return [(change.value, count) for change in Change if (count := getattr(self, change.value))]

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
