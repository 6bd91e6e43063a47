"""Compiles every app's gettext catalogue (django.po to django.mo) with Babel; no gettext on the machine is needed."""

import os
from pathlib import Path

from portal.start.places import ROOT


def compile_all() -> int:
    """Compile the catalogues that changed since they were compiled; returns how many those were."""
    changed = [path for path in ROOT.glob("*/locale/*/LC_MESSAGES/django.po") if _changed(path)]
    for path in changed:
        _compile(path)
    return len(changed)


def _changed(path: Path) -> bool:
    compiled = path.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime_ns != path.stat().st_mtime_ns


def _compile(path: Path):
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    source = path.stat()
    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.parts[-3])
    draft = path.with_name(f"django.{os.getpid()}.draft")
    with draft.open("wb") as file:
        write_mo(file, catalogue)
    os.utime(draft, ns=(source.st_atime_ns, source.st_mtime_ns))  # "compiled from this very version"
    draft.replace(path.with_suffix(".mo"))


if __name__ == "__main__":
    compile_all()
