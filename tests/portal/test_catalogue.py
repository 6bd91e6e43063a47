"""Every word a person reads has its Swedish; nothing uncertain, nothing left over."""

import pytest

from portal import catalogue


@pytest.mark.parametrize("app", catalogue.APPS)
def test_the_swedish_catalogue_is_complete(app):
    assert [f"{fault.what}: {fault.message}" for fault in catalogue.faults(app)] == []


@pytest.mark.parametrize("app", catalogue.APPS)
def test_the_term_for_care_at_home_is_the_national_one(app):
    """003-18: the old word is only a search alias."""
    written = "".join(
        "".join(message.string) if isinstance(message.string, tuple) else message.string
        for message in catalogue.read(app)
        if message.id
    )
    assert "hemsjukvård" not in written.lower()
