"""Rounds that very many persons have answered, made by the database itself and shared by the measures of one run."""

import contextlib
import time
from datetime import timedelta
from functools import cache

SCALES, ORGANISATIONS = 20, 10

ALIKE = 10_000  # that many kinds of persons answer; the rest answer as one of them

# Every person answers all, a few say that they do not know; one in ten also writes something.
ANSWERS = """
    WITH kinds AS MATERIALIZED (
        SELECT n, (%(organisations)s::bigint[])[1 + n %% %(number)s] AS organisation, (
               SELECT jsonb_object_agg('q' || k, CASE WHEN (n * 7 + k) %% 31 = 0
                                       THEN '{"value": null, "missing": "unknown"}'
                                       ELSE jsonb_build_object('value', (n / k + n * k) %% 5) END)
                 FROM generate_series(1, %(questions)s) k) AS answers
          FROM generate_series(0, least(%(alike)s, %(persons)s) - 1) n
    )
    INSERT INTO surveys_personanswer (id, round_id, organisation_id, answers)
    SELECT gen_random_uuid(), %(round)s, organisation, answers
      FROM generate_series(1, greatest(1, %(persons)s / %(alike)s)), kinds
"""
TEXTS = """
    INSERT INTO surveys_persontext (id, round_id, organisation_id, question, text, themes)
    SELECT gen_random_uuid(), %(round)s, (%(organisations)s::bigint[])[1 + n %% %(number)s], 'text',
           'Det som fattas är tid, och någon att fråga (' || n || ').', '[]'
      FROM generate_series(1, %(persons)s, 10) n
"""
PENDING = """
    INSERT INTO surveys_pendinganswer (answer_id, round_id)
    SELECT id, round_id FROM surveys_personanswer WHERE round_id = %(round)s
"""


COPIES = {
    "surveys_personanswer": "round_id, organisation_id, answers",
    "surveys_persontext": "round_id, organisation_id, question, text, themes",
}


@cache
def crowd(persons: int, name: str = ""):
    """A closed anonymous round of 20 scales and a text that so many persons have answered; nothing counted yet.

    The same call in one run is the same round; `name` makes another.
    """
    from django.db import connection, transaction

    from surveys.models import Round, RoundState

    round, organisations = asked(f"{persons} persons {name}")
    Round.objects.filter(pk=round.pk).update(state=RoundState.CLOSED)
    given = {
        "round": round.pk,
        "organisations": organisations,
        "number": len(organisations),
        "questions": SCALES,
        "persons": persons,
        "alike": ALIKE,
    }
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in (ANSWERS, TEXTS, PENDING):
            cursor.execute(statement, given)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM surveys_personanswer WHERE round_id = %s", [round.pk])
        assert cursor.fetchone() == (persons,)
    analysed()
    round.refresh_from_db()
    return round


def asked(title):
    """An open anonymous round of 20 scales and a text, and ten organisations."""
    from django.utils import timezone

    from organisations.models import Organisation, User
    from portal import dates
    from surveys.models import Question, Questionnaire, Round, RoundKind, RoundState

    lead = next(user for user in User.objects.filter(is_active=True).order_by("pk") if user.leads)
    now = timezone.now()
    questionnaire = Questionnaire.objects.create(title=title, origin="own", created_by=lead, frozen_at=now)
    Question.objects.bulk_create(
        [
            *(
                Question(
                    questionnaire=questionnaire,
                    position=number,
                    identity=f"q{number}",
                    kind="scale_4",
                    text=f"Hur långt har ni kommit med punkt {number}?",
                )
                for number in range(1, SCALES + 1)
            ),
            Question(
                questionnaire=questionnaire,
                position=SCALES + 1,
                identity="text",
                kind="long_text",
                text="Vad fattas?",
            ),
        ]
    )
    round = Round.objects.create(
        questionnaire=questionnaire,
        title=title,
        kind=RoundKind.ANONYMOUS,
        opens_on=dates.today() - timedelta(days=10),
        closes_on=dates.today() + timedelta(days=10),
        state=RoundState.OPEN,
        sent_at=now,
        created_by=lead,
    )
    organisations = Organisation.objects.municipalities().order_by("pk").values_list("pk", flat=True)
    return round, list(organisations[:ORGANISATIONS])


def analysed():
    """What the database would have looked at by itself a little later."""
    from django.db import connection

    with connection.cursor() as cursor:
        for table in ("personanswer", "persontext", "pendinganswer", "tally"):
            cursor.execute(f"ANALYZE surveys_{table}")


def seconds(deed) -> float:
    began = time.perf_counter()
    deed()
    return time.perf_counter() - began


def shuffled(stage, round) -> float:
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
