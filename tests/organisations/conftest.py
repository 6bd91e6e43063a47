"""Groupings and seats, and people for the pages about people."""

from datetime import date

import pytest

from organisations.models import (
    Grouping,
    GroupingKind,
    GroupingMember,
    Membership,
    Organisation,
    OrganisationKind,
    Role,
    User,
)


@pytest.fixture
def part(municipality):
    """The northern part of the county; Ekby belongs to it."""
    part = Grouping.objects.create(kind=GroupingKind.COUNTY_PART, name="Norra delen")
    GroupingMember.objects.create(grouping=part, organisation=municipality, source="https://example.org/delar")
    return part


@pytest.fixture
def counted(municipality):
    """Ekby with a population figure."""
    municipality.population = 27528
    municipality.population_as_of = date(2024, 12, 31)
    municipality.population_source = "SCB"
    municipality.save()
    return municipality


@pytest.fixture
def closed(municipality):
    """Somebody whose account is closed."""
    user = User.objects.create_user("klas.klar@example.org", first_name="Klas", last_name="Klar", is_active=False)
    Membership.objects.create(user=user, organisation=municipality, role=Role.MEMBER)
    return user


@pytest.fixture
def make_organisations(db):
    """Make that many organisations, each with a grouping, a contact person and a unit."""

    def make(number):
        part = Grouping.objects.create(kind=GroupingKind.COUNTY_PART, name="Delen")
        made = []
        for place in range(number):
            organisation = Organisation.objects.create(
                name=f"Rad {place} kommun",
                short_name=f"Rad {place}",
                kind=OrganisationKind.MUNICIPALITY,
                side="municipal",
            )
            GroupingMember.objects.create(grouping=part, organisation=organisation)
            user = User.objects.create_user(f"rad{place}@example.org", first_name="Rad", last_name=str(place))
            Membership.objects.create(user=user, organisation=organisation, role=Role.RESPONDENT, is_contact=True)
            made.append(organisation)
        return made

    return make
