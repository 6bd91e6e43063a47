"""What the agreement has to say about an organisation."""

from agreements import queries
from portal.panels import panel


@panel("organisation", order=10)
def phases_of_organisation(request, organisation):
    """Where the organisation stands with each clause of the current agreements it is party to."""
    new_only = request.GET.get("punkter") == "nya"
    standings = queries.standings_of_organisation(organisation, user=request.user, new_only=new_only)
    if not standings:
        return None
    return {"template": "agreements/panel_organisation.html", "standings": standings, "new_only": new_only}
