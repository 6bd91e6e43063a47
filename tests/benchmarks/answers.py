"""Sealing: the answers of a hundred thousand written anew in no order, beside the bare statement that shuffles them."""

from portal.start.measures import Row, measure
from tests.benchmarks.crowd import crowd, seconds, shuffled

PERSONS = 100_000


@measure
def sealing(stage):
    """The floor shuffles into empty tables with the same keys and rules; it removes nothing and counts nothing."""
    from django.utils import timezone

    from surveys.services import tallies
    from surveys.services.sealing import seal

    round = crowd(PERSONS)
    counting = seconds(lambda: list(iter(lambda: tallies.fold(most=10_000), 0)))
    bare = shuffled(stage, round)
    ours = seconds(lambda: seal(round, at=timezone.now()))
    round.refresh_from_db()
    assert round.sealed_at
    yield Row("100,000 answers sealed: tallies that differ from a recount", len(tallies.recount(round)), limit=0)
    yield Row("100,000 answers sealed, counted before", ours, reference=bare, unit="s", limit=4)
    yield Row("100,000 answers counted by the sweep, beside the same", counting, reference=bare, unit="s", limit=4)
