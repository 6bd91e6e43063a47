"""From plain text, or text pasted from a letter, to blocks; hard-wrapped lines are joined."""

import re

from meetings.notes import patterns
from meetings.notes.blocks import BULLET, MONTH_WORD, NUMBERED, Block, is_label, numbered_heading, plain
from meetings.notes.headings import settle_headings
from meetings.notes.lines import LONGEST, LOWER, groups, prepare, split_labelled, wrap_width
from meetings.notes.tables import read_table
from meetings.notes.words import fold, rx, squeeze

_BULLET_TIGHT = re.compile(r"^(\s*)[•▪◦●→]\s*(?=\S)(.*)$")

_MARKED = re.compile(r"^\s*(?:[-–—*•·]\s+)?(?:[☑☒✓✔✅]|\[[xX]\])\s+")

_MARKDOWN_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s*(\S.*?)\s*#*\s*$")

_BOLD_LINE = re.compile(r"^\s*(?P<sign>\*\*|__|\*)(?=[^\s*])(?P<text>[^*_]{2,90})(?<=\S)(?P=sign)\s*:?\s*$")

_DANGLING = rx(
    r"\b(?:att|och|som|för|i|på|med|av|till|den|det|de|en|ett|samt|eller|från|om|vid|mellan|kring|inför|under|genom)$"
)

_TERMINAL = re.compile(r"[.!?:;…][\"”)]?$")

_STRUCTURE_LABEL = rx(
    r"^(?:beslut|åtgärd(?:er)?|ansvarig(?:a)?|klart(?: senast)?|deadline|att göra|uppdrag|föredragande|nästa möte)\s?:"
)

_LABELLED_LINE = re.compile(r"^[A-ZÅÄÖ][\wåäöÅÄÖ ./-]{1,34}:(?:\s|$)")


def blocks_from_text(text):
    """The blocks of a text in order, its headings told."""
    lines = prepare(text)
    width = wrap_width(lines)
    blocks = [block for group in groups(lines) for block in _blocks_of_group(group, width)]
    blocks = [part for block in _mend_breaks(blocks) for part in split_labelled(block)]
    return settle_headings(blocks)


def _blocks_of_group(lines, width):
    table = read_table(lines)
    if table:
        before, rows = table
        return [_block_of_line(line, alone=False) for line in before] + rows
    blocks, previous = [], ""
    alone = len(lines) == 1
    for line in lines:
        block = _block_of_line(line, alone)
        if blocks and _continues(previous, line, block, blocks[-1], width):
            blocks[-1].text = _join(blocks[-1].text, line.strip())
        else:
            blocks.append(block)
        previous = line
    return blocks


def _block_of_line(line, alone):
    if match := _MARKDOWN_HEADING.match(line):
        return numbered_heading(plain(match[2]), level=len(match[1]), alone=alone)
    if match := _BOLD_LINE.match(line):
        return Block("paragraph", plain(match["text"]), strong=True, alone=alone)
    beside = re.match(r"^\s*(\S.{1,40}?)\s{2,}(\S.*)$", line)
    if beside and "|" not in line and is_label(beside[1].rstrip(":")):
        return Block("paragraph", plain(f"{beside[1].rstrip(':')}: {beside[2]}"), alone=alone)
    if re.search(r"\S\s{3,}\S", line) and len(line.strip()) < 110 and not BULLET.match(line):
        cells = re.split(r"\s{3,}", line.strip())
        if len(cells) <= 3 and all(len(cell) < 50 and not cell.endswith(".") for cell in cells):
            line = " – ".join(cells)
    if "\t" in line.strip():
        cells = [squeeze(cell) for cell in re.split(r"\t+", line.strip())]
        if len(cells) == 2 and (cells[0].endswith(":") or is_label(cells[0])):
            return Block("paragraph", plain(f"{cells[0].rstrip(':')}: {cells[1]}"), alone=alone)
        line = line.replace("\t", " – ") if len(cells) > 1 and not BULLET.match(line) else line.replace("\t", " ")
    if match := BULLET.match(line) or _BULLET_TIGHT.match(line):
        done = "✓ " if _MARKED.match(line) else ""
        return Block("item", done + plain(match[2]), level=len(match[1].expandtabs(4)) // 2 + 1, alone=alone)
    if match := NUMBERED.match(line):
        certain = match["sign"] or match["end"].strip()
        text = match["text"]
        if certain or (len(match["number"]) <= 2 and text[0].isupper() and len(text) < 80):
            if not MONTH_WORD.match(fold(text)):
                sign = (match["sign"] or "").strip()
                number = (
                    f"{sign} {match['number']}{match['end'].strip(' §')}"
                    if sign
                    else match["number"] + (" §" if "§" in match["end"] else match["end"].strip())
                )
                return Block(
                    "item",
                    plain(text),
                    number=number,
                    level=match["number"].count(".") + 1,
                    alone=alone,
                    strong=text.startswith("**"),
                )
    return Block("paragraph", plain(line), alone=alone)


def _continues(previous, line, block, last, width):
    """Was the line broken by a machine, so that it goes on from the line before?"""
    if block.kind != "paragraph" or last.kind in ("heading", "row") or block.strong or last.strong:
        return False
    before, here = previous.rstrip(), line.strip()
    if len(last.text) > LONGEST:
        return False
    indented = len(line) - len(line.lstrip()) >= 8
    if indented and (here[:1].isupper() or here[:1].isdigit()):
        return False
    if _STRUCTURE_LABEL.match(fold(here)) or _LABELLED_LINE.match(here) or _LABELLED_LINE.match(block.text):
        return False
    if patterns.THAT_CLAUSE.match(fold(here)) and (
        patterns.THAT_CLAUSE.match(fold(before)) or (patterns.DECISION_INTRO.search(fold(before)) and len(before) < 60)
    ):
        return False
    if re.search(r"[a-zåäöéA-ZÅÄÖ]-$", before) and LOWER.match(here):
        return True
    if last.kind == "item" and line.startswith(("  ", "\t")) and not last.number:
        return True
    ended = bool(_TERMINAL.search(before))
    if LOWER.match(here) and not ended and (len(before) > 30 or last.kind == "item"):
        return True
    first_word = here.split(" ", 1)[0]
    return bool(
        width
        and len(before) > 40
        and len(before) + 1 + len(first_word) > width - 6
        and not (before.endswith(":") and here[:1].isupper())
    )


def _join(before, after):
    after = plain(after)
    if re.search(r"[a-zåäöéA-ZÅÄÖ]-$", before):
        if re.match(r"(?:och|eller|samt|respektive)\b", after):
            return f"{before} {after}"
        if LOWER.match(after):
            return before[:-1] + after
    return f"{before} {after}"


def _mend_breaks(blocks):
    """Join a paragraph that was cut by an empty line in the middle of a sentence."""
    out = []
    for block in blocks:
        last = out[-1] if out else None
        if (
            last is not None and block.kind == "paragraph" and last.kind in ("paragraph", "item") and not last.strong and not block.strong
            and re.match(r"[a-zåäö]", block.text) and len(last.text) < LONGEST and not _TERMINAL.search(last.text) and not last.text.endswith(",")
            and not patterns.THAT_CLAUSE.match(block.folded)
            and (len(last.text) > 60 or _DANGLING.search(last.folded))
        ):  # fmt: skip
            last.text = _join(last.text, block.text)
            last.alone = False
        else:
            out.append(block)
    return out
