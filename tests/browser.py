"""A real Chromium for tests: found on the machine, closed to the network, the same for every browser test."""

import os
import shutil
from contextlib import contextmanager

import pytest

# The first is the same engine without windows: it opens a page in less than half the time.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Full Chromium opens a whole window for each context. Two pages for its address line, which nobody sees, cost as much as
# a page of ours. A second list of features replaces Playwright's own, which is why that stands here too.
NOT_NEEDED = [
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup"),
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades"),
    *(
        "HttpsFirstBalancedModeAutoEnable",
        "LensOverlay",
        "MediaRouter",
        "PaintHolding",
        "ThirdPartyStoragePartitioning",
    ),
    *("AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled"),
    *("PreconnectToSearch", "TcpPortRandomizationWin"),
]
ARGUMENTS = [
    "--no-sandbox",  # Chromium refuses to run as root with it; it opens our own pages only
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    "--disable-gpu",
    f"--disable-features={','.join(NOT_NEEDED)}",
]

# What tests ask of axe: only what is wrong. Telling of all that is right, a megabyte a page, takes as long again; and its
# own style sheets are refused by our policy.
VIOLATIONS = {"resultTypes": ["violations"], "preload": False}


def chromium_path() -> str | None:
    """Where Chromium is: CHROMIUM names it, else the usual names on PATH."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def started_browser():
    """A running browser. While it runs, Playwright's loop makes Django suspect async code: that guard is off."""
    from playwright.sync_api import sync_playwright

    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
            try:
                yield browser
            finally:
                browser.close()
    finally:
        if before is None:
            del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
        else:
            os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


@pytest.fixture(scope="session", autouse=True)
def _collected_files():
    """The live server leaves static addresses to the portal itself: collected, named by content, as in production."""
    from django.contrib.staticfiles.handlers import StaticFilesHandler

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(StaticFilesHandler, "_should_handle", lambda self, path: False)
        yield


@pytest.fixture(scope="module")
def browser():
    """One browser for a module's tests. Without Chromium they are skipped, but in CI that is a failure."""
    if chromium_path() is None:
        if os.environ.get("CI") == "true":
            pytest.fail("CI has no Chromium: .ci/run installs it before the tests.")
        pytest.skip("no Chromium on this machine")
    with started_browser() as browser:
        yield browser


@pytest.fixture
def page(browser, request):
    """A fresh page in Swedish, 1280 px wide, that collects what the console complained about."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, locale="sv-SE", timezone_id="Europe/Stockholm"
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.complaints = []
    page.on("console", lambda line: page.complaints.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    yield page
    context.close()
