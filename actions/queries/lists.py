"""What the pages about actions show. Each function says how many SQL statements it costs."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import pgettext_lazy

from actions.models import OPEN_STATES, ActionItem, ActionState, Priority
from agreements.models import Provision
from agreements.queries import lineage
from organisations.models import Group, Organisation, User
from portal.collation import swedish

RELATED = ("owner", "organisation", "group", "provision")

TABS = {
    "oppna": pgettext_lazy("actions", "Open"),
    "mina": pgettext_lazy("actions", "Mine"),
    "forsenade": pgettext_lazy("actions", "Late"),
    "utan-ansvarig": pgettext_lazy("actions", "No one responsible"),
    "utan-datum": pgettext_lazy("actions", "No date"),
    "klara": pgettext_lazy("actions", "Done"),
    "alla": pgettext_lazy("actions", "All"),
}

VIEWS = {
    "lista": pgettext_lazy("actions", "List"),
    "tavla": pgettext_lazy("actions", "Board"),
    "kalender": pgettext_lazy("actions", "Calendar"),
}

WHEN = {
    "forsenade": pgettext_lazy("due", "Late"),
    "vecka": pgettext_lazy("due", "Within a week"),
    "manad": pgettext_lazy("due", "Within a month"),
    "utan": pgettext_lazy("due", "No date"),
}

SORTINGS = {
    "klart": lambda down: (F("due_on").desc(nulls_last=True) if down else F("due_on").asc(nulls_last=True), "pk"),
    "atgard": lambda down: (swedish("title", descending=down), "pk"),
    "ansvarig": lambda down: (
        swedish("owner__last_name", descending=down),
        swedish("owner__first_name", descending=down),
        "pk",
    ),
    "lage": lambda down: ("-place" if down else "place", "pk"),
    "prioritet": lambda down: ("priority" if down else "-priority", F("due_on").asc(nulls_last=True), "pk"),
}

# What an address may say about a list, and nothing else is kept in a saved view.
NUMBERS = {"group": "grupp", "organisation": "organisation", "provision": "punkt", "owner": "ansvarig"}
KEPT = ("vy", "visa", *NUMBERS.values(), "lage", "prio", "nar", "sok", "ordning")


@dataclass(frozen=True)
class Wish:
    """What a list of actions was asked for, read from its address."""

    view: str = "lista"
    tab: str = "oppna"
    group: int | None = None
    organisation: int | None = None
    provision: int | None = None
    owner: int | None = None
    state: str = ""
    priority: int | None = None
    when: str = ""
    search: str = ""

    @classmethod
    def of(cls, asked):
        """From a QueryDict; what cannot be read is left aside."""
        numbers = {name: _number(asked.get(key, "")) for name, key in NUMBERS.items()}
        priority = _number(asked.get("prio", ""))
        return cls(
            view=_known(asked.get("vy", ""), VIEWS, "lista"),
            tab=_known(asked.get("visa", ""), TABS, "oppna"),
            state=_known(asked.get("lage", ""), ActionState.values, ""),
            priority=priority if priority in Priority.values else None,
            when=asked.get("nar", "") if asked.get("nar", "") in WHEN or _day(asked.get("nar", "")) else "",
            search=asked.get("sok", "").strip()[:100],
            **numbers,
        )

    @property
    def filters(self) -> int:
        """How many filters are chosen, the search aside."""
        chosen = (self.group, self.organisation, self.provision, self.owner, self.state, self.priority, self.when)
        return sum(bool(one) for one in chosen)

    @property
    def narrows(self) -> bool:
        """Whether anything but the tab was chosen."""
        return bool(self.filters or self.search)


def _number(text):
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _known(text, choices, otherwise):
    return text if text in choices else otherwise


def _day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def list_actions(user, wish, *, on):
    """The actions a list shows, related rows joined in. One statement when read."""
    rows = _narrowed(user, wish, on).filter(_in_tab(wish, user, on))
    return rows.select_related(*RELATED).annotate(place=_PLACE, **_PARTS)


def count_tabs(user, wish, *, on) -> dict:
    """How many there are under each tab with the same search and filters. One statement."""
    tabs = {tab: Count("pk", filter=_in_tab(replace(wish, tab=tab), user, on)) for tab in TABS}
    return _narrowed(user, wish, on).aggregate(**tabs)


def filter_choices(user) -> dict:
    """What occurs among the actions the user may see, to choose from. Four statements."""
    actions = ActionItem.objects.visible_to(user).order_by()
    return {
        "groups": Group.objects.filter(pk__in=actions.values("group")).alphabetical(),
        "organisations": Organisation.objects.filter(pk__in=actions.values("organisation")).alphabetical(),
        "provisions": Provision.objects.filter(pk__in=actions.values("provision")).defer("text", "what_is_new"),
        "owners": User.objects.filter(pk__in=actions.values("owner")).alphabetical(),
    }


_PLACE = Case(
    *(When(state=state, then=Value(place)) for place, state in enumerate(ActionState.values)),
    output_field=IntegerField(),
)


def _count_parts(**which):
    parts = ActionItem.objects.filter(parent=OuterRef("pk"), **which).exclude(state=ActionState.CANCELLED).order_by()
    counted = parts.values("parent").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


_PARTS = {"parts_total": _count_parts(), "parts_done": _count_parts(state=ActionState.DONE)}


def _in_tab(wish, user, on):
    """Whether a row belongs under the tab. On a board the state is the column, so open and done take all."""
    is_open = Q(state__in=OPEN_STATES)
    if wish.tab == "alla" or (wish.view == "tavla" and wish.tab in {"oppna", "klara"}):
        return Q(pk__isnull=False)
    return {
        "oppna": is_open,
        "mina": is_open & Q(owner=user),
        "forsenade": is_open & Q(due_on__lt=on),
        "utan-ansvarig": is_open & Q(owner=None),
        "utan-datum": is_open & Q(due_on=None),
        "klara": Q(state=ActionState.DONE),
    }[wish.tab]


def _narrowed(user, wish, on):
    actions = ActionItem.objects.visible_to(user)
    for name in ("group", "organisation", "owner", "state", "priority"):
        if value := getattr(wish, name):
            actions = actions.filter(**{name: value})
    if wish.provision:
        actions = actions.filter(about_clause(provision__in=lineage(wish.provision)))
    if wish.when:
        actions = actions.filter(_due(wish.when, on))
    for word in wish.search.split():
        actions = actions.filter(
            Q(title__icontains=word)
            | Q(description__icontains=word)
            | Q(owner__first_name__icontains=word)
            | Q(owner__last_name__icontains=word)
            | Q(owner_text__icontains=word)
            | Q(provision__number=word.lstrip("§"))
        )
    return actions


def _due(when, on):
    """By when: one of WHEN, or a date of its own."""
    if day := _day(when):
        return Q(due_on=day)
    return {
        "forsenade": Q(due_on__lt=on, state__in=OPEN_STATES),
        "vecka": Q(due_on__gte=on, due_on__lte=on + timedelta(days=7)),
        "manad": Q(due_on__gte=on, due_on__lte=on + timedelta(days=30)),
        "utan": Q(due_on=None),
    }[when]


# -- about one thing --------------------------------------------------------------------------------------------------


def open_about(user, **about):
    """Open actions about one thing (provision=…, organisation=…, group=…), soonest first. One statement when read.

    What is about a clause among others is about it too.
    """
    actions = ActionItem.objects.visible_to(user).open()
    for name in ("provision", "provision__in"):
        if name in about:
            actions = actions.filter(about_clause(**{name: about.pop(name)}))
    return actions.filter(**about).select_related(*RELATED)


def about_clause(**which) -> Q:
    """Whether an action is about a clause: first of all, or also."""
    through = ActionItem.also_provisions.through.objects.filter(**which)
    return Q(**which) | Q(pk__in=through.values("actionitem"))
