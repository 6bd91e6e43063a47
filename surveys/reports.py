"""A report of results: what stands in it, whatever the kind of round, and the same as a PDF or a Word document.

Each kind of round fills a `Report` with what its own page shows the same reader, and nothing else.
"""

import base64
from dataclasses import dataclass, field

from django.template.loader import render_to_string

from portal import pandoc
from portal.tagged_pdf import LANGUAGE, Picture, pictures_as_png, tagged_pdf

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
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
    drawings = [part.drawing for part in report.parts if part.drawing]
    if kind == "pdf":
        pictures = [drawing.picture for drawing in drawings]
        return tagged_pdf(_markup(report), title=report.title, author=report.author, pictures=pictures)
    pngs = pictures_as_png([drawing.picture for drawing in drawings])
    images = ["data:image/png;base64," + base64.b64encode(png).decode() for png in pngs]
    html = _markup(report, images=images).encode()
    metadata = {"title": report.title, "lang": LANGUAGE}
    return pandoc.converted(html, "html", kind, metadata=metadata, reference=reference)


def _markup(report, images=None) -> str:
    """Simple HTML; in place of each drawing an image, or a mark that the PDF puts its drawing at."""
    parts, number = [], 0
    for part in report.parts:
        image = None
        if part.drawing:
            image = {"described": part.drawing.described, "share": part.drawing.share, "number": number}
            if images is not None:
                image["source"] = images[number]
            number += 1
        parts.append({"part": part, "image": image, "columns": _columns(part.table)})
    return render_to_string(
        "surveys/report_file.html", {"report": report, "parts": parts, "for_word": images is not None}
    )


def _columns(table):
    """Each column's head, to which side its text stands, and its share of the width: figures need little."""
    if not table:
        return []
    figures = len(table.head) - table.numbers
    narrow = 11.5 if figures > MANY else 15
    word = (100 - narrow * figures) / (table.numbers + 1)  # the first column is twice as wide as other words
    return [
        {
            "head": head,
            "side": "right" if place >= table.numbers else "left",
            "width": f"{narrow if place >= table.numbers else word if place else 2 * word:.1f}",
        }
        for place, head in enumerate(table.head)
    ]
