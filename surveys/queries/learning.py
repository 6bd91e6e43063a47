"""Learning match: who is one phase ahead on the same clause, whom to ask there, and what they did (features b15)."""

from dataclasses import dataclass, field

from actions.models import ActionItem
from actions.queries.lists import about_clause
from agreements.models import Implementation, Phase
from organisations.models import Membership, Organisation
from portal.collation import swedish

SHOWN = 3


@dataclass
class Ahead:
    """An organisation one phase ahead: its contact persons and its actions about the clause that one may see."""

    organisation: Organisation
    phase: str
    contacts: list = field(default_factory=list)
    actions: list = field(default_factory=list)


def one_phase_ahead(user, standing) -> list[Ahead]:
    """Organisations of the same kind in the next phase, in Swedish order: never by how well. Three statements."""
    if standing is None or standing.phase >= Phase.SUSTAINMENT:
        return []
    rows = Implementation.objects.visible_to(user).current().select_related("organisation")
    rows = rows.filter(
        provision=standing.provision_id, phase=standing.phase + 1, organisation__kind=standing.organisation.kind
    ).exclude(organisation=standing.organisation_id)
    found = {
        row.organisation_id: Ahead(row.organisation, row.get_phase_display())
        for row in rows.order_by(swedish("organisation__short_name"), "pk")
    }
    if not found:
        return []
    people = Membership.objects.filter(organisation__in=list(found), is_contact=True, user__is_active=True)
    for seat in people.select_related("user").order_by(swedish("user__last_name"), "pk"):
        one = found[seat.organisation_id]
        if seat.user not in one.contacts:
            one.contacts.append(seat.user)
    actions = ActionItem.objects.visible_to(user).filter(
        about_clause(provision=standing.provision_id), organisation__in=list(found)
    )
    for action in actions.exclude(state="cancelled").order_by("-pk"):
        one = found[action.organisation_id]
        if len(one.actions) < SHOWN:
            one.actions.append(action)
    return list(found.values())
