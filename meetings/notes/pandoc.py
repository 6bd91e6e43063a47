"""From pandoc's syntax tree of a Word or OpenDocument file to blocks."""

from meetings.notes.blocks import Block, numbered_heading
from meetings.notes.headings import settle_headings
from meetings.notes.tables import columns_of, row_block
from meetings.notes.words import clean, squeeze
from portal.pandoc import WRAPPED, inline_text

_MARKS = ("Strong", "Underline")


def blocks_from_pandoc(tree):
    """Blocks of the document. Bold lines may be headings; soft line breaks divide a paragraph."""
    blocks = []
    title = tree.get("meta", {}).get("title")
    if title and title.get("t") == "MetaInlines":
        blocks.append(Block("heading", squeeze(clean(inline_text(title["c"]))), level=1, sure=True))
    _walk(tree.get("blocks", []), blocks)
    return settle_headings([block for block in blocks if block.text])


def _walk(nodes, blocks, *, depth=0, number=""):
    for node in nodes:
        read = _READERS.get(node["t"])
        if read is not None:
            read(node.get("c"), blocks, depth, number)
        number = "" if node["t"] in ("Para", "Plain") else number  # a list's number belongs to the item's first line


def _header(content, blocks, _depth, _number):
    blocks.append(numbered_heading(squeeze(clean(inline_text(content[2]))), level=content[0]))


def _bullets(content, blocks, depth, _number):
    for item in content:
        _walk(item, blocks, depth=depth + 1)


def _ordered(content, blocks, depth, _number):
    for number, item in enumerate(content[1], start=content[0][0]):
        _walk(item, blocks, depth=depth + 1, number=f"{number}.")


def _lines_of_block(content, blocks, depth, _number):
    for line in content:
        _paragraph(line, blocks, depth, "")


def _definitions(content, blocks, depth, _number):
    for term, definitions in content:
        _paragraph(term, blocks, depth, "")
        for definition in definitions:
            _walk(definition, blocks, depth=depth)


def _code(content, blocks, _depth, _number):
    blocks += [Block("paragraph", squeeze(clean(line))) for line in content[1].split("\n")]


def _paragraph(inlines, blocks, depth, number):
    for line in _lines(inlines):
        text = squeeze(clean(inline_text(line)))
        if not text:
            continue
        strong = all(node["t"] in _MARKS or not squeeze(inline_text([node])).strip(" :") for node in line)
        kind = "item" if depth else "paragraph"
        blocks.append(Block(kind, text, level=depth, number=number, strong=strong, alone=len(blocks) > 0))
        if depth and strong and not number:
            blocks[-1].kind = "paragraph"
        number = ""


def _lines(inlines):
    """The inlines of each line; a tab or a soft break inside bold text is left where it is."""
    line, lines = [], []
    for node in inlines:
        if node["t"] == "LineBreak":
            lines.append(line)
            line = []
        elif node["t"] in WRAPPED and any(child["t"] == "LineBreak" for child in node["c"]):
            parts = _lines(node["c"])
            line.append({"t": node["t"], "c": parts[0]})
            for part in parts[1:]:
                lines.append(line)
                line = [{"t": node["t"], "c": part}]
        else:
            line.append(node)
    return [*lines, line]


def _table(content, blocks, _depth, _number):
    head, bodies, foot = content[3], content[4], content[5]
    rows = list(head[1])
    for body in bodies:
        rows += [*body[2], *body[3]]
    rows += foot[1]
    cells = [[_cell(cell) for cell in row[1]] for row in rows]
    cells = [row for row in cells if any(cell.strip() for cell in row)]
    if not cells:
        return
    if max(len([cell for cell in row if cell]) for row in cells) == 1 or (len(cells) <= 2 and _holds_layout(rows)):
        for row in rows:  # a table used for its frame
            for cell in row[1]:
                _walk(cell[4], blocks)
        return
    columns = columns_of(cells[0])
    known = len(columns) >= 2 and len(columns) >= len([cell for cell in cells[0] if cell]) - 1
    for row in cells[1:] if known else cells:
        block = row_block(row, columns if known else {})
        if block is not None:
            blocks.append(block)


def _holds_layout(rows):
    return any(len(cell[4]) > 3 for row in rows for cell in row[1])


def _cell(cell):
    inner = []
    _walk(cell[4], inner)
    return "; ".join(block.text for block in inner)


_READERS = {
    "Header": _header,
    "Para": _paragraph,
    "Plain": _paragraph,
    "BulletList": _bullets,
    "OrderedList": _ordered,
    "LineBlock": _lines_of_block,
    "BlockQuote": lambda content, blocks, depth, _number: _walk(content, blocks, depth=depth),
    "Div": lambda content, blocks, depth, _number: _walk(content[1], blocks, depth=depth),
    "Figure": lambda content, blocks, depth, _number: _walk(content[2], blocks, depth=depth),
    "DefinitionList": _definitions,
    "Table": _table,
    "CodeBlock": _code,
}
