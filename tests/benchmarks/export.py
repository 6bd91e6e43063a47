"""A hundred thousand texts as CSV, beside the same rows copied through a pipe by the database alone."""

import contextlib
import os
import threading

from portal.start.measures import Recorded, Row, measure
from tests.benchmarks.crowd import asked, seconds

TEXTS, TURNS = 100_000, 5
WRITE = """
    INSERT INTO surveys_persontext (id, round_id, question, text, themes)
    SELECT gen_random_uuid(), %s, 'text', 'Det som fattas är tid, och någon att fråga när det är bråttom (' || n || ').', '[]'
      FROM generate_series(1, %s) n
"""
COPY = """
    COPY (SELECT question, text, themes FROM surveys_persontext WHERE round_id = {} ORDER BY question, id)
    TO STDOUT (FORMAT csv)
"""


@measure
def texts_exported(stage):
    """In turns; the quickest of each counts."""
    from django.contrib.auth import get_user_model
    from django.db import connection
    from django.test import Client, override_settings

    from surveys.models import Tally

    round = _sealed()
    lead = next(user for user in get_user_model().objects.filter(is_active=True).order_by("pk") if user.leads)
    ours, bare, sizes = [], [], set()
    with override_settings(ALLOWED_HOSTS=["testserver"]), connection.cursor() as cursor:
        client = Client()
        client.force_login(lead)

        def fetch():
            response = client.get(f"/enkater/{round.pk}/resultat/fritext/csv/")
            assert response.status_code == 200
            sizes.add(sum(piece.count(b"\n") for piece in response.streaming_content))

        for _ in range(TURNS):
            bare.append(seconds(lambda: _piped(cursor, COPY.format(round.pk))))
            ours.append(seconds(fetch))
    assert Tally.objects.filter(round=round).exists()
    assert sizes == {TEXTS + 1}, sizes
    yield Row(
        "100,000 texts as CSV, beside bare COPY through a pipe", min(ours), reference=min(bare), unit="s", limit=1.5
    )
    yield Recorded("CSV of 100,000 answers: LimeSurvey 6.14", 34, unit="s")


def _sealed():
    """A sealed round in which a hundred thousand have written something."""
    from django.db import connection
    from django.utils import timezone

    from surveys.models import Round, RoundState
    from surveys.services.sealing import seal

    round, _organisations = asked("Texts")
    with connection.cursor() as cursor:
        cursor.execute(WRITE, [round.pk, TEXTS])
        cursor.execute(
            "INSERT INTO surveys_personanswer (id, round_id, answers)"
            ' SELECT gen_random_uuid(), %s, \'{"q1": {"value": 1}}\' FROM generate_series(1, 1000)',
            [round.pk],
        )
        cursor.execute(
            "INSERT INTO surveys_pendinganswer (answer_id, round_id)"
            " SELECT id, round_id FROM surveys_personanswer WHERE round_id = %s",
            [round.pk],
        )
        cursor.execute("ANALYZE surveys_persontext")
    Round.objects.filter(pk=round.pk).update(state=RoundState.CLOSED)
    round.refresh_from_db()
    seal(round, at=timezone.now())
    return round


def _piped(cursor, statement):
    """What COPY says, through a pipe, counted and thrown away."""
    reading, writing = os.pipe()

    def drain():
        with open(reading, "rb") as pipe:
            while pipe.read(1 << 16):
                pass

    drained = threading.Thread(target=drain)
    drained.start()
    with contextlib.closing(open(writing, "wb")) as pipe:
        cursor.copy_expert(statement, pipe)
    drained.join()
