"""Tallies: how many persons gave each answer, kept beside the answers so that result pages never count them.

An answer is written with one pending row. A sweep takes pending rows and adds their answers to the tallies in one
statement: either both happen or neither, and two sweeps at once never take the same row. `recount` counts the raw
answers anew and says where the tallies differ, which they never should.
"""

from dataclasses import dataclass

from django.db import connection, transaction

from portal import audit
from surveys.models import PERSONS, TEXTS, QuestionKind, Round, Tally

# The same answers are counted together first and taken apart afterwards: there are far fewer kinds of answers than
# answers. A list is an order where the question is one, else several choices; an object is a matrix.
EXPLODED = """
alike AS (
    SELECT a.round_id, a.organisation_id, e.key AS question, e.value AS answer, count(*) AS number
      FROM answers a, jsonb_each(a.answers) e GROUP BY 1, 2, 3, 4
), orders AS (
    SELECT DISTINCT r.id AS round_id, q.identity FROM surveys_round r
      JOIN surveys_question q ON q.questionnaire_id = r.questionnaire_id AND q.kind = %(ranking)s
     WHERE r.id IN (SELECT round_id FROM alike)
), said AS (
    SELECT *, answer->'value' AS value, coalesce(jsonb_typeof(answer->'value'), 'null') AS type FROM alike
), parts AS (
    SELECT round_id, organisation_id, question, '' AS part, value #>> '{}' AS value, '' AS missing, number
      FROM said WHERE type IN ('number', 'string')
    UNION ALL
    SELECT round_id, organisation_id, question, '', '', coalesce(answer->>'missing', ''), number
      FROM said WHERE type = 'null' AND coalesce(answer->>'missing', '') <> ''
    UNION ALL
    SELECT round_id, organisation_id, question, '', '', '', number
      FROM said WHERE type IN ('array', 'object')
    UNION ALL
    SELECT s.round_id, organisation_id, question, CASE WHEN o.identity IS NULL THEN '' ELSE one.key END,
           CASE WHEN o.identity IS NULL THEN one.key ELSE one.place::text END, '', number
      FROM (SELECT * FROM said WHERE type = 'array') s
      CROSS JOIN jsonb_array_elements_text(s.value) WITH ORDINALITY AS one (key, place)
      LEFT JOIN orders o ON o.round_id = s.round_id AND o.identity = s.question
    UNION ALL
    SELECT round_id, organisation_id, question, row.key, row.value, '', number
      FROM (SELECT * FROM said WHERE type = 'object') s, jsonb_each_text(s.value) row
    UNION ALL
    SELECT round_id, organisation_id, '', '', '', '', count(*) FROM answers GROUP BY 1, 2
), counted AS (
    SELECT round_id, organisation_id, question, part, value, missing, sum(number)::bigint AS count
      FROM parts GROUP BY 1, 2, 3, 4, 5, 6
)
"""

# Rows are picked once, whatever the plan, so that no more are locked than are taken.
# In order, so that two sweeps that meet wait for one another and never in a ring.
# What is put together below is constant text; all that varies is a parameter.
FOLD = f"""
WITH picked AS MATERIALIZED (
    SELECT answer_id FROM surveys_pendinganswer LIMIT %(most)s FOR UPDATE SKIP LOCKED
), taken AS (
    DELETE FROM surveys_pendinganswer p USING picked WHERE p.answer_id = picked.answer_id RETURNING p.answer_id
), answers AS (
    SELECT a.round_id, a.organisation_id, a.answers FROM surveys_personanswer a JOIN taken ON taken.answer_id = a.id
), {EXPLODED}, written AS (
    INSERT INTO surveys_tally (round_id, organisation_id, question, part, value, missing, count)
    SELECT * FROM counted ORDER BY round_id, organisation_id, question, part, value, missing
    ON CONFLICT (round_id, organisation_id, question, part, value, missing)
    DO UPDATE SET count = surveys_tally.count + EXCLUDED.count
) SELECT count(*) FROM taken
"""  # noqa: S608

FOLD_ROUND = FOLD.replace(
    "FROM surveys_pendinganswer LIMIT %(most)s FOR UPDATE SKIP LOCKED",
    "FROM surveys_pendinganswer WHERE round_id = %(round)s LIMIT %(most)s FOR UPDATE",
)

RAW = f"""
WITH answers AS NOT MATERIALIZED (
    SELECT round_id, organisation_id, answers FROM surveys_personanswer a WHERE round_id = %(round)s
       AND NOT EXISTS (SELECT FROM surveys_pendinganswer p WHERE p.answer_id = a.id)
), {EXPLODED}, texts AS (
    SELECT round_id, organisation_id, question, '' AS part, '' AS value, '' AS missing, count(*) AS count
      FROM surveys_persontext WHERE round_id = %(round)s
       AND EXISTS (SELECT FROM surveys_tally WHERE round_id = %(round)s AND question = '' AND value = %(asked)s)
     GROUP BY 1, 2, 3
), raw AS (SELECT * FROM counted UNION ALL SELECT * FROM texts)
"""  # noqa: S608

# The rows of those who were asked are written at the end, and are not counted from answers; then texts are counted too.
RECOUNT = f"""
{RAW}
SELECT coalesce(t.organisation_id, raw.organisation_id), coalesce(t.question, raw.question),
       coalesce(t.part, raw.part), coalesce(t.value, raw.value), coalesce(t.missing, raw.missing),
       coalesce(t.count, 0), coalesce(raw.count, 0)
  FROM (SELECT *, coalesce(organisation_id, 0) AS place FROM surveys_tally
         WHERE round_id = %(round)s AND NOT (question = '' AND value <> '')) t
  FULL JOIN (SELECT *, coalesce(organisation_id, 0) AS place FROM raw) raw
    ON t.place = raw.place AND t.question = raw.question AND t.part = raw.part
   AND t.value = raw.value AND t.missing = raw.missing
 WHERE t.count IS DISTINCT FROM raw.count
 ORDER BY 1, 2, 3, 4, 5
"""  # noqa: S608

REWRITE = f"""
{RAW}
INSERT INTO surveys_tally (round_id, organisation_id, question, part, value, missing, count)
SELECT * FROM raw ORDER BY 2, 3, 4, 5, 6
"""  # noqa: S608

SETTLE = """
WITH gone AS (
    DELETE FROM surveys_tally WHERE round_id = %(round)s
    RETURNING organisation_id, question, part, value, missing, count
), texts AS (
    SELECT identity FROM surveys_question q JOIN surveys_round r USING (questionnaire_id)
     WHERE r.id = %(round)s AND q.kind = ANY(%(text_kinds)s)
), rows AS (
    SELECT * FROM gone
     WHERE NOT (question = '' AND value <> '') AND question NOT IN (SELECT identity FROM texts)
    UNION ALL
    SELECT organisation_id, question, '', '', '', count(*) FROM surveys_persontext
     WHERE round_id = %(round)s GROUP BY 1, 2
    UNION ALL
    SELECT organisation_id, '', '', %(asked)s, '', count(*) FROM surveys_invitation
     WHERE round_id = %(round)s GROUP BY 1
    UNION ALL
    SELECT NULL, '', '', %(asked)s, '', 0
)
INSERT INTO surveys_tally (round_id, organisation_id, question, part, value, missing, count)
SELECT %(round)s, * FROM rows ORDER BY 1, 2, 3, 4, 5, 6
"""


@dataclass(frozen=True)
class Difference:
    """A tally that is not what the answers say."""

    organisation: int | None
    question: str
    part: str
    value: str
    missing: str
    tallied: int
    counted: int


@transaction.atomic
def fold(*, most=10_000) -> int:
    """Count some pending answers, of any round; how many. Safe to run twice, late, or at once with itself."""
    with connection.cursor() as cursor:
        cursor.execute(FOLD, {"most": most, "ranking": QuestionKind.RANKING})
        (taken,) = cursor.fetchone()
    return taken


@transaction.atomic
def fold_round(round) -> int:
    """Count all pending answers of a round, and what is counted once: texts and those who were asked. How many.

    For sealing, when no more answers come: the tallies are written anew in their own order, so that the order in
    which they came to be says nothing about who answered first. It waits for a sweep that holds some of the rows.
    """
    folded, taken = 0, 1
    with connection.cursor() as cursor:
        while taken:
            cursor.execute(FOLD_ROUND, {"round": round.pk, "most": 50_000, "ranking": QuestionKind.RANKING})
            (taken,) = cursor.fetchone()
            folded += taken
        cursor.execute(SETTLE, {"round": round.pk, "text_kinds": list(TEXTS), "asked": Tally.ASKED})
    return folded


def recount(round) -> list[Difference]:
    """Where the tallies are not what the answers counted so far say. One statement, so one moment. Empty is right."""
    with connection.cursor() as cursor:
        cursor.execute(RECOUNT, _of(round))
        return [Difference(*row) for row in cursor.fetchall()]


@transaction.atomic
def mend(round) -> list[Difference]:
    """Let the tallies be what the answers say; what was wrong."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE surveys_tally IN SHARE ROW EXCLUSIVE MODE")
        found = recount(round)
        if found:
            cursor.execute(
                "DELETE FROM surveys_tally WHERE round_id = %s AND NOT (question = '' AND value <> '')", [round.pk]
            )
            cursor.execute(REWRITE, _of(round))
            audit.record(None, "mended survey tallies", round, differences=len(found))
    return found


def rounds_to_recount():
    """Every round of persons that has been sent."""
    return Round.objects.filter(kind__in=PERSONS).exclude(sent_at=None).order_by("pk")


def _of(round) -> dict:
    return {"round": round.pk, "ranking": QuestionKind.RANKING, "asked": Tally.ASKED}
