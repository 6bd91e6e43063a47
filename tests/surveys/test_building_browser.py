"""A survey of one's own in a real browser: written question by question, sent, answered on a phone with the line cut."""

import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect

from surveys.models import Question, Response, Round
from tests.browser import VIOLATIONS

pytestmark = pytest.mark.django_db(transaction=True)

QUESTIONS = [  # kind, page, the question, other fields
    ("yes_no", "Stöd", "Har ni en coach?", {"Måste besvaras": True}),
    ("number", "Stöd", "Hur många av er berörs?", {"Enhet": "personer"}),
    ("multiple", "Stöd", "Vad hjälper er?", {"Svaren att välja bland": "En coach\nExempel från andra\nMöten"}),
    ("ladder", "Samverkan", "Var på trappan står ni?", {"Stegen": "Vi vet om varandra\nVi träffas\nVi gör det ihop"}),
    ("matrix", "Samverkan", "Hur går det?", {"Svaren för varje rad": "Bra\nDåligt", "Raderna": "I vardagen\nI natt"}),
    ("ranking", "Samverkan", "Vad kommer först?", {"Svaren att välja bland": "Tid\nKunskap"}),
]


def sign_in(page, live_server, client, user):
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])


def violations(page):
    return [one["id"] for one in Axe().run(page, options=VIOLATIONS).response["violations"]]


def is_too_wide(page):
    return page.evaluate("document.documentElement.scrollWidth > innerWidth")


def write(page, kind, heading, text, others, condition=""):
    """Choose a kind in the list of questions, fill the form in and come back to the list."""
    page.get_by_label("Sorts fråga").select_option(kind)
    page.get_by_role("button", name="Skriv frågan").click()
    page.get_by_label(re.compile("^Sida")).fill(heading)
    page.get_by_label("Frågan", exact=True).fill(text)
    for label, value in others.items():
        field = page.get_by_label(re.compile(rf"^{label}"))
        if value is True:
            field.check()
        else:
            field.fill(value)
    if condition:
        page.get_by_label(re.compile("^Visas bara om")).fill(condition)
    page.get_by_role("button", name="Spara frågan").click()
    expect(page.get_by_role("link", name=text, exact=True)).to_be_visible()


def saved(page):
    expect(page.locator("#save-state")).to_contain_text(re.compile(r"Sparat \d\d\.\d\d"))


def kept(page):
    script = "Object.entries(localStorage).filter(([key]) => key.startsWith('fardplan-svar:')).map(([, text]) => text)"
    return {question for text in page.evaluate(script) for question in json.loads(text)}


def until(page, met, seconds=15):
    """Wait until what the browser keeps, unconfirmed by the server, is as wished."""
    for _ in range(seconds * 10):
        if met(kept(page)):
            return
        page.wait_for_timeout(100)
    raise AssertionError(kept(page))


def test_a_survey_is_written_sent_and_answered_with_the_line_cut(
    page, live_server, client, lead, respondent, municipality
):
    sign_in(page, live_server, client, lead)
    page.goto(live_server.url + reverse("round-list"))
    page.get_by_role("link", name="Ny enkät").click()
    page.get_by_role("link", name="Egna frågor", exact=True).click()
    page.get_by_label("Titel").fill("Hur har ni det?")
    page.get_by_label(re.compile(respondent.get_full_name())).check()
    page.get_by_role("button", name="Spara och gå vidare till frågorna").click()
    for kind, heading, text, others in QUESTIONS:
        write(page, kind, heading, text, others)
    write(page, "long_text", "Coachen", "Vad gör coachen?", {}, condition="f1 = ja")
    expect(page.get_by_text("visas bara om ”Har ni en coach?” = ja")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("link", name="Till utkastet").click()
    page.get_by_role("link", name=re.compile("^Skicka")).first.click()
    page.get_by_role("button", name=re.compile("^Skicka till 1 person")).click()
    round = Round.objects.get()
    assert Question.objects.filter(questionnaire=round.questionnaire).count() == 7

    page.set_viewport_size({"width": 320, "height": 720})
    sign_in(page, live_server, client, respondent)
    page.goto(live_server.url + reverse("survey-answer", args=[round.pk]))
    page.locator(".choice", has_text=re.compile("^Ja$")).click()
    saved(page)
    page.route("**/spara/**", lambda route: route.abort())
    page.get_by_role("textbox", name="Hur många av er berörs?").fill("12,5")
    page.get_by_role("textbox", name="Hur många av er berörs?").blur()
    page.get_by_label("Möten").check()
    until(page, lambda codes: "f3" in codes)
    assert kept(page) >= {"f2", "f3"}
    page.reload()
    expect(page.get_by_role("textbox", name="Hur många av er berörs?")).to_have_value("12,5")
    expect(page.get_by_label("Möten")).to_be_checked()
    page.unroute("**/spara/**")
    until(page, lambda codes: not codes)
    page.get_by_role("button", name="Spara och gå vidare").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Samverkan")
    assert not is_too_wide(page)
    assert violations(page) == []
    page.get_by_role("radio", name=re.compile("Vi träffas")).check()
    saved(page)
    page.route("**/spara/**", lambda route: route.abort())
    page.get_by_role("radiogroup", name="I vardagen").get_by_label("Bra").check()
    page.get_by_role("radiogroup", name="I natt").get_by_label("Dåligt").check()
    page.get_by_label("Tid").fill("2")
    page.get_by_label("Kunskap").fill("1")
    page.get_by_label("Kunskap").blur()
    until(page, lambda codes: "f6" in codes)
    page.reload()
    expect(page.get_by_role("radiogroup", name="I natt").get_by_label("Dåligt")).to_be_checked()
    expect(page.get_by_label("Kunskap")).to_have_value("1")
    page.unroute("**/spara/**")
    until(page, lambda codes: not codes)
    page.get_by_role("button", name="Spara och gå vidare").click()
    page.get_by_role("textbox", name="Vad gör coachen?").fill("Lyssnar.")
    page.get_by_role("button", name="Spara och gå vidare").click()
    assert not is_too_wide(page)
    page.get_by_role("button", name=re.compile("^Skicka in")).click()
    expect(page.locator("body")).to_contain_text(re.compile("[A-Z2-9]{4}-[A-Z2-9]{4}"))
    answers = Response.objects.get(round=round, organisation=municipality).answers
    assert {code: answer["value"] for code, answer in answers.items()} == {
        "f1": "yes",
        "f2": "12.5",
        "f3": ["a3"],
        "f4": 2,
        "f5": {"a1": "a1", "a2": "a2"},
        "f6": ["a2", "a1"],
        "f7": "Lyssnar.",
    }
