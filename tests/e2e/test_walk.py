"""A newcomer does the three main jobs in a real browser, on a whole portal with real letters."""

import pytest

from tests.e2e import walk


@pytest.fixture
def visitor(browser):
    """Another computer: no session, no cookies."""
    context = browser.new_context(locale="sv-SE")
    page = context.new_page()
    page.set_default_timeout(15_000)
    yield page
    context.close()


def test_actions_are_logged_from_a_note(page, portal):
    actions = walk.log_actions_from_a_note(page, portal.address)
    assert any("förslag till mall" in action for action in actions)
    assert page.complaints == []


def test_a_municipality_moves_through_a_phase(page, portal):
    walk.move_a_municipality(page, portal.address)
    assert page.complaints == []


def test_a_gap_survey_is_mailed_and_answered(page, visitor, portal):
    title = "Provenkät som verkligen skickas"
    addresses = walk.make_and_send_a_survey(page, portal.address, title=title)
    letters = {address: portal.wait_for_letter(address, title) for address in addresses}
    receipt = walk.answer_a_survey(visitor, walk.link_in(letters[addresses[0]]))
    assert receipt
    page.goto(f"{portal.address}/enkater/")
    page.get_by_role("link", name=title).first.click()
    page.wait_for_load_state()
    page.goto(f"{page.url}resultat/")
    assert page.locator(".heat td").filter(has_text="3").count() >= 2
    assert page.complaints == []
