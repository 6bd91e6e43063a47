"""The matrix in a real browser: keyboard, panel, move, phone, no script, and nothing that axe objects to."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from agreements import services
from agreements.models import Implementation, Phase, Progress
from tests.browser import VIOLATIONS

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def url(agreement, rows, parts):
    return f"/avtal/{agreement.pk}/faser/"


def _here(page):
    """The number of the cell that has the focus."""
    return page.evaluate("document.activeElement.id")


def _cells(rows, *organisations):
    """Cell ids in the order of the table: one list per organisation."""
    return [
        [f"c{pk}" for pk in rows.filter(organisation=one).order_by("provision__position").values_list("pk", flat=True)]
        for one in organisations
    ]


def test_arrow_keys_walk_the_cells_and_step_over_headings(visit, member, county, rows, url):
    region, ekby, asele = county
    first, second, third = _cells(rows, asele, ekby, region)
    page = visit(member, url)
    page.locator(f"#{first[0]}").focus()
    for key, there in [
        ("ArrowRight", first[1]),
        ("ArrowDown", second[1]),
        ("ArrowDown", third[1]),
        ("ArrowDown", third[1]),
        ("ArrowLeft", third[0]),
        ("ArrowLeft", third[0]),
        ("End", third[3]),
        ("Home", third[0]),
        ("Control+Home", first[0]),
        ("Control+End", third[3]),
        ("ArrowUp", second[3]),
    ]:
        page.keyboard.press(key)
        assert (key, _here(page)) == (key, there)
    assert page.locator("a.cell[tabindex='0']").evaluate_all("cells => cells.map(cell => cell.id)") == [second[3]]


def test_tab_reaches_one_cell_only(visit, member, rows, url):
    page = visit(member, url)
    page.locator(".matrix-scroll").focus()
    stops = []
    for _press in range(30):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.className"))
    assert sum(name.startswith("cell") for name in stops) == 1


def test_enter_opens_the_panel_and_escape_goes_back(visit, member, row, url):
    page = visit(member, url)
    page.locator(f"#c{row.pk}").focus()
    page.keyboard.press("Enter")
    panel = page.locator("#ruta .panel")
    expect(panel).to_be_focused()
    expect(panel).to_contain_text("Ekby kommun")
    expect(page.locator(f"#c{row.pk}")).to_have_attribute("aria-current", "true")
    assert page.url.endswith(f"?ruta={row.pk}")
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    assert _here(page) == f"c{row.pk}"
    assert page.url.endswith("/faser/")


def test_the_close_button_goes_back_too(visit, member, row, url):
    page = visit(member, f"{url}?ruta={row.pk}")
    page.get_by_role("link", name="Stäng panelen").click()
    expect(page.locator("#ruta .panel")).to_have_count(0)
    assert _here(page) == f"c{row.pk}"


def test_a_move_swaps_the_panel_and_exactly_one_cell(visit, member, row, url):
    page = visit(member, url)
    page.evaluate("document.querySelectorAll('a.cell').forEach(cell => cell.dataset.old = '1')")
    page.locator(f"#c{row.pk}").click()
    panel = page.locator("#ruta")
    panel.get_by_label("Användning").check()
    button = panel.get_by_role("button", name="Flytta till Användning")
    panel.get_by_label("Varför?").fill("Alla använder rutinen.")
    button.click()
    expect(panel.locator(".timeline")).to_contain_text("Alla använder rutinen.")
    expect(page.locator(f"#c{row.pk}")).to_have_class("cell cell-3")
    assert page.locator("a.cell:not([data-old])").evaluate_all("cells => cells.map(cell => cell.id)") == [f"c{row.pk}"]
    expect(page.locator("#faser-lage")).to_contain_text("1 av 12 används eller vidmakthålls")
    expect(page.locator("#besked")).to_contain_text("Ekby, § 2.1: Användning, i fas.")
    row.refresh_from_db()
    assert (row.phase, row.changed_by) == (Phase.USE, member)
    page.keyboard.press("Escape")
    assert _here(page) == f"c{row.pk}"


def test_a_move_without_a_reason_keeps_the_choice_and_says_what_is_missing(visit, member, row, url):
    page = visit(member, f"{url}?ruta={row.pk}")
    with_errors = page.locator("#ruta .error-summary")
    page.locator("#ruta").get_by_label("Införande").check()
    with page.expect_response(lambda response: response.status == 422):
        page.get_by_role("button", name="Flytta till Införande").click()
    expect(with_errors).to_be_focused()
    expect(with_errors).to_contain_text("Skriv varför. En mening räcker.")
    expect(page.locator("#ruta").get_by_label("Införande")).to_be_checked()
    expect(page.get_by_role("button", name="Flytta till Införande")).to_be_visible()


def test_who_comes_second_loses_nothing(visit, member, lead, row, url):
    page = visit(member, f"{url}?ruta={row.pk}")
    page.locator("#ruta").get_by_label("Användning").check()
    page.locator("#ruta").get_by_label("Varför?").fill("Vi är klara.")
    services.move_to_phase(row, Phase.INTRODUCTION, because="Vi hann före.", by=lead, at=timezone.now())
    page.get_by_role("button", name="Flytta till Användning").click()
    panel = page.locator("#ruta")
    expect(panel.get_by_role("alert")).to_contain_text("Vi hann före.")
    expect(panel.get_by_label("Varför?")).to_have_value("Vi är klara.")
    page.get_by_role("button", name="Flytta till Användning").click()
    expect(panel.locator(".timeline")).to_contain_text("Vi är klara.")
    row.refresh_from_db()
    assert (row.phase, row.changes.count()) == (Phase.USE, 2)


def test_progress_is_reported_in_the_panel(visit, member, row, url):
    page = visit(member, f"{url}?ruta={row.pk}")
    page.get_by_text("Ändra läge, användning eller måldatum").click()
    form = page.locator("#ruta details[open]")
    form.get_by_label("Stannat").check()
    form.get_by_label("Vad beror det på?").fill("Rutinen väntar.")
    form.get_by_role("button", name="Spara läget").click()
    expect(page.locator(f"#c{row.pk}")).to_have_class("cell cell-0 cell-stop")
    row.refresh_from_db()
    assert (row.progress, row.comment) == (Progress.OFF_TRACK, "Rutinen väntar.")


def test_a_filter_sends_itself_and_stays_in_the_address(visit, member, rows, url):
    page = visit(member, url)
    page.get_by_label("Punkter").select_option("nya")
    page.wait_for_url("**punkter=nya**")
    expect(page.locator("a.cell")).to_have_count(9)


def test_without_script_a_cell_is_a_page_and_a_move_works(visit, member, row, url):
    page = visit(member, url, java_script_enabled=False)
    page.locator(f"#c{row.pk}").click()
    page.get_by_label("Användning").check()
    page.get_by_label("Varför?").fill("Utan skript.")
    page.get_by_role("button", name="Flytta").click()
    expect(page.locator(".alert")).to_contain_text("Ekby, § 2.1: Användning, i fas.")
    assert Implementation.objects.get(pk=row.pk).phase == Phase.USE


def test_on_a_phone_one_chooses_a_municipality_and_presses_a_clause(visit, member, row, rows, url):
    page = visit(member, url, width=390)
    expect(page.locator("table.matrix")).to_be_hidden()
    expect(page.locator(".prov-row")).to_have_count(4)
    page.get_by_label("Part", exact=True).select_option("Åsele")
    page.wait_for_url("**part=**")
    page.get_by_label("Part", exact=True).select_option("Ekby")
    page.wait_for_load_state()
    page.locator(".prov-row").nth(1).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Fast vårdkontakt")
    page.get_by_label("Införande").check()
    page.get_by_label("Varför?").fill("Från telefonen.")
    page.get_by_role("button", name="Flytta till Införande").click()
    expect(page.locator(".timeline")).to_contain_text("Från telefonen.")


@pytest.mark.a11y_full
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light")])
def test_no_page_breaks_a_rule_of_accessibility(visit, lead, row, activity, agreement, url, width, scheme):
    services.set_progress(row, Progress.OFF_TRACK, comment="Rutinen väntar.", by=lead, at=timezone.now())
    base = f"/avtal/{agreement.pk}/"
    party = agreement.parties.first()
    addresses = [
        "/avtal/",
        "/avtal/nytt/",
        base,
        f"{base}punkter/",
        f"{base}punkter/ny/",
        f"{base}beslut/?part={party.pk}",
    ]
    addresses += [f"{url}?ruta={row.pk}", f"{url}?vy=tabell", f"{base}plan/", f"{base}plan/aktivitet/"]
    addresses += [row.provision.get_absolute_url(), f"/avtal/fas/{row.pk}/"]
    page = visit(lead, "/avtal/", width=width, color_scheme=scheme, bypass_csp=True)
    found = {}
    for address in addresses:
        page.goto(page.url.split("/avtal/")[0] + address)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        broken = [violation["id"] for violation in Axe().run(page, options=VIOLATIONS).response["violations"]]
        if broken or wide > 0:
            found[address] = (broken, wide)
    assert found == {}
