"""Actions on other parts' pages: what is open about this clause, organisation, group or work."""

from django.urls import reverse
from django.utils.translation import ngettext_lazy

from actions import policies, queries
from agreements.queries import former_of, lineage
from agreements.ties import call_ties
from portal.panels import panel

SHOWN = 5

_ACTIONS = ngettext_lazy("%(count)d action", "%(count)d actions", "count")
call_ties("actions.ActionItem", _ACTIONS)
call_ties("actions.ActionItem_also_provisions", _ACTIONS, same_as="actions.ActionItem")


@panel("provision", order=20)
def about_provision(request, provision):
    """Those about the clauses it comes from too, each with the version it was agreed about."""
    about = {"provision__in": lineage(provision.pk)}
    panel = _panel(request, about, f"punkt={provision.pk}", hide="provision")
    former = former_of(provision, user=request.user)
    for action in panel["actions"]:
        action.former = former.get(action.provision_id)
    return panel


@panel("organisation", order=20)
def of_organisation(request, organisation):
    return _panel(request, {"organisation": organisation}, f"organisation={organisation.pk}", hide="organisation")


@panel("group", order=20)
def of_group(request, group):
    return _panel(request, {"group": group}, f"grupp={group.pk}", hide="group")


@panel("implementation", order=20)
def of_implementation(request, implementation):
    about = {"organisation": implementation.organisation_id, "provision__in": lineage(implementation.provision_id)}
    query = f"organisation={implementation.organisation_id}&punkt={implementation.provision_id}"
    return _panel(request, about, query, hide="provision") | {"template": "actions/small_panel.html"}


def _panel(request, about, query, *, hide):
    """The soonest open ones and how many there are. Two statements, and one for the user's groups."""
    actions = queries.open_about(request.user, **about)
    shown = list(actions[: SHOWN + 1])
    total = actions.count() if len(shown) > SHOWN else len(shown)
    return {
        "template": "actions/panel.html",
        "actions": shown[:SHOWN],
        "total": total,
        "editable": policies.editable_ids(request.user, shown[:SHOWN]),
        "may_add": policies.can_add(request.user),
        "list_address": f"{reverse('action-list')}?{query}",
        "new_address": f"{reverse('action-new')}?{query}",
        "hide": hide,
    }
