"""From text or a word processor's document to blocks: headings, paragraphs, list items and table rows."""

import re
from dataclasses import dataclass, field

from meetings.notes import patterns
from meetings.notes.labels import attendance_label_of, label_of
from meetings.notes.words import fold, rx, squeeze


@dataclass
class Block:
    """One piece of the document. `strong` is bold or capitals; `number` is "§ 12" or "3." as written; `cells` of a table row."""

    kind: str  # heading | paragraph | item | row
    text: str
    level: int = 0
    number: str = ""
    strong: bool = False
    cells: list = field(default_factory=list)
    columns: dict = field(default_factory=dict)  # column number -> meaning, from the table's first row
    alone: bool = False  # an empty line before and after
    sure: bool = False  # marked as a heading by its author

    @property
    def folded(self):
        return fold(self.text)


LONGEST = 3_000  # characters of one paragraph

_BULLET = re.compile(
    r"^(\s*)(?:[-–—*•·▪◦●○■□‣⁃∙►➢➔→]\s+\[[ xX]\]|[-–—*•·▪◦●○■□‣⁃∙►➢➔→✓✔☐☑☒]|[eo¢«»©](?=\s+[A-ZÅÄÖ])|\(?[a-h]\)|\[[ xX]\])\s+(?=\S)(.*)$"
)
_BULLET_TIGHT = re.compile(r"^(\s*)[•▪◦●→]\s*(?=\S)(.*)$")
_MARKED = re.compile(r"^\s*(?:[-–—*•·]\s+)?(?:[☑☒✓✔✅]|\[[xX]\])\s+")
_NUMBERED = re.compile(
    r"^(\s*)(?P<sign>[§$]{1,2}\s?|(?:Punkt|Ärende|Paragraf|PUNKT|ÄRENDE)\s)?(?P<number>\d{1,3}(?:\.\d{1,2}){0,3})(?P<end>\s?§|[.):](?=\s)|\.(?=[A-ZÅÄÖ])|(?=\s))\s*[-–:]?\s*(?P<text>[^\s\d].*|\d.*)$"
)
_MARKDOWN_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s*(\S.*?)\s*#*\s*$")
_BOLD_LINE = re.compile(r"^\s*(?P<sign>\*\*|__|\*)(?=[^\s*])(?P<text>[^*_]{2,90})(?<=\S)(?P=sign)\s*:?\s*$")
_RULE = re.compile(r"^\s*(?:[-=_*~]\s*){3,}$")
_LINK = re.compile(r"\[([^\]\n]{1,200})\]\((?:[^()\s]|\([^()\s]*\))*\)")
_EMPHASIS = re.compile(
    r"(?<![\w*])(\*\*|__)(?=\S)(.{1,300}?)(?<=\S)\1(?![\w*])|(?<![\w*])(\*|_)(?=\S)([^*_\n]{1,300}?)(?<=\S)\3(?![\w*])"
)
_QUOTE = re.compile(r"^\s*>+\s?")
_PAGE = re.compile(
    r"^\s*(?:sida|sid|page)?\s*\d{1,3}\s*(?:\(\d{1,3}\)|av \d{1,3}|/\s?\d{1,3})\s*$|^\s*[-–]\s?\d{1,3}\s?[-–]\s*$",
    re.IGNORECASE,
)
_LOWER = re.compile(r"^[a-zåäöé(]")
_COLUMNS_APART = re.compile(r"\s{3,}")
_DANGLING = rx(
    r"\b(?:att|och|som|för|i|på|med|av|till|den|det|de|en|ett|samt|eller|från|om|vid|mellan|kring|inför|under|genom)$"
)
_MONTH_WORD = rx(rf"^(?:{'|'.join(patterns.MONTHS)})\b")
_TERMINAL = re.compile(r"[.!?:;…][\"”)]?$")

_HEAD_LABELS = "|".join(
    patterns.LABELS[name] for name in patterns.LABELS if name not in ("reference", "receivers", "title")
)
_LABEL_AT = rx(
    rf"(?<![\w])(?:{_HEAD_LABELS}|{patterns.ATTENDANCE_LABELS['present']}|{patterns.ATTENDANCE_LABELS['absent']}|kallade)\s?:(?=\s|\w)"
)
_STRUCTURE_LABEL = rx(
    r"^(?:beslut|åtgärd(?:er)?|ansvarig(?:a)?|klart(?: senast)?|deadline|att göra|uppdrag|föredragande|nästa möte)\s?:"
)
_LABELLED_LINE = re.compile(r"^[A-ZÅÄÖ][\wåäöÅÄÖ ./-]{1,34}:(?:\s|$)")


def blocks_from_text(text):
    """Blocks of plain text, markdown-like text or text pasted from a letter; hard-wrapped lines are joined."""
    lines = [
        _QUOTE.sub("", line).rstrip() if line.lstrip().startswith(">") else line.rstrip() for line in text.split("\n")
    ]
    lines = [line for line in lines if not _PAGE.match(line)]
    lines = [part for line in lines for part in _in_pieces(line)]
    lines = _pair_signatures(_split_letterhead(lines))
    lines = [part for line in lines for part in _split_labels(line)]
    width = _wrap_width(lines)
    blocks = []
    for group in _groups(lines):
        blocks += _blocks_of_group(group, width)
    blocks = [part for block in _mend_breaks(blocks) for part in _split_labelled(block)]
    return settle_headings(blocks)


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
            and not _BULLET.match(line)
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


def _split_labelled(block):
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


def _groups(lines):
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
    return [line[a:b].rstrip(" ,;\t") for a, b in zip(starts, [*starts[1:], len(line)], strict=True)]


def _wrap_width(lines):
    """Where the lines were broken by a machine, or 0 when they were not."""
    lengths = sorted(len(line) for line in lines if line.strip())
    if len(lengths) < 3 or lengths[-1] > 130:
        return 0
    follows = [
        len(a)
        for a, b in zip(lines, lines[1:], strict=False)
        if b.strip() and _LOWER.match(b.lstrip()) and len(a.strip()) > 40
    ]
    return max(follows, default=0)


def _blocks_of_group(lines, width):
    table = _table(lines)
    if table:
        return table
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
    if re.search(r"\S\s{3,}\S", line) and len(line.strip()) < 110 and not _BULLET.match(line):
        cells = re.split(r"\s{3,}", line.strip())
        if len(cells) <= 3 and all(len(cell) < 50 and not cell.endswith(".") for cell in cells):
            line = " – ".join(cells)
    if "\t" in line.strip():
        cells = [squeeze(cell) for cell in re.split(r"\t+", line.strip())]
        if len(cells) == 2 and (cells[0].endswith(":") or is_label(cells[0])):
            return Block("paragraph", plain(f"{cells[0].rstrip(':')}: {cells[1]}"), alone=alone)
        line = line.replace("\t", " – ") if len(cells) > 1 and not _BULLET.match(line) else line.replace("\t", " ")
    if match := _BULLET.match(line) or _BULLET_TIGHT.match(line):
        done = "✓ " if _MARKED.match(line) else ""
        return Block("item", done + plain(match[2]), level=len(match[1].expandtabs(4)) // 2 + 1, alone=alone)
    if match := _NUMBERED.match(line):
        certain = match["sign"] or match["end"].strip()
        text = match["text"]
        if certain or (len(match["number"]) <= 2 and text[0].isupper() and len(text) < 80):
            if not _MONTH_WORD.match(fold(text)):
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


def numbered_heading(text, level, alone=True):
    """A heading marked by its author; its number is kept apart from its words."""
    match = _NUMBERED.match(text)
    if match and (match["sign"] or match["end"].strip()) and not _MONTH_WORD.match(fold(match["text"])):
        number = text[: match.start("text")].strip(" -–")
        return Block("heading", match["text"], level=level, number=number, sure=True, alone=alone)
    return Block("heading", text, level=level, sure=True, alone=alone)


def is_label(text):
    return label_of(text + ":") is not None or attendance_label_of(text + ":") is not None


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
    if re.search(r"[a-zåäöéA-ZÅÄÖ]-$", before) and _LOWER.match(here):
        return True
    if last.kind == "item" and line.startswith(("  ", "\t")) and not last.number:
        return True
    ended = bool(_TERMINAL.search(before))
    if _LOWER.match(here) and not ended and (len(before) > 30 or last.kind == "item"):
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
        if _LOWER.match(after):
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


def plain(text):
    """Without markdown's signs: links keep their words."""
    text = _LINK.sub(r"\1", text)
    for _ in range(2):
        text = _EMPHASIS.sub(lambda match: match[2] or match[4] or "", text)
    text = re.sub(r"\\([\\`*_{}\[\]()#+\-.!|>~@$^'\"<])", r"\1", text)
    return squeeze(text.replace("**", ""))


# -- tables in text -----------------------------------------------------------------------------------------------


def _table(lines):
    if len(lines) < 2:
        if lines and lines[0].count("|") >= 2 and lines[0].strip().startswith("|"):
            return _rows([_pipe_cells(lines[0])])
        return None
    if sum("|" in line for line in lines) >= max(2, len(lines) - 1) and all(line.count("|") >= 1 for line in lines[:2]):
        rows = [_pipe_cells(line) for line in lines if "|" in line and not re.fullmatch(r"[\s|:+=-]+", line)]
        return _rows(rows) if rows and max(map(len, rows)) > 1 else None
    for split in (r"\t+", r"\t+|\s{2,}"):
        start = next((i for i, line in enumerate(lines[:-1]) if _is_header(re.split(split, line.strip()))), None)
        if start is not None and len(re.split(split, lines[start + 1].strip())) > 1:
            before = [_block_of_line(line, alone=False) for line in lines[:start]]
            return before + _rows(_column_rows(lines[start:], split))
    if all("\t" in line.strip() for line in lines) and len(lines) > 1:
        rows = [[squeeze(cell) for cell in re.split(r"\t", line.strip("\n"))] for line in lines]
        if not all(len(row) == 2 and (row[0].endswith(":") or is_label(row[0])) for row in rows):
            return _rows(rows)
    return None


def _column_rows(lines, split):
    rows = []
    for line in lines:
        cells = re.split(split, line.strip())
        if rows and line[:1] in " \t" and len(cells) < len(rows[0]):  # a cell that went on below
            at = _column_at(lines[0], len(line) - len(line.lstrip()), rows[0])
            for offset, cell in enumerate(cells):
                if at + offset < len(rows[-1]):
                    rows[-1][at + offset] = squeeze(f"{rows[-1][at + offset]} {cell}")
        else:
            rows.append([squeeze(cell) for cell in cells])
    return rows


def _column_at(header, offset, names):
    at = 0
    for number, name in enumerate(names):
        place = header.find(name)
        if 0 <= place <= offset + 2:
            at = number
    return at


def _pipe_cells(line):
    return [plain(cell.replace("<br>", ", ")) for cell in line.strip().strip("|").split("|")]


def columns_of(cells):
    """{column number: meaning} when a row is the head of a table that is understood."""
    found = {}
    for number, cell in enumerate(cells):
        folded = fold(squeeze(cell))
        meanings = [name for name, pattern in patterns.COLUMN.items() if folded and pattern.match(folded)]
        if meanings:
            found[number] = meanings
    return found


def _is_header(cells):
    known = columns_of(cells)
    return len(cells) > 1 and len(known) >= 2 and len(known) >= len([cell for cell in cells if cell.strip()]) - 1


def _rows(rows):
    columns = columns_of(rows[0]) if _is_header(rows[0]) else {}
    body = rows[1:] if columns else rows
    blocks = [row_block(cells, columns) for cells in body if any(cell.strip() for cell in cells)]
    return [block for block in blocks if block is not None]


def row_block(cells, columns):
    filled = [cell for cell in cells if cell]
    if not columns and len(filled) == 2 and len(cells) <= 3 and (filled[0].endswith(":") or is_label(filled[0])):
        return Block("paragraph", f"{filled[0].rstrip(':')}: {filled[1]}")
    if not columns and len(filled) == 1:
        return Block("paragraph", filled[0])
    return Block("row", " | ".join(filled), cells=list(cells), columns=columns)


# -- which lines are headings -------------------------------------------------------------------------------------

_SUBLABEL = rx(rf"^\W*(?:{'|'.join(patterns.POINT_PARTS.values())})\s*:?\W*$")
_NUMBER_ONLY = re.compile(r"^[§$]")
_SENTENCE_VERB = rx(
    r"\b(?:ska|skall|är|var|har|hade|kommer|beslutar|beslutade|beslutades|finns|behöver|behövs|bör|kan|utsågs|valdes|godkändes|avslutades|öppnades|skickar|återkommer|bokar|kontaktar|undersöker|förhindrad)\b"
)


def settle_headings(blocks):
    """Turn the lines that are headings into headings: marked, numbered, or short lines over a text."""
    in_agenda, last_number = False, 0
    for place in range(len(blocks) - 1, -1, -1):
        if blocks[place].number and (match := patterns.STANDING_POINT.match(blocks[place].folded)):
            _split_standing(blocks, place, match.end())
    numbered_heads = _numbered_heads(blocks)
    for place, block in enumerate(blocks):
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        if block.kind == "heading":
            in_agenda, last_number = bool(patterns.AGENDA_HEADING.match(block.folded)), 0
            continue
        if block.number and block.kind == "item":
            if _NUMBER_ONLY.match(block.number) or "§" in block.number or not block.number[0].isdigit():
                _to_numbered_heading(blocks, place)
                in_agenda = False
            else:
                in_agenda = in_agenda and _value(block.number) > last_number
                last_number = _value(block.number)
                if place in numbered_heads and not in_agenda:
                    _make_heading(block, level=block.level + 1)
            continue
        if block.kind != "paragraph":
            continue
        if (
            following is not None
            and re.fullmatch(r"[§$]{1,2}\s?\d{1,3}|\d{1,3}\s?§", block.text)
            and following.kind == "paragraph"
            and len(following.text) < 120
        ):
            following.number, following.kind, following.level = block.text.replace("$", "§"), "heading", 2
            block.text = ""
            in_agenda = False
            continue
        if patterns.AGENDA_HEADING.match(block.folded):
            in_agenda, last_number = True, 0
            _make_heading(block, level=2)
        elif _looks_like_heading(block, following):
            in_agenda = False
            _make_heading(block, level=2)
    blocks[:] = [block for block in blocks if block.text]
    return _demote_runs(_settle_colons(blocks))


def _settle_colons(blocks):
    """ "Förslag på frågor:" opens a list where the note has other headings; where it has none such, it is one."""
    bare = [
        block
        for block in blocks
        if block.kind == "heading"
        and not block.sure
        and not block.number
        and block.text.endswith(":")
        and not _SUBLABEL.match(block.folded)
    ]
    others = [
        block
        for block in blocks[2:]
        if block.kind == "heading" and not block.text.endswith(":") and not _SUBLABEL.match(block.folded)
    ]
    if len(others) >= max(2, len(bare)):
        for block in bare:
            if not block.strong:
                block.kind = "paragraph"
    return blocks


def _split_standing(blocks, place, end):
    """ "1. Öppnande Anna öppnade mötet." has lost its line break after the heading."""
    block = blocks[place]
    rest = block.text[end:].lstrip(" .:")
    if re.match(r"[A-ZÅÄÖ][a-zåäö]", rest) and rest.endswith(".") and block.text[end : end + 1] in " .:":
        block.text = block.text[:end]
        blocks.insert(place + 1, Block("paragraph", rest))


def _make_heading(block, level):
    block.kind, block.level = "heading", level


def _to_numbered_heading(blocks, place):
    """ "§ 3 Ekonomi. Anna redovisade ..." is a heading and its first sentence."""
    block = blocks[place]
    if len(block.text) > 90 or re.search(r"\.\s+[A-ZÅÄÖ]", block.text):
        match = re.match(r"(.{3,70}?)(?:[.:]\s+|\s[–-]\s)(?=[A-ZÅÄÖ])(.+)$", block.text)
        if match:
            block.text = match[1]
            blocks.insert(place + 1, Block("paragraph", match[2]))
    _make_heading(block, level=2)


def _value(number):
    digits = re.search(r"\d+", number)
    return int(digits.group()) if digits else 0


def _numbered_heads(blocks):
    """The places of "1. Ekonomi": short, and at least some of the numbered lines stand over a text of their own."""
    places = [
        i for i, block in enumerate(blocks) if block.number and block.kind == "item" and block.number[0].isdigit()
    ]
    likely, over_text = set(), 0
    for i in places:
        block = blocks[i]
        folded = block.folded
        if (
            len(block.text) > 90
            or re.search(r"[.;,]$", block.text)
            or (_SENTENCE_VERB.search(folded) and not block.strong)
        ):
            continue
        likely.add(i)
        following = blocks[i + 1] if i + 1 < len(blocks) else None
        over_text += bool(following is not None and not following.number)
    if not likely or over_text < max(1, len(places) * 0.4):
        return {i for i in likely if blocks[i].strong}
    for i in places:  # "2 Avtalet - var är vi?" among other numbered headings
        short = len(blocks[i].text) < 70 and not re.search(r"[.;,]$", blocks[i].text)
        if (
            i not in likely
            and short
            and i + 1 < len(blocks)
            and not blocks[i + 1].number
            and any(_value(blocks[j].number) == _value(blocks[i].number) - 1 for j in likely)
        ):
            likely.add(i)
    return likely


def _looks_like_heading(block, following):
    text, folded = block.text, block.folded
    words = text.split()
    if len(text) > 80 or len(words) > 10 or not re.match(r"[A-ZÅÄÖÉ\d\"”]", text):
        return False
    if _SUBLABEL.match(folded):
        return True
    if re.search(r"[.,;!…)]$", text) and not re.search(r"[a-zåäö]\)$", text):
        return False
    if text.endswith("?"):
        return following is not None and following.kind == "paragraph" and len(following.text) > 80
    if re.search(r":\s*\S", text) or following is None:
        return False
    letters = [char for char in text if char.isalpha()]
    shouted = len(letters) > 3 and all(char.isupper() for char in letters)
    if block.strong or shouted:
        return True
    if _SENTENCE_VERB.search(folded) or len(words) > 9 or re.search(r"\d[.:]\d\d|\d{4}-\d\d", text):
        return False
    if patterns.SIGNATURE.match(folded) or patterns.GREETING.match(folded) or patterns.REGISTRY.match(folded):
        return False
    over = following.kind in ("item", "row") or len(following.text) > len(text)
    if text.endswith(":"):
        return over and len(words) <= 5
    if over and following.kind in ("item", "row") and len(words) <= 6:
        return True
    return block.alone or (over and following.kind == "paragraph" and not following.alone and len(following.text) > 60)


def _demote_runs(blocks):
    """Three or more bare headings in a row are a list, not headings."""
    run = []
    for block in [*blocks, None]:
        if block is not None and block.kind == "heading" and not block.sure and not block.number and not block.strong:
            run.append(block)
            continue
        if len(run) > 3 or (len(run) == 3 and block is None):
            for one in run[:-1]:
                if not _SUBLABEL.match(one.folded):
                    one.kind = "paragraph"
        run = []
    return blocks
