"""Word documents in and out: headings and what stands below them, as plain text that people can go on writing in.

    read_document(data)  -> [Block("heading", "4.2 Fast kontakt", level=2), Block("text", "..."), ...]
    write_document(blocks) -> the bytes of a .docx

Text keeps its paragraphs (an empty line between them), its line breaks, its lists ("– point", "1. point") and its
tables (a line per row, " | " between the cells), and what is written from such text comes back the same.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from portal import packed, pandoc
from portal.pandoc import inline_text
from portal.sheets import Unreadable

MAX_BYTES = 50 * packed.MEGABYTE
MAX_UNPACKED = 300 * packed.MEGABYTE
BULLET = "– "
CELL = " | "

TOO_LARGE = _("The file is larger than %(most)s MB. Take out the pictures and try again.")
EMPTY = _("The file is empty.")
NO_TEXT = _("There is no text in the file.")
NOT_A_DOCUMENT = _("The file is no document that can be read. Save it as Word (.docx) or OpenDocument (.odt).")
NO_READER = _("The reader of Word documents does not start on this server. Ask whoever runs the portal.")
SENTENCES = {
    "encrypted": _("The file is protected by a password. Save it without a password and try again."),
    "old_office": _("The file is in an old Word format (.doc). Open it in Word and save it as .docx."),
    "macros": _("The file contains macros and is not opened. Save it as .docx without macros."),
    "bomb": _("The file unpacks to something unreasonably large and is not opened."),
    "damaged": _("The file is damaged and cannot be opened. Open it in Word, save it again and try once more."),
}

_NUMBERED = re.compile(r"(\d{1,4})\. (.*)", re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A heading with its level, or the text of one paragraph, list or table."""

    kind: str
    text: str
    level: int = 0


def read_document(data: bytes) -> list[Block]:
    """The headings and texts in order; Unreadable says in a sentence why a file is not read."""
    if len(data) > MAX_BYTES:
        raise Unreadable(TOO_LARGE % {"most": MAX_BYTES // packed.MEGABYTE})
    if not data.strip():
        raise Unreadable(EMPTY)
    try:
        packed.refuse_by_signature(data)
        tree = pandoc.tree_of(data, _kind(data))
    except packed.Refused as refused:
        raise Unreadable(SENTENCES.get(refused.code, NOT_A_DOCUMENT)) from None
    except pandoc.NotThere:
        raise Unreadable(NO_READER) from None
    blocks = [one for one in _blocks(tree.get("blocks", [])) if one.text]
    if not blocks:
        raise Unreadable(NO_TEXT)
    return blocks


def _kind(data):
    if not packed.is_packed(data):
        raise Unreadable(NOT_A_DOCUMENT)
    with packed.opened(data, most=MAX_UNPACKED) as archive:
        kind = packed.kind_of(archive)
    if kind not in ("docx", "odt"):
        raise Unreadable(NOT_A_DOCUMENT)
    return kind


# -- in --


def _blocks(nodes):
    for node in nodes:
        kind, content = node["t"], node.get("c")
        if kind == "Header":
            yield Block("heading", _squeezed(inline_text(content[2])), content[0])
        elif kind in ("Div", "Figure"):
            yield from _blocks(content[1] if kind == "Div" else content[2])
        elif kind == "BlockQuote":
            yield from _blocks(content)
        elif kind == "Table" and _is_frame(content):
            yield from _blocks([one for row in _rows(content) for cell in row[1] for one in cell[4]])
        else:
            yield Block("text", _text_of(node))


def _text_of(node):
    """The text of one of pandoc's blocks; what it holds beyond words is left out."""
    read = _READERS.get(node["t"])
    return read(node["c"]) if read else ""


def _paragraph_text(content):
    lines = inline_text(content, line_break="\n").split("\n")
    return "\n".join(line for line in map(_squeezed, lines) if line)


def _texts_of(nodes):
    return "\n".join(text for text in map(_text_of, nodes) if text)


def _item(item, mark):
    texts = [text for text in map(_text_of, item) if text] or [""]
    return "\n".join([mark + texts[0].replace("\n", " "), *texts[1:]])


def _numbered_text(content):
    return "\n".join(_item(item, f"{number}. ") for number, item in enumerate(content[1], start=content[0][0]))


def _table_text(content):
    rows = ([_cell(cell) for cell in row[1]] for row in _rows(content))
    return "\n".join(CELL.join(cells) for cells in rows if any(cells))


def _definitions_text(content):
    lines = []
    for term, definitions in content:
        lines += [_squeezed(inline_text(term)), *(_texts_of(one) for one in definitions)]
    return "\n".join(line for line in lines if line)


_READERS = {
    "Para": _paragraph_text,
    "Plain": _paragraph_text,
    "LineBlock": lambda content: "\n".join(_squeezed(inline_text(line)) for line in content),
    "BulletList": lambda content: "\n".join(_item(item, BULLET) for item in content),
    "OrderedList": _numbered_text,
    "Table": _table_text,
    "CodeBlock": lambda content: content[1].strip(),
    "DefinitionList": _definitions_text,
    "BlockQuote": _texts_of,
    "Div": lambda content: _texts_of(content[1]),
}


def _rows(table):
    rows = list(table[3][1])
    for body in table[4]:
        rows += [*body[2], *body[3]]
    return [*rows, *table[5][1]]


def _is_frame(table):
    """A table of one cell, or one that holds headings, was drawn for its frame."""
    cells = [cell for row in _rows(table) for cell in row[1]]
    return len(cells) == 1 or any(node["t"] == "Header" for cell in cells for node in cell[4])


def _cell(cell):
    return _squeezed(" ".join(_text_of(node).replace("\n", " ") for node in cell[4])).replace("|", "/")


def _squeezed(text):
    return re.sub(r"\s+", " ", text).strip()


# -- out --


def write_document(blocks) -> bytes:
    """A .docx with these headings and texts; the texts may hold the lists and tables that reading gives."""
    nodes = []
    for block in blocks:
        if block.kind == "heading":
            nodes.append({"t": "Header", "c": [block.level, ["", [], []], _words(block.text)]})
        else:
            pieces = re.split(r"\n[ \t]*\n\s*", block.text.replace("\r\n", "\n").strip())
            nodes += [node for piece in pieces if piece.strip() for node in _nodes(piece)]
    return pandoc.written(nodes)


def _nodes(piece):
    """The paragraph, list or table that a piece of text between empty lines stands for."""
    lines = [line.strip() for line in piece.split("\n") if line.strip()]
    if all(line.startswith(BULLET) for line in lines):
        return [{"t": "BulletList", "c": [[_paragraph([line[len(BULLET) :]], "Plain")] for line in lines]}]
    numbers = [_NUMBERED.fullmatch(line) for line in lines]
    if all(numbers) and [int(one[1]) for one in numbers] == list(
        range(int(numbers[0][1]), int(numbers[0][1]) + len(lines))
    ):
        style = [int(numbers[0][1]), {"t": "Decimal"}, {"t": "Period"}]
        return [{"t": "OrderedList", "c": [style, [[_paragraph([one[2]], "Plain")] for one in numbers]]}]
    cells = [line.split(CELL) for line in lines]
    if len(lines) > 1 and len(cells[0]) > 1 and len({len(row) for row in cells}) == 1:
        return [_table(cells)]
    return [_paragraph(lines)]


def _words(text):
    """Inlines of one line; spaces apart, so that nothing is lost when the program breaks it."""
    return [node for word in text.split() for node in ({"t": "Space"}, {"t": "Str", "c": word})][1:]


def _paragraph(lines, kind="Para"):
    return {"t": kind, "c": [node for line in lines for node in ({"t": "LineBreak"}, *_words(line))][1:]}


def _table(rows):
    def row(cells):
        return [
            ["", [], []],
            [[["", [], []], {"t": "AlignDefault"}, 1, 1, [_paragraph([one], "Plain")]] for one in cells],
        ]

    columns = [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}] for _one in rows[0]]
    head, body = [["", [], []], [row(rows[0])]], [[["", [], []], 0, [], [row(one) for one in rows[1:]]]]
    return {"t": "Table", "c": [["", [], []], [None, []], columns, head, body, [["", [], []], []]]}
