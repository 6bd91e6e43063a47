"""Actions on other parts' pages: what is open about this clause, organisation, group or work."""

from django.urls import reverse

from actions import policies, queries
from portal.panels import panel

SHOWN = 5


@panel("provision", order=20)
def about_provision(request, provision):
    return _panel(request, {"provision": provision}, f"punkt={provision.pk}", hide="provision")


@panel("organisation", order=20)
def of_organisation(request, organisation):
    return _panel(request, {"organisation": organisation}, f"organisation={organisation.pk}", hide="organisation")


@panel("group", order=20)
def of_group(request, group):
    return _panel(request, {"group": group}, f"grupp={group.pk}", hide="group")


@panel("implementation", order=20)
def of_implementation(request, implementation):
    about = {"organisation": implementation.organisation_id, "provision": implementation.provision_id}
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
