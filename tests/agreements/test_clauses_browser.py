"""Two people in two browsers on one clause; two versions side by side; the form without script and on a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import expect

from agreements import services
from agreements.models import Agreement, Provision
from tests.browser import VIOLATIONS

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def visit(browser, transactional_db, live_server):
    """A page of its own browser for a signed-in person; fails the test on a script error."""
    contexts, faults = [], []

    def visit(user, address, *, width=1280, **options):
        client = Client()  # a session of its own, as in a browser of its own
        client.force_login(user)
        context = browser.new_context(viewport={"width": width, "height": 900}, locale="sv-SE", **options)
        contexts.append(context)
        context.add_cookies([{"name": "session", "value": client.cookies["session"].value, "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(live_server.url + address)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def clause(provisions):
    return provisions[1]


def test_two_people_on_one_clause_lose_nothing(visit, lead, administrator, clause):
    address = f"/avtal/punkt/{clause.pk}/andra/"
    first, second = visit(administrator, address), visit(lead, address)
    first.get_by_label("Text", exact=True).fill("Adas ord.")
    second.get_by_label("Text", exact=True).fill("Lenas ord.")
    second.get_by_label("För vem").first.fill("Enhetschefer")
    second.get_by_label("Vad den innebär för dem").first.fill("Planera om.")
    first.get_by_role("button", name="Spara punkten").click()
    expect(first.get_by_role("heading", level=1)).to_contain_text("2.1")

    second.get_by_role("button", name="Spara punkten").click()
    expect(second.locator(".stands-now")).to_contain_text("Adas ord.")
    expect(second.get_by_label("Text", exact=True)).to_have_value("Lenas ord.")
    expect(second.get_by_label("Vad den innebär för dem").first).to_have_value("Planera om.")
    clause.refresh_from_db()
    assert clause.text == "Adas ord."

    second.get_by_label("Text", exact=True).fill("Adas ord och Lenas ord.")
    second.get_by_role("button", name="Spara punkten").click()
    expect(second.locator(".clause").first).to_contain_text("Adas ord och Lenas ord.")
    clause.refresh_from_db()
    assert (clause.text, clause.revision) == ("Adas ord och Lenas ord.", 3)
    assert clause.relevance.get().text == "Planera om."


def test_compare_versions(visit, lead, agreement, provisions, rows):
    """From the agreement to a new version, a revised clause, and the two beside each other."""
    page = visit(lead, agreement.get_absolute_url())
    page.locator("summary", has_text="Mer").click()
    page.get_by_role("link", name="Ny version av avtalet").click()
    page.get_by_label("Kort namn").fill("Avtalet 2028")
    page.get_by_role("button", name="Skapa utkastet").click()
    page.get_by_role("link", name="§ 2.1 Fast vårdkontakt").click()
    page.get_by_role("link", name="Ändra punkten").click()
    page.get_by_label("Text", exact=True).fill("Fast vårdkontakt utses inom en vecka.")
    page.get_by_role("button", name="Spara punkten").click()
    expect(page.locator("main")).to_contain_text("märkt som ändrad")
    made = Agreement.objects.get(short_title="Avtalet 2028")
    page.goto(page.url.split("/avtal/")[0] + f"/avtal/{made.pk}/jamfor/")
    expect(page.locator(".page-head, main").first).to_contain_text("0 nya, 1 ändrade")
    expect(page.locator(".compared")).to_have_count(1)
    expect(page.locator(".compared del")).to_have_text("gäller.")
    expect(page.locator(".compared ins")).to_have_text("utses inom en vecka.")
    page.get_by_role("link", name="Alla 4").click()
    expect(page.locator(".compared")).to_have_count(4)


@pytest.mark.parametrize("width", [1280, 320])
def test_the_new_pages_pass_axe_and_never_scroll_sideways(visit, lead, agreement, provisions, rows, width):
    services.save_provision(
        provisions[1], by=lead, relevance=[("Enhetschefer i kommunen", "Planera.")], core_components=["Namnet står där"]
    )
    made = services.start_version(agreement, title="Avtalet 2028", short_title="2028", by=lead)
    changed = made.provisions.get(number="2.1")
    changed.text = "Helt andra ord om enlångsammansättningsomintegårattbryta."
    services.save_provision(changed, by=lead)
    Provision.objects.filter(pk=changed.pk).update(what_is_new="Allt.", realism_note="Det går.")
    made.parties.update(decided_on="2026-01-01")
    Agreement.objects.filter(pk=made.pk).update(state="decided")
    page = visit(lead, "/avtal/", width=width)
    base = page.url.removesuffix("/avtal/")
    for address in (
        "/avtal/",
        made.get_absolute_url(),
        f"/avtal/{made.pk}/punkter/",
        f"/avtal/{made.pk}/punkter/nytt/",
        f"/avtal/{made.pk}/jamfor/?visa=alla",
        f"/avtal/{made.pk}/ta-over/",
        f"/avtal/{made.pk}/ta-bort/",
        f"/avtal/{agreement.pk}/andra/",
        f"/avtal/punkt/{changed.pk}/andra/",
        f"/avtal/punkt/{changed.pk}/ta-bort/",
        changed.get_absolute_url(),
    ):
        page.goto(base + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        found = Axe().run(page, options=VIOLATIONS).response["violations"]
        assert [(address, one["id"], one["nodes"][0]["html"]) for one in found] == []


def test_the_clause_form_works_without_script(visit, lead, clause):
    page = visit(lead, f"/avtal/punkt/{clause.pk}/andra/", java_script_enabled=False)
    page.get_by_label("För vem").nth(1).fill("Närstående")
    page.get_by_label("Vad den innebär för dem").nth(1).fill("Du får ett namn.")
    page.get_by_label("Kärnkomponenter").fill("Namnet står i planen\nErsättare finns")
    page.get_by_role("button", name="Spara punkten").click()
    expect(page.locator("main")).to_contain_text("Du får ett namn.")
    expect(page.locator("main ol.measure li").first).to_have_text("Namnet står i planen")
