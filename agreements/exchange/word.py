"""Clauses from a document's headings, and a document from the clauses.

A heading with text below it is a clause; a heading that only holds other headings is a chapter. Numbers that stand in
the headings are kept, the others follow from their place.
"""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from portal.documents import Block, read_document, write_document
from portal.sheets import Unreadable
from portal.tables import LINES, Fault, Row, Table

_NUMBER = re.compile(r"(?:§\s*)?((?:[A-ZÅÄÖ]\.?)?\d{1,3}(?:\.\d{1,3})*[a-zåäö]?)(?:\s*§)?[.)]?\s+(\S.*)")
MOST = 2_000  # headings


@dataclass(eq=False)
class _Node:
    """A heading with its text and its place in the tree."""

    heading: str
    level: int
    title: str = ""
    number: str = ""
    texts: list = field(default_factory=list)
    below: list = field(default_factory=list)
    above: object = None

    @property
    def is_chapter(self) -> bool:
        return bool(self.below) and not self.texts


def read_clauses(data: bytes, kind) -> Table:
    """The rows that the clauses of a .docx or .odt make; Unreadable says why a file gives none."""
    nodes, unread = _tree(read_document(data))
    if not nodes:
        raise Unreadable(
            _("There are no headings in the document. Give the clauses a heading style (Heading 1, Heading 2) in Word.")
        )
    if len(nodes) > MOST:
        raise Unreadable(_("There are more than %(most)d headings in the document. Divide it.") % {"most": MOST})
    _number(nodes)
    rows = [_row(place, node, kind) for place, node in enumerate((one for one in nodes if not one.is_chapter), start=1)]
    return Table(rows, unread)


def _tree(blocks):
    """The headings in order, each with what stands below it, and the texts that belong to none."""
    nodes, open_ones, unread = [], [], []
    for block in blocks:
        if block.kind != "heading":
            (nodes[-1].texts if nodes else unread).append(block.text)
            continue
        while open_ones and open_ones[-1].level >= block.level:
            open_ones.pop()
        node = _Node(block.text, block.level, title=block.text, above=open_ones[-1] if open_ones else None)
        if open_ones:
            open_ones[-1].below.append(node)
        open_ones.append(node)
        nodes.append(node)
    if title := _title(nodes):
        unread += title.texts
        for node in title.below:
            node.above = None
        nodes.remove(title)
    return nodes, unread


def _title(nodes):
    """A single heading over everything, with chapters below it, is the document's name and no chapter."""
    tops = [node for node in nodes if node.above is None]
    if len(tops) != 1 or _NUMBER.fullmatch(tops[0].title) or not any(one.below for one in tops[0].below):
        return None
    return tops[0]


def _number(nodes):
    """Numbers from the headings themselves, else from the place among those beside."""
    last = {}
    for node in nodes:
        above = node.above.number if node.above else ""
        if match := _NUMBER.fullmatch(node.title):
            node.number, node.title = match[1], match[2]
            figures = re.search(r"(\d+)[a-zåäö]?$", node.number)
            last[id(node.above)] = int(figures[1])
        else:
            place = last.get(id(node.above), 0) + 1
            last[id(node.above)] = place
            node.number = f"{above}.{place}" if above else str(place)


def _chapter(node):
    """The heading of the chapter the clause stands in; smaller ones follow it."""
    names = []
    while node.above is not None:
        node = node.above
        names.append(node.heading)
    return " · ".join(reversed(names))


def _row(place, node, kind):
    values = {
        "number": node.number,
        "chapter": _chapter(node),
        "title": node.title,
        "text": "\n\n".join(node.texts),
    }
    row = Row(place, values)
    for key, value in values.items():
        column = kind.column(key)
        if column.required and not value:
            row.faults.append(Fault(place, column.name, _("There is no text below the heading.")))
        elif column.kind != LINES and len(value) > column.most:
            sentence = _("The text is %(length)d characters. At most %(most)d fit.")
            row.faults.append(Fault(place, column.name, sentence % {"length": len(value), "most": column.most}))
    return row


def write_clauses(agreement) -> bytes:
    """All clauses in force as a .docx: chapters and clauses as headings, and the text with its lists and tables."""
    blocks, chapter = [], None
    for provision in agreement.provisions.in_force().order_by("position", "number"):
        if provision.chapter and provision.chapter != chapter:
            blocks.append(Block("heading", provision.chapter, 1))
        chapter = provision.chapter
        blocks.append(Block("heading", f"{provision.number} {provision.title}", 2 if chapter else 1))
        blocks.append(Block("text", provision.text))
    return write_document(blocks)
