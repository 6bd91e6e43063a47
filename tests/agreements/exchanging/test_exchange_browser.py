"""In a real browser: a project leader reads in clauses from Word, mends, chooses and saves; a preview on a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from agreements.models import Provision
from tests.agreements.exchanging.test_exchange_word import document
from tests.browser import VIOLATIONS
from tests.workbooks import workbook

pytestmark = pytest.mark.django_db(transaction=True)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def visit(page, client, live_server):
    def visit(user, address, **size):
        client.force_login(user)
        cookie = {"name": "session", "value": client.cookies["session"].value, "url": live_server.url}
        page.context.add_cookies([cookie])
        if size:
            page.set_viewport_size(size)
        page.goto(live_server.url + address)
        return page

    return visit


def send(page, name, kind, content):
    page.get_by_label("Fil").set_input_files({"name": name, "mimeType": kind, "buffer": content})
    page.get_by_role("button", name="Läs filen").click()


def objections(page):
    """What axe objects to; the styles it tries to put in are no complaint of the page's."""
    before = list(page.complaints)
    found = Axe().run(page, options=VIOLATIONS).response["violations"]
    page.complaints[:] = before
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found]


def test_a_project_leader_reads_in_clauses_from_word(lead, agreement, visit):
    page = visit(lead, f"/avtal/{agreement.pk}/punkter/")
    page.get_by_role("link", name="Läs in Word eller Excel").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Läs in punkter från Word eller Excel")
    assert objections(page) == []

    send(page, "tomt.docx", WORD, b"inget dokument alls")
    expect(page.get_by_role("alert")).to_contain_text("Filen är inget dokument som kan läsas.")
    assert objections(page) == []

    chapters = [(1, "4 Vårdkontakt"), (2, "4.1 Fast kontakt", "Alla har en.", "– en namngiven\n– en ersättare")]
    send(page, "avtal.docx", WORD, document(*chapters, (2, "4.2 Byte av kontakt"), (2, "4.3 Läkare", "Hembesök görs.")))
    expect(page.get_by_role("heading", level=1)).to_have_text("Kontrollera innan du sparar")
    expect(page.get_by_text("Det finns ingen text under rubriken.")).to_be_visible()
    expect(page.get_by_role("button", name="Spara de 2 rader som är rätta").first).to_be_visible()
    assert objections(page) == []
    assert Provision.objects.count() == 0

    page.get_by_role("link", name="Läs in en annan fil").click()
    whole = document(*chapters, (2, "4.2 Byte av kontakt", "Den som vill byter."), (2, "4.3 Läkare", "Hembesök görs."))
    send(page, "avtal-rättat.docx", WORD, whole)
    page.get_by_role("button", name="Spara alla 3 rader").first.click()
    expect(page.locator(".alert-info")).to_contain_text("3 rader är sparade.")
    expect(page.get_by_role("rowheader", name="4 Vårdkontakt")).to_be_visible()
    for title in ("§ 4.1 Fast kontakt", "§ 4.2 Byte av kontakt", "§ 4.3 Läkare"):
        expect(page.get_by_role("link", name=title)).to_be_visible()
    assert [line for line in page.complaints if " 422 " not in line] == []


def test_the_preview_fits_a_phone_and_shows_old_and_new(lead, provisions, visit):
    page = visit(lead, f"/avtal/{provisions[0].agreement_id}/utbyte/punkter/las-in/", width=320, height=800)
    content = workbook(
        ["Nummer", "Rubrik", "Text"], ["1.1", "Gemensam styrning", "Gemensam ledning gäller alltid."], ["9", "", "x"]
    )
    send(page, "ett-mycket-långt-filnamn-utan-mellanslag-som-kommer-från-någon-annan.xlsx", EXCEL, content)
    expect(page.locator(".exchange-line ins").first).to_be_visible()
    expect(page.get_by_text("Rad 3, kolumn Rubrik: Här måste något stå.")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert objections(page) == []
    page.get_by_role("button", name="Släng").click()
    expect(page.locator(".alert-info")).to_contain_text("Filen är slängd. Inget är ändrat.")
