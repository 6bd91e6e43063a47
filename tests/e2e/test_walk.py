"""A newcomer does the main jobs in a real browser, on a whole portal. Surveys: test_gap_survey.py."""

from tests.e2e import walk


def test_actions_are_logged_from_a_note(page, portal):
    actions = walk.log_actions_from_a_note(page, portal.address)
    assert any("förslag till mall" in action for action in actions)
    assert page.complaints == []


def test_a_municipality_moves_through_a_phase(page, portal):
    walk.move_a_municipality(page, portal.address)
    assert page.complaints == []
