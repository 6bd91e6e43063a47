"""What is shown never lets an organisation, or a group that is too small, be computed: tried by brute force."""

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.suppression import Shown, renewed, shown_groups

LEAST = 3
SEVEN = list(range(7))


def rank(rows):
    rows, done = [[Fraction(cell) for cell in row] for row in rows], 0
    for place in range(len(rows[0]) if rows else 0):
        pivot = next((number for number in range(done, len(rows)) if rows[number][place]), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        for number in range(len(rows)):
            if number != done and rows[number][place]:
                factor = rows[number][place] / rows[done][place]
                rows[number] = [a - factor * b for a, b in zip(rows[number], rows[done], strict=True)]
        done += 1
    return done


def tells(published, owner, least):
    """The first set of fewer than `least` organisations that some combination of the published sums rests on.

    `published` are rows over unknown values, `owner` says whose value each column is.
    """
    full, organisations = rank(published), sorted(set(owner))
    for size in range(1, least):
        for few in combinations(organisations, size):
            others = [[cell for cell, who in zip(row, owner, strict=True) if who not in few] for row in published]
            if rank(others) < full:
                return few
    return None


def sums(groups, shown, weights, columns):
    """The rows a reader can write down: the sum of each group shown, and the weighted sum."""
    rows = [[int(one in groups[name]) for one in columns] for name in shown.groups]
    return rows + [[weights[one] if one in groups[name] else 0 for one in columns] for name in shown.weighted]


sets = st.sets(st.sampled_from(SEVEN)).map(frozenset)
many_groups = st.lists(sets, max_size=4).map(
    lambda found: {"county": frozenset(SEVEN)} | {f"g{number}": one for number, one in enumerate(found)}
)
populations = st.lists(st.sampled_from([1, 2, 5, 7]), min_size=7, max_size=7)


@settings(deadline=None, max_examples=150)
@given(many_groups, st.sets(st.sampled_from(SEVEN), max_size=2), populations, sets)
def test_no_combination_of_what_is_shown_rests_on_too_few(groups, known, weights, silent):
    groups = {name: members - silent for name, members in groups.items()}
    shown = shown_groups(groups, known=known, least=LEAST, weights=dict(enumerate(weights)))
    columns = [one for one in SEVEN if one not in known]
    assert tells(sums(groups, shown, weights, columns), columns, LEAST) is None


@settings(deadline=None, max_examples=150)
@given(many_groups, st.sets(st.sampled_from(SEVEN), max_size=2), populations, sets, sets, sets)
def test_nor_does_what_was_shown_before_together_with_what_is_shown_now(groups, known, weights, late, new_mind, gone):
    """Two times: some have come since (`late`), some say something else, some have taken their answer back."""
    gone, new_mind = gone - late, new_mind - late - gone
    weighing = dict(enumerate(weights))
    old = {name: members - late for name, members in groups.items()}
    first = shown_groups(old, known=known, least=LEAST, weights=weighing)
    second = renewed(
        first,
        groups,
        changed=frozenset(late | new_mind),
        gone=frozenset(gone),
        known=known,
        least=LEAST,
        weights=weighing,
    )
    columns = [(one, 1) for one in SEVEN if one not in known | late]
    columns += [(one, 2) for one in SEVEN if one not in known | gone and one in late | new_mind]

    def version_rows(shown, time):
        def there(one, when):
            if time == 1:
                return when == 1
            return one not in gone and when == (2 if one in late | new_mind else 1)

        rows = [[int(one in groups[name] and there(one, when)) for one, when in columns] for name in shown.groups]
        return rows + [
            [weights[one] if one in groups[name] and there(one, when) else 0 for one, when in columns]
            for name in shown.weighted
        ]

    rows = version_rows(first, 1) + (version_rows(second, 2) if second else [])
    assert tells(rows, [one for one, _when in columns], LEAST) is None


ALL = frozenset(range(13))


@pytest.mark.parametrize(
    ("groups", "known", "shown"),
    [
        ({"county": ALL}, {0}, ("county",)),
        ({"county": frozenset(range(5))}, {0}, ()),  # with one's own known, four are left
        ({"county": frozenset(range(6))}, {0}, ("county",)),
        ({"county": ALL, "part": frozenset(range(6))}, {0}, ("county", "part")),
        ({"county": ALL, "part": frozenset(range(9))}, {0}, ("county",)),  # four would be left outside
        ({"county": ALL, "a": frozenset(range(6)), "b": frozenset(range(2, 8))}, {0}, ("county", "a")),
        # Each is well apart from the others, but a + b - county is the four that are in both.
        ({"county": ALL, "a": frozenset(range(8)), "b": frozenset([*range(4), *range(8, 13)])}, set(), ("county", "a")),
    ],
)
def test_what_is_left_out(groups, known, shown):
    assert shown_groups(groups, known=frozenset(known), least=5).groups == shown


def test_a_weighted_mean_that_would_single_somebody_out_is_left_out():
    five = {"county": frozenset(range(5))}
    apart = {number: 1000 + number for number in range(5)}
    assert shown_groups(five, known=frozenset(), least=5, weights=apart) == Shown(("county",), ())
    six = {"county": frozenset(range(6))}
    assert shown_groups(six, known=frozenset(), least=5, weights=apart | {5: 1005}).weighted == ("county",)
    assert shown_groups(six, known=frozenset(), least=5, weights=apart | {5: None}).weighted == ()


def test_one_late_answer_changes_nothing_for_who_has_seen_the_figures():
    groups = {"county": frozenset(range(12))}
    first = shown_groups({"county": frozenset(range(11))}, known=frozenset({0}), least=5)
    wish = {"gone": frozenset(), "known": frozenset({0}), "least": 5}
    assert renewed(first, groups, changed=frozenset({11}), **wish) is None
    assert renewed(first, groups, changed=frozenset(range(7, 12)), **wish).groups == ("county",)
    assert renewed(first, groups, changed=frozenset({0}), **wish) == first


def test_three_hundred_organisations_in_many_groups_are_decided_at_once():
    groups = {"county": frozenset(range(300))} | {
        f"g{number}": frozenset(one for one in range(300) if one % (number + 2) == 0) for number in range(7)
    }
    shown = shown_groups(groups, known=frozenset({0}), least=5, weights={one: one + 1 for one in range(300)})
    assert shown.groups[:3] == ("county", "g0", "g1")
