"""The three main jobs, done in a browser as a newcomer would. Used on the test portal and on a fresh `make run`."""

import re

NOTE = """Minnesanteckning

Arbetsgrupp för provflygning

Datum: 2026-03-10
Tid: 13.00-15.00
Mötesform: Digitalt

Deltagare
Frida Testlund, Testlunda kommun
Gösta Provberg, Regionhälsan Nord (förhindrad)

Uppföljning

Gruppen beslutar att använda samma mall för alla kommuner. Frida tar fram ett förslag till mall senast 24 mars.
Ett gemensamt utskick ska tas fram före nästa möte.

Nästa möte: 31 mars kl. 13.00, digitalt.
"""
REASON = "Rutinen är beslutad och alla enheter har fått den."


def sign_in(page, address, role):
    page.context.clear_cookies()
    page.goto(f"{address}/konto/logga-in/")
    page.locator(f"button[name=role][value={role}]").click()
    page.wait_for_url(f"{address}/min-sida/")


def current_agreement(page, address) -> int:
    """The key of the agreement that is out for decision: the one whose matrix has cells."""
    page.goto(f"{address}/avtal/")
    keys = {
        int(found.group(1))
        for link in page.locator("main a[href^='/avtal/']").all()
        if (found := re.fullmatch(r"/avtal/(\d+)/", link.get_attribute("href")))
    }
    for key in sorted(keys):
        page.goto(f"{address}/avtal/{key}/faser/")
        if page.locator(".cell").count():
            return key
    raise AssertionError("no agreement has phases")


def log_actions_from_a_note(page, address) -> list[str]:
    """Paste a note, check what was found, save; returns the actions as the list of actions shows them."""
    sign_in(page, address, "lead")
    page.goto(f"{address}/moten/")
    page.locator("a[href='/moten/las-in/']").first.click()
    page.locator("textarea[name=text]").fill(NOTE)
    page.locator("select[name=group]").select_option(index=1)
    page.locator("main form button.btn-primary").click()
    page.locator("form#anteckningar").wait_for()
    found = page.locator("form#anteckningar").inner_text()
    assert "Frida tar fram ett förslag till mall senast 24 mars." in found, (
        "the sentence a suggestion came from is shown"
    )
    page.locator("form#anteckningar .form-actions button.btn-primary").click()
    page.wait_for_url(re.compile(r"/moten/\d+/"))
    meeting = page.locator("main").inner_text()
    assert "Frida Testlund" in meeting
    assert "samma mall" in meeting
    page.goto(f"{address}/atgarder/?visa=alla&sok=mall")
    return [line.inner_text() for line in page.locator("main a[href^='/atgarder/']", has_text="mall").all()]


def move_a_municipality(page, address):
    """Open a cell of the matrix by keyboard, move it one phase on with a reason, and find both in its history."""
    sign_in(page, address, "lead")
    current_agreement(page, address)
    cell = page.locator(".cell", has=page.locator("use[href$='#phase-1']")).first
    key = cell.get_attribute("id")
    cell.focus()
    page.keyboard.press("Enter")
    panel = page.locator("aside.panel")
    panel.wait_for()
    panel.locator("input[name=phase][value='2']").check()
    panel.locator("textarea[name=because]").fill(REASON)
    with page.expect_response(lambda answer: "/flytta/" in answer.url) as moved:
        panel.locator("form[action$='/flytta/'] button.btn-primary").click()
    assert moved.value.status == 200
    page.locator(f"#{key} use[href$='#phase-2']").wait_for(state="attached")
    assert REASON in page.locator("aside.panel").inner_text()
    page.reload()
    page.locator(f"#{key} use[href$='#phase-2']").wait_for(state="attached")


def make_and_send_a_survey(page, address, *, title, organisations=1) -> list[str]:
    """Make a gap survey of the first two clauses, ask the contacts of some municipalities; returns their addresses."""
    sign_in(page, address, "lead")
    agreement = current_agreement(page, address)
    page.goto(f"{address}/enkater/ny/{agreement}/")
    for box in page.locator("input[name=provisions]").all()[2:]:
        box.set_checked(False)
    page.locator("input[name=title]").fill(title)
    groups = page.locator("fieldset#id_contacts .checks")
    for group in groups.all()[organisations:]:
        for box in group.locator("input").all():
            box.set_checked(False)
    addresses = [label.inner_text().strip() for label in groups.locator(":checked ~ label .meta").all()]
    assert addresses
    page.locator("form .form-actions button.btn-primary").click()
    page.wait_for_url(re.compile(r"/enkater/\d+/$"))
    page.locator(".page-actions a.btn-primary").click()
    page.locator("#bekrafta form[action$='/skicka/'] button.btn-primary").click()
    page.wait_for_load_state()
    return addresses


def link_in(letter: str) -> str:
    """The personal address in a letter."""
    return re.search(r"http://\S+/svara/[\w-]{43}/", letter).group(0)


def answer_a_survey(page, link):
    """Open the letter's link, answer every section, submit; returns the receipt's code."""
    page.goto(link)
    page.locator("main form button.btn-primary").click()
    page.wait_for_url(re.compile(r"/svara/enkat/"))
    assert "/svara/" + link.rstrip("/").rsplit("/", 1)[-1] not in page.url, "the token has left the address"
    for _ in range(20):
        for question in page.locator(".answer .scale").all():
            question.locator("input[value='3']").check(force=True)
        texts = page.locator(".answer textarea")
        if texts.count():
            texts.first.fill("Vi väntar på en gemensam rutin.")
        page.locator(".survey-foot button.btn-primary").click()
        page.wait_for_load_state()
        if "/kontroll/" in page.url:
            break
    page.locator("form[action$='/skicka/'] button").click()
    page.wait_for_url(re.compile(r"/kvitto/$"))
    return page.locator(".call .fact-figure").inner_text().strip()
