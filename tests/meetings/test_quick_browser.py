"""Quick entry in a real browser: completions by keyboard, the row to confirm, the outcome in its place."""

import pytest
from playwright.sync_api import expect

from tests.actions.visiting import violations

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_line_completes_itself_and_becomes_an_action(visit, lead, member, municipality, held, provisions):
    page = visit(lead, held.get_absolute_url())
    section = page.locator("#snabbrad")
    section.get_by_label("Punkt", exact=True).select_option(label="1. Läget i besluten")
    line = section.get_by_role("combobox", name="Beslut, åtgärd eller information")
    line.press_sequentially("ÅTGÄRD Ta fram en film @ma")
    options = section.locator("[role=option]")
    expect(options.filter(has_text="Mats Medlem")).to_have_attribute("aria-selected", "true")
    expect(line).to_have_attribute("aria-expanded", "true")
    assert violations(page) == []
    line.press("Enter")
    expect(line).to_have_value("ÅTGÄRD Ta fram en film @Mats Medlem ")
    line.press_sequentially("§2")
    expect(options).to_have_count(2)
    line.press("ArrowDown")
    line.press("ArrowUp")
    line.press("Tab")
    expect(line).to_have_value("ÅTGÄRD Ta fram en film @Mats Medlem §2.1 ")
    line.press_sequentially("#ek")
    expect(options.first).to_contain_text("Ekby")
    line.press("Escape")
    expect(options.first).to_be_hidden()
    expect(line).to_have_attribute("aria-expanded", "false")
    line.press_sequentially("by /i morgon")
    expect(options.first).to_contain_text("i morgon")
    line.press("Enter")
    line.press("Enter")
    row = section.get_by_role("form", name="Stämmer det här?")
    expect(row.get_by_label("Text")).to_have_value("Ta fram en film")
    expect(row.get_by_label("Ansvarig").locator("option:checked")).to_have_text("Mats Medlem, Ekby")
    expect(row.get_by_label("Följs upp")).to_be_hidden()
    assert violations(page) == []
    expect(row.get_by_role("button", name="Lägg till")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(f"#utfall-{held.agenda.get().pk}")).to_contain_text("Ta fram en film")
    expect(line).to_be_focused()
    action = held.outcomes.get().action
    assert (action.owner, action.organisation, action.provision) == (member, municipality, provisions[1])


def test_the_same_line_without_script(visit, lead, member, held):
    page = visit(lead, held.get_absolute_url(), java_script_enabled=False)
    page.get_by_label("Beslut, åtgärd eller information").fill("BESLUT Rutinen är mall")
    page.locator("#snabbrad").get_by_role("button", name="Vidare").click()
    page.get_by_role("button", name="Lägg till").click()
    expect(page.get_by_text("Rutinen är mall").first).to_be_visible()
    assert held.outcomes.get().kind == "decision"
