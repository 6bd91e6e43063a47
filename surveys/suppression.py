"""Which figures of the others a reader may see, so that no organisation's answer can be computed from them.

A reader knows the answers of their own organisations, sees the figures of several groups that overlap (the county,
parts of it, similar organisations), and can subtract one from the other. A mean with its count is a sum, so what a
reader can compute is every linear combination of the groups' sums over the organisations they do not know. The rule:
**no combination rests on fewer organisations than `least`**. It covers the single organisation, the group that is too
small, the mean without oneself, and every difference between groups.

Groups are taken in order of importance, each only if the rule holds together with those before it; what is left out is
the complementary suppression. Only who has answered decides, never what was answered, so the gaps say nothing.

Organisations in exactly the same groups are alike in every combination, so it is enough to look at these classes
("atoms") with their sizes. A mean weighted by population tells organisations of a class apart, but a combination can
cancel only those of one and the same weight: the class then counts with its size less its most common weight.
"""

from collections import Counter
from dataclasses import dataclass, field

PRIME = 1_000_003  # ranks of small tables of 0 and 1 are the same modulo this as exactly: their minors are far smaller
MOST_TRIED = 4_000  # more to try than this: the figure is left out


@dataclass(frozen=True)
class Shown:
    """The groups whose figures may be shown, and those whose weighted mean may be shown too."""

    groups: tuple = ()
    weighted: tuple = field(default=())


def shown_groups(groups, *, known, least, weights=None) -> Shown:
    """`groups`: name to the organisations of it that have answered, the most important first.

    `known` are those whose answers the reader has anyway; `weights` says each organisation's weight, where it has one.
    """
    chosen = []
    for name, members in groups.items():
        if len(members - known) >= least and protects(_atoms(groups, [*chosen, name], known), [*chosen, name], least):
            chosen.append(name)
    weighted, classes = [], _classes(groups, chosen, known)
    for name in chosen if weights else []:
        # Only where all have a weight, and where the weights do not single anybody out.
        if all(weights.get(one) for one in groups[name]):
            costs = {key: _less_common(members, weights) for key, members in classes.items()}
            if protects(costs, [*weighted, name], least):
                weighted.append(name)
    return Shown(tuple(chosen), tuple(weighted))


def renewed(shown, groups, *, changed, gone, known, least, weights=None) -> Shown | None:
    """What may be shown of newer answers to who has seen the older, or None: then the older figures stay.

    `groups` as they are with the newer answers (with those in `gone` still in them); `changed` have come or changed.
    A difference in time is one more combination: it too must rest on at least `least` organisations.
    """
    touched = (changed | gone) - known
    if not touched:
        return shown
    classes = {
        key: members & touched
        for key, members in _classes(groups, shown.groups, known).items()
        if key and members & touched
    }
    if not protects({key: len(members & changed) for key, members in classes.items()}, shown.groups, least):
        return None
    costs = {key: _less_common(members & changed, weights or {}) for key, members in classes.items()}
    return Shown(shown.groups, shown.weighted if protects(costs, shown.groups, least) else ())


def protects(atoms, names, least) -> bool:
    """Whether every combination of the groups rests on at least `least`, or on nothing.

    `atoms`: the set of group names a class belongs to, to how many it counts for.
    """
    columns = Counter()
    for key, cost in atoms.items():
        if inside := tuple(name in key for name in names):
            columns[inside] += cost
    columns.pop((False,) * len(names), None)
    free = [column for column, cost in columns.items() if cost == 0]
    costly = sorted((cost, column) for column, cost in columns.items() if cost)
    full = _rank(list(columns))
    for tried, hidden in enumerate(_small_sets(costly, least)):
        kept = [column for column in columns if column not in hidden and column not in free]
        if tried > MOST_TRIED or _rank(kept) < full:
            return False
    return True


def _small_sets(costly, least):
    """Every set of columns that together cost less than `least` and that nothing more fits into."""

    def grow(start, taken, spent):
        fits = False
        for place in range(start, len(costly)):
            cost, column = costly[place]
            if spent + cost >= least:
                break
            fits = True
            yield from grow(place + 1, [*taken, column], spent + cost)
        if not fits:
            yield set(taken)

    return grow(0, [], 0)


def _classes(groups, names, known):
    """The set of groups to the organisations that are in exactly these, the known ones left out."""
    classes = {}
    for one in set().union(*(groups[name] for name in names)) - known:
        classes.setdefault(frozenset(name for name in names if one in groups[name]), set()).add(one)
    return classes


def _atoms(groups, names, known):
    return {key: len(members) for key, members in _classes(groups, names, known).items()}


def _less_common(members, weights) -> int:
    """How many are left when those of the most common weight cancel."""
    return len(members) - max(Counter(weights.get(one) for one in members).values(), default=0)


def _rank(columns) -> int:
    rows, rank = [[int(cell) for cell in column] for column in columns], 0
    for place in range(len(rows[0]) if rows else 0):
        pivot = next((row for row in rows[rank:] if row[place]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        rows.insert(rank, pivot)
        inverse = pow(pivot[place], -1, PRIME)
        for number in range(rank + 1, len(rows)):
            if factor := rows[number][place] * inverse % PRIME:
                rows[number] = [(a - factor * b) % PRIME for a, b in zip(rows[number], pivot, strict=True)]
        rank += 1
    return rank
