"""Action items that the tests of this folder share."""

from datetime import date, timedelta

import pytest

from actions import services
from portal import dates
from tests.actions.visiting import visit  # noqa: F401 - a fixture


@pytest.fixture
def today():
    return dates.today()


@pytest.fixture
def action(member, municipality, group, provisions, lead, today):
    """The group's action: Mats in Ekby, about § 2.1, due in ten days."""
    return services.add_action(
        title="Dela rutinen för fast vårdkontakt",
        owner=member,
        organisation=municipality,
        group=group,
        provision=provisions[1],
        due_on=today + timedelta(days=10),
        by=lead,
    )


@pytest.fixture
def private_action(other_municipality, neighbour):
    """Åsele's own, in no group."""
    return services.add_action(
        title="Åseles egen", organisation=other_municipality, due_on=date(2030, 1, 1), by=neighbour
    )
