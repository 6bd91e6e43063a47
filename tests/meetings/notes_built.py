"""The sample notes as files: text as it stands, .docx and .odt built by pandoc from their markdown."""

import itertools
import re
import subprocess

import pypandoc

from tests.meetings import scoring
from tests.meetings.scoring import NOTES


def build(name, folder):
    """The path of the sample note, built in `folder` when it is a word processor's document."""
    source = next(path for path in (NOTES / f"{name}.txt", NOTES / f"{name}.md") if path.exists())
    if not name.endswith((".docx", ".odt")):
        return source
    target = folder / name
    subprocess.run(
        [pypandoc.get_pandoc_path(), "--from", "markdown", "--output", str(target), str(source)], check=True, timeout=60
    )
    return target


# Their year is not written in figures that can be moved: scanned badly, written short or in words.
FIXED = {"letter", "lost_capitals", "ocr2", "prose2", "scan3", "scan_slashes", "scanned"}


def hundred(folder, number=100):
    """So many notes as (file name, content): the samples, then the same ones of earlier years."""
    built = {name: build(name, folder).read_bytes() for name in scoring.names()}
    texts = {name: data.decode() for name, data in built.items() if not name.endswith((".docx", ".odt"))}
    found = [(f"{name}.txt" if name in texts else name, data) for name, data in built.items()]
    for back in itertools.count(4, 4):  # leap years stay leap years
        for name in sorted(texts.keys() - FIXED):
            if len(found) == number:
                return found
            found.append((f"{name}-{back}.txt", _earlier(texts[name], back).encode()))
    return found


def _earlier(text, back):
    return re.sub(r"(?<!\d)20[12]\d(?!\d)", lambda year: str(int(year[0]) - back), text)
