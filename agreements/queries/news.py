"""What is new in an agreement, for one audience or for all (001-25)."""

from dataclasses import dataclass

from agreements.models import Change, Provision, Relevance
from portal.collation import swedish_key


@dataclass
class NewClause:
    """A new or changed clause with what it means: for the chosen audience, or for each there is a text for."""

    provision: Provision
    relevance: list[Relevance]


@dataclass
class News:
    """The list to hand out. Without an audience `clauses` is everything; with one, `others` is what is left."""

    audiences: list[str]
    audience: str
    clauses: list[NewClause]
    others: list[Provision]
    removed: list[Provision]


def audiences_of(agreement) -> list[str]:
    """For whom something is written, each once however its letters are, in Swedish order; one statement."""
    names = {}
    rows = Relevance.objects.filter(provision__agreement=agreement).order_by("pk")
    for name in rows.values_list("audience", flat=True):
        names.setdefault(name.casefold(), name)
    return sorted(names.values(), key=swedish_key)


def news_of(agreement, *, audience="") -> News:
    """The new and changed clauses in order with what is new in them; two statements.

    An audience that nothing is written for counts as none chosen.
    """
    provisions = agreement.provisions.exclude(change=Change.UNCHANGED).defer("text").order_by("position", "number")
    rows = list(provisions.prefetch_related("relevance"))
    names = {}
    for row in rows:
        for one in row.relevance.all():
            names.setdefault(one.audience.casefold(), one.audience)
    audience = names.get(audience.casefold(), "")
    news = News(sorted(names.values(), key=swedish_key), audience, [], [], [])
    for row in rows:
        meant = [one for one in row.relevance.all() if not audience or one.audience.casefold() == audience.casefold()]
        if row.change == Change.REMOVED:
            news.removed.append(row)
        elif audience and not meant:
            news.others.append(row)
        else:
            news.clauses.append(NewClause(row, sorted(meant, key=lambda one: swedish_key(one.audience))))
    return news
