"""What is known: the list with its filters, the counts, the questions, what is known of one clause or organisation."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Prefetch, Q

from agreements.kinds import KINDS, LEARNED, ORDERED
from agreements.models import (
    CommunicationItem,
    KnowledgeItem,
    KnowledgeKind,
    KnowledgeState,
    Level,
    Provision,
    Relevance,
)
from organisations.models import Organisation
from portal.asked import number_in, words_in
from portal.collation import swedish, swedish_key

DRAFT, PROPOSED, OPEN, ANSWERED, PUBLISHED, CLOSED = KnowledgeState
SHOWN_OF_EACH = 4

SORTINGS = {
    "rubrik": lambda down: (swedish("title", descending=down), "pk"),
    "slag": lambda down: ("-kind" if down else "kind", "-changed_at", "pk"),
    "vems": lambda down: (swedish("organisation__short_name", descending=down), "pk"),
    "andrad": lambda down: ("-changed_at" if down else "changed_at", "pk"),
}


@dataclass(frozen=True)
class Wish:
    """What a list of knowledge was asked for, read from its address."""

    kind: str = ""
    state: str = ""
    level: str = ""
    provision: int | None = None
    organisation: int | None = None
    search: str = ""

    @classmethod
    def of(cls, asked):
        """From a QueryDict; what cannot be read is left aside."""

        def one_of(key, values):
            value = asked.get(key, "")
            return value if value in values else ""

        return cls(
            kind=one_of("slag", KnowledgeKind.values),
            state=one_of("status", KnowledgeState.values),
            level=one_of("niva", Level.values),
            provision=number_in(asked.get("punkt", "")),
            organisation=number_in(asked.get("organisation", "")),
            search=words_in(asked.get("sok", "")),
        )

    @property
    def narrows(self) -> bool:
        """Whether anything but the kind was chosen."""
        return bool(self.state or self.level or self.provision or self.organisation or self.search)


def clauses():
    """The clauses of an item, without their long texts."""
    rows = Provision.objects.only("number", "title", "agreement_id", "position").order_by("position", "number")
    return Prefetch("provisions", queryset=rows)


def list_knowledge(agreement, user, wish):
    """The items a list shows; two statements when read. What is closed is left out unless it is asked for."""
    items = KnowledgeItem.objects.visible_to(user).filter(agreement=agreement)
    items = items.filter(state=wish.state) if wish.state else items.exclude(state=CLOSED)
    if wish.kind:
        items = items.filter(kind=wish.kind)
    if wish.level:
        items = items.filter(level=wish.level)
    if wish.organisation:
        items = items.filter(organisation=wish.organisation)
    if wish.provision:
        tied = KnowledgeItem.provisions.through.objects.filter(provision=wish.provision)
        items = items.filter(pk__in=tied.values("knowledgeitem"))
    for word in wish.search.split():
        items = items.filter(
            Q(title__icontains=word)
            | Q(text__icontains=word)
            | Q(answer__icontains=word)
            | Q(effect__icontains=word)
            | Q(transferability__icontains=word)
            | Q(source__icontains=word)
            | Q(audience__icontains=word)
        )
    return items.select_related("organisation").prefetch_related(clauses())


def knowledge_choices(agreement, user) -> dict:
    """What occurs among the items the user may see, to filter by; two statements."""
    items = KnowledgeItem.objects.visible_to(user).filter(agreement=agreement).order_by()
    tied = KnowledgeItem.provisions.through.objects.filter(knowledgeitem__in=items)
    return {
        "provisions": Provision.objects.filter(pk__in=tied.values("provision")).only("number", "title", "agreement_id"),
        "organisations": Organisation.objects.filter(pk__in=items.values("organisation")).alphabetical(),
    }


@dataclass
class Figures:
    """How much is known: items by kind, and questions by how they stand."""

    by_kind: dict
    unanswered: int
    waiting_for_review: int

    @property
    def total(self) -> int:
        return sum(self.by_kind.values())

    @property
    def answered(self) -> int:
        return self.by_kind.get(KnowledgeKind.QUESTION, 0) - self.unanswered

    @property
    def learned(self) -> int:
        return sum(self.by_kind.get(kind, 0) for kind in LEARNED)

    @property
    def ordered(self) -> int:
        return sum(self.by_kind.get(kind, 0) for kind in ORDERED)


def knowledge_figures(agreement, user) -> Figures:
    """What the user may see, counted; one statement."""
    rows = KnowledgeItem.objects.visible_to(user).filter(agreement=agreement).exclude(state=CLOSED).order_by()
    by_kind, unanswered, waiting = defaultdict(int), 0, 0
    for kind, state, count in rows.values_list("kind", "state").annotate(Count("pk")):
        by_kind[kind] += count
        if kind == KnowledgeKind.QUESTION and state != ANSWERED:
            unanswered += count
        if state == PROPOSED:
            waiting += count
    return Figures(dict(by_kind), unanswered, waiting)


def unanswered_questions(agreement) -> int:
    """How many questions wait for an answer; one statement."""
    return KnowledgeItem.objects.unanswered().filter(agreement=agreement).count()


def rules_in_order(agreement, user) -> dict:
    """{kind: items in order} of principles and rules; one statement."""
    rows = KnowledgeItem.objects.visible_to(user).filter(agreement=agreement, kind__in=ORDERED).exclude(state=CLOSED)
    found = {kind: [] for kind in ORDERED}
    for item in rows.order_by("position", "pk"):
        found[KnowledgeKind(item.kind)].append(item)
    return found


def focus_by_year(agreement, user) -> list[tuple[int, list]]:
    """(year, its focus areas), the latest year first; two statements."""
    rows = KnowledgeItem.objects.visible_to(user).filter(agreement=agreement, kind=KnowledgeKind.FOCUS)
    years = defaultdict(list)
    for item in rows.exclude(state=CLOSED).prefetch_related(clauses()).order_by("-year", "position", "pk"):
        years[item.year].append(item)
    return list(years.items())


@dataclass
class Questions:
    """The inbox and the answers, by clause."""

    waiting: list
    answered: list[tuple[Provision | None, list]] = field(default_factory=list)
    total: int = 0

    @property
    def shown(self) -> int:
        return len(self.waiting) + sum(len(rows) for _clause, rows in self.answered)


def questions_of(agreement, user, *, search="") -> Questions:
    """Those without an answer, the oldest first, and the answered below their first clause; two statements."""
    rows = list_knowledge(agreement, user, Wish(kind=KnowledgeKind.QUESTION, search=search))
    waiting, groups = [], defaultdict(list)
    for item in rows.order_by("created_at", "pk"):
        if item.state == ANSWERED:
            groups[next(iter(item.provisions.all()), None)].append(item)
        else:
            waiting.append(item)
    answered = sorted(groups.items(), key=lambda pair: (pair[0] is not None, pair[0].position if pair[0] else 0))
    return Questions(waiting, answered)


@dataclass
class Known:
    """One kind with the newest items that are known of something, and how many there are."""

    kind: KnowledgeKind
    items: list
    total: int

    @property
    def name(self):
        return KINDS[self.kind].plural

    @property
    def more(self) -> int:
        return self.total - len(self.items)


def known_about(user, *, provision=None, organisation=None) -> list[Known]:
    """What is known of a clause or an organisation, by kind, the newest of each; one statement."""
    rows = KnowledgeItem.objects.visible_to(user).exclude(state=CLOSED)
    if provision is not None:
        rows = rows.filter(agreement=provision.agreement_id, provisions=provision)
    else:
        rows = rows.filter(organisation=organisation)
    by_kind = defaultdict(list)
    for item in rows.only("kind", "state", "title", "changed_at", "agreement_id", "year").order_by(
        "-changed_at", "-pk"
    ):
        by_kind[item.kind].append(item)
    return [
        Known(kind, by_kind[kind][:SHOWN_OF_EACH], len(by_kind[kind])) for kind in KnowledgeKind if by_kind.get(kind)
    ]


def learning_of(agreement, user) -> list[KnowledgeItem]:
    """Lessons, reflections, conclusions and published good examples, the newest first; two statements."""
    wanted = Q(kind__in=LEARNED) | Q(kind=KnowledgeKind.GOOD_EXAMPLE)
    rows = KnowledgeItem.objects.visible_to(user).filter(wanted, agreement=agreement, state=PUBLISHED)
    rows = rows.select_related("organisation", "created_by").prefetch_related(clauses())
    return list(rows.order_by("-created_at", "-pk"))


def audiences_in_use(agreement) -> list[str]:
    """Whom messages, needs and explanations are for so far, to suggest the same words again; one statement."""
    said = (
        CommunicationItem.objects.filter(agreement=agreement).order_by().values_list("audience"),
        KnowledgeItem.objects.filter(agreement=agreement)
        .exclude(state__in=[DRAFT, PROPOSED])
        .order_by()
        .values_list("audience"),
        Relevance.objects.filter(provision__agreement=agreement).order_by().values_list("audience"),
    )
    names = {name for (name,) in said[0].union(*said[1:]) if name}
    return sorted(names, key=swedish_key)
