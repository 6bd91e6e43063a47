"""Who may own a change in operations (001-20): the organisation itself or a unit below it, and nobody who only helps."""

from organisations.models import Organisation, OrganisationKind

HELPERS = {OrganisationKind.JOINT_BODY, OrganisationKind.ASSOCIATION, OrganisationKind.CONSULTANT}


def possible_owners(organisation) -> list[Organisation]:
    """The organisation first, then its units and theirs, each under its own; one SQL statement."""
    below = {}
    for one in Organisation.objects.exclude(parent=None):
        below.setdefault(one.parent_id, []).append(one)
    found, seen = [], set()

    def walk(one):
        if one.pk in seen:
            return
        seen.add(one.pk)
        if one.kind not in HELPERS:
            found.append(one)
        for unit in below.get(one.pk, []):
            walk(unit)

    walk(organisation)
    return found


def may_own(unit, organisation) -> bool:
    return unit in possible_owners(organisation)
