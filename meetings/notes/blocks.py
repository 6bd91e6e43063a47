"""The pieces of a document: headings, paragraphs, list items and table rows."""

import re
from dataclasses import dataclass, field

from meetings.notes import patterns
from meetings.notes.labels import attendance_label_of, label_of
from meetings.notes.words import fold, rx, squeeze

BULLET = re.compile(
    r"^(\s*)(?:[-–—*•·▪◦●○■□‣⁃∙►➢➔→]\s+\[[ xX]\]|[-–—*•·▪◦●○■□‣⁃∙►➢➔→✓✔☐☑☒]|[eo¢«»©](?=\s+[A-ZÅÄÖ])|\(?[a-h]\)|\[[ xX]\])\s+(?=\S)(.*)$"
)

NUMBERED = re.compile(
    r"^(\s*)(?P<sign>[§$]{1,2}\s?|(?:Punkt|Ärende|Paragraf|PUNKT|ÄRENDE)\s)?(?P<number>\d{1,3}(?:\.\d{1,2}){0,3})(?P<end>\s?§|[.):](?=\s)|\.(?=[A-ZÅÄÖ])|(?=\s))\s*[-–:]?\s*(?P<text>[^\s\d].*|\d.*)$"
)

_LINK = re.compile(r"\[([^\]\n]{1,200})\]\((?:[^()\s]|\([^()\s]*\))*\)")

_EMPHASIS = re.compile(
    r"(?<![\w*])(\*\*|__)(?=\S)(.{1,300}?)(?<=\S)\1(?![\w*])|(?<![\w*])(\*|_)(?=\S)([^*_\n]{1,300}?)(?<=\S)\3(?![\w*])"
)

MONTH_WORD = rx(rf"^(?:{'|'.join(patterns.MONTHS)})\b")


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

    def _column(self, meaning):
        return next((number for number, names in sorted(self.columns.items()) if meaning in names), None)

    def has(self, *meanings):
        """Does the table have a column with one of these meanings?"""
        return any(self._column(meaning) is not None for meaning in meanings)

    def cell(self, meaning):
        """The row's cell in the column with this meaning, "" when there is none."""
        column = self._column(meaning)
        return self.cells[column].strip() if column is not None and column < len(self.cells) else ""


def numbered_heading(text, level, alone=True):
    """A heading marked by its author; its number is kept apart from its words."""
    match = NUMBERED.match(text)
    if match and (match["sign"] or match["end"].strip()) and not MONTH_WORD.match(fold(match["text"])):
        number = text[: match.start("text")].strip(" -–")
        return Block("heading", match["text"], level=level, number=number, sure=True, alone=alone)
    return Block("heading", text, level=level, sure=True, alone=alone)


def number_of(match):
    """ "§ 12", "3." or "4 §" as it was written."""
    sign = (match["sign"] or "").strip()
    if sign:
        return f"{sign} {match['number']}{match['end'].strip(' §')}"
    return match["number"] + (" §" if "§" in match["end"] else match["end"].strip())


def is_label(text):
    return label_of(text + ":") is not None or attendance_label_of(text + ":") is not None


def plain(text):
    """Without markdown's signs: links keep their words."""
    text = _LINK.sub(r"\1", text)
    for _ in range(2):
        text = _EMPHASIS.sub(lambda match: match[2] or match[4] or "", text)
    text = re.sub(r"\\([\\`*_{}\[\]()#+\-.!|>~@$^'\"<])", r"\1", text)
    return squeeze(text.replace("**", ""))
