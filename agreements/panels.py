"""What the agreement has to say about an organisation."""

from agreements import knowledge_panels, queries  # noqa: F401  (its panels register themselves)
from portal.dates import today
from portal.panels import panel


@panel("organisation", order=10)
def phases_of_organisation(request, organisation):
    """Where the organisation stands with each clause of the current agreements it is party to."""
    new_only = request.GET.get("punkter") == "nya"
    standings = queries.standings_of_organisation(organisation, user=request.user, new_only=new_only)
    if not standings:
        return None
    return {"template": "agreements/panel_organisation.html", "standings": standings, "new_only": new_only}


@panel("provision", order=5)
def adoption_of_provision(request, provision):
    """How many parties know, understand and use the clause; nothing before anybody has said so."""
    return _adoption(queries.adoption_of_provision(provision, on=today()))


@panel("agreement", order=5)
def adoption_of_agreement(request, agreement):
    """The same for the agreement: how many parties have come so far with at least half of it."""
    return _adoption(queries.adoption_of_agreement(agreement, on=today()), halved=True)


def _adoption(funnel, *, halved=False):
    if not funnel.anything:
        return None
    return {"template": "agreements/panel_adoption.html", "funnel": funnel, "halved": halved}
