"""Two people have gone on writing from the same text: put both together, or say that they have met.

Works on units (a paragraph, a heading, one item of a list). A change of each in different units is put together; two
new units in the same place are both kept; two changes of the same unit are for a person to choose between.
"""

from difflib import SequenceMatcher

from meetings import rich


def merge(base: str, mine: str, theirs: str) -> str | None:
    """Clean HTML with both changes, or None when both have changed the same unit in different ways."""
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    before = rich.units(base)
    changes = _changes(before, rich.units(theirs)), _changes(before, rich.units(mine))
    put = _together(before, *changes)
    return None if put is None else rich.joined(put)


def _changes(before, after):
    """[(start, end, what stands there instead)] of what differs."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return [(a, b, after[c:d]) for kind, a, b, c, d in matcher.get_opcodes() if kind != "equal"]


def _together(before, theirs, mine):
    for start, end, instead in mine:
        if any(_meet(start, end, a, b) and (start, end, instead) != (a, b, there) for a, b, there in theirs):
            return None
    same = [change for change in mine if change not in theirs]
    # at the same place what is saved already stands first
    ordered = sorted([(change, 0) for change in theirs] + [(change, 1) for change in same], key=_order)
    put, place = [], 0
    for (start, end, instead), _whose in ordered:
        put += before[place:start] + instead
        place = max(place, end)
    return put + before[place:]


def _order(change):
    (start, end, _instead), whose = change
    return start, end, whose


def _meet(start, end, a, b):
    """Whether two changes are of the same unit; two new ones side by side are not."""
    return max(start, a) < min(end, b) or a < start == end < b or start < a == b < end
