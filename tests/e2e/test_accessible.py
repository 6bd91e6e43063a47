"""axe finds nothing: every reachable page, and the component page in every theme, width and language.

`make test` opens every page in one of two combinations that differ in everything, so that the suite keeps its time;
`make a11y` (marker a11y_full) opens each in all eight, at 320 px, and looks at forms with errors.
"""

import zlib
from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser import VIOLATIONS
from tests.e2e import crawl, walk

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EVERY = list(product(("sv", "en"), (390, 1280), ("light", "dark")))
TWO = [("sv", 390, "dark"), ("en", 1280, "light")]
OPEN = [
    "/konto/logga-in/",
    "/konto/kod/",
    "/konto/losenord/glomt/",
    "/tillganglighet/",
    "/personuppgifter/",
    "/finns-inte/",
]
STARTS = {
    "lead": [
        "/min-sida/",
        "/avtal/",
        "/organisationer/",
        "/moten/",
        "/atgarder/",
        "/enkater/",
        "/utskick/",
        "/komponenter/",
    ],
    "respondent": ["/min-sida/", "/enkater/"],
    "member": ["/min-sida/", "/atgarder/", "/moten/"],
}


@pytest.fixture
def person(browser, portal):
    """A page for a role (or for nobody) in a language, a width and a theme."""
    contexts = []

    def opened(role, language, width, theme):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=theme, reduced_motion="reduce", locale="sv-SE"
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        if role:
            walk.sign_in(page, portal.address, role)
        else:
            page.goto(f"{portal.address}/konto/logga-in/")
        speak(page, language)
        return page

    yield opened
    for context in contexts:
        context.close()


def speak(page, language):
    """Choose the language in the menu, as a person does."""
    if page.evaluate("document.documentElement.lang") == language:
        return
    menu = page.locator(".site-tools details.menu").last
    if menu.count():
        menu.locator("summary").click()
    page.locator(f"button[name=language][value={language}]").click()
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.lang") == language


def violations(page) -> list[str]:
    """What axe finds on the page as it stands, one line each; a page wider than its window is one too."""
    found = Axe().run(page, options=VIOLATIONS | {"runOnly": {"type": "tag", "values": TAGS}})
    lines = [
        f"{rule['id']}: {node['target']} {node['html'][:120]}"
        for rule in found.response["violations"]
        for node in rule["nodes"][:3]
    ]
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        lines.append("the page is wider than its window")
    return lines


def check(page, address, paths) -> dict:
    faults = {}
    for path in paths:
        page.goto(f"{address}{path}")
        if lines := violations(page):
            faults[path] = lines
    return faults


def falls_to(path, turn) -> bool:
    """Whether a kind of page is opened in the combination with this number of TWO: the same on every day."""
    return zlib.crc32(crawl.kind_of(path).encode()) % len(TWO) == turn


def faults_of_every_page(person, portal, language, width, theme, *, turn=None) -> dict:
    """Walk as lead, respondent and member; axe looks at each kind of page once, and at everybody's own first page.

    With `turn` only at the kinds that fall to it; the others are asked for and read for their links.
    """
    seen, faults = set(), {}

    def known(path):
        if path == "/min-sida/":
            return False
        return crawl.kind_of(path) in seen or (turn is not None and not falls_to(path, turn))

    for role, starts in STARTS.items():
        page = person(role, language, width, theme)

        def look(path, role=role, page=page):
            seen.add(crawl.kind_of(path))
            if lines := violations(page):
                faults[f"{role} {path}"] = lines

        try:
            crawl.reachable_pages(page, portal.address, starts, look, known)
        finally:
            page.goto(f"{portal.address}/min-sida/")
            speak(page, "sv")
    assert len(seen) > 50, "the walk has found the portal"
    return faults


@pytest.mark.parametrize("turn", range(len(TWO)), ids=["-".join(map(str, one)) for one in TWO])
def test_every_page_is_accessible(person, portal, turn):
    """Every page the lead reaches, then every further kind of page that a respondent or a member reaches."""
    assert faults_of_every_page(person, portal, *TWO[turn], turn=turn) == {}


@pytest.mark.parametrize(("language", "width", "theme"), TWO)
def test_open_pages_are_accessible(person, portal, language, width, theme):
    assert check(person(None, language, width, theme), portal.address, OPEN) == {}


@pytest.mark.parametrize(("language", "width", "theme"), EVERY)
def test_the_component_page_is_accessible_in_every_way(person, portal, language, width, theme):
    page = person("coach", language, width, theme)
    try:
        assert check(page, portal.address, ["/komponenter/"]) == {}
    finally:
        speak(page, "sv")


@pytest.mark.a11y_full
@pytest.mark.parametrize(("language", "width", "theme"), [*EVERY, ("sv", 320, "light"), ("sv", 320, "dark")])
def test_every_page_in_every_way(person, portal, language, width, theme):
    assert faults_of_every_page(person, portal, language, width, theme) == {}


@pytest.mark.a11y_full
@pytest.mark.parametrize(("width", "theme"), list(product((320, 390, 1280), ("light", "dark"))))
def test_forms_with_errors(person, portal, width, theme):
    """Every form a lead can reach, sent empty: the page that comes back is accessible too."""
    page = person("lead", "sv", width, theme)
    faults = {}
    for path in crawl.reachable_pages(page, portal.address, STARTS["lead"]):
        page.goto(f"{portal.address}{path}")
        forms = page.locator("main form[method=post][novalidate]")
        for number in range(forms.count()):
            page.goto(f"{portal.address}{path}")
            form = page.locator("main form[method=post][novalidate]").nth(number)
            form.evaluate(
                "form => { for (const field of form.querySelectorAll('input[type=text],input[type=date],input[type=email],input:not([type]),textarea')) field.value = '' }"
            )
            with page.expect_navigation():
                form.evaluate("form => HTMLFormElement.prototype.submit.call(form)")
            if page.locator(".error-summary").count() and (lines := violations(page)):
                faults[f"{path} form {number}"] = lines
    assert faults == {}
