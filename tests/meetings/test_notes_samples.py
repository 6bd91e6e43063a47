"""The reader on whole notes of our own, in many styles: how much a person would have found, and how much too much."""

import json
import re
import sys
import textwrap
from datetime import date

import pytest

from meetings.notes import read_note, read_pasted
from tests.meetings import scoring
from tests.meetings.notes_built import build

TODAY = date(2026, 11, 22)
LEAST = {"head": 0.97, "attendance": 0.97, "sections": 0.97, "decisions": 0.97, "actions": 0.97, "dates": 0.97}


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    folder = tmp_path_factory.mktemp("notes")
    return {
        name: scoring.compare(scoring.expected(name), read_note(build(name, folder), reference_date=TODAY).as_json())
        for name in scoring.names()
    }


def test_there_are_notes_of_many_kinds():
    names = scoring.names()
    assert len(names) >= 24
    assert sum(name.endswith(".docx") for name in names) >= 4
    assert sum(name.endswith(".odt") for name in names) >= 1


def test_recall_and_precision(results, capsys):
    sums = scoring.totals(results.values())
    with capsys.disabled():
        sys.stdout.write(f"\n{scoring.table(results, sums)}\n")
    low = {
        kind: (recall, precision)
        for kind, (recall, precision) in sums.items()
        if recall < LEAST[kind] or precision < LEAST[kind]
    }
    assert low == {}


def without_dots(text):
    """As a scanner that does not know Swedish reads it."""
    return text.translate(str.maketrans("åäöÅÄÖ", "aaoAAO"))


def wrapped(text):
    """As a letter program breaks the lines."""
    lines = text.split("\n")
    wide = [len(line) > 80 and not re.search(r"\s{3,}|\t|\|", line) for line in lines]
    broken = [
        textwrap.fill(line, 78, subsequent_indent="  " * line.startswith(("-", "*", "•")), break_on_hyphens=False)
        if is_wide
        else line
        for line, is_wide in zip(lines, wide, strict=True)
    ]
    return "\n".join(broken)


@pytest.mark.parametrize(
    ("damage", "same_damage"),
    [
        (without_dots, without_dots),
        (wrapped, str),
        (lambda text: text.replace("\n", "\r\n"), str),
        (lambda text: text.replace(" ", "\u00a0"), str),
    ],
    ids=["without dots", "hard-wrapped", "windows lines", "hard spaces"],
)
def test_the_same_notes_damaged(damage, same_damage):
    """Of the notes in plain text nearly as much is found when letters, lines or spaces are damaged."""
    results = []
    for path in sorted(scoring.NOTES.glob("*.txt")):
        wanted = json.loads(same_damage(json.dumps(scoring.expected(path.stem), ensure_ascii=False)))
        read = read_pasted(damage(path.read_text(encoding="utf-8")), reference_date=TODAY)
        results.append(scoring.compare(wanted, read.as_json()))
    assert {kind: pair for kind, pair in scoring.totals(results).items() if min(pair) < 0.97} == {}


@pytest.mark.parametrize("name", scoring.names())
def test_head_of_each_note(results, name):
    _hits, _wanted, _found, missed, got = results[name]["head"]
    assert missed == got == []
