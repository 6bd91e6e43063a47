"""The screen in the room, by keyboard alone."""

import re

import pytest
from playwright.sync_api import expect

from meetings import services
from tests.actions.visiting import violations

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_points_and_outcomes_by_keyboard(width, scheme, visit, lead, held):
    services.add_item(held, heading="Nästa möte", minutes=5, presenter="Lena Ledare", by=lead)
    page = visit(lead, f"{held.get_absolute_url()}visa/", width=width, color_scheme=scheme)
    expect(page.get_by_role("heading", level=1)).to_have_text("1. Läget i besluten")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", level=1)).to_have_text("2. Nästa möte")
    page.keyboard.press("ArrowRight")  # the last stays
    expect(page.get_by_role("heading", level=1)).to_have_text("2. Nästa möte")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.keyboard.press("o")
    line = page.get_by_role("combobox", name="Beslut, åtgärd eller information")
    expect(line).to_be_focused()
    expect(line).to_have_value("")
    page.keyboard.type("BESLUT Vi ses i juni")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Lägg till")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".outcome-decision")).to_contain_text("Vi ses i juni")
    expect(line).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("heading", level=1)).to_have_text("1. Läget i besluten")
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile(f"/moten/{held.pk}/#p{held.agenda.first().pk}$"))
    decision = held.outcomes.get()
    assert (decision.kind, decision.item.heading) == ("decision", "Nästa möte")
