"""Actions in a real browser: the tick with its undo, the line, a phone, no script, and nothing that axe objects to."""

import pytest
from playwright.sync_api import expect

from actions.models import ActionItem
from tests.actions.visiting import violations

pytestmark = pytest.mark.django_db(transaction=True)

URL = "/atgarder/"


def test_a_tick_is_undone_where_it_was_made(visit, member, action):
    page = visit(member, URL)
    tick = page.get_by_role("checkbox", name=f"Markera som klar: {action.title}")
    tick.focus()
    page.keyboard.press("Space")
    expect(tick).to_have_attribute("aria-checked", "true")
    expect(tick).to_be_focused()
    assert ActionItem.objects.get().state == "done"
    toast = page.get_by_role("status").filter(has_text="Åtgärden är klar.")
    toast.get_by_role("button", name="Ångra").click()
    expect(tick).to_have_attribute("aria-checked", "false")
    assert ActionItem.objects.get().state == "open"
    assert action.changes.count() == 2


def test_a_line_that_is_not_understood_is_mended_and_added(visit, lead, member, action):
    page = visit(lead, URL)
    line = page.get_by_label("Lägg till på en rad")
    line.fill("Ring @okänd")
    line.press("Enter")
    expect(page.locator(".error-summary")).to_be_focused()
    expect(line).to_have_value("Ring @okänd")
    line.fill("Ring @mats /i morgon")
    line.press("Enter")
    expect(page.locator(".alert").first).to_contain_text("Tillagd: Ring. Mats Medlem · i morgon")
    assert ActionItem.objects.get(title="Ring").owner == member


def test_without_script_the_tick_is_a_button(visit, member, action):
    page = visit(member, f"{URL}?visa=mina", java_script_enabled=False)
    page.get_by_role("checkbox").first.click()
    assert page.url.endswith(f"{URL}?visa=mina")
    expect(page.get_by_role("status").first).to_contain_text(f"Klar: {action.title}.")
    assert ActionItem.objects.get().state == "done"


@pytest.mark.a11y_full
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_no_page_breaks_a_rule_of_accessibility(visit, lead, action, width, scheme):
    page = visit(lead, URL, width=width, color_scheme=scheme)
    base = page.url.removesuffix(URL)
    for address in (URL, f"{URL}?sok=finns+inte", f"{URL}ny/", f"{URL}{action.pk}/", f"{URL}{action.pk}/andra/"):
        page.goto(base + address)
        assert violations(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), address
