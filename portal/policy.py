"""The browser's rules: what a page of ours may load, run and ask for.

Strict from the first day: no nonce, nothing inline but two constants of the rich-text editor,
whose SHA-256 are computed here from the installed package.
"""

import base64
import hashlib
import json
import re
from functools import cache
from importlib.resources import files


def source_hash(text: str) -> str:
    """The CSP source expression for one inline script or style with exactly this text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def editor_style() -> str:
    """The constant style sheet that the editor's script writes into the page."""
    script = files("django_prose_editor").joinpath("static/django_prose_editor/editor.js").read_text()
    found = re.search(r"`(\.ProseMirror \{\s*position: relative.*?)`", script, re.DOTALL)
    if not found:
        raise RuntimeError(
            "The editor's style was not found; see portal/policy.py before upgrading django-prose-editor."
        )
    return found.group(1)


EDITOR_MODULES = {
    "django-prose-editor/editor": "django_prose_editor/editor.js",
    "django-prose-editor/configurable": "django_prose_editor/configurable.js",
}


@cache
def editor_importmap() -> str:
    """The one import map, exactly as pages with an editor carry it (static addresses are known first when served)."""
    from django.templatetags.static import static

    return json.dumps({"imports": {name: static(path) for name, path in EDITOR_MODULES.items()}}, separators=(",", ":"))


class WhenRead(list):
    """Sources of which some are functions, called when the list is read: django-csp joins real strings only."""

    def __iter__(self):
        return (source() if callable(source) else source for source in super().__iter__())


def importmap_hash() -> str:
    return source_hash(editor_importmap())


def content_security_policy() -> dict:
    """Directives for django-csp; the import map's hash is computed at the first page, when static addresses are known."""
    own = ["'self'"]
    return {
        "default-src": ["'none'"],
        "script-src": WhenRead([*own, importmap_hash]),
        "style-src": [*own, source_hash(editor_style())],
        "img-src": own,
        "font-src": own,
        "connect-src": own,
        "form-action": own,
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
        "frame-ancestors": ["'none'"],
    }


def permissions_policy() -> dict:
    """Every browser power is off: the portal asks for none."""
    powers = (
        "accelerometer autoplay camera display-capture encrypted-media fullscreen geolocation gyroscope"
        " magnetometer microphone midi payment usb xr-spatial-tracking"
    )
    return {power: [] for power in powers.split()}
