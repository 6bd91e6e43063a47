"""A page in a real browser for a signed-in person, for the tests of actions and meetings."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser import VIOLATIONS

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def visit(browser, transactional_db, live_server, client):
    """visit(user, address) -> page; fails the test on a script error or a refused resource."""
    contexts, faults = [], []

    def visit(user, address, *, width=1280, **options):
        client.force_login(user)
        context = browser.new_context(viewport={"width": width, "height": 900}, locale="sv-SE", **options)
        contexts.append(context)
        context.add_cookies([{"name": "session", "value": client.cookies["session"].value, "url": live_server.url}])
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda line: faults.append(line.text) if _is_fault(line) else None)
        page.goto(live_server.url + address)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert faults == []


def _is_fault(line):
    """A refused form is no fault of the page, and axe's own styles are refused as they should be."""
    return line.type == "error" and " 422 " not in line.text and "inline style" not in line.text


def violations(page):
    """What axe objects to on the page: (rule, where)."""
    found = Axe().run(page, options=VIOLATIONS | {"runOnly": TAGS}).response["violations"]
    return [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found]
