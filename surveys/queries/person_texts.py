"""What persons wrote: for those who lead the work, without organisation, in an order that says nothing.

The rows' keys are drawn at random when the round is sealed, so their order is.
"""

from django.db import connection
from django.db.models import Q
from psycopg2 import sql

from portal.collation import swedish_key
from surveys.models import PersonText, StandingTheme
from surveys.queries.themes import theme_name

THEMES = """
SELECT theme, count(*) FROM surveys_persontext, jsonb_array_elements_text(themes) theme
 WHERE round_id = %s AND question = ANY(%s) AND themes <> '[]' GROUP BY 1
"""
# A text that a spreadsheet program would take for a formula (= + - @ tab return) gets an apostrophe first, as in
# surveys.exports.
COPY = """
COPY (
    SELECT question AS {question},
           CASE WHEN ascii(text) IN (61, 43, 45, 64, 9, 13) THEN '''' || text ELSE text END AS {text},
           CASE WHEN themes <> '[]' THEN
               (SELECT string_agg(theme, ', ') FROM jsonb_array_elements_text(themes) theme) END AS {themes}
      FROM surveys_persontext WHERE round_id = {round} AND question = ANY({identities}) ORDER BY question, id
) TO STDOUT WITH (FORMAT csv, HEADER, DELIMITER ';')
"""


def texts_of(round, identities, *, search="", theme=""):
    """The texts of these questions, narrowed to a word or a theme."""
    wanted = Q(round=round, question__in=identities)
    if search:
        wanted &= Q(text__icontains=search)
    if theme:
        wanted &= Q(themes__contains=[theme])
    return PersonText.objects.filter(wanted).order_by("question", "id")


def themes_of(round, identities) -> list[tuple[str, str, int]]:
    """(key, name, number of texts) of each theme, the standing ones first. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(THEMES, [round.pk, list(identities)])
        found = dict(cursor.fetchall())
    order = {key: place for place, key in enumerate(StandingTheme.values)}
    keys = sorted(found, key=lambda key: (order.get(key, len(order)), swedish_key(key)))
    return [(key, theme_name(key), found[key]) for key in keys]


def copy_texts(round, identities, names, file):
    """Write the texts as CSV to a file, straight from the database. `names`: the words of the three columns."""
    question, text, themes = (sql.Identifier(name) for name in names)
    wanted = sql.SQL(COPY).format(
        question=question,
        text=text,
        themes=themes,
        round=sql.Literal(round.pk),
        identities=sql.Literal(list(identities)),
    )
    with connection.cursor() as cursor:
        cursor.copy_expert(wanted, file)
