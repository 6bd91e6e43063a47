"""The head of a note: title, group, date, times, place, form and who wrote it."""

import datetime
import re
from dataclasses import dataclass, field

from meetings.notes import dates, patterns
from meetings.notes.labels import attendance_label_of, bare_label_of, label_of
from meetings.notes.people import NAME, looks_like_name
from meetings.notes.place import read_place
from meetings.notes.title import read_title
from meetings.notes.words import fold, rx, squeeze

_PEOPLE_LABELS = ("note_taker", "adjuster", "chair")
_OF_MEETING = rx(r"möte|träff|anteckningar|protokoll|sammanträd")
_SIGN_OFF = re.compile(r"^\s*/{1,2}\s?(?P<name>[A-ZÅÄÖ][\w ,.åäöÅÄÖ-]{1,40})$")


@dataclass
class Head:
    """What was read above the first point, and the numbers of the blocks it came from."""

    title: str = ""
    group: str | None = None
    date: datetime.date | None = None
    starts_at: str | None = None
    ends_at: str | None = None
    form: str | None = None
    venue: str | None = None
    note_taker: str | None = None
    chair: str | None = None
    used: set = field(default_factory=set)
    body_starts: int = 0


@dataclass
class TopPart:
    """The blocks of a note, where its body starts, and which blocks are known to be something else than title."""

    blocks: list
    in_list: set
    used: set
    body_starts: int

    def texts(self, least=0):
        """The texts of the head, at least so many, without the list of people."""
        last = min(len(self.blocks), max(self.body_starts, least))
        return [self.blocks[place].text for place in range(last) if place not in self.in_list]


def read_head(blocks, in_list, *, reference_date=None, letterhead=()):
    """`in_list`: the numbers of the blocks that hold the list of people; `letterhead`: lines of the page heads."""
    head = Head(body_starts=_body_starts(blocks, in_list))
    part = TopPart(blocks, in_list, head.used, head.body_starts)
    values = _LabelReader(part).read()
    head.title, head.group, used = read_title(part, values)
    head.used |= used
    head.date = _date(part, values, [head.title, *letterhead], reference_date)
    head.starts_at, head.ends_at = _times(part, values)
    head.form, head.venue = read_place(part, values, head.title)
    head.chair = name_in(values.get("chair", ""))
    head.note_taker = (
        name_in(values.get("note_taker", "")) or _note_taker_told(blocks) or _signature(blocks, head.used)
        or name_in(values.get("sender", ""))
    )  # fmt: skip
    return head


def _body_starts(blocks, in_list):
    """The first block that belongs to a point: running text, or a heading over it, below the labels."""
    last_of_head = -1
    for place, block in enumerate(blocks[:60]):
        label = label_of(block.text) or (bare_label_of(block.text) if place < 14 and not block.number else None)
        if place in in_list:
            last_of_head = place
        elif label and _is_of_head(label, block, place):
            if block.number or len(label.value) > 160:
                break
            last_of_head = place + (0 if label.value else 1)
        elif place <= last_of_head + 3 and _tells_who_or_when(block.text):
            last_of_head = place
        elif len(block.text) > 160 or (block.number and block.kind == "heading"):
            break
    return last_of_head + 1


def _is_of_head(label, block, place):
    if label.name in _PEOPLE_LABELS or (block.kind == "heading" and not (label.value and place < 14)):
        return False
    return ":" in block.text or place < 12


def _tells_who_or_when(text):
    return bool(attendance_label_of(text)) or all(dates.opening_and_closing([text]))


class _LabelReader:
    """{field: value} of the labels of the head, and of who wrote wherever it stands."""

    def __init__(self, part):
        self.part, self.blocks, self.values = part, part.blocks, {}

    def read(self):
        for place, block in enumerate(self.blocks):
            in_head = place < self.part.body_starts
            if place in self.part.in_list and not in_head:
                continue
            if block.kind == "row" and len(block.cells) > 2 and not block.columns and in_head:
                self._row(place, block)
                continue
            label = self._label(place, block)
            value = (label.value or self._value_below(place, label)) if label else ""
            if not value:
                continue
            if label.name != "group" or len(value) >= 3:
                self.values.setdefault(label.name, value)
            if in_head or label.name in ("note_taker", "adjuster"):
                self.part.used.add(place)
        return self.values

    def _row(self, place, block):
        """A table's row "Datum | 2025-03-04 | Tid | 13-15"."""
        for name, value in zip(block.cells, block.cells[1:], strict=False):
            label = label_of(name.rstrip(":") + ":")
            if label and not label.value and value and label_of(value.rstrip(":") + ":") is None:
                self.values.setdefault(label.name, value)
                self.part.used.add(place)

    def _label(self, place, block):
        label = label_of(block.text)
        if label is not None:
            return label if self._belongs(place, block, label) else None
        if place >= min(self.part.body_starts, 14) and place <= len(self.blocks) - 8:
            return None
        label = bare_label_of(block.text)
        if label is None or label.name in self.values:
            return None
        signs_off = label.name == "note_taker" and looks_like_name(label.value)
        return label if place < self.part.body_starts or signs_off else None

    def _belongs(self, place, block, label):
        marked = ":" in block.text[:45] or block.kind == "heading" or not label.value
        in_head = place < self.part.body_starts
        if label.name in _PEOPLE_LABELS:
            if label.value and (len(label.value) >= 90 or name_in(label.value) is None):
                return False
            at_end = place > len(self.blocks) - 16
            return (marked or " av " in block.text[:45]) and bool(in_head or at_end or label.value)
        alone = not label.value and ":" not in block.text and label.name in ("group", "title")
        return in_head and marked and not alone

    def _value_below(self, place, label):
        """The line below a label that stands alone."""
        if place + 1 >= len(self.blocks) or place + 1 in self.part.in_list:
            return ""
        below = self.blocks[place + 1]
        if label_of(below.text) or attendance_label_of(below.text) or len(below.text) > 120:
            return ""
        if label.name in _PEOPLE_LABELS:
            return self._name_below(place)
        if place >= self.part.body_starts:
            return ""
        self.part.used.add(place + 1)
        return below.text

    def _name_below(self, place):
        for one in range(place + 1, min(place + 4, len(self.blocks))):
            name = self.blocks[one].text.strip(" ._")
            if looks_like_name(re.split(r"[,(]", name)[0].strip()):
                self.part.used.add(one)
                return name
            if not re.fullmatch(r"[\W_]*", self.blocks[one].text):
                break
        return ""


# -- date and time ------------------------------------------------------------------------------------------------


def _date(part, values, titles, reference):
    years = dates.years_in("\n".join(block.text for block in part.blocks[:400]))
    for name in ("date", "when_and_where", "time", "starts"):
        found = dates.meeting_date(values.get(name, ""), years=years, reference=reference, compact=True)
        if found:
            return found
    early = [text for text in part.texts(least=12) if len(text) <= 60 or _OF_MEETING.search(fold(text))]
    texts = [titles[0], *early, *titles[1:], values.get("sent", "")]
    return next((day for text in texts if (day := dates.meeting_date(text, years=years, reference=reference))), None)


def _times(part, values):
    """(start, end): labelled, else in the first lines, else told: "Mötet öppnades kl. 13.05"."""
    labelled = [values[name] for name in ("time", "when_and_where", "date", "starts") if name in values]
    found = [dates.find_times(text, labelled=True) for text in labelled] + [dates.find_times(t) for t in part.texts(5)]
    starts, ends = next((pair for pair in found if pair[0]), (None, None))
    ends = ends or dates.find_times(values.get("ends", ""), labelled=True)[0]
    opened, closed = dates.opening_and_closing([block.text for block in part.blocks if len(block.text) < 200])
    starts = starts or opened
    return starts, ends or (closed if closed and (starts or "") < closed else None)


# -- who wrote it -------------------------------------------------------------------------------------------------


def _note_taker_told(blocks):
    """ "Anna Ek utsågs till sekreterare", "Till sekreterare utsågs Anna Ek" """
    for block in blocks:
        match = patterns.NOTE_TAKER_SENTENCE.search(block.folded) if len(block.text) < 300 else None
        if not match:
            continue
        names = [one for one in NAME.finditer(block.text[: match.end() + 40]) if _may_be_name(one.group())]
        before = [one.group() for one in names if one.start() < match.start()]
        if before or len(names) == 1:
            return before[-1] if before else names[0].group()
    return None


def _may_be_name(text):
    return looks_like_name(text) or (" " not in text and fold(text) not in patterns.NOT_A_NAME)


def _signature(blocks, used):
    """Who signed: "/Anna", "Hälsningar Anna Ek", "Anna Ek, sekreterare"."""
    for place in range(len(blocks) - 1, max(-1, len(blocks) - 9), -1):
        block = blocks[place]
        if match := _SIGN_OFF.match(block.text):
            used.add(place)
            return name_in(match["name"])
        name, _comma, role = block.text.partition(",")
        if len(block.text) < 60 and looks_like_name(name) and patterns.NOTE_TAKER_ROLE.search(fold(role)):
            used.add(place)
            return name.strip()
        if match := patterns.CLOSING.match(block.folded):
            below = blocks[place + 1].text if place + 1 < len(blocks) else ""
            name = name_in(block.text[match.start("name") :]) or name_in(re.split(r"[,/]", below)[0])
            if name:
                used.update(range(place, len(blocks)))
                return name
    return None


def name_in(text):
    """The name or initials a text begins with, or None."""
    text = re.split(r"[,(<;/]|\s[–-]\s", squeeze(text).lstrip("/ "))[0].strip(" ._")
    if looks_like_name(text) or re.fullmatch(r"[A-ZÅÄÖ]{2,4}", text):
        return text
    match = NAME.match(text)
    return match.group() if match and looks_like_name(match.group()) and " " in match.group() else None
