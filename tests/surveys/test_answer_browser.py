"""Answering in a real browser: autosave, two people, no contact, the keyboard, a phone, and no script at all."""

import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from surveys import services
from surveys.answers import Base
from surveys.models import Response
from surveys.writers import Writer
from tests.browser import VIOLATIONS

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def start(live_server, link):
    return live_server.url + link


@pytest.fixture
def opened(page, start):
    """The first page of the survey, come to by the link and its button."""
    page.goto(start)
    page.get_by_role("button", name="Svara för Ekby").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Fast vårdkontakt")
    page.wait_for_load_state()  # what is typed before the scripts are there is saved by the button only
    return page


@pytest.fixture
def stored(sent, municipality):
    def read(question):
        response = Response.objects.filter(round=sent, organisation=municipality).first()
        return response.answers.get(question.identity, {}).get("value") if response else None

    return read


def step(page, value):
    return page.locator(".scale-step", has_text=re.compile(rf"^{value}"))


def kept(page):
    """What the browser keeps of answers that the server has not confirmed."""
    entries = page.evaluate("Object.fromEntries(Object.entries(localStorage))")
    return {
        question: entry["value"]
        for key, text in entries.items()
        if key.startswith("fardplan-svar:")
        for question, entry in json.loads(text).items()
    }


def confirmed(page, seconds=15):
    """Wait until the server has confirmed everything the browser kept."""
    for _ in range(seconds * 10):
        if not kept(page):
            return
        page.wait_for_timeout(100)
    raise AssertionError(kept(page))


def saved(page):
    expect(page.locator("#save-state")).to_contain_text(re.compile(r"Sparat \d\d\.\d\d"))


def test_the_button_takes_the_secret_out_of_the_address(page, start, invitation, live_server):
    told = []
    page.on("request", lambda request: told.append(request.headers.get("referer", "")))
    page.goto(start)
    page.get_by_role("button", name="Svara för Ekby").click()
    expect(page).to_have_url(re.compile(r"/svara/enkat/\d+/\d+/1/$"))
    assert not [address for address in told if invitation.token in address]
    assert page.complaints == []


def test_a_figure_is_saved_as_it_is_chosen(opened, scale, stored):
    step(opened, 2).click()
    saved(opened)
    expect(opened.locator("#survey-bar")).to_contain_text("1 av 3 besvarade")
    assert stored(scale) == 2
    assert kept(opened) == {}
    opened.reload()
    expect(step(opened, 2).locator("input")).to_be_checked()
    assert opened.complaints == []


def test_a_text_is_saved_while_it_is_written(opened, text, stored):
    opened.get_by_label("Vad hindrar er mest?").press_sequentially("Tid och pengar", delay=20)
    saved(opened)
    opened.get_by_label("Vad hindrar er mest?").press_sequentially(", mest tid")
    expect(opened.locator("#save-state")).to_contain_text("Sparat")
    confirmed(opened)
    assert stored(text) == "Tid och pengar, mest tid"


def test_without_contact_nothing_is_lost(opened, scale, text, stored):
    opened.context.set_offline(True)
    step(opened, 3).click()
    opened.get_by_label("Vad hindrar er mest?").fill("Skrivet utan kontakt")
    expect(opened.locator("#save-state")).to_contain_text("Ingen kontakt")
    assert kept(opened) == {scale.identity: "3", text.identity: "Skrivet utan kontakt"}
    opened.get_by_role("button", name="Nästa").click()
    expect(opened.get_by_label("Vad hindrar er mest?")).to_have_value("Skrivet utan kontakt")
    assert stored(scale) is None
    opened.context.set_offline(False)
    confirmed(opened)
    saved(opened)
    assert (stored(scale), stored(text)) == (3, "Skrivet utan kontakt")


def test_what_was_written_without_contact_survives_a_closed_page(opened, text, stored, live_server):
    address = opened.url
    opened.context.set_offline(True)
    opened.get_by_label("Vad hindrar er mest?").fill("Sidan stängdes")
    expect(opened.locator("#save-state")).to_contain_text("Ingen kontakt")
    opened.close(run_before_unload=False)
    context = opened.context
    context.set_offline(False)
    again = context.new_page()
    again.goto(address.replace("/1/", "/2/"))
    expect(again.locator("#unsaved")).to_contain_text("svar som inte är sparade")
    again.locator("#unsaved a").click()
    expect(again.get_by_label("Vad hindrar er mest?")).to_have_value("Sidan stängdes")
    confirmed(again)
    assert stored(text) == "Sidan stängdes"


def test_next_saves_and_leaves_nothing_behind_in_the_browser(opened, text, stored):
    opened.get_by_label("Vad hindrar er mest?").fill("Snabbt vidare")
    opened.get_by_role("button", name="Nästa").click()
    expect(opened.get_by_role("heading", level=1)).to_contain_text("Samordnad individuell plan")
    expect(opened).to_have_url(re.compile(r"/2/$"))
    expect(opened.locator("#unsaved")).to_be_hidden()
    assert kept(opened) == {}
    assert stored(text) == "Snabbt vidare"


def test_two_people_see_both_texts_and_choose(opened, sent, municipality, text, stored):
    mats = Writer("Mats Medlem")
    given = services.Given(text, {"value": "Mats text"}, Base())
    from django.utils import timezone

    services.save_answers(sent, municipality, [given], by=mats, at=timezone.now())
    opened.get_by_label("Vad hindrar er mest?").fill("Min text")
    note = opened.locator(f"#note-{text.identity}")
    expect(note).to_contain_text("Mats Medlem har ändrat samma svar")
    expect(note).to_contain_text("Mats text")
    expect(opened.get_by_label("Vad hindrar er mest?")).to_have_value("Min text")
    assert stored(text) == "Mats text"
    note.get_by_role("button", name="Behåll det jag skrev").click()
    expect(note.locator(".alert")).to_have_count(0)
    expect(opened.get_by_label("Vad hindrar er mest?")).to_have_value("Min text")
    assert stored(text) == "Min text"
    assert kept(opened) == {}


def test_taking_the_others_text(opened, sent, municipality, text, stored):
    from django.utils import timezone

    given = services.Given(text, {"value": "Mats text"}, Base())
    services.save_answers(sent, municipality, [given], by=Writer("Mats Medlem"), at=timezone.now())
    opened.get_by_label("Vad hindrar er mest?").fill("Min text")
    opened.get_by_role("button", name="Ta det som Mats Medlem skrev").click()
    expect(opened.get_by_label("Vad hindrar er mest?")).to_have_value("Mats text")
    assert stored(text) == "Mats text"
    assert kept(opened) == {}


def test_a_personal_number_stays_in_the_field_and_nowhere_else(opened, text, stored):
    written = "Patienten 811218-9876"
    opened.get_by_label("Vad hindrar er mest?").fill(written)
    expect(opened.locator(f"#note-{text.identity}")).to_contain_text("personnummer")
    expect(opened.get_by_label("Vad hindrar er mest?")).to_have_value(written)
    assert stored(text) is None
    assert kept(opened) == {}
    opened.get_by_label("Vad hindrar er mest?").fill("Patienten väntar")
    saved(opened)
    expect(opened.locator(f"#note-{text.identity}")).to_be_empty()
    assert stored(text) == "Patienten väntar"


def test_who_has_been_away_too_long_keeps_the_text(opened, text, stored):
    opened.context.clear_cookies()
    opened.get_by_label("Vad hindrar er mest?").fill("Efter lunchen")
    expect(opened.locator("#save-state")).to_contain_text("Du har varit borta för länge")
    assert kept(opened) == {text.identity: "Efter lunchen"}
    assert stored(text) is None


def test_by_keyboard_alone_from_the_link_to_the_receipt(page, start, sent, municipality):
    page.goto(start)
    page.get_by_role("button", name="Svara för Ekby").focus()
    page.keyboard.press("Enter")
    for number in (1, 2, 3):
        expect(page).to_have_url(re.compile(rf"/{number}/$"))
        page.wait_for_load_state()  # before its script is there a choice is saved by the button only
        page.locator(".scale input").first.focus()
        page.keyboard.press("Space")
        page.keyboard.press("ArrowRight")
        saved(page)
        page.get_by_role("button", name="Nästa").focus()
        page.keyboard.press("Enter")
    page.get_by_role("button", name="Kontrollera och skicka in").press("Enter")
    page.get_by_role("button", name="Skicka in svaret för Ekby").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tack, svaret är inskickat")
    response = Response.objects.get()
    expect(page.locator(".fact-figure")).to_have_text(response.receipt)
    assert [answer["value"] for answer in response.answers.values()] == [1, 1, 1]
    assert kept(page) == {}
    assert page.complaints == []


def test_without_script_it_works_the_same(browser, start, scale, text, stored):
    context = browser.new_context(java_script_enabled=False, locale="sv-SE")
    page = context.new_page()
    page.goto(start)
    page.get_by_role("button", name="Svara för Ekby").click()
    step(page, 4).click()
    page.get_by_label("Vad hindrar er mest?").fill("Utan skript")
    page.get_by_role("button", name="Nästa").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Samordnad individuell plan")
    assert (stored(scale), stored(text)) == (4, "Utan skript")
    context.close()


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_every_page_of_answering_is_accessible_and_fits(opened, sent, municipality, answer, width):
    opened.set_viewport_size({"width": width, "height": 800})
    here = [sent.pk, municipality.pk]
    opened.get_by_label("Vad hindrar er mest?").fill("811218-9876")
    expect(opened.locator(".invalid-feedback")).to_be_visible()
    root = opened.url.split("/svara/")[0]
    faults = {}

    def check(name):
        violations = Axe().run(opened, options=VIOLATIONS).response["violations"] if width > 320 else []
        faults[name] = [rule["id"] for rule in violations]
        if opened.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            faults[name].append("wider than the screen")

    check("a text that is refused")
    opened.goto(root + reverse("survey-section", args=[*here, 4]))
    check("the last section")
    opened.goto(root + reverse("survey-check", args=here))
    check("the check")
    answer(sent, municipality, 1, 2, 3)
    opened.goto(root + reverse("survey-receipt", args=here))
    check("the receipt")
    opened.goto(root + "/svara/finns-inte/")
    check("no such link")
    assert not {where: what for where, what in faults.items() if what}


def test_the_pages_of_who_leads_are_accessible_and_fit(
    page, live_server, client, lead, sent, agreement, municipality, text, answer, make_round
):
    draft = make_round(title="Utkast")
    response = answer(sent, municipality, 1, 2, 3, texts={text.identity: "Tid"})
    client.force_login(lead)
    page.context.add_cookies([{"name": "session", "value": client.cookies["session"].value, "url": live_server.url}])
    addresses = [
        "/enkater/",
        reverse("gap-survey-new", args=[agreement.pk]),
        f"{draft.get_absolute_url()}?bekrafta=skicka",
        reverse("round-preview", args=[draft.pk, 1]),
        f"{sent.get_absolute_url()}?bekrafta=stang",
        reverse("round-results", args=[sent.pk]),
        reverse("response-detail", args=[sent.pk, response.pk]),
        reverse("response-reopen", args=[sent.pk, response.pk]),
    ]
    faults = {}
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 800})
        for address in addresses:
            page.goto(live_server.url + address)
            violations = Axe().run(page, options=VIOLATIONS).response["violations"] if width == 1280 else []
            faults[address, width] = [rule["id"] for rule in violations]
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                faults[address, width].append("wider than the screen")
    assert not {where: what for where, what in faults.items() if what}


def test_the_result_page_switches_to_its_table_and_narrows_as_one_writes(
    page, live_server, client, lead, sent, municipality, text, answer
):
    answer(sent, municipality, 1, 2, 3, texts={text.identity: "Tid", "whole-hindrances": "Pengar"})
    client.force_login(lead)
    page.context.add_cookies([{"name": "session", "value": client.cookies["session"].value, "url": live_server.url}])
    page.goto(live_server.url + reverse("round-results", args=[sent.pk]))
    expect(page.locator(".view-table")).to_be_hidden()
    page.get_by_role("link", name="Tabell", exact=True).click()
    expect(page.locator(".view-table")).to_be_visible()
    page.get_by_label("Sök i svaren").press_sequentially("peng")
    expect(page.locator("#texts")).to_contain_text("Pengar")
    expect(page.locator("#texts")).not_to_contain_text("Tid")
    expect(page).to_have_url(re.compile(r"vy=tabell&sok=peng"))
    assert page.complaints == []
