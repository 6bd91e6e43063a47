"""Two people writing at once, and a connection that is cut in the middle of a sentence."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from meetings import services
from meetings.models import AgendaItem
from tests.actions.visiting import violations
from tests.meetings.apart import visit  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def item(held):
    return held.agenda.get()


@pytest.fixture
def write(visit, held, item):  # noqa: F811
    """write(user) -> (page, editor): the notes of the point, open for writing."""

    def write(user, **options):
        page = visit(user, held.get_absolute_url(), **options)
        page.locator(f"#p{item.pk}").get_by_role("link", name=re.compile("anteckningar")).click()
        editor = page.get_by_role("textbox", name="Anteckningar, Läget i besluten")
        expect(editor).to_be_focused()
        return page, editor

    return write


def saved(item):
    return AgendaItem.objects.get(pk=item.pk).text


def test_each_sees_what_the_other_writes_within_seconds(write, lead, secretary, item):
    lenas, lena = write(lead)
    _nils, nils = write(secretary)
    lena.press_sequentially("Ekby har beslutat.")
    expect(nils).to_contain_text("Ekby har beslutat.", timeout=8000)
    nils.press("End")
    nils.press("Enter")
    nils.press_sequentially("Åsele väntar.")
    lena.press("Home")
    lena.press_sequentially("I går: ")
    for editor in (lena, nils):
        expect(editor).to_contain_text("I går: Ekby har beslutat.", timeout=8000)
        expect(editor).to_contain_text("Åsele väntar.", timeout=8000)
    expect(lenas.locator("[data-state]")).to_contain_text("Sparat", timeout=8000)
    assert saved(item) == "<p>I går: Ekby har beslutat.</p><p>Åsele väntar.</p>"
    expect(lenas.locator("[data-others]")).to_have_text(re.compile("Nils Nabo skriver här|^$|Båda"))
    assert violations(lenas) == []


@pytest.mark.parametrize(
    ("button", "expected"),
    [
        ("Behåll båda", "<p>Lena skrev så</p><p>Nils skrev annat</p>"),
        ("Behåll min text", "<p>Nils skrev annat</p>"),
        ("Behåll det som är sparat", "<p>Lena skrev så</p>"),
    ],
)
def test_the_same_passage_is_never_overwritten_silently(button, expected, write, lead, secretary, item):
    services.write_text(item, "Från början", revision=1, by=lead, at=timezone.now())
    nilss, nils = write(secretary)
    nilss.context.set_offline(True)
    nils.press("Control+a")
    nils.press_sequentially("Nils skrev annat")
    item.refresh_from_db()
    services.write_text(item, "Lena skrev så", revision=2, base="<p>Från början</p>", by=lead, at=timezone.now())
    nilss.context.set_offline(False)
    both = nilss.get_by_role("region", name="Ni har båda ändrat samma stycke")
    expect(both).to_contain_text("Lena skrev så", timeout=8000)
    expect(both).to_contain_text("Lena Ledare")
    expect(nils).to_contain_text("Nils skrev annat")
    expect(both.get_by_role("button", name="Behåll båda")).to_be_focused()
    assert saved(item) == "<p>Lena skrev så</p>"
    assert violations(nilss) == []
    both.get_by_role("button", name=button).click()
    expect(nilss.locator("[data-state]")).to_contain_text("Sparat", timeout=8000)
    assert saved(item) == expected


def test_a_connection_cut_in_the_middle_of_a_sentence_loses_nothing(write, lead, item):
    page, editor = write(lead)
    editor.press_sequentially("Ekby har")
    expect(page.locator("[data-state]")).to_contain_text("Sparat", timeout=8000)
    page.context.set_offline(True)
    editor.press_sequentially(" beslutat, och Åsele")
    expect(page.locator("[data-state]")).to_contain_text("Ingen kontakt. Det du skriver finns kvar", timeout=8000)
    assert saved(item) == "<p>Ekby har</p>"
    key = page.evaluate("Object.keys(localStorage).find(key => key.startsWith('fardplan-anteckning'))")
    assert "beslutat, och Åsele" in page.evaluate("key => localStorage.getItem(key)", key)
    page.context.set_offline(False)
    expect(page.locator("[data-state]")).to_contain_text("Sparat", timeout=12_000)
    assert saved(item) == "<p>Ekby har beslutat, och Åsele</p>"
    assert page.evaluate("key => localStorage.getItem(key)", key) is None


def test_words_that_never_reached_the_server_come_back_with_the_page(write, lead, item):
    page, editor = write(lead)
    page.context.set_offline(True)
    editor.press_sequentially("Mitt i en men")
    expect(page.locator("[data-state]")).to_contain_text("Ingen kontakt", timeout=8000)
    page.on("dialog", lambda dialog: dialog.accept())
    url = page.url
    page.route("**/spara/", lambda route: route.abort())  # the page is closed before it has got through
    page.context.set_offline(False)
    page.goto("about:blank")
    page.unroute("**/spara/")
    page.goto(url)
    expect(page.get_by_role("textbox", name="Anteckningar, Läget i besluten")).to_contain_text("Mitt i en men")
    expect(page.locator("[data-state]")).to_contain_text("Sparat", timeout=8000)
    assert saved(item) == "<p>Mitt i en men</p>"


def test_the_toolbar_by_keyboard_and_done(write, lead, item):
    page, editor = write(lead)
    editor.press_sequentially("ett")
    page.get_by_role("button", name="Fet stil").focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Punktlista")).to_be_focused()
    page.keyboard.press("Enter")
    expect(editor).to_be_focused()
    expect(page.get_by_role("button", name="Punktlista")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Klar").click()
    point = page.locator(f"#p{item.pk}")
    expect(point.get_by_role("link", name="Ändra anteckningarna")).to_be_focused()
    expect(point.get_by_role("listitem").filter(has_text="ett")).to_be_visible()
    assert saved(item) == "<ul><li><p>ett</p></li></ul>"


def test_minutes_locked_while_somebody_writes_keep_the_words_on_the_page(write, lead, item, held):
    page, editor = write(lead)
    type(held).objects.filter(pk=held.pk).update(stage="approved")
    editor.press_sequentially("För sent")
    expect(page.locator("[data-state]")).to_contain_text("har godkänts under tiden och är låsta", timeout=8000)
    expect(editor).to_contain_text("För sent")
    assert saved(item) == ""


def test_who_is_signed_out_while_writing_is_told_and_keeps_the_words(write, lead, item):
    page, editor = write(lead)
    page.sign_out()
    editor.press_sequentially("Kvar")
    expect(page.locator("[data-state]")).to_contain_text("Du är utloggad", timeout=8000)
    page.on("dialog", lambda dialog: dialog.accept())
    assert "Kvar" in page.evaluate("JSON.stringify(localStorage)")
    assert saved(item) == ""
