"""Sealing: the answers of a hundred thousand written anew in no order, beside the bare statement that shuffles them."""

import contextlib

from portal.start.measures import Row, measure
from tests.benchmarks.crowd import crowd, seconds

PERSONS = 100_000
COPIES = {
    "surveys_personanswer": "round_id, organisation_id, answers",
    "surveys_persontext": "round_id, organisation_id, question, text, themes",
}


@measure
def sealing(stage):
    """The floor shuffles into empty tables with the same keys and rules; it removes nothing and counts nothing."""
    from django.utils import timezone

    from surveys.services import tallies
    from surveys.services.sealing import seal

    round = crowd(PERSONS)
    counting = seconds(lambda: list(iter(lambda: tallies.fold(most=10_000), 0)))
    bare = _shuffled(stage, round)
    ours = seconds(lambda: seal(round, at=timezone.now()))
    round.refresh_from_db()
    assert round.sealed_at
    yield Row("100,000 answers sealed: tallies that differ from a recount", len(tallies.recount(round)), limit=0)
    yield Row("100,000 answers sealed, counted before", ours, reference=bare, unit="s", limit=4)
    yield Row("100,000 answers counted by the sweep, beside the same", counting, reference=bare, unit="s", limit=4)


def _shuffled(stage, round) -> float:
    """Seconds for bare INSERT ... SELECT ... ORDER BY random() of the same rows into tables alike."""
    import psycopg2

    with contextlib.closing(psycopg2.connect(stage.owner)) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        took = 0.0
        for table, columns in COPIES.items():
            copy = f"{table}_copy"
            cursor.execute(f"CREATE TABLE {copy} (LIKE {table} INCLUDING ALL)")
            cursor.execute(
                f"ALTER TABLE {copy} ADD FOREIGN KEY (round_id) REFERENCES surveys_round,"
                " ADD FOREIGN KEY (organisation_id) REFERENCES organisations_organisation"
            )
            given = f"INSERT INTO {copy} (id, {columns}) SELECT gen_random_uuid(), {columns} FROM {table} WHERE round_id = %s ORDER BY random()"
            took += seconds(lambda: cursor.execute(given, [round.pk]))  # noqa: B023
            cursor.execute(f"DROP TABLE {copy}")
    return took
