"""Finds the machine's Chromium; Playwright's own builds are not used."""

import os
import shutil

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
# For root's Chromium and for machines without a network.
ARGUMENTS = ["--no-sandbox", "--disable-background-networking"]


def find() -> str | None:
    """Its path: CHROMIUM if set, else the first of the usual names; None when there is none."""
    found = (shutil.which(name) for name in [os.environ.get("CHROMIUM", ""), *NAMES] if name)
    return next((path for path in found if path), None)


def demanded() -> bool:
    """In continuous integration a missing browser is a failure, not a reason to test less."""
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}
