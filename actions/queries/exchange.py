"""What the cells of a workbook may name."""

from collections import defaultdict

from actions import policies
from actions.exchange import Known
from actions.models import ActionItem
from actions.queries.lists import RELATED
from actions.queries.names import current_provisions, people, places_open_to


def known_cells(user, numbers) -> Known:
    """Seven statements: the actions with these numbers, people, organisations, groups, clauses."""
    actions = list(ActionItem.objects.visible_to(user).filter(pk__in=numbers).select_related(*RELATED))
    organisations, groups = places_open_to(user)
    everybody = list(people(user))
    return Known(
        actions={action.pk: action for action in actions},
        editable=policies.editable_ids(user, actions),
        people=_by_names(everybody, lambda one: (one.get_full_name(), one.email)),
        organisations=_by_names(organisations, lambda one: (one.name, one.short_name)),
        groups=_by_names(groups, lambda one: (one.name,)),
        provisions=_by_names(current_provisions(user).defer("text", "what_is_new"), lambda one: (one.number,)),
    )


def _by_names(things, names) -> dict:
    found = defaultdict(list)
    for thing in things:
        for name in {name.casefold() for name in names(thing)}:
            found[name].append(thing)
    return dict(found)
