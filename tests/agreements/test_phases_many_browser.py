"""Several cells at once and the panel's parts in a real browser: keyboard, mouse, no script, two people at once."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from agreements import services
from agreements.models import Evidence, Holding, Implementation, Phase, Progress
from portal.dates import today
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


def _selected(page):
    return page.locator("td[aria-selected=true] a.cell").evaluate_all("cells => cells.map(cell => cell.id)")


def test_ten_cells_are_moved_by_keyboard(visit, lead, county, rows, url):
    """Select with Shift and arrows, one form, one reason; the ten cells change, and the focus is where one was."""
    region, ekby, asele = county
    first, second, third = _cells(rows, asele, ekby, region)
    page = visit(lead, url)
    page.evaluate("document.querySelectorAll('a.cell').forEach(cell => cell.dataset.old = '1')")
    page.locator(f"#{first[0]}").focus()
    for key in ["Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowDown"]:
        page.keyboard.press(key)
    page.keyboard.press("ArrowDown")
    assert _here(page) == third[3]
    page.keyboard.press("Space")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Space")
    ten = [*first, *second, third[2], third[3]]
    assert _selected(page) == ten
    expect(page.locator("#valda")).to_contain_text("10 rutor valda")
    for _press in range(12):  # on to the bar below the table
        page.keyboard.press("Tab")
        if "data-many-open" in page.evaluate("document.activeElement.outerHTML"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("#ruta h2")).to_have_text("10 rutor valda")
    expect(page.locator("#ruta select").first).to_be_focused()
    page.keyboard.type("Anv")
    page.keyboard.press("Tab")
    page.keyboard.type("Ris")
    page.keyboard.press("Tab")
    page.keyboard.type("Alla började samma dag.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#ruta h2")).to_have_text("10 rutor flyttades.")
    expect(page.locator("#ruta .panel")).to_be_focused()
    new = page.locator("a.cell:not([data-old])")
    assert sorted(new.evaluate_all("cells => cells.map(cell => cell.id)")) == sorted(ten)
    assert set(new.evaluate_all("cells => cells.map(cell => cell.className)")) == {"cell cell-3 cell-risk"}
    assert _selected(page) == []
    assert page.locator("a.cell[tabindex='0']").count() == 1
    expect(page.locator("#faser-lage")).to_contain_text("10 av 12 används eller vidmakthålls")
    moved = rows.filter(phase=Phase.USE, progress=Progress.AT_RISK, comment="Alla började samma dag.")
    assert (moved.count(), {row.changes.count() for row in moved}) == (10, {1})
    page.keyboard.press("Escape")
    assert _here(page) == third[2]
    page.keyboard.press("ArrowUp")
    assert _here(page) == second[2]


def test_a_move_of_several_can_be_undone(visit, member, county, rows, url):
    _region, ekby, _asele = county
    (mine,) = _cells(rows, ekby)
    page = visit(member, url)
    page.locator(f"#{mine[0]}").focus()
    page.keyboard.press("Control+a")
    assert _selected(page) == mine  # of three parties' cells, those one may move
    page.get_by_role("button", name="Flytta valda rutor").click()
    page.locator("#ruta").get_by_label("Fas").select_option("4")
    page.locator("#ruta").get_by_label("Varför?").fill("Allt sitter.")
    page.get_by_role("button", name="Spara för valda rutor").click()
    page.get_by_role("button", name="Ångra").click()
    expect(page.locator("#ruta h2")).to_have_text("Ångrat: 4 rutor är som förut.")
    expect(page.locator("a.cell-4")).to_have_count(0)
    assert set(rows.values_list("phase", flat=True)) == {0}
    assert rows.get(pk=mine[0][1:]).changes.count() == 2


def test_others_cells_cannot_be_selected_and_it_is_said(visit, member, county, rows, url):
    region, ekby, asele = county
    first, second, _third = _cells(rows, asele, ekby, region)
    page = visit(member, url)
    page.locator(f"#{first[0]}").focus()
    page.keyboard.press("Space")
    expect(page.locator("#valda")).to_contain_text("Du kan bara flytta din egen organisations rutor.")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowRight")
    assert _selected(page) == second[:2]
    page.keyboard.press("Escape")
    assert _selected(page) == []


def test_with_the_mouse_one_chooses_several(visit, member, county, rows, url):
    _region, ekby, _asele = county
    (mine,) = _cells(rows, ekby)
    page = visit(member, url)
    page.get_by_role("button", name="Välj flera").click()
    expect(page.locator("#valda")).to_contain_text("Tryck på de rutor du vill välja")
    page.locator(f"#{mine[0]}").click()
    page.locator(f"#{mine[3]}").click(modifiers=["Shift"])
    assert _selected(page) == mine
    page.locator(f"#{mine[1]}").click()
    assert _selected(page) == [mine[0], *mine[2:]]
    page.get_by_role("button", name="Avmarkera").click()
    assert _selected(page) == []


def test_two_people_in_two_browsers_lose_nothing(visit, member, lead, row, url):
    """Both have the same cell open; the second is shown both versions, and then several at once the same way."""
    first, second = visit(lead, f"{url}?ruta={row.pk}"), visit(member, f"{url}?ruta={row.pk}")
    for page, phase, why in ((first, "Införande", "Vi hann före."), (second, "Användning", "Vi är klara.")):
        page.locator("#ruta").get_by_label(phase).check()
        page.locator("#ruta").get_by_label("Varför?").first.fill(why)
    first.get_by_role("button", name="Flytta till Införande").click()
    expect(first.locator(f"#c{row.pk}")).to_have_class("cell cell-2")
    second.get_by_role("button", name="Flytta till Användning").click()
    alert = second.locator("#ruta").get_by_role("alert")
    expect(alert).to_contain_text("Nu gäller: Införande, i fas. Lena Ledare")
    expect(alert).to_contain_text("Vi hann före.")
    expect(second.locator("#ruta").get_by_label("Varför?").first).to_have_value("Vi är klara.")
    row.refresh_from_db()
    assert (row.phase, row.changes.count()) == (Phase.INTRODUCTION, 1)

    second.keyboard.press("Escape")
    second.locator(f"#c{row.pk}").focus()  # the cell as it was when the page came
    second.keyboard.press("Space")
    second.get_by_role("button", name="Flytta valda rutor").click()
    second.locator("#ruta").get_by_label("Fas").select_option("3")
    second.locator("#ruta").get_by_label("Varför?").fill("Vi är klara.")
    second.get_by_role("button", name="Spara för valda rutor").click()
    expect(second.locator("#ruta .alert")).to_contain_text("1 ruta hann någon annan ändra. Den är orörd")
    expect(second.locator("#ruta .alert")).to_contain_text("Du ville: Användning.")
    expect(second.locator(f"#c{row.pk}")).to_have_class("cell cell-2")
    second.get_by_role("button", name="Flytta den ändå").click()
    expect(second.locator(f"#c{row.pk}")).to_have_class("cell cell-3")
    row.refresh_from_db()
    assert list(row.changes.values_list("because", flat=True)) == ["Vi är klara.", "Vi hann före."]


def test_without_script_the_list_moves_several(visit, member, county, rows, url):
    page = visit(member, url, java_script_enabled=False)
    page.get_by_role("link", name="Välj och flytta flera i listan").click()
    for number in (0, 2):
        page.locator("input[name=rad]").nth(number).check()
    page.get_by_role("button", name="Flytta de ikryssade").click()
    expect(page.get_by_role("heading", name="2 rutor valda")).to_be_visible()
    page.get_by_label("Fas").select_option("1")
    page.get_by_label("Varför?").fill("Utan skript.")
    page.get_by_role("button", name="Spara för 2 rutor").click()
    expect(page.get_by_role("heading", name="2 rutor flyttades.")).to_be_visible()
    page.get_by_role("button", name="Ångra").click()
    expect(page.get_by_role("heading", name="Ångrat: 2 rutor är som förut.")).to_be_visible()
    assert set(rows.values_list("phase", flat=True)) == {0}


def test_the_panels_parts_are_used_where_they_stand(visit, member, row, url):
    """Owner, evidence and checklist: the panel comes back with the part open and the focus in it."""
    services.move_to_phase(row, Phase.NEEDS_ASSESSMENT, because="Börjar.", by=member, at=timezone.now())
    page = visit(member, f"{url}?ruta={row.pk}")
    panel = page.locator("#ruta")
    panel.get_by_text("Ange ägare").click()
    panel.get_by_label("Enhet som äger förändringen").select_option("Ekby kommun")
    panel.get_by_role("button", name="Spara ägaren").click()
    expect(panel.locator("summary", has_text="Byt ägare")).to_be_focused()
    panel.get_by_text("Lägg till underlag").click()
    panel.get_by_label("Vad visar det?").fill("Rutinen är beslutad")
    panel.get_by_role("button", name="Spara underlaget").click()
    expect(panel.locator(".panel-list")).to_contain_text("Rutinen är beslutad")
    panel.get_by_text("Checklista för Behovsinventering: 0 av 7").click()
    for box in panel.locator(".criteria input[type=checkbox]").all():
        box.check()
    panel.get_by_role("button", name="Spara checklistan").click()
    expect(panel.locator(".proposal")).to_contain_text("Förslag: Införande. Du bestämmer.")
    panel.get_by_role("button", name="Flytta till Införande").click()
    expect(page.locator(f"#c{row.pk}")).to_have_class("cell cell-2")
    row.refresh_from_db()
    assert (row.phase, row.checks.count(), row.evidence.count(), row.owner_contact) == (2, 7, 1, "")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark"), (320, "light")])
def test_the_panel_with_every_part_open_breaks_no_rule(visit, member, row, url, width, scheme):
    at = timezone.now() - timedelta(days=250)
    services.move_to_phase(row, Phase.SUSTAINMENT, because="Sitter.", by=member, at=at)
    services.answer_pulse(row, Holding.NO, note="Rutinen används inte.", by=member, at=at + timedelta(days=5))
    services.add_evidence(Evidence(implementation=row, on=at.date(), text="Stickprov"), by=member, on=today())
    Implementation.objects.filter(pk=row.pk).update(carried_on=at.date())
    page = visit(member, url, width=width, color_scheme=scheme, bypass_csp=True)
    found = {}
    for address in (
        f"{url}?ruta={row.pk}",
        f"/avtal/fas/{row.pk}/",
        f"{url}?vy=lista&kvar=bekrafta",
        f"{url}flera/?rad={row.pk}:1",
    ):
        page.goto(page.url.split("/avtal/")[0] + address)
        page.evaluate("document.querySelectorAll('main details:not(.menu)').forEach(one => { one.open = true })")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        broken = [
            (violation["id"], [node["html"][:90] for node in violation["nodes"][:3]])
            for violation in Axe().run(page, options=VIOLATIONS).response["violations"]
        ]
        if broken or wide > 0:
            found[address] = (broken, wide)
    assert found == {}


def test_the_table_with_a_selection_and_the_form_breaks_no_rule(visit, lead, rows, url):
    page = visit(lead, url, bypass_csp=True)
    page.locator("a.cell").first.focus()
    page.keyboard.press("Shift+ArrowRight")
    page.get_by_role("button", name="Flytta valda rutor").click()
    page.get_by_text("Visa vilka").click()
    broken = [violation["id"] for violation in Axe().run(page, options=VIOLATIONS).response["violations"]]
    assert broken == []
