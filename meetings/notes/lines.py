"""The lines of a plain text, before they become blocks: what belongs apart is divided, page numbers are dropped."""

import re
from itertools import pairwise

from meetings.notes import patterns
from meetings.notes.blocks import BULLET, Block, is_label
from meetings.notes.labels import attendance_label_of, label_of
from meetings.notes.words import fold, rx

LONGEST = 3_000  # characters of one paragraph

_RULE = re.compile(r"^\s*(?:[-=_*~]\s*){3,}$")

_QUOTE = re.compile(r"^\s*>+\s?")

_PAGE = re.compile(
    r"^\s*(?:sida|sid|page)?\s*\d{1,3}\s*(?:\(\d{1,3}\)|av \d{1,3}|/\s?\d{1,3})\s*$|^\s*[-–]\s?\d{1,3}\s?[-–]\s*$",
    re.IGNORECASE,
)

LOWER = re.compile(r"^(?!l[nvrsd][a-z])[a-zåäöé(]")  # "lnga" has lost its capital I

_COLUMNS_APART = re.compile(r"\s{3,}")

_HEAD_LABELS = "|".join(
    patterns.LABELS[name] for name in patterns.LABELS if name not in ("reference", "receivers", "title")
)

_LABEL_AT = rx(
    rf"(?<![\w])(?:{_HEAD_LABELS}|{patterns.ATTENDANCE_LABELS['present']}|{patterns.ATTENDANCE_LABELS['absent']}|kallade)\s?:(?=\s|\w)"
)


def prepare(text):
    """The text's lines, quotation marks and page numbers gone, things that stood beside each other on lines of their own."""
    lines = [
        _QUOTE.sub("", line).rstrip() if line.lstrip().startswith(">") else line.rstrip() for line in text.split("\n")
    ]
    lines = [part for line in lines if not _PAGE.match(line) for part in _in_pieces(line)]
    lines = _pair_signatures(_split_letterhead(lines))
    return [part for line in lines for part in _split_labels(line)]


def _split_letterhead(lines):
    """ "Granviks kommun        PROTOKOLL        1(4)" at the top is three things beside each other."""
    out, seen = [], 0
    for line in lines:
        seen += bool(line.strip())
        cells = [cell for cell in _COLUMNS_APART.split(line.strip()) if not _PAGE.match(cell)]
        if (
            seen <= 4
            and len(cells) > 1
            and "|" not in line
            and not BULLET.match(line)
            and not is_label(cells[0])
            and not attendance_label_of(cells[0])
        ):
            out += cells
        else:
            out.append(line)
    return out


def _pair_signatures(lines):
    """ "Sekreterare        Justerare" above "Anna Ek        Bo Alm" becomes a label and a name for each."""
    out = list(lines)
    for place, line in enumerate(lines):
        labels = re.split(r"\s{3,}|\t+", line.strip())
        known = [label_of(label.rstrip(":") + ":") for label in labels]
        if len(labels) < 2 or not all(label and label.name in ("note_taker", "adjuster", "chair") for label in known):
            continue
        below = next((i for i in range(place + 1, min(place + 4, len(lines))) if lines[i].strip(" ._-")), None)
        names = re.split(r"\s{3,}|\t+", lines[below].strip()) if below else []
        if (
            len(names) == len(labels)
            and not any(is_label(name) for name in names)
            and all(len(name) < 40 for name in names)
        ):
            out[place] = "\n".join(f"{label.rstrip(':')}: {name}" for label, name in zip(labels, names, strict=True))
            out[below] = ""
    return [part for line in out for part in line.split("\n")]


def split_labelled(block):
    """ "Närvarande: Anna, Bo. Förhinder: Cilla. Vid pennan: Anna." in one paragraph: one for each label."""
    starts = [
        match.start()
        for match in _LABEL_AT.finditer(block.folded)
        if block.text[match.start()].isupper() and re.search(r"(?:^|[.;)]\s)$", block.text[: match.start()])
    ]
    if block.kind != "paragraph" or len(starts) < 2 or starts[0] > 0:
        return [block]
    parts = [block.text[a:b].strip(" .;") for a, b in zip(starts, [*starts[1:], len(block.text)], strict=True)]
    return [Block("paragraph", part) for part in parts]


def _in_pieces(line):
    """A line of more than a page has lost its line breaks: it is read in pieces, so that the time stays in proportion."""
    while len(line) > LONGEST:
        cut = max(line.rfind(". ", 0, LONGEST) + 1, line.rfind(" ", LONGEST // 2, LONGEST))
        cut = cut if cut > 0 else LONGEST
        yield line[:cut]
        line = line[cut:].lstrip()
    yield line


def groups(lines):
    group = []
    for line in lines:
        if group and line.strip() and line.lstrip().startswith("|") != group[-1].lstrip().startswith("|"):
            yield group
            group = []
        if line.strip() and not _RULE.match(line):
            group.append(line)
        elif (
            group
            and _RULE.match(line)
            and len(group) == 1
            and set(line.strip()) <= {"=", "-"}
            and len(line.strip()) > 3
        ):
            yield ["# " + group[0].strip()]
            group = []
        elif group:
            yield group
            group = []
    if group:
        yield group


def _split_labels(line):
    """ "Datum: 4 mars Tid: 13-15 Plats: Teams" has lost its line breaks: one line for each label."""
    if ":" not in line or "|" in line or len(line) > 600:
        return [line]
    starts = [match.start() for match in _LABEL_AT.finditer(fold(line)) if line[match.start()].isupper()]
    if len(starts) < 2 or line[: starts[0]].strip():
        return [line]
    inner = [line[a:b].rstrip(" ,;\t") for a, b in pairwise(starts)]
    return [*inner, line[starts[-1] :].rstrip()]


def wrap_width(lines):
    """Where the lines were broken by a machine, or 0 when they were not."""
    lengths = sorted(len(line) for line in lines if line.strip())
    if len(lengths) < 3 or lengths[-1] > 130:
        return 0
    follows = [len(a) for a, b in pairwise(lines) if b.strip() and LOWER.match(b.lstrip()) and len(a.strip()) > 40]
    return max(follows, default=0)
