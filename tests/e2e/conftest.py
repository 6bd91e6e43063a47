"""One whole portal for all end-to-end tests; each signs in as somebody of the demonstration county."""

import os

import pytest

from tests.e2e.portal_processes import Portal


@pytest.fixture(scope="session")
def portal(tmp_path_factory):
    """A served portal with the demonstration county, worker, beat and mail catcher included."""
    portal = Portal(
        tmp_path_factory.mktemp("portal"), owner_url=os.environ["DATABASE_URL"], redis_url=os.environ["REDIS_URL"]
    )
    try:
        portal.prepare()
        portal.start("mail", "web", "worker", "beat")
        portal.wait_until_serving()
        yield portal
    finally:
        portal.stop()


@pytest.fixture
def sign_in(page, portal):
    """Sign in by the demonstration's one-click role; returns the page."""

    def as_role(role):
        page.goto(f"{portal.address}/konto/logga-in/")
        page.locator(f"button[name=role][value={role}]").click()
        page.wait_for_url(f"{portal.address}/min-sida/")
        return page

    return as_role
