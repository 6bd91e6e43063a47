"""A gap survey of 25 clauses to 13 municipalities, from the draft to the results, with real letters and cut lines.

Three people answer one municipality: the contact person by the letter, a colleague who was lent two sections by
another letter, and one who is signed in. Another municipality answers without script, and five more meanwhile.
"""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e import walk

ROOT = Path(__file__).resolve().parents[2]
TITLE = "Provenkät om tjugofem punkter"
CLAUSES, MUNICIPALITIES = 25, 13
SAVED = re.compile(r"Sparat \d\d\.\d\d")
OTHERS = f"""
from django.utils import timezone
from surveys import services
from surveys.answers import Base
from surveys.models import Round
from surveys.writers import Writer
round = Round.objects.get(title={TITLE!r})
asked = {{row.organisation_id: row.organisation for row in round.invitations.select_related("organisation")}}
others = [one for one in asked.values() if one.short_name not in ("Vetlanda", "Habo")][:5]
habo = next(one for one in asked.values() if one.short_name == "Habo")
scales = [*round.questionnaire.questions.filter(is_required=True)]
for number, organisation in enumerate([habo, *others]):
    by, at = Writer("Någon annan"), timezone.now()
    mine = scales[3:] if organisation == habo else scales
    given = [services.Given(one, {{"value": (number + place) % 5}}, Base()) for place, one in enumerate(mine)]
    services.save_answers(round, organisation, given, by=by, at=at)
    if organisation != habo:
        services.submit(round, organisation, by=by, at=at)
"""


@pytest.fixture
def someone(browser):
    """Another computer for each: no session, no cookies. What its console complains about is collected."""
    contexts = []

    def arrives(**how):
        context = browser.new_context(locale="sv-SE", viewport={"width": 1280, "height": 900}, **how)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.complaints = []
        page.on("console", lambda line: page.complaints.append(line.text) if line.type == "error" else None)
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        return page

    yield arrives
    for context in contexts:
        context.close()


def choose(page, value):
    """One step of the page's only scale, saved at once: when the page's script is there."""
    page.wait_for_load_state()
    page.locator(".scale-step", has_text=re.compile(rf"^{value}")).click()
    expect(page.locator("#save-state")).to_have_text(SAVED)


def go_on(page, value):
    """Choose a step and turn the page: the button saves."""
    page.locator(f".scale-step input[value='{value}']").check(force=True)
    page.locator(".survey-foot button.btn-primary").click()


def hindrance(page):
    return page.get_by_label("Vad hindrar er mest?")


def make_and_send(page, address):
    """The draft asks about the new and changed clauses, and as many of the unchanged as are wanted."""
    walk.sign_in(page, address, "lead")
    page.goto(f"{address}/enkater/ny/{walk.current_agreement(page, address)}/")
    page.get_by_text(re.compile(r"\d+ punkter som är oförändrade")).click()
    boxes = page.locator("input[name=provisions]").all()
    for number, box in enumerate(boxes):
        box.set_checked(number < CLAUSES)
    assert page.locator("input[name=provisions]:checked").count() == CLAUSES
    page.get_by_label("Titel").fill(TITLE)
    contacts = page.locator("fieldset#id_contacts .checks")
    assert contacts.count() == MUNICIPALITIES
    addresses = [label.inner_text().strip() for label in contacts.locator(":checked ~ label .meta").all()]
    page.get_by_role("button", name="Spara utkastet och granska det").click()
    page.locator(".page-actions a.btn-primary").click()
    page.get_by_role("button", name=re.compile("^Skicka till")).click()
    expect(page.locator("#lage")).to_contain_text(f"0 av {MUNICIPALITIES} organisationer har skickat in.")
    return addresses


def test_a_gap_survey_from_draft_to_results(page, someone, portal):
    """In the order of the days it would take."""
    lead = page
    addresses = make_and_send(lead, portal.address)
    assert {"viktor.ek@demo.example", "roger.claesson@demo.example"} <= {*addresses}
    status = lead.url
    state = lead.locator("tr", has=lead.get_by_role("link", name="Vetlanda", exact=True)).locator("[id^=lage-]")

    # Viktor comes by his letter. The line is cut while he writes: nothing is lost.
    viktor = someone()
    viktor.goto(walk.link_in(portal.wait_for_letter("viktor.ek@demo.example", TITLE)))
    viktor.get_by_role("button", name="Svara för Vetlanda").click()
    sheet = viktor.url.removesuffix("1/")
    choose(viktor, 2)
    viktor.context.set_offline(True)
    hindrance(viktor).fill("Skrivet i tunneln")
    expect(viktor.locator("#save-state")).to_contain_text("Ingen kontakt")
    viktor.context.set_offline(False)
    expect(viktor.locator("#save-state")).to_have_text(SAVED)
    viktor.complaints.clear()  # of the cut line itself
    viktor.get_by_role("button", name="Nästa").click()

    # He lends sections 5 and 6 to Eva, who answers them by hers, asks, and cannot reach the rest.
    viktor.get_by_role("link", name="Låt en kollega svara").click()
    viktor.get_by_label("Namn").fill("Eva Expert")
    viktor.get_by_label("E-postadress").fill("eva.expert@vetlanda.example")
    for number in (2, 5, 6):
        viktor.get_by_label(re.compile(rf"^{number}\. ")).set_checked(number > 2)
    viktor.get_by_role("button", name="Skicka länken").click()
    expect(viktor.get_by_role("region", name="Kollegor som svarar på en del")).to_contain_text("Eva Expert")
    eva = someone()
    letter = portal.wait_for_letter("eva.expert@vetlanda.example", TITLE)
    eva.goto(re.search(r"http://\S+/svara/avsnitt/\S+", letter).group(0))
    eva.get_by_role("button", name="Svara på din del").click()
    choose(eva, 1)
    eva.get_by_role("link", name=re.compile("^Kommentera")).first.click()
    eva.get_by_label("Kommentar till dina kollegor").fill("Räknar vi in nattlaget?")
    eva.get_by_role("button", name="Skicka till kollegorna").click()
    expect(eva.locator(".talk .remark")).to_contain_text("Räknar vi in nattlaget?")
    eva.get_by_role("button", name="Nästa").click()
    go_on(eva, 3)
    expect(eva.get_by_role("heading", name="Din del är sparad")).to_be_visible()
    assert eva.goto(f"{sheet}7/").status == 404

    # Katarina is signed in: she answers the comment, and changes section 3 while Viktor has it open.
    katarina = someone()
    walk.sign_in(katarina, portal.address, "member")
    katarina.goto(f"{sheet}5/")
    katarina.get_by_role("link", name="1 kommentar").first.click()
    katarina.get_by_label("Kommentar till dina kollegor").fill("Ja, det gör vi.")
    katarina.get_by_role("button", name="Skicka till kollegorna").click()
    expect(katarina.locator(".talk .remark").last).to_contain_text("Ja, det gör vi.")
    viktor.goto(f"{sheet}3/")
    katarina.goto(f"{sheet}3/")
    hindrance(katarina).fill("Katarinas ord")
    expect(katarina.locator("#save-state")).to_have_text(SAVED)
    hindrance(viktor).fill("Viktors ord")
    expect(viktor.get_by_text("Katarina Holmqvist har ändrat samma svar")).to_be_visible()
    viktor.get_by_role("button", name="Behåll det jag skrev").click()
    expect(viktor.get_by_text("har ändrat samma svar")).to_have_count(0)
    viktor.complaints.clear()  # of the answer 409
    katarina.goto(f"{sheet}16/")
    for number in range(16, CLAUSES + 1):
        expect(katarina).to_have_url(re.compile(rf"/{number}/$"))
        go_on(katarina, number % 5)
    expect(lead.locator("#lage")).to_contain_text("Delvis besvarad: 1")
    assert "Delvis besvarad" in state.inner_text()

    # Viktor answers the rest but one, is told so, and submits. Receipt as page, letter and PDF.
    others = subprocess.Popen(
        [sys.executable, "manage.py", "shell", "--verbosity", "0", "-c", OTHERS], cwd=ROOT, env=portal.environment
    )
    for number in (2, 3, 4, *range(7, 15)):
        if number in (2, 7):
            viktor.goto(f"{sheet}{number}/")
        go_on(viktor, number % 5)
        expect(viktor).to_have_url(re.compile(rf"/{number + 1}/$"))
    viktor.goto(f"{sheet}kontroll/")
    expect(viktor.locator(".page-state")).to_have_text("1 avsnitt är inte klart.")
    viktor.get_by_role("region", name="Saknas").get_by_role("link").click()
    expect(viktor).to_have_url(re.compile(r"/15/$"))
    choose(viktor, 0)
    viktor.goto(f"{sheet}kontroll/")
    expect(viktor.locator(".page-state")).to_have_text("Alla 25 frågor är besvarade.")
    first = submit(viktor, "Vetlanda")
    with viktor.expect_download() as fetched:
        viktor.get_by_role("link", name="Hämta kvittot som pdf").click()
    assert fetched.value.suggested_filename == f"kvitto-{first}.pdf"
    assert Path(fetched.value.path()).read_bytes().startswith(b"%PDF-")
    assert "Viktor Ek" in portal.wait_for_letter("viktor.ek@demo.example", first)

    # The leader sees it come, reads it and opens it again; Viktor is told why, changes one answer and submits anew.
    expect(state).to_contain_text("Inskickad")
    lead.get_by_role("link", name="Läs svaret Vetlanda").click()
    expect(lead.get_by_text("Viktors ord")).to_be_visible()
    lead.get_by_role("link", name="Öppna svaret igen").click()
    lead.get_by_label("Varför öppnas svaret igen?").fill("Nattlaget hör till punkten.")
    lead.get_by_role("button", name="Öppna igen och meddela Vetlanda").click()
    expect(lead).to_have_url(status)
    viktor.goto(walk.link_in(portal.wait_for_letter("viktor.ek@demo.example", "Nattlaget hör till punkten.")))
    viktor.get_by_role("button", name="Svara för Vetlanda").click()
    viktor.goto(f"{sheet}5/")
    expect(viktor.get_by_text("Nattlaget hör till punkten.")).to_be_visible()
    choose(viktor, 4)
    viktor.goto(f"{sheet}kontroll/")
    second = submit(viktor, "Vetlanda")
    assert second != first
    portal.wait_for_letter("viktor.ek@demo.example", second)

    # Habo, where a colleague has answered the most, comes by its own letter on a computer without script.
    assert others.wait(timeout=60) == 0
    habo = someone(java_script_enabled=False)
    habo.goto(walk.link_in(portal.wait_for_letter("roger.claesson@demo.example", TITLE)))
    habo.get_by_role("button", name="Svara för Habo").click()
    for number in (1, 2, 3):
        expect(habo).to_have_url(re.compile(rf"/{number}/"))
        go_on(habo, 3)
    habo.goto(re.sub(r"/\d+/(\?.*)?$", "/kontroll/", habo.url))
    submit(habo, "Habo")
    expect(lead.locator("#lage")).to_contain_text(f"7 av {MUNICIPALITIES} organisationer har skickat in.")

    # Closed: the leader reads all by name, Katarina her own beside the county.
    lead.goto(f"{status}?bekrafta=stang#bekrafta")
    lead.get_by_role("button", name="Stäng enkäten").click()
    lead.goto(f"{status}resultat/")
    expect(lead.locator(".page-state")).to_contain_text(f"7 av {MUNICIPALITIES} organisationer har svarat.")
    row = lead.locator(".heat tr", has_text="Habo").locator("td")
    assert [one.strip() for one in row.all_inner_texts()] == ["3"] * 3 + [
        str(place % 5) for place in range(CLAUSES - 3)
    ]
    katarina.goto(f"{status}resultat/")
    own = katarina.locator(".heat tr.own td")
    assert [own.nth(place).inner_text() for place in (0, 4, 5, 15)] == ["2", "4", "3", "1"]
    expect(katarina.locator(".strips tbody .mean")).to_have_count(CLAUSES)
    expect(katarina.get_by_text("Roger")).to_have_count(0)
    eva.close()
    assert [one.complaints for one in (lead, viktor, katarina, habo)] == [[], [], [], []]


def submit(page, organisation):
    """Submit; the receipt's code."""
    page.get_by_role("button", name=f"Skicka in svaret för {organisation}").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tack, svaret är inskickat")
    return page.locator(".call .fact-figure").inner_text().strip()
