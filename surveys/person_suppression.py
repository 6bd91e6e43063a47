"""Which figures of persons may be shown, so that what fewer than `least` have answered cannot be computed.

Persons belong to places: organisations, and the place of those who came by a link for everybody. For each question a
reader sees the counts of all together and those of some places, and can subtract the ones from the other; places do
not overlap, so what can be computed are sums of places that are shown, and of all that are not shown together. The
rule: **each place that is shown has at least `least` persons who answered the question, and so have all those together
that are not shown**; they are at least two where there are two, so that the rest is no place's own figure. Where too
few are hidden the smallest of the others is hidden too (complementary suppression).

Persons who were there but gave no answer to the question count as hidden as well as others: that all of a place kept
silent is an answer too. Only who answered a question decides, never what was answered.

Where a question is asked of those who gave a certain answer to another, how many answered it tells how many gave that
answer. So places that are hidden in the other question are hidden (`aside`) in this one too.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Shown:
    """Whether the figure of all may be shown, and of which places."""

    total: bool = False
    places: frozenset = frozenset()


def shown_places(voiced, present, *, least, aside=frozenset()) -> Shown:
    """`voiced`: place to how many answered the question; `present`: place to how many answered anything at all.

    `aside`: places that must not be shown whatever their numbers.
    """
    if sum(voiced.values()) < least:
        return Shown()
    shown = [place for place in present if voiced.get(place, 0) >= least and place not in aside]
    shown.sort(key=lambda place: (voiced[place], place is not None, place), reverse=True)
    hidden = {place for place, number in present.items() if number and place not in shown}
    while hidden and shown and not _covers(hidden, voiced, least):
        hidden.add(shown.pop())
    return Shown(total=True, places=frozenset(shown))


def _covers(hidden, voiced, least) -> bool:
    numbers = [voiced[place] for place in hidden if voiced.get(place)]
    return len(numbers) > 1 and sum(numbers) >= least
