"""What an open link opens, in one small statement, or in none where a second's age does not matter.

The rows themselves are kept in the process and known by the transaction that wrote them last and by their place (xmin
and ctid, which no two versions of a row share), so what is kept is never older than what is stored: a link that is
revoked, a round that is closed and a name that is changed are seen at once by every answer that comes. The page that is
only shown may be a second old, so that a crowd that opens it at the same time asks for it once.
"""

import time
from collections import OrderedDict

from django.db import connection

from portal.links import digest
from surveys.models import OpenLink, RoundKind, RoundState

MOST = 200
LATELY = 1.0  # seconds
_kept: OrderedDict = OrderedDict()
_shown: OrderedDict = OrderedDict()  # hash of a token: (when it was looked up, the link)

# Each row by itself: planning a join of four tables takes longer than finding the rows.
FIND = """
    SELECT l.id, l.xmin::text, l.ctid::text,
           (SELECT concat_ws(' ', r.xmin, r.ctid, (
                   SELECT concat_ws(' ', q.xmin, q.ctid) FROM surveys_questionnaire q WHERE q.id = r.questionnaire_id))
              FROM surveys_round r WHERE r.id = l.round_id AND r.kind = %s AND r.state <> %s) AS round,
           (SELECT concat_ws(' ', o.xmin, o.ctid) FROM organisations_organisation o WHERE o.id = l.organisation_id)
      FROM surveys_openlink l WHERE l.token_hash = %s
"""


def open_link_to_show(token: str) -> OpenLink | None:
    """The same as `open_link`, as it was at most a second ago."""
    place, now = digest(token), time.monotonic()
    when, found = _shown.get(place, (0, None))
    if found is None or now - when > LATELY:
        found = open_link(token)
        if found is not None:
            _shown[place] = now, found
            while len(_shown) > MOST:
                _shown.popitem(last=False)
    return found


def open_link(token: str) -> OpenLink | None:
    """The link to a sent anonymous round that has this token, with round, questionnaire and organisation."""
    with connection.cursor() as cursor:
        cursor.execute(FIND, [RoundKind.ANONYMOUS.value, RoundState.DRAFT.value, digest(token)])
        mark = cursor.fetchone()
    if mark is None or mark[3] is None:
        return None
    if mark not in _kept:
        found = OpenLink.objects.select_related("round__questionnaire", "organisation").filter(pk=mark[0]).first()
        if found is None:
            return None
        _kept[mark] = found
        while len(_kept) > MOST:
            _kept.popitem(last=False)
        return found
    return _kept[mark]
