"""Several people at once in a real browser, each with a session of their own."""

import pytest
from django.test import Client


@pytest.fixture
def visit(browser, live_server):
    """visit(user, address) -> page with a session of its own: two are signed in at once, and may lose contact."""
    contexts, faults = [], []

    def visit(user, address, **options):
        client = Client()
        client.force_login(user)
        context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="sv-SE", **options)
        contexts.append(context)
        context.add_cookies([{"name": "session", "value": client.cookies["session"].value, "url": live_server.url}])
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(live_server.url + address)
        page.sign_out = client.logout
        return page

    yield visit
    for context in contexts:
        context.close()
    assert faults == []
