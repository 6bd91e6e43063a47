"""An anonymous survey to staff, from the draft to the sealed result, with real letters and an open link.

Six of one organisation and two of another answer by their letters, three more by the open link. When it has closed
the larger group has figures, the two are hidden, and nothing in the database says who answered what.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e import walk

TITLE = "Hur har vi det tillsammans?"
LARGE, SMALL = "Vetlanda kommun", "Aneby kommun"
STAFF = [(LARGE, f"stor{number}@demo.example") for number in range(6)] + [
    (SMALL, f"liten{number}@demo.example") for number in range(2)
]
SECRET = "Det här har bara jag skrivit"


@pytest.fixture
def someone(browser):
    """Another computer for each person: no session, no cookies."""
    contexts = []

    def arrives(**how):
        contexts.append(browser.new_context(locale="sv-SE", **how))
        return contexts[-1]

    yield arrives
    for context in contexts:
        context.close()


def make_and_send(page, address) -> str:
    """Make the survey, ask the eight by a list, make an open link and send; returns the open link."""
    walk.sign_in(page, address, "lead")
    page.goto(f"{address}/enkater/ny/meeting/")
    page.get_by_label("Varje person svarar för sig, och ingen").check()
    expect(page.get_by_text("Vem läser varje organisations svar")).to_be_hidden()
    page.get_by_label("Titel").fill(TITLE)
    page.get_by_role("button", name="Spara och gå vidare").click()
    page.wait_for_url(re.compile(r"/enkater/\d+/fragor/$"))
    round_address = page.url.removesuffix("fragor/")
    page.goto(f"{round_address}mottagare/fil/")
    rows = "\n".join(f"{organisation};Person {place};{email}" for place, (organisation, email) in enumerate(STAFF))
    content = f"organisation;namn;e-post\n{rows}\n".encode()
    page.locator("input[type=file]").set_input_files({"name": "lista.csv", "mimeType": "text/csv", "buffer": content})
    page.locator("main form button.btn-primary").click()
    page.get_by_role("button", name=re.compile("Lägg till")).click()
    page.goto(round_address)
    page.get_by_role("link", name="Gör öppna länkar").click()
    page.get_by_label("En länk för alla").check()
    page.get_by_role("button", name="Gör länkarna").click()
    open_link = page.get_by_label("Adressen").input_value()
    page.goto(round_address)
    page.get_by_role("link", name="Skicka enkäten till 8 personer").click()
    page.get_by_role("button", name="Skicka till 8 personer").click()
    expect(page.get_by_role("heading", name="Så många har svarat")).to_be_visible()
    return open_link


def answer(page, value, text=""):
    """Fill the page in and send it."""
    steps = page.locator(".scale-agree, .scale-5")
    for place in range(4):
        steps.nth(place).locator(f"input[value='{value}']").check(force=True)
    if text:
        page.locator("textarea").fill(text)
    page.get_by_role("button", name="Skicka svaren").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tack, dina svar är skickade")


def answer_plainly(context, link, value):
    """The same as an old browser does it: pages and forms, and nothing else."""
    answers = {f"f{number}": str(value) for number in range(1, 5)}
    for form in [answers] if "/oppen/" in link else [{}, answers]:
        shown = context.request.get(link)
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', shown.text())[1]
        key = re.search(r'name="page" value="([\w-]+)"', shown.text())
        sent = {"csrfmiddlewaretoken": token, **form, **({"page": key[1]} if key else {})}
        link = context.request.post(link, form=sent, headers={"Referer": link}).url
    assert "/svara/tack/" in link


def test_staff_answer_anonymously_and_small_groups_stay_hidden(page, portal, someone):
    open_link = make_and_send(page, portal.address)
    round_address = page.url
    links = [walk.link_in(portal.wait_for_letter(email, TITLE)) for _organisation, email in STAFF]
    assert "Du svarar för egen del" in portal.letters_to(STAFF[0][1])[-1]

    # the first reads what is promised, loses the page once and finds the words again, and sends
    first = someone(viewport={"width": 390, "height": 800}).new_page()
    first.goto(links[0])
    first.get_by_role("button", name="Svara på enkäten").click()
    expect(first).to_have_url(re.compile(r"/svara/person/\d+/$"))
    first.locator("textarea").fill(SECRET)
    expect(first.locator("#answered")).to_have_text("1 av 6 besvarade")
    first.reload()
    expect(first.locator("textarea")).to_have_value(SECRET)
    expect(first.locator("#answered")).to_have_text("1 av 6 besvarade")
    first.get_by_role("button", name="Skicka svaren").click()
    expect(first.locator(".error-summary")).to_contain_text("4 frågor behöver rättas")
    answer(first, 5)
    assert first.evaluate("Object.keys(sessionStorage).filter((key) => key.startsWith('fardplan'))") == []
    first.goto(links[0])
    expect(first.get_by_role("heading", level=1)).to_have_text("Du har redan svarat")

    # the second has no script, the rest answer plainly, and three more by the link on the wall
    second = someone(java_script_enabled=False).new_page()
    second.goto(links[1])
    second.get_by_role("button", name="Svara på enkäten").click()
    answer(second, 4)
    for link in links[2:]:
        answer_plainly(someone(), link, 3)
    wall = _opened(someone, open_link)
    answer(wall, 2)
    wall.go_back()  # on a phone that is passed on, the next one sees nothing of it
    expect(wall.get_by_role("button", name="Skicka svaren")).to_be_visible()
    expect(wall.locator("input:checked")).to_have_count(0)
    for value in (1, 2):
        answer_plainly(someone(), open_link, value)

    page.goto(f"{round_address}?bekrafta=stang")
    expect(page.locator("#bekrafta")).to_contain_text("aldrig igen")
    page.get_by_role("button", name="Stäng för gott").click()
    page.get_by_role("link", name="Resultat").click()  # comes by itself when the round is sealed
    result = page.locator("main").inner_text()
    assert "11 personer har svarat" in result
    assert "Vetlanda" in result
    assert "Aneby" not in result
    late = someone().request.get(open_link)
    assert late.status == 410
    assert "Enkäten är stängd" in late.text()

    number = int(re.search(r"/enkater/(\d+)/", round_address)[1])
    assert portal.query("SELECT count(*) FROM surveys_personanswer WHERE round_id = %s", number) == [(11,)]
    assert portal.query("SELECT text FROM surveys_persontext WHERE round_id = %s", number) == [(SECRET,)]
    together = "SELECT count(*) FROM surveys_personanswer a JOIN surveys_answeredmark m ON a.xmin = m.xmin"
    assert portal.query(f"{together} WHERE a.round_id = %s", number) == [(0,)]
    logged = "".join(path.read_text(errors="replace") for path in portal.folder.glob("*.log"))
    assert SECRET not in logged
    assert not any(link.rsplit("/", 2)[1] in logged for link in [*links, open_link])


def _opened(someone, link):
    page = someone().new_page()
    page.goto(link)
    return page
