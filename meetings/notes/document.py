"""From plain text, or text pasted from a letter, to blocks; hard-wrapped lines are joined."""

import re

from meetings.notes import patterns
from meetings.notes.blocks import BULLET, MONTH_WORD, NUMBERED, Block, is_label, number_of, numbered_heading, plain
from meetings.notes.headings import settle_headings
from meetings.notes.labels import attendance_label_of
from meetings.notes.lines import LONGEST, LOWER, groups, prepare, split_labelled, wrap_width
from meetings.notes.people import NAME, has_given_name
from meetings.notes.tables import read_table
from meetings.notes.words import fold, rx, squeeze

_BULLET_TIGHT = re.compile(r"^(\s*)[•▪◦●→]\s*(?=\S)(.*)$")

_MARKED = re.compile(r"^\s*(?:[-–—*•·]\s+)?(?:[☑☒✓✔✅]|\[[xX]\])\s+")

_MARKDOWN_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s*(\S.*?)\s*#*\s*$")

_BOLD_LINE = re.compile(r"^\s*(?P<sign>\*\*|__|\*)(?=[^\s*])(?P<text>[^*_]{2,90})(?<=\S)(?P=sign)\s*:?\s*$")

_DANGLING = rx(
    r"\b(?:att|och|som|för|i|på|med|av|till|den|det|de|en|ett|samt|eller|från|om|vid|mellan|kring|inför|under|genom)$"
)

_HYPHEN = re.compile(r"[a-zåäöéA-ZÅÄÖ]-$")
_LABEL_APART = re.compile(r"^\s*(\S.{1,40}?)\s{2,}(\S.*)$")
_COLUMN_GAP = re.compile(r"\s*\t+\s*|\s{3,}")
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
    """What one line is by itself."""
    if match := _MARKDOWN_HEADING.match(line):
        return numbered_heading(plain(match[2]), level=len(match[1]), alone=alone)
    if match := _BOLD_LINE.match(line):
        return Block("paragraph", plain(match["text"]), strong=True, alone=alone)
    line = _with_columns_joined(line)
    if match := BULLET.match(line) or _BULLET_TIGHT.match(line):
        done = "✓ " if _MARKED.match(line) else ""
        return Block("item", done + plain(match[2]), level=len(match[1].expandtabs(4)) // 2 + 1, alone=alone)
    match = NUMBERED.match(line)
    if match and _is_numbered(match):
        level, strong = match["number"].count(".") + 1, match["text"].startswith("**")
        return Block("item", plain(match["text"]), number=number_of(match), level=level, alone=alone, strong=strong)
    return Block("paragraph", plain(line), alone=alone)


def _with_columns_joined(line):
    """ "Plats        Teams" and "Plats<tab>Teams" are "Plats: Teams"; "Anna Ek      Region Norr" is "Anna Ek – Region Norr"."""
    beside = _LABEL_APART.match(line)
    if beside and "|" not in line and is_label(beside[1].rstrip(":")):
        return f"{beside[1].rstrip(':')}: {beside[2]}"
    if BULLET.match(line):
        return line.replace("\t", " ")
    cells = [squeeze(cell) for cell in _COLUMN_GAP.split(line.strip())]
    if len(cells) == 2 and (cells[0].endswith(":") or is_label(cells[0])):
        return f"{cells[0].rstrip(':')}: {cells[1]}"
    short = len(line.strip()) < 110 and len(cells) <= 3 and all(len(cell) < 50 and cell[-1:] != "." for cell in cells)
    return " – ".join(cells) if len(cells) > 1 and (short or "\t" in line) else line


def _is_numbered(match):
    """ "3. Ekonomi", "§ 3 Ekonomi" and a short "3 Ekonomi", but not "3 mars"."""
    certain = match["sign"] or match["end"].strip()
    likely = len(match["number"]) <= 2 and match["text"][0].isupper() and len(match["text"]) < 80
    return bool(certain or likely) and not MONTH_WORD.match(fold(match["text"]))


def _continues(previous, line, block, last, width):
    """Was the line broken by a machine, so that it goes on from the line before?"""
    before, here = previous.rstrip(), line.strip()
    if len(last.text) > LONGEST or _stands_alone(before, line, block, last):
        return False
    if _is_left_open(before, here, last) or (last.kind == "item" and line.startswith(("  ", "\t")) and not last.number):
        return True
    ended = _TERMINAL.search(before)
    if LOWER.match(here) and not ended and (len(before) > 30 or last.kind == "item"):
        return True
    first_word = here.split(" ", 1)[0]
    full = bool(width) and len(before) > 40 and len(before) + 1 + len(first_word) > width - 6
    return full and not (before.endswith(":") and here[:1].isupper())


def _is_left_open(before, here, last):
    """Ends in a hyphen, a comma or a small word, or in the middle of a list of people on one line."""
    if _HYPHEN.search(before) and LOWER.match(here):
        return True
    if len(before) > 25 and (before.endswith(",") or (len(before) > 40 and _DANGLING.search(fold(before)))):
        return True
    if len(before) <= 60 or _TERMINAL.search(before) or _begins_entry(here):
        return False
    return attendance_label_of(last.text) is not None


def _begins_entry(text):
    """Does the line begin with somebody's whole name?"""
    match = NAME.match(text)
    return bool(match and " " in match.group() and has_given_name(match.group()))


def _stands_alone(before, line, block, last):
    """Lines that never go on from the one above: headings, labels, names far to the right, one att-clause after another."""
    here = line.strip()
    if block.kind != "paragraph" or last.kind in ("heading", "row") or block.strong or last.strong:
        return True
    if len(line) - len(line.lstrip()) >= 8 and here[:1].isalnum() and not here[:1].islower():
        return True
    if _STRUCTURE_LABEL.match(fold(here)) or _LABELLED_LINE.match(here) or _LABELLED_LINE.match(block.text):
        return True
    decides = patterns.DECISION_INTRO.search(fold(before)) and len(before) < 60
    return bool(patterns.THAT_CLAUSE.match(fold(here)) and (decides or patterns.THAT_CLAUSE.match(fold(before))))


def _join(before, after):
    after = plain(after)
    if _HYPHEN.search(before):
        if re.match(r"(?:och|eller|samt|respektive)\b", after):
            return f"{before} {after}"
        if LOWER.match(after):
            return before[:-1] + after
    return f"{before} {after}"


def _mend_breaks(blocks):
    """Join a paragraph that was cut by an empty line in the middle of a sentence."""
    out = []
    for block in blocks:
        if out and _is_rest_of(out[-1], block):
            out[-1].text = _join(out[-1].text, block.text)
            out[-1].alone = False
        else:
            out.append(block)
    return out


def _is_rest_of(last, block):
    if block.kind != "paragraph" or last.kind not in ("paragraph", "item") or last.strong or block.strong:
        return False
    if not re.match(r"[a-zåäö]", block.text) or patterns.THAT_CLAUSE.match(block.folded):
        return False
    open_ended = not _TERMINAL.search(last.text) and not last.text.endswith(",")
    return open_ended and bool(60 < len(last.text) < LONGEST or _DANGLING.search(last.folded))
