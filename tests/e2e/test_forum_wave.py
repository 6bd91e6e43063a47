"""A self-assessment of two local forums: each side alone, revealed to both at once, talked about, and acted on."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e import walk

TITLE = "Provskattning av samverkan"
FORUMS = ("Ledningsforum Vetlanda", "Ledningsforum Habo")
REGION_WORDS, MUNICIPAL_WORDS = "Vi behöver fler gemensamma besök.", "Vi behöver en fast kontakt."
STEP = "Pröva ett gemensamt hembesök i veckan"


@pytest.fixture
def someone(browser):
    """Another computer for each: no session, no cookies."""
    contexts = []

    def arrives():
        context = browser.new_context(locale="sv-SE")
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        return page

    yield arrives
    for context in contexts:
        context.close()


def open_letter(page, letter):
    page.goto(walk.link_in(letter))
    page.locator("main form button.btn-primary").click()


def answer(page, *values, words):
    """The four statements, the ladder and some words, all on one page; handed in."""
    for question, value in zip(page.locator(".answer .scale").all(), values, strict=True):
        question.locator(f"input[value='{value}']").check(force=True)
    page.locator(".answer textarea").fill(words)
    page.locator(".survey-foot button.btn-primary").click()
    page.locator("form[action$='/skicka/'] button").click()
    page.wait_for_url(re.compile(r"/kvitto/$"))


def test_both_sides_answer_alone_read_together_and_act(page, someone, portal):
    lead = page
    walk.sign_in(lead, portal.address, "lead")
    lead.goto(f"{portal.address}/enkater/ny/")
    lead.get_by_role("link", name="Självskattning av den lokala samverkan, många forum på en gång").click()
    expect(lead.get_by_text("2 forum kan inte tillfrågas: en sida saknar personer")).to_be_visible()
    for box in lead.locator("input[name=forums]").all():
        box.set_checked(lead.locator(f"label[for={box.get_attribute('id')}]").inner_text() in FORUMS)
    lead.get_by_label("Titel").fill(TITLE)
    lead.get_by_role("button", name="Spara och se igenom").click()
    lead.get_by_role("link", name="Skicka till 2 forum").click()
    lead.get_by_role("button", name="Skicka", exact=True).click()
    expect(lead.get_by_text("Enkäten är på väg till båda sidor i 2 forum.")).to_be_visible()
    wave = lead.url

    # The municipality's side first: alone, and it cannot see what the other writes.
    viktor, yasmin = someone(), someone()
    open_letter(viktor, portal.wait_for_letter("viktor.ek@demo.example", TITLE))
    answer(viktor, 8, 8, 8, 8, 4, words=MUNICIPAL_WORDS)
    expect(viktor.get_by_text("Väntar på den andra sidan.")).to_be_visible()
    both = viktor.url.replace("/kvitto/", "/bada-sidor/")
    viktor.goto(both)
    viktor.wait_for_url(re.compile(r"/kvitto/$"))
    row = lead.locator("tr", has=lead.get_by_role("link", name=FORUMS[0], exact=True))
    lead.reload()
    expect(row).to_contain_text("Ena sidan väntar på den andra")
    row.get_by_role("link").first.click()
    expect(lead.get_by_text("Ingen utom sidan själv läser ett svar")).to_be_visible()
    assert MUNICIPAL_WORDS not in lead.content()

    # The region's side: nothing of the other's while it writes; with its own answer both are shown at once.
    open_letter(yasmin, portal.wait_for_letter("yasmin.karimi@demo.example", TITLE))
    assert MUNICIPAL_WORDS not in yasmin.content()
    yasmin.goto(yasmin.url.replace("/1/", "/bada-sidor/"))
    yasmin.wait_for_url(re.compile(r"/1/$"))
    answer(yasmin, 8, 3, 7, 8, 2, words=REGION_WORDS)
    yasmin.get_by_role("link", name="Läs båda sidornas svar").click()
    expect(yasmin.get_by_role("region", name="Prata om").get_by_role("listitem")).to_have_count(2)
    expect(yasmin.get_by_text("5 steg isär").first).to_be_visible()
    viktor.context.clear_cookies()
    open_letter(viktor, portal.wait_for_letter("viktor.ek@demo.example", "läser ni varandras svar"))
    viktor.wait_for_url(both)
    for reader in (viktor, yasmin):
        expect(reader.get_by_text(REGION_WORDS)).to_be_visible()
        expect(reader.get_by_text(MUNICIPAL_WORDS)).to_be_visible()
    portal.wait_for_letter("yasmin.karimi@demo.example", "läser ni varandras svar")

    # Katarina sits in the forum and has an account: she holds the dialogue, and it ends in an action.
    katarina = someone()
    walk.sign_in(katarina, portal.address, "member")
    katarina.goto(f"{portal.address}/enkater/")
    katarina.get_by_role("link", name=f"{TITLE}, {FORUMS[0]}").click()
    katarina.get_by_role("link", name="Båda sidor", exact=True).click()
    expect(katarina.get_by_text(REGION_WORDS)).to_be_visible()
    katarina.get_by_role("link", name="Börja dialogen").click()
    katarina.get_by_label("Vilken dag hölls dialogen?").fill(lead.evaluate("new Date().toISOString().slice(0, 10)"))
    katarina.locator("textarea[name=answer_0]").fill("Vi hade räknat olika besök.")
    katarina.locator("main form .form-actions button.btn-primary").click()
    katarina.locator("input[name=title]").fill(STEP)
    katarina.get_by_role("button", name="Lägg till steget").click()
    expect(katarina.get_by_role("link", name=STEP)).to_be_visible()
    katarina.get_by_role("button", name="Dela med dem som leder").click()
    katarina.goto(f"{portal.address}/atgarder/?visa=alla&sok=hembes%C3%B6k")
    expect(katarina.get_by_role("link", name=STEP)).to_be_visible()
    lead.goto(wave)
    expect(row).to_contain_text("Dialogen hållen")
    expect(row.locator("td").last).to_have_text("1")
