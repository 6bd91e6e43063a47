"""What the frame's own script does, in a real browser under the strict policy."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def signed_in(client, page, live_server):
    """Open a page of the live server as somebody."""

    def open_as(user, path):
        client.force_login(user)
        cookie = client.cookies["session"]
        page.context.add_cookies([{"name": "session", "value": cookie.value, "url": live_server.url}])
        page.goto(f"{live_server.url}{path}")
        return page

    return open_as


def test_the_editor_runs_under_the_policy_and_has_the_name_of_its_field(signed_in, member):
    page = signed_in(member, "/komponenter/")
    box = page.get_by_role("textbox", name="Anteckningar")
    box.wait_for()
    box.press_sequentially("Vi ses. ")
    expect(page.locator("#id_text-notes")).to_have_value(re.compile(r"(?=.*Vi ses\.)(?=.*<strong>tidsplanen</strong>)"))
    assert page.complaints == []


def test_a_menu_closes_with_escape_and_gives_the_focus_back(signed_in, member):
    page = signed_in(member, "/komponenter/")
    menu = page.locator(".site-tools details.menu").last
    menu.locator("summary").press("Enter")
    assert menu.get_attribute("open") is not None
    menu.get_by_role("button", name="Mörkt").focus()
    page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_dark_is_chosen_in_the_menu_and_stays(signed_in, member):
    page = signed_in(member, "/komponenter/")
    page.locator(".site-tools details.menu").last.locator("summary").click()
    page.get_by_role("button", name="Mörkt").click()
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.dataset.bsTheme") == "dark"
    page.reload()
    assert page.evaluate("document.documentElement.dataset.bsTheme") == "dark"


def test_a_filter_changes_list_address_and_what_is_said_aloud(signed_in, lead, county):
    page = signed_in(lead, "/organisationer/")
    page.get_by_label("Typ").select_option("municipality")
    page.wait_for_url("**typ=municipality**")
    assert page.locator("tbody th").all_inner_texts() == ["Ekby kommun", "Åsele kommun"]
    assert page.locator("#antal").inner_text() == "2 organisationer"
    page.go_back()
    expect(page.locator("tbody th")).to_have_count(3)
    assert page.complaints == []


def test_after_mistakes_the_summary_has_the_focus_and_leads_to_the_field(signed_in, lead):
    page = signed_in(lead, reverse("person-new"))
    page.get_by_role("button", name="Lägg till personen").click()
    page.wait_for_load_state()
    assert page.evaluate("document.activeElement.className") == "error-summary"
    page.locator(".error-summary a").first.click()
    assert page.evaluate("document.activeElement.id") == "id_first_name"


def test_without_contact_what_was_typed_stays_and_the_page_says_so(signed_in, lead, county):
    page = signed_in(lead, "/organisationer/")
    page.context.set_offline(True)
    page.get_by_role("searchbox").fill("Åse")
    page.locator("#besked .toast").wait_for()
    assert "Ingen kontakt med servern" in page.locator("#besked").inner_text()
    assert page.get_by_role("searchbox").input_value() == "Åse"
