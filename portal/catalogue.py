"""Message catalogues without system gettext: Django reads the templates, Babel the rest.

Each app has its own catalogue, <app>/locale/sv/LC_MESSAGES/django.po, for its Python files and for
templates/<app>/; the kernel's also covers templates/{portal,components,account,bootstrap5}/.
A letter, templates/letters/<kind>.*, belongs to the app its kind is named after (survey-…, action-…).
"""

import io
import tokenize
from dataclasses import dataclass
from pathlib import Path

from babel.messages import pofile
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from django.conf import settings
from django.utils.translation.template import templatize

APPS = ["portal", "organisations", "agreements", "actions", "meetings", "support", "surveys", "overview"]
SHARED_TEMPLATES = ["portal", "components", "account", "bootstrap5"]
LANGUAGE = "sv"
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


@dataclass(frozen=True)
class Fault:
    """One message that is not ready: where it is used, what it says, and what is wrong with it."""

    app: str
    message: str
    what: str


def path_of(app: str) -> Path:
    return settings.BASE_DIR / app / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def sources_of(app: str):
    """The Python files and templates whose words belong to this app's catalogue."""
    root = settings.BASE_DIR
    yield from sorted(path for path in (root / app).rglob("*.py") if "migrations" not in path.parts)
    folders = SHARED_TEMPLATES if app == "portal" else [app]
    for folder in folders:
        for ending in ("*.html", "*.txt"):
            yield from sorted((root / "templates" / folder).rglob(ending))
    yield from sorted((root / "templates" / "letters").glob(f"{app.rstrip('s')}-*.txt"))


def _as_python(path: Path) -> bytes:
    """A file as source the Python extractor reads; templates keep only their translatable strings."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return text.encode()
    return "\n".join(line.strip() for line in templatize(text, origin=str(path)).splitlines()).encode()


def extract_messages(app: str) -> Catalog:
    """Every message of one app, as an empty catalogue."""
    catalogue = Catalog(project="Färdplan", locale=LANGUAGE, charset="utf-8", fuzzy=False)
    for path in sources_of(app):
        place = str(path.relative_to(settings.BASE_DIR))
        try:
            found = list(extract("python", io.BytesIO(_as_python(path)), KEYWORDS, options={"encoding": "utf-8"}))
        except (SyntaxError, tokenize.TokenError) as error:
            raise ValueError(f"{place} could not be read for translation: {error}") from error
        for _line, message, _comments, context in found:
            if message:
                catalogue.add(message, locations=[(place, 1)], context=context)
    return catalogue


def read(app: str) -> Catalog:
    """The catalogue as it stands, empty when there is none."""
    path = path_of(app)
    if not path.exists():
        return Catalog(project="Färdplan", locale=LANGUAGE, charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return pofile.read_po(file, locale=LANGUAGE, charset="utf-8")


def update(app: str) -> Catalog:
    """Add what is new, drop what is gone, keep every translation; write the catalogue and compile it."""
    catalogue = read(app)
    catalogue.update(extract_messages(app), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.creation_date = catalogue.revision_date = None
    path = path_of(app)
    path.parent.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    pofile.write_po(buffer, catalogue, width=120, sort_output=True, include_lineno=False, omit_header=True)
    header = (
        f"# {app}: Swedish words. Made by `manage.py update_catalogue`; translate, then run it again.\n"
        'msgid ""\nmsgstr ""\n"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n"Language: sv\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    )
    path.write_bytes(header.encode() + buffer.getvalue().lstrip())
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, read(app))
    return catalogue


def faults(app: str) -> list[Fault]:
    """What keeps this app's catalogue from being complete and true to the code."""
    catalogue, wanted = read(app), extract_messages(app)
    found = []
    for message in wanted:
        if not message.id:
            continue
        here = catalogue.get(message.id, message.context)
        words = message.id if isinstance(message.id, str) else message.id[0]
        if here is None:
            found.append(Fault(app, words, "not in the catalogue"))
        elif not (all(here.string) if isinstance(here.string, tuple | list) else here.string):
            found.append(Fault(app, words, "not translated"))
        elif here.fuzzy:
            found.append(Fault(app, words, "marked as uncertain"))
        else:
            found += [Fault(app, words, str(error)) for error in here.check(catalogue)]
    for message in catalogue:
        if message.id and wanted.get(message.id, message.context) is None:
            words = message.id if isinstance(message.id, str) else message.id[0]
            found.append(Fault(app, words, "no longer used"))
    return found
