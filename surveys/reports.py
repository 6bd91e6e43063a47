"""A report of results: what stands in it, whatever the kind of round, and the same as a PDF or a Word document.

Each kind of round fills a `Report` with what its own page shows the same reader, and nothing else.
"""

import base64
import re
from dataclasses import dataclass, field

from django.template.loader import render_to_string

from portal import pandoc
from portal.tagged_pdf import LANGUAGE, Picture, pictures_as_png, tagged_pdf
from portal.word import without_addresses

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
JOINER = "\u2060"  # takes no room
_LIKE_MARKUP = re.compile(r"\s*(\d+\.|[-+=/*])\s")
MANY = 4  # columns of figures, from which on each is narrow
KINDS = {"pdf": "application/pdf", "docx": WORD}


@dataclass(frozen=True)
class Drawing:
    """A drawing that stands by itself, as SVG, and the same in words."""

    svg: str
    described: str
    width: int = 520
    share: int = 100  # of the text's width, in per cent

    @property
    def picture(self) -> Picture:
        return Picture(self.svg, self.described, self.share)


@dataclass(frozen=True)
class Table:
    """Rows of text; from column `numbers` on they are figures, and stand to the right."""

    head: list[str]
    rows: list[list[str]]
    numbers: int = 1


@dataclass(frozen=True)
class Quote:
    """Something written; `by` is empty where nobody may know."""

    text: str
    by: str = ""


@dataclass(frozen=True)
class Part:
    """One section, or one question: a sentence, a drawing, and the figures it was drawn from."""

    title: str
    sentences: list[str] = field(default_factory=list)
    drawing: Drawing | None = None
    table: Table | None = None
    notes: list[str] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    is_under: bool = False  # under the part before


@dataclass(frozen=True)
class Report:
    title: str
    author: str
    facts: list[tuple[str, str]]
    sentences: list[str]
    method: list[str]
    parts: list[Part]


def written(report: Report, kind: str, *, reference: bytes | None = None) -> bytes:
    """The file. `reference` is a Word template's bytes; it changes how a .docx looks and nothing else."""
    pictures = [part.drawing.picture for part in report.parts if part.drawing]
    if kind == "pdf":
        html = _markup(report, pictures)
        return tagged_pdf(html, title=report.title, author=report.author, pictures=pictures)
    pngs = [base64.b64encode(png).decode() for png in pictures_as_png(pictures)]
    html = _markup(report, pictures, sources=[f"data:image/png;base64,{png}" for png in pngs]).encode()
    metadata = {"title": report.title, "lang": LANGUAGE}
    return without_addresses(pandoc.converted(html, "html", kind, metadata=metadata, reference=reference))


def _markup(report, pictures, sources=None) -> str:
    """Simple HTML; in place of each drawing an image, or the mark that the PDF puts its drawing at."""
    drawn = iter(zip(pictures, sources or [""] * len(pictures), strict=True))
    parts = []
    for part in report.parts:
        picture, source = next(drawn) if part.drawing else (None, "")
        parts.append(
            {
                "part": part,
                "picture": picture,
                "source": source,
                "columns": _columns(part.table),
                "rows": [[_literal(cell) for cell in row] for row in part.table.rows] if part.table else [],
                "quotes": [(one.by, _literal(one.text)) for one in part.quotes],
            }
        )
    return render_to_string(
        "surveys/report_file.html", {"report": report, "parts": parts, "for_word": sources is not None}
    )


def _literal(text) -> str:
    """What begins as a list or a heading does ("1. ", "+ ") stays text, also in the PDF's own markup."""
    return f"{JOINER}{text}" if _LIKE_MARKUP.match(text) else text


def _columns(table):
    """Each column's head, to which side its text stands, and its share of the width: figures need little."""
    if not table:
        return []
    figures = len(table.head) - table.numbers
    narrow = 11.5 if figures > MANY else 15
    word = (100 - narrow * figures) / (table.numbers + 1)  # the first column is twice as wide as other words
    return [
        {
            "head": _literal(head),
            "side": "right" if place >= table.numbers else "left",
            "width": f"{narrow if place >= table.numbers else word if place else 2 * word:.1f}",
        }
        for place, head in enumerate(table.head)
    ]
