"""Three people answer one municipality together, each in a browser of their own, from the letters to the receipt."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from portal import notifications
from portal.models import Letter
from surveys.models import AnswerChange, Response
from tests.browser import VIOLATIONS

pytestmark = pytest.mark.django_db(transaction=True)


def link_in(letter):
    return re.search(r"https?://\S+(/svara/\S+)", notifications.compose(letter).body)[1]


def choose(page, value):
    page.locator(".scale-step", has_text=re.compile(rf"^{value}")).click()
    expect(page.locator("#save-state")).to_contain_text(re.compile(r"Sparat \d\d\.\d\d"))


def test_three_people_answer_one_municipality_together(
    page, browser, live_server, link, member, client, sent, municipality, settings
):
    settings.BASE_URL = live_server.url
    sheet = live_server.url + reverse("survey-start", args=[sent.pk, municipality.pk])

    # Rut comes by her letter, answers the first section and lends the second to Eva
    page.goto(live_server.url + link)
    page.get_by_role("button", name="Svara för Ekby").click()
    choose(page, 2)
    page.get_by_role("button", name="Nästa").click()
    expect(page).to_have_url(re.compile(r"/2/$"))
    page.get_by_role("link", name="Låt en kollega svara").click()
    page.get_by_label("Namn").fill("Eva Expert")
    page.get_by_label("E-postadress").fill("eva@example.org")
    page.get_by_role("button", name="Skicka länken").click()
    expect(page.get_by_role("region", name="Kollegor som svarar på en del")).to_contain_text("Eva Expert")
    expect(page.get_by_role("heading", level=1)).to_have_text("Besvarat 1 av 3")

    # Eva comes by hers, sees one section, answers it and asks about it
    eva = browser.new_context(locale="sv-SE").new_page()
    eva.goto(live_server.url + link_in(Letter.objects.get(kind="survey-delegation")))
    eva.get_by_role("button", name="Svara på din del").click()
    expect(eva.get_by_text("Avsnitt 1 av 1")).to_be_visible()
    choose(eva, 3)
    expect(eva.locator(".answer-who").first).to_contain_text("Eva Expert")
    eva.get_by_role("link", name=re.compile("^Kommentera")).first.click()
    eva.get_by_label("Kommentar till dina kollegor").fill("Stämmer tre?")
    eva.get_by_role("button", name="Skicka till kollegorna").click()
    expect(eva.locator(".talk .remark")).to_contain_text("Stämmer tre?")
    eva.get_by_role("button", name="Kontrollera din del").click()
    expect(eva.get_by_role("heading", name="Din del är sparad")).to_be_visible()
    expect(eva.get_by_role("button", name=re.compile("Skicka in"))).to_have_count(0)
    eva.context.close()

    # Mats is signed in, reads the question, changes Eva's answer and answers the third, but does not submit
    client.force_login(member)
    context = browser.new_context(locale="sv-SE")
    context.add_cookies([{"name": "session", "value": client.cookies["session"].value, "url": live_server.url}])
    mats = context.new_page()
    mats.goto(sheet + "innehall/")
    expect(mats.get_by_role("listitem").filter(has_text="Stämmer").or_(mats.get_by_text("1 ny"))).to_be_visible()
    mats.goto(sheet + "2/")
    mats.get_by_role("link", name="1 kommentar").first.click()
    expect(mats.locator(".talk .remark")).to_contain_text("Stämmer tre?")
    choose(mats, 1)
    mats.goto(sheet + "3/")
    choose(mats, 4)
    mats.goto(sheet + "kontroll/")
    expect(mats.get_by_role("heading", name="Andra skickar in")).to_be_visible()
    context.close()

    # Rut puts Eva's answer back and hands in
    page.goto(sheet + "2/")
    page.get_by_role("link", name="Historik").first.click()
    page.get_by_role("button", name="Återställ").click()
    expect(page.locator(".timeline .now")).to_contain_text("Rut Respons")
    faults = {}
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        for address in ("innehall/", "2/", "kollega/", f"historik/{_second(sent)}/", f"kommentarer/{_second(sent)}/"):
            page.goto(sheet + address)
            violations = Axe().run(page, options=VIOLATIONS).response["violations"] if width > 320 else []
            faults[address, width] = [rule["id"] for rule in violations]
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                faults[address, width].append("wider than the screen")
    assert not {where: what for where, what in faults.items() if what}
    page.goto(sheet + "kontroll/")
    page.get_by_role("button", name="Skicka in svaret för Ekby").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tack, svaret är inskickat")
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Hämta kvittot som pdf").click()
    response = Response.objects.get()
    assert fetched.value.suggested_filename == f"kvitto-{response.receipt}.pdf"
    assert [one["value"] for one in response.answers.values()] == [2, 3, 4]
    history = AnswerChange.objects.order_by("pk").values_list("by_name", "answer__value")
    assert list(history) == [
        ("Rut Respons", 2),
        ("Eva Expert", 3),
        ("Mats Medlem", 1),
        ("Mats Medlem", 4),
        ("Rut Respons", 3),
    ]
    assert response.receipt in notifications.compose(Letter.objects.get(kind="survey-receipt")).body
    assert page.complaints == []


def _second(sent):
    return sent.questionnaire.questions.filter(is_required=True)[1].identity
