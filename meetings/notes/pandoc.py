"""From pandoc's syntax tree of a Word or OpenDocument file to blocks."""

from meetings.notes.blocks import Block, numbered_heading
from meetings.notes.headings import settle_headings
from meetings.notes.tables import columns_of, row_block
from meetings.notes.words import clean, squeeze

_MARKS = ("Strong", "Underline")
_WRAPPED = ("Emph", "Strong", "Underline", "Strikeout", "Superscript", "Subscript", "SmallCaps")


def blocks_from_pandoc(tree):
    """Blocks of the document. Bold lines may be headings; soft line breaks divide a paragraph."""
    blocks = []
    title = tree.get("meta", {}).get("title")
    if title and title.get("t") == "MetaInlines":
        blocks.append(Block("heading", squeeze(clean(inline_text(title["c"]))), level=1, sure=True))
    _walk(tree.get("blocks", []), blocks, depth=0, number="")
    return settle_headings([block for block in blocks if block.text])


def text_of(blocks):
    return "\n".join(block.text for block in blocks)


def _walk(nodes, blocks, *, depth, number):
    for node in nodes:
        kind, content = node["t"], node.get("c")
        if kind == "Header":
            blocks.append(numbered_heading(squeeze(clean(inline_text(content[2]))), level=content[0]))
        elif kind in ("Para", "Plain"):
            _paragraph(content, blocks, depth, number)
            number = ""
        elif kind == "BulletList":
            for item in content:
                _walk(item, blocks, depth=depth + 1, number="")
        elif kind == "OrderedList":
            start = content[0][0]
            for offset, item in enumerate(content[1]):
                _walk(item, blocks, depth=depth + 1, number=f"{start + offset}.")
        elif kind == "LineBlock":
            for line in content:
                _paragraph(line, blocks, depth, "")
        elif kind == "BlockQuote":
            _walk(content, blocks, depth=depth, number="")
        elif kind == "Div":
            _walk(content[1], blocks, depth=depth, number="")
        elif kind == "DefinitionList":
            for term, definitions in content:
                _paragraph(term, blocks, depth, "")
                for definition in definitions:
                    _walk(definition, blocks, depth=depth, number="")
        elif kind == "Table":
            _table(content, blocks)
        elif kind == "CodeBlock":
            for line in content[1].split("\n"):
                blocks.append(Block("paragraph", squeeze(clean(line))))
        elif kind == "Figure":
            _walk(content[2], blocks, depth=depth, number="")


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
        elif node["t"] in _WRAPPED and any(child["t"] == "LineBreak" for child in node["c"]):
            parts = _lines(node["c"])
            line.append({"t": node["t"], "c": parts[0]})
            for part in parts[1:]:
                lines.append(line)
                line = [{"t": node["t"], "c": part}]
        else:
            line.append(node)
    return [*lines, line]


def inline_text(nodes):
    parts = []
    for node in nodes:
        kind, content = node["t"], node.get("c")
        if kind == "Str":
            parts.append(content)
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            parts.append(" ")
        elif kind in _WRAPPED:
            parts.append(inline_text(content))
        elif kind == "Quoted":
            parts.append(f'"{inline_text(content[1])}"')
        elif kind in ("Link", "Span", "Cite"):
            parts.append(inline_text(content[1]))
        elif kind in ("Code", "Math"):
            parts.append(content[1])
    return "".join(parts)


def _table(content, blocks):
    head, bodies, foot = content[3], content[4], content[5]
    rows = [row for row in head[1]]
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
                _walk(cell[4], blocks, depth=0, number="")
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
    _walk(cell[4], inner, depth=0, number="")
    return "; ".join(block.text for block in inner)
