"""The project plan in a real browser: rows written, a goal answered, a version saved, and what has changed told."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from agreements import services
from agreements.models import Goal, PlanSection, PlanVersion
from portal.dates import today
from tests.browser import VIOLATIONS

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def visit(browser, transactional_db, live_server, settings):
    """A page for a signed-in person; fails the test on a script error or a refused resource."""
    settings.BASE_URL = live_server.url
    contexts, faults = [], []

    def visit(user, address, *, width=1280, **options):
        client = Client()
        client.force_login(user)
        context = browser.new_context(viewport={"width": width, "height": 900}, locale="sv-SE", **options)
        contexts.append(context)
        context.add_cookies([{"name": "session", "value": client.cookies["session"].value, "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on(
            "console",
            lambda line: faults.append(line.text) if line.type == "error" and " 422 " not in line.text else None,
        )
        page.goto(live_server.url + address)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def url(agreement):
    return f"/avtal/{agreement.pk}/plan/dokument/"


@pytest.fixture
def goal(plan):
    return Goal.objects.create(
        plan=plan,
        kind="smart",
        text="En skriven plan finns",
        question="Finns planen?",
        evaluate_on=today() - timedelta(days=1),
    )


def test_from_an_empty_row_to_what_has_changed(visit, lead, plan, goal, activity, url):
    page = visit(lead, url)
    background = page.locator("#bakgrund")
    background.get_by_role("link", name="Skriv").click()
    page.get_by_label("Text").fill("Vi började i våras.\n\n- först ett möte\n- sedan ett till")
    page.get_by_role("button", name="Spara raden").click()
    expect(page.locator("#bakgrund li")).to_have_text(["först ett möte", "sedan ett till"])

    page.goto(page.url.split("/plan/")[0] + "/plan/versioner/")
    page.get_by_role("button", name="Spara versionen").click()
    expect(page.get_by_text("Skriv med några ord vad som är nytt i den här versionen.").first).to_be_visible()
    page.locator("#id_note").fill("Inför mötet")
    page.get_by_role("button", name="Spara versionen").click()
    expect(page.get_by_text("Inför mötet")).to_be_visible()

    page.goto(page.url.replace("versioner", "dokument"))
    page.locator("#maluppfyllelse").get_by_role("link", name="Svara").click()
    page.get_by_label("Ja", exact=True).check()
    page.locator("#id_note").fill("Den är skriven.")
    page.get_by_role("button", name="Spara svaret").click()
    expect(page.get_by_text("Ja, målet nåddes.")).to_be_visible()

    services.save_stage(_moved(plan.stages.get(position=2)), by=lead)
    page.goto(page.url.split("/plan/")[0] + f"/{plan.agreement_id}/plan/dokument/#bakgrund")
    page.locator("#bakgrund").get_by_role("link", name="Ändra").click()
    page.get_by_label("Text").fill("Vi började i höstas.")
    page.get_by_role("button", name="Spara raden").click()
    page.get_by_role("navigation", name="Planens delar").get_by_role("link", name="Vad har ändrats").click()
    page.get_by_role("link", name="Senast sparade versionen").click()
    expect(page.locator(".page-state")).to_contain_text("3 ändringar")
    expect(page.get_by_role("listitem").filter(has_text="En skriven plan finns")).to_contain_text("Svar: Ja")
    expect(page.get_by_role("listitem").filter(has_text="Dialog")).to_contain_text("Flyttat")
    expect(page.locator(".changed-text ins")).to_have_text("höstas.")
    assert PlanVersion.objects.exclude(note="").count() == 1


def _moved(stage):
    stage.ends_on += timedelta(days=14)
    return stage


def test_two_people_write_the_same_row_and_nothing_is_lost(visit, lead, administrator, plan, url):
    row = url.replace("dokument/", "rad/syfte/")
    first, second = visit(lead, row), visit(administrator, row)
    first.get_by_label("Text").fill("Lenas syfte.")
    first.get_by_role("button", name="Spara raden").click()
    expect(first.locator("#syfte")).to_contain_text("Lenas syfte.")
    second.get_by_label("Text").fill("Disas syfte.")
    second.get_by_role("button", name="Spara raden").click()
    expect(second.locator(".stands-now")).to_contain_text("Lenas syfte.")
    expect(second.get_by_label("Text")).to_have_value("Disas syfte.")
    assert PlanSection.objects.get().text == "Lenas syfte."
    second.get_by_label("Text").fill("Lenas och Disas syfte.")
    second.get_by_role("button", name="Spara raden").click()
    expect(second.locator("#syfte")).to_contain_text("Lenas och Disas syfte.")
    assert PlanSection.objects.get().text == "Lenas och Disas syfte."


@pytest.mark.parametrize("width", [1280, 320])
def test_the_pages_hold_at_every_width_and_axe_finds_nothing(visit, lead, plan, goal, activity, url, width):
    PlanSection.objects.create(plan=plan, row="background", text="Text\n\n- " + "ord " * 40)
    services.save_version(plan, note="Nu", by=lead, at=_then())
    PlanSection.objects.update(text="En annan text")
    services.save_plan(plan, by=lead)
    base = url.replace("dokument/", "")
    page = visit(lead, url, width=width, bypass_csp=True)
    for address in (
        url,
        f"{base}versioner/",
        f"{base}andringar/?version=1",
        f"{base}tillagg/",
        f"{base}roll/ny/",
        f"/avtal/plan/mal/{goal.pk}/",
    ):
        page.goto("/".join(page.url.split("/")[:3]) + address)
        assert page.evaluate("document.documentElement.scrollWidth") == width, address
        assert not Axe().run(page, options=VIOLATIONS).response["violations"], address


def _then():

    return timezone.now() - timedelta(days=2)


def test_on_paper_there_is_the_text_and_nothing_to_press(visit, lead, plan, goal, url):
    page = visit(lead, url)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Bakgrund")).to_be_visible()
    for what in (".parts", ".toc", ".invite", ".page-actions", ".section-links"):
        expect(page.locator(what).first).to_be_hidden()


def test_word_is_fetched_from_the_page(visit, member, plan, url):
    page = visit(member, url)
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Hämta som Word").click()
    assert fetched.value.suggested_filename.endswith(".docx")
