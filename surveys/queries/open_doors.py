"""What an open link opens, in one small statement for each request.

The rows themselves are kept in the process and known by the transaction that wrote them last and by their place (xmin
and ctid, which no two versions of a row share), so what is kept is never older than what is stored: a link that is
revoked, a round that is closed and a name that is changed are seen at once.
"""

from collections import OrderedDict

from django.db import connection

from portal.links import digest
from surveys.models import OpenLink, RoundKind, RoundState

MOST = 200
_kept: OrderedDict = OrderedDict()

FIND = """
    SELECT l.id, ARRAY[l.xmin::text, l.ctid::text, r.xmin::text, r.ctid::text,
                       q.xmin::text, q.ctid::text, o.xmin::text, o.ctid::text]
      FROM surveys_openlink l
      JOIN surveys_round r ON r.id = l.round_id
      JOIN surveys_questionnaire q ON q.id = r.questionnaire_id
      LEFT JOIN organisations_organisation o ON o.id = l.organisation_id
     WHERE l.token_hash = %s AND r.kind = %s AND r.state <> %s
"""


def open_link(token: str) -> OpenLink | None:
    """The link to a sent anonymous round that has this token, with round, questionnaire and organisation."""
    with connection.cursor() as cursor:
        cursor.execute(FIND, [digest(token), RoundKind.ANONYMOUS.value, RoundState.DRAFT.value])
        row = cursor.fetchone()
    if row is None:
        return None
    mark = (row[0], *row[1])
    if mark not in _kept:
        found = OpenLink.objects.select_related("round__questionnaire", "organisation").filter(pk=row[0]).first()
        if found is None:
            return None
        _kept[mark] = found
        while len(_kept) > MOST:
            _kept.popitem(last=False)
        return found
    return _kept[mark]
