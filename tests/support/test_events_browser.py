"""An event in a real browser: written, counted, and ended in a next step."""

import pytest
from playwright.sync_api import expect

from actions.models import ActionItem
from support.models import Event, Participation
from tests.actions.visiting import violations

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_event_is_written_counted_and_ends_in_a_next_step(visit, lead, municipality, group):
    page = visit(lead, "/stod/tillfallen/", width=390)
    page.locator(".page-actions").get_by_role("link", name="Nytt tillfälle").click()
    page.get_by_label("Slag").select_option(label="Workshop")
    page.get_by_label("Rubrik").fill("Workshop om läget")
    page.get_by_role("button", name="Spara tillfället").click()
    expect(page.get_by_role("alert")).to_contain_text("Välj en dag.")
    expect(page.get_by_label("Rubrik")).to_have_value("Workshop om läget")
    page.get_by_label("Dag", exact=True).fill("2026-01-20")
    page.get_by_label("Förbereds av gruppen").select_option(label="Arbetsgruppen")
    assert violations(page) == []
    page.get_by_role("button", name="Spara tillfället").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Workshop om läget")
    page.get_by_role("button", name="Det har hållits").click()
    page.locator(".page-actions").get_by_role("link", name="Räkna deltagare").first.click()
    page.get_by_label("Ekby kommun").fill("fem")
    page.get_by_role("button", name="Spara siffrorna").click()
    expect(page.get_by_role("alert")).to_contain_text("Skriv ett heltal")
    page.get_by_label("Ekby kommun").fill("5")
    assert violations(page) == []
    page.get_by_role("button", name="Spara siffrorna").click()
    expect(page.get_by_text("5 personer kom")).to_be_visible()

    page.locator("summary", has_text="Lägg till ett nästa steg").click()
    page.get_by_label("Vad ska göras?").fill("Räkna besöken")
    page.get_by_role("button", name="Lägg till steget").click()
    page.get_by_role("link", name="Räkna besöken").click()
    expect(page.get_by_text("Nästa steg efter workshop")).to_be_visible()
    page.get_by_role("link", name="Workshop om läget").click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert (Event.objects.get().state, ActionItem.objects.get().group) == ("held", group)
    assert Participation.objects.get().persons == 5
