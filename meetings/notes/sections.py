"""The points of a note, and for every line what stands over it: its point, and whether it is under "Beslut" or "Att göra"."""

import re
from dataclasses import dataclass, field

from meetings.notes import patterns
from meetings.notes.blocks import Block
from meetings.notes.words import fold, rx, squeeze

_PARTS = {part: rx(rf"^\W*(?:\d+[.)] )?(?:{pattern})\s*:?\W*$") for part, pattern in patterns.POINT_PARTS.items()}
_OVERSKRIFT_DUE = rx(r"\b(?:till|inför|före|innan|senast)\b")


_NEXT_MEETING_LINE = rx(r"^\W*nästa (?:\w*möte|\w*träff|gång|sammanträde)\s*:")


@dataclass
class Section:
    """A heading and what was written under it."""

    heading: str
    lines: list = field(default_factory=list)

    @property
    def text(self):
        return "\n".join(self.lines).strip()


@dataclass
class Line:
    """A block of the body with what rules over it. `lead` is the line ending in a colon that opened its list."""

    block: Block
    section: str | None
    part: str | None = None  # decision | action | proposal | earlier | text
    lead: str = ""
    dated_heading: str = ""
    is_heading: bool = False


def read_sections(blocks, skip, body_starts):
    """(sections, lines) of the blocks that are neither head nor list of people."""
    reader = _SectionReader(blocks, skip, body_starts)
    reader.run()
    return [section for section in reader.sections if section.heading or section.text], reader.lines


class _SectionReader:
    def __init__(self, blocks, skip, body_starts):
        self.blocks, self.skip, self.starts = blocks, skip, body_starts
        self.sections, self.lines = [], []
        self.part = self.section_part = None
        self.lead, self.dated, self.level, self.current_numbered = "", "", 0, False
        headings = [block for i, block in enumerate(blocks) if block.kind == "heading" and i not in skip]
        self.numbered = sum(bool(block.number) for block in headings) >= 2
        self.parts_seen = {}
        for block in headings:
            if part := part_of(block.text):
                self.parts_seen[part, block.folded.strip(" :")] = (
                    self.parts_seen.get((part, block.folded.strip(" :")), 0) + 1
                )

    def run(self):
        signed = _signature_place(self.blocks)
        for place, block in enumerate(self.blocks):
            if place in self.skip or place < self.starts or place >= signed:
                continue
            if block.kind == "heading":
                self._heading(block)
            else:
                self._line(place, block)

    def _heading(self, block):
        title = squeeze(f"{block.number} {block.text}").rstrip(" :")
        part = part_of(block.text)
        if self.sections and self.sections[-1].heading and self._is_inside(block, part):
            if part:
                self.part = part
            elif not block.number:
                self.part = self.section_part
            self.lead = ""
            self._append(block.text)
            self.lines.append(Line(block, self._section_name(), self.part, is_heading=True))
            return
        self.sections.append(Section(title))
        self.level, self.current_numbered = block.level, bool(block.number)
        folded = block.folded
        self.part = part if part in ("decision", "action", "proposal") else None
        if patterns.EARLIER_HEADING.search(folded):
            self.part = "earlier"
        elif patterns.ACTION_HEADING.match(folded):
            self.part = "action"
        elif patterns.DECISION_HEADING.match(folded):
            self.part = "decision"
        self.section_part, self.lead = self.part, ""
        self.dated = block.text if _OVERSKRIFT_DUE.search(folded) else ""
        self.lines.append(Line(block, title, self.part, is_heading=True))

    def _is_inside(self, block, part):
        """Is the heading only a part of the point it stands in?"""
        if block.number and not part:
            return False
        alone = (
            patterns.ACTION_HEADING.match(block.folded)
            or patterns.DECISION_HEADING.match(block.folded)
            or patterns.DATES_HEADING.search(block.folded)
        )
        if part:
            repeated = self.parts_seen.get((part, block.folded.strip(" :")), 0) > 1
            deeper = block.sure and block.level > self.level
            return repeated or deeper or (self.current_numbered and not block.number) or part == "proposal"
        if block.sure:
            return False
        return self.numbered and self.current_numbered and not block.strong and not alone

    def _point_row(self, block):
        """A row of a table that has one row for each point: heading, notes and outcome in their columns."""
        outcomes = ("notes", "outcome", "decision", "action_owner")
        if not block.cell("section") or not block.has(*outcomes):
            return False
        cell = block.cell
        others = [cell(name) for name in (*outcomes, "action") if cell(name)]
        self.sections.append(Section(squeeze(cell("section")), list(dict.fromkeys(others))))
        self.part, self.lead = None, ""
        if patterns.EARLIER_HEADING.search(fold(cell("section"))):
            self.part = "earlier"
        if cell("notes"):
            for paragraph in cell("notes").split("; "):
                self.lines.append(Line(Block("paragraph", paragraph), self._section_name(), self.part))
        self.lines.append(Line(block, self._section_name(), self.part))
        return True

    def _line(self, place, block):
        if block.kind == "row" and block.columns and self._point_row(block):
            return
        text = f"- {block.text}" if block.kind == "item" else block.text
        self._append(f"{block.number} {block.text}" if block.number else text)
        folded = block.folded
        if _NEXT_MEETING_LINE.match(folded):
            self.part = None
        listed = block.kind == "item" or bool(block.number) or bool(patterns.THAT_CLAUSE.match(folded))
        if block.kind == "paragraph" and not listed and (part := part_of(block.text)):
            self.part, self.lead = part, ""
        elif not listed:
            self.lead = ""
        self.lines.append(
            Line(block, self._section_name(), self.part, lead=self.lead if listed else "", dated_heading=self.dated)
        )
        if not listed and (block.text.endswith(":") or patterns.DECISION_INTRO.search(folded[-80:])):
            following = self.blocks[place + 1] if place + 1 < len(self.blocks) else None
            if following is not None and (following.kind == "item" or patterns.THAT_CLAUSE.match(following.folded)):
                self.lead = block.text

    def _append(self, text):
        if not self.sections:
            self.sections.append(Section(""))
        self.sections[-1].lines.append(text)

    def _section_name(self):
        return (self.sections[-1].heading or None) if self.sections else None


def part_of(text):
    folded = fold(text)
    return next((part for part, pattern in _PARTS.items() if pattern.match(folded)), None)


def _signature_place(blocks):
    """Where the signatures begin, near the end; what stands below is no text of the meeting."""
    for place in range(max(1, len(blocks) - 14), len(blocks)):
        block = blocks[place]
        if (
            patterns.SIGNATURE.match(block.folded)
            and len(block.text) < 90
            and not re.search(r"\b(?:valdes|utsågs|öppna|förklara)", block.text)
        ):
            rest = blocks[place:]
            if all(len(one.text) < 90 and one.kind != "row" for one in rest) and not any(
                part_of(one.text) in ("decision", "action") or patterns.ACTION_HEADING.match(one.folded) for one in rest
            ):
                return place
    return len(blocks)
