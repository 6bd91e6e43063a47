"""The demonstration around three days, each built once for all tests of this folder."""

from datetime import date

import pytest
from django.db import transaction

from overview.demonstration.build import build_demonstration

A_SATURDAY, NEW_YEARS_EVE, HIGH_SUMMER = "2026-02-28", "2027-12-31", "2026-07-15"


@pytest.fixture(scope="package", params=[A_SATURDAY, NEW_YEARS_EVE, HIGH_SUMMER])
def loaded(request, django_db_setup, django_db_blocker):
    """The demonstration around a day, built once for all tests of the folder and rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_demonstration(date.fromisoformat(request.param))
        transaction.set_rollback(True)


@pytest.fixture
def county(loaded, db):
    return loaded


@pytest.fixture
def now(county):
    """The morning of the county's today."""
    return county.calendar.at(county.today, 0)
