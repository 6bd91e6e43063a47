"""Swedish alphabetical order on every database, embedded included, which has no Swedish collation."""

from django.db.models import F, Func, Value
from django.db.models.functions import Collate, Lower

PLAIN = "åäöéèêüáàøæ"
SORTED = "{|}eeeuaa}|"


def swedish(field: str, *, descending=False):
    """An ordering expression: a to z, then å, ä, ö; é as e, ü as u, regardless of case."""
    key = Func(Lower(F(field)), Value(PLAIN), Value(SORTED), function="TRANSLATE")
    return Collate(key, "C").desc() if descending else Collate(key, "C").asc()


def swedish_key(text: str) -> str:
    """The same order for rows already in memory: use as `key=` of sorted()."""
    return text.lower().translate(str.maketrans(PLAIN, SORTED))
