"""What the pages about actions show. Each function says how many SQL statements it costs."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Case, Count, F, IntegerField, Q, Value, When
from django.utils.translation import pgettext_lazy

from actions import policies
from actions.lines import Known, name_person, name_place
from actions.models import OPEN_STATES, ActionItem, ActionState
from actions.policies import ACTING
from agreements.models import Agreement, Provision
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
}


@dataclass(frozen=True)
class Wish:
    """What a list of actions was asked for, read from its address."""

    tab: str = "oppna"
    group: int | None = None
    organisation: int | None = None
    provision: int | None = None
    owner: int | None = None
    search: str = ""

    @classmethod
    def of(cls, asked):
        """From a QueryDict; what cannot be read is left aside."""
        tab = asked.get("visa", "")
        numbers = {
            name: int(value)
            if (value := asked.get(key, "")).isascii() and value.isdigit() and len(value) < 10
            else None
            for name, key in (
                ("group", "grupp"),
                ("organisation", "organisation"),
                ("provision", "punkt"),
                ("owner", "ansvarig"),
            )
        }
        return cls(tab=tab if tab in TABS else "oppna", search=asked.get("sok", "").strip()[:100], **numbers)

    @property
    def narrows(self) -> bool:
        """Whether anything but the tab was chosen."""
        return bool(self.group or self.organisation or self.provision or self.owner or self.search)


def list_actions(user, wish, *, on):
    """The actions a list shows, related rows joined in. One statement when read."""
    return _narrowed(user, wish).filter(_in_tab(wish.tab, user, on)).select_related(*RELATED).annotate(place=_PLACE)


def count_tabs(user, wish, *, on) -> dict:
    """How many there are under each tab with the same search and filters. One statement."""
    return _narrowed(user, wish).aggregate(**{tab: Count("pk", filter=_in_tab(tab, user, on)) for tab in TABS})


def filter_choices(user) -> dict:
    """What occurs among the actions the user may see, to choose from. Four statements."""
    actions = ActionItem.objects.visible_to(user).order_by()
    return {
        "groups": Group.objects.filter(pk__in=actions.values("group")).alphabetical(),
        "organisations": Organisation.objects.filter(pk__in=actions.values("organisation")).alphabetical(),
        "provisions": Provision.objects.filter(pk__in=actions.values("provision")),
        "owners": User.objects.filter(pk__in=actions.values("owner")).alphabetical(),
    }


_PLACE = Case(
    *(When(state=state, then=Value(place)) for place, state in enumerate(ActionState.values)),
    output_field=IntegerField(),
)


def _in_tab(tab, user, on):
    is_open = Q(state__in=OPEN_STATES)
    return {
        "oppna": is_open,
        "mina": is_open & Q(owner=user),
        "forsenade": is_open & Q(due_on__lt=on),
        "utan-ansvarig": is_open & Q(owner=None),
        "utan-datum": is_open & Q(due_on=None),
        "klara": Q(state=ActionState.DONE),
    }[tab]


def _narrowed(user, wish):
    actions = ActionItem.objects.visible_to(user)
    for name in ("group", "organisation", "owner"):
        if value := getattr(wish, name):
            actions = actions.filter(**{name: value})
    if wish.provision:  # what was agreed about the clause in earlier versions follows it
        actions = actions.filter(provision__in=lineage(wish.provision))
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


# -- what may be named and chosen -------------------------------------------------------------------------------------


def places_open_to(user, *, everywhere=False):
    """(organisations, groups) the user may add actions for: all for leads, else one's own. Two statements at most."""
    organisations, groups = Organisation.objects.visible_to(user), Group.objects.visible_to(user)
    if everywhere or user.leads:
        return organisations.alphabetical(), groups.alphabetical()
    return (
        organisations.filter(pk__in=user.organisations_as(*ACTING)).alphabetical(),
        groups.filter(pk__in=policies.group_ids(user)).alphabetical(),
    )


def current_provisions(user):
    """The clauses an action can be about: those of agreements under decision or in force."""
    return Provision.objects.filter(agreement__in=Agreement.objects.visible_to(user).current())


def people(user):
    """Who can be made responsible, each with the organisations to tell them apart. Three statements when read."""
    return User.objects.visible_to(user).alphabetical().prefetch_related("memberships__organisation")


def organisation_names(person) -> str:
    """The short names of the organisations a person of `people` belongs to."""
    return ", ".join(dict.fromkeys(membership.organisation.short_name for membership in person.memberships.all()))


def known_to(user, *, everywhere=False) -> Known:
    """All that may be named in one line by this user. Six statements."""
    organisations, groups = places_open_to(user, everywhere=everywhere)
    allowed = {organisation.pk for organisation in organisations}
    provisions = defaultdict(list)
    for provision in current_provisions(user):
        provisions[provision.number].append(provision)
    everybody = [_named(organisation) for organisation in Organisation.objects.visible_to(user).alphabetical()]
    return Known(
        people=[name_person(person, organisation=organisation_names(person)) for person in people(user)],
        places=[
            *(named for named in everybody if named.thing.pk in allowed),
            *(name_place(group, group.name) for group in groups),
        ],
        closed=[named for named in everybody if named.thing.pk not in allowed],
        provisions=dict(provisions),
    )


def _named(organisation):
    return name_place(organisation, organisation.name, organisation.short_name)
