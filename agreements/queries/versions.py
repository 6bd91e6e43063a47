"""An agreement and the one it replaced: what a clause was before, what differs, and what can be carried over."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.expressions import RawSQL

from agreements.models import Agreement, Change, Implementation, Phase, PhaseChange, Provision

# UNION, not UNION ALL: a row that has been met is not met again, so even a circle comes to its end.
LINE = """
    WITH RECURSIVE line(id, predecessor_id) AS (
        SELECT id, predecessor_id FROM agreements_provision WHERE id = %s
        UNION
        SELECT former.id, former.predecessor_id
        FROM agreements_provision former JOIN line ON former.id = line.predecessor_id
    )
    SELECT id FROM line
"""


def lineage(provision_pk: int) -> RawSQL:
    """The clause and all it comes from, for `provision__in=`: part of the caller's statement."""
    return RawSQL(LINE, [provision_pk])  # noqa: S611 - one fixed text, the key is a parameter


def lineage_of(provision) -> list[int]:
    """Ids of the clause and all its predecessors, the newest first; one recursive SQL statement."""
    before = dict(Provision.objects.filter(pk__in=lineage(provision.pk)).values_list("pk", "predecessor_id"))
    ids, place = [], provision.pk
    while place in before:
        ids.append(place)
        place = before.pop(place)
    return ids


def former_of(provision, *, user) -> dict[int, Provision]:
    """The clauses it comes from that the user may see, by key, the newest first; one statement, none without any."""
    if provision.predecessor_id is None:
        return {}
    rows = Provision.objects.visible_to(user).filter(pk__in=lineage(provision.pk)).exclude(pk=provision.pk)
    found = {row.pk: row for row in rows.select_related("agreement").defer("text", "what_is_new", "realism_note")}
    ordered, place = {}, provision.predecessor_id
    while place in found:
        ordered[place] = found.pop(place)
        place = ordered[place].predecessor_id
    return ordered


@dataclass
class Pair:
    """One line of the comparison: the clause before and the clause now; either may be missing."""

    old: Provision | None
    new: Provision | None

    @property
    def change(self) -> Change:
        if self.new is None:
            return Change.REMOVED
        return Change(self.new.change)

    @property
    def same_words(self) -> bool:
        return self.old is not None and self.new is not None and self.old.text.split() == self.new.text.split()

    @property
    def differs(self) -> bool:
        return self.change != Change.UNCHANGED or not self.same_words


@dataclass
class Comparison:
    """Two versions clause by clause, in the order of the new one; what is left of the old one comes last."""

    old: Agreement
    pairs: list[Pair]

    def __post_init__(self):
        counts = Counter(pair.change for pair in self.pairs)
        self.new, self.changed, self.unchanged, self.removed = (counts[change] for change in Change)


def compare_versions(agreement) -> Comparison:
    """All clauses of an agreement beside those of the one it replaces; two SQL statements."""
    old = {row.pk: row for row in agreement.replaces.provisions.order_by("position", "number")}
    pairs = [Pair(old.get(row.predecessor_id), row) for row in agreement.provisions.order_by("position", "number")]
    followed = {pair.old.pk for pair in pairs if pair.old}
    gone = [Pair(row, None) for row in old.values() if row.pk not in followed and row.change != Change.REMOVED]
    return Comparison(agreement.replaces, pairs + gone)


def waiting_to_follow(agreement):
    """Rows of the new version that nobody has reported on, where the clause before has a phase or a history."""
    told = Exists(PhaseChange.objects.filter(implementation=OuterRef("pk")))
    former = Implementation.objects.filter(
        provision=OuterRef("provision__predecessor"), organisation=OuterRef("organisation")
    )
    return Implementation.objects.current().filter(
        ~told,
        Exists(former.filter(~Q(phase=Phase.NOT_STARTED) | told)),
        provision__agreement=agreement,
        provision__change__in=[Change.UNCHANGED, Change.CHANGED],
        provision__predecessor__agreement=agreement.replaces_id,
    )


@dataclass
class TakeOver:
    """What happens when a version takes over, and what stands in the way."""

    old: Agreement
    carried: int
    to_confirm: int
    kept: int
    left: list[Provision]
    parts: list[Agreement]
    undecided: int

    @property
    def is_needed(self) -> bool:
        """Until the old one is closed and everything has followed."""
        return not self.old.is_closed or bool(self.carried)


def take_over_of(agreement, *, user) -> TakeOver:
    """What would follow to a new version; five SQL statements."""
    former = Implementation.objects.filter(
        provision=OuterRef("provision__predecessor"), organisation=OuterRef("organisation")
    )
    waiting = waiting_to_follow(agreement).annotate(former_phase=Subquery(former.values("phase")[:1]))
    following = list(waiting.values_list("provision__change", "former_phase"))
    own = Implementation.objects.current().filter(
        Exists(PhaseChange.objects.filter(implementation=OuterRef("pk"))), provision__agreement=agreement
    )
    followed = agreement.provisions.in_force().filter(predecessor__isnull=False).values("predecessor")
    return TakeOver(
        old=agreement.replaces,
        carried=len(following),
        to_confirm=sum(change == Change.CHANGED and phase != Phase.NOT_STARTED for change, phase in following),
        kept=own.count(),
        left=list(agreement.replaces.provisions.in_force().exclude(pk__in=followed).defer("text")),
        parts=list(agreement.replaces.parts.visible_to(user).living().exclude(pk=agreement.pk)),
        undecided=agreement.parties.filter(decided_on=None).count(),
    )
