"""The communication plan: its messages by date or by audience, and how many wait, are late or have gone out."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from agreements.models import CommunicationItem, Level
from agreements.queries.knowledge import clauses
from portal.asked import words_in
from portal.collation import swedish_key

STATES = ("kommande", "forsenade", "klara")


@dataclass(frozen=True)
class CommunicationWish:
    """What the list was asked for, read from its address."""

    by_audience: bool = False
    level: str = ""
    state: str = ""
    audience: str = ""
    search: str = ""

    @classmethod
    def of(cls, asked):
        level, state = asked.get("niva", ""), asked.get("lage", "")
        return cls(
            by_audience=asked.get("vy") == "malgrupp",
            level=level if level in Level.values else "",
            state=state if state in STATES else "",
            audience=words_in(asked.get("malgrupp", ""), most=150),
            search=words_in(asked.get("sok", "")),
        )

    @property
    def narrows(self) -> bool:
        return bool(self.level or self.state or self.audience or self.search)


@dataclass
class Communication:
    """The messages in groups: (heading, messages); a heading is a first day of a month, a word or None."""

    groups: list[tuple[date | str | None, list[CommunicationItem]]] = field(default_factory=list)
    shown: int = 0


def list_communication(agreement, wish, *, on):
    """The messages in order of date; two statements when read."""
    rows = CommunicationItem.objects.filter(agreement=agreement).select_related("organisation", "agreement")
    if wish.level:
        rows = rows.filter(level=wish.level)
    if wish.audience:
        rows = rows.filter(audience__iexact=wish.audience)
    late = Q(done_on=None, planned_on__lt=on)
    if wish.state:
        rows = rows.filter(
            {"kommande": Q(done_on=None) & ~late, "forsenade": late, "klara": Q(done_on__isnull=False)}[wish.state]
        )
    for word in wish.search.split():
        rows = rows.filter(
            Q(message__icontains=word)
            | Q(audience__icontains=word)
            | Q(channel__icontains=word)
            | Q(responsible__icontains=word)
        )
    return rows.prefetch_related(clauses())


def communication_of(agreement, wish, *, on) -> Communication:
    """The list as it is shown, by month or by audience; two statements."""
    groups, rows = {}, list(list_communication(agreement, wish, on=on))
    for row in rows:
        groups.setdefault(row.audience if wish.by_audience else _month_of(row), []).append(row)
    found = list(groups.items())
    if wish.by_audience:
        found.sort(key=lambda pair: swedish_key(pair[0]))
    return Communication(found, len(rows))


def channels_in_use(agreement) -> list[str]:
    """How messages go out so far, to suggest the same words again; one statement."""
    names = CommunicationItem.objects.filter(agreement=agreement).order_by().values_list("channel", flat=True)
    return sorted(set(names), key=swedish_key)


def _month_of(row) -> date | None:
    return row.planned_on.replace(day=1) if row.planned_on else None


@dataclass
class CommunicationFigures:
    """How many messages there are, have gone out, and have passed their date."""

    total: int
    done: int
    late: int


def communication_figures(agreement, *, on) -> CommunicationFigures:
    """Counted; one statement."""
    days = list(CommunicationItem.objects.filter(agreement=agreement).order_by().values_list("planned_on", "done_on"))
    return CommunicationFigures(
        total=len(days),
        done=sum(bool(done) for _planned, done in days),
        late=sum(bool(planned and planned < on and not done) for planned, done in days),
    )
