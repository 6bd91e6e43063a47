from organisations.queries.groups import GroupPage, chain_of, group_page, list_groups, seats_of
from organisations.queries.organisations import (
    ORGANISATION_ORDER,
    OrganisationPage,
    list_organisations,
    organisation_page,
)
from organisations.queries.people import PERSON_ORDER, list_people, person_page

__all__ = [
    "ORGANISATION_ORDER",
    "PERSON_ORDER",
    "GroupPage",
    "OrganisationPage",
    "chain_of",
    "group_page",
    "list_groups",
    "list_organisations",
    "list_people",
    "organisation_page",
    "person_page",
    "seats_of",
]
