"""A million answers of 20 questions: counted as they come, counted anew, read, and sealed."""

from portal.start.measures import Row, measure
from tests.benchmarks.crowd import crowd, seconds

FEW, MANY, SOME = 1_000, 1_000_000, 100_000
COUNT = """
    SELECT organisation_id, e.key, e.value->>'value', e.value->>'missing', count(*)
      FROM surveys_personanswer a, jsonb_each(a.answers) e WHERE round_id = %s GROUP BY 1, 2, 3, 4
"""


@measure
def tallies_of_a_million(stage):
    """Folded by the sweep, then counted anew beside one GROUP BY over the same rows."""
    from django.db import connection

    from surveys.services import tallies

    round, sweeps = crowd(MANY), []
    folding = seconds(lambda: sweeps.extend(iter(lambda: tallies.fold(most=10_000), 0)))
    assert sum(sweeps) >= MANY
    bare, ours, differences = [], [], []
    for _ in range(2):
        with connection.cursor() as cursor:
            bare.append(seconds(lambda: cursor.execute(COUNT, [round.pk])))
        ours.append(seconds(lambda: differences.extend(tallies.recount(round))))
    yield Row("1,000,000 answers: tallies that differ from a recount", len(differences), limit=0)
    yield Row("1,000,000 answers of 20 questions, counted anew", min(ours), reference=min(bare), unit="s", limit=2)
    yield Row("The same, counted by the sweep as they come", folding, reference=min(bare), unit="s", limit=10)
