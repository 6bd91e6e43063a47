"""Actions in a real browser: the tick with its undo, the line, a phone, no script, and nothing that axe objects to."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from actions import services
from actions.models import ActionItem, ActionLink
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


def test_a_card_is_moved_by_keyboard(visit, member, action):
    page = visit(member, f"{URL}?vy=tavla")
    page.get_by_text(f"Flytta: {action.title}").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Till Pågår")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Pågår").get_by_text(action.title).first).to_be_visible()
    assert page.url.endswith(f"?vy=tavla#kort-{action.pk}")
    assert ActionItem.objects.get().state == "under_way"


def test_all_on_the_page_are_chosen_by_one_press_and_changed(visit, lead, action, private_action):
    page = visit(lead, URL)
    page.get_by_role("link", name="Ändra flera på en gång").click()
    page.get_by_role("button", name="Välj alla på sidan").click()
    expect(page.locator("[data-chosen]")).to_have_text("2")
    page.get_by_role("checkbox", name=f"Välj: {private_action.title}").uncheck()
    expect(page.locator("[data-chosen]")).to_have_text("1")
    page.get_by_label("Läge", exact=False).last.select_option("under_way")
    page.get_by_role("button", name="Ändra de valda").click()
    expect(page.get_by_role("status").first).to_contain_text("1 åtgärd är ändrad.")
    action.refresh_from_db()
    private_action.refresh_from_db()
    assert (action.state, private_action.state) == ("under_way", "open")


def test_a_filter_sends_itself_and_stands_in_the_address(visit, lead, action, private_action):
    page = visit(lead, URL)
    page.get_by_text("Filter", exact=True).first.click()
    page.get_by_label("Grupp").select_option(str(action.group_id))
    expect(page.get_by_role("row")).to_have_count(2)
    assert f"grupp={action.group_id}" in page.url


def test_an_action_is_shared_out(visit, lead, action, county):
    page = visit(lead, f"{URL}{action.pk}/")
    page.locator(".page-actions").get_by_text("Mer", exact=True).click()
    page.get_by_role("link", name="En per organisation").click()
    page.get_by_role("button", name="Välj alla").click()
    page.get_by_role("button", name="Skapa delarna").click()
    expect(page.get_by_text("0 av 3 klara.")).to_be_visible()
    page.get_by_role("checkbox", name=f"Markera som klar: {action.title}: Ekby").click()
    expect(page.get_by_role("status").filter(has_text="Åtgärden är klar.")).to_be_visible()
    assert action.children.get(organisation__short_name="Ekby").state == "done"


@pytest.mark.a11y_full
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_no_page_breaks_a_rule_of_accessibility(visit, lead, action, width, scheme):
    page = visit(lead, URL, width=width, color_scheme=scheme)
    base = page.url.removesuffix(URL)
    services.comment(action, "Vi har en mall.", by=lead, at=timezone.now())
    services.follow(action, by=lead)
    for address in (
        URL,
        f"{URL}?sok=finns+inte",
        f"{URL}?vy=tavla",
        f"{URL}?vy=kalender",
        f"{URL}?flera=1&prio=2",
        f"{URL}ny/",
        f"{URL}las-in/",
        f"{URL}vyer/?prio=2",
        f"{URL}paminnelser/",
        f"{URL}{action.pk}/",
        f"{URL}{action.pk}/andra/",
        f"{URL}{action.pk}/per-organisation/",
        f"{URL}kommentar/{action.changes.get().pk}/andra/",
    ):
        page.goto(base + address)
        assert violations(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), address


@pytest.mark.a11y_full
def test_the_pages_of_a_link_break_no_rule(visit, action):
    link = ActionLink.objects.create(action=action, user=action.owner)
    link.arm()
    page = visit(action.owner, f"/svara/atgard/{link.token}/datum/", width=320)
    for what in ("datum", "klar"):
        page.goto(f"{page.url.rsplit('/', 2)[0]}/{what}/")
        assert violations(page) == [], what
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), what
    page.get_by_role("button", name="Ja, den är klar").click()
    expect(page.get_by_text("Åtgärden är klar:")).to_be_visible()
