"""The sample notes as files: text as it stands, .docx and .odt built by pandoc from their markdown."""

import subprocess

import pypandoc

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
