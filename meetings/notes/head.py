"""The head of a note: title, group, date, times, place, form and who wrote it."""

import datetime
import re
from dataclasses import dataclass, field

from meetings.notes import dates, patterns
from meetings.notes.labels import attendance_label_of, bare_label_of, label_of
from meetings.notes.people import NAME, is_organisation, looks_like_name
from meetings.notes.words import fold, squeeze, trim

_LETTER_PREFIX = re.compile(r"^(?:(?:sv|re|vb|fw|fwd)\s*:\s*)+", re.IGNORECASE)
_WEEKDAY_WORD = re.compile(dates._WEEKDAY)
_FORM_FIRST = re.compile(
    r"^\W*(?:fysiskt?|hybrid(?:möte)?|digitalt?)(?:\s+möte)?\s*(?:i|på|:|\(|,|–|-)\s*", re.IGNORECASE
)
_FORM_LEFT = re.compile(
    r"\b(?:fysisk\w*|hybrid\w*|digitai\w*|mote|pa piats|via|och|samt|video\w*|distans\w*|teiefon\w*)\b"
)
_GROUP_MEETING = re.compile(
    r"\b(\w*(?:grupp|utskott|nämnd|råd|styrelse|nätverk))s?(?:möte|sammanträde|träff)\b", re.IGNORECASE
)
_SIGN_OFF = re.compile(r"^\s*/{1,2}\s?(?P<name>[A-ZÅÄÖ][\w ,.åäöÅÄÖ-]{1,40})$|^//\s*(?P<name2>[A-ZÅÄÖ].{1,40})$")


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


def read_head(blocks, in_list, *, reference_date=None):
    """`in_list`: the numbers of the blocks that hold the list of people."""
    reader = _HeadReader(blocks, in_list, reference_date)
    reader.read_labels()
    reader.read_title()
    reader.read_date()
    reader.read_times()
    reader.read_form()
    reader.read_note_taker()
    return reader.head


class _HeadReader:
    def __init__(self, blocks, in_list, reference_date):
        self.blocks, self.in_list, self.reference = blocks, in_list, reference_date
        self.head, self.values, self.title_blocks = Head(), {}, []
        self.years = dates.years_in("\n".join(block.text for block in blocks[:400]))
        self.body_starts = self.head.body_starts = self._body_starts()

    def _body_starts(self):
        """The first block that belongs to a point: text in running sentences, or a heading over it, below the labels."""
        last_of_head = -1
        for place, block in enumerate(self.blocks[:60]):
            label = label_of(block.text) or (bare_label_of(block.text) if place < 14 and not block.number else None)
            if place in self.in_list:
                last_of_head = place
            elif (
                label
                and (block.kind != "heading" or (label.value and place < 14))
                and label.name not in ("note_taker", "adjuster", "chair")
                and (":" in block.text or place < 12)
            ):
                if block.number or len(label.value) > 160:
                    break
                last_of_head = place + (0 if label.value else 1)
            elif (
                attendance_label_of(block.text) or all(dates.opening_and_closing([block.text]))
            ) and place <= last_of_head + 3:
                last_of_head = place
            elif len(block.text) > 160 or (block.number and block.kind == "heading"):
                break
        return last_of_head + 1

    # -- labels --

    def read_labels(self):
        for place, block in enumerate(self.blocks):
            if place in self.in_list and place >= self.body_starts:
                continue
            if block.kind == "row" and len(block.cells) > 2 and not block.columns and place < self.body_starts:
                self._row_of_labels(place, block)
                continue
            label = label_of(block.text)
            if label is None and (place < min(self.body_starts, 14) or place > len(self.blocks) - 8):
                label = bare_label_of(block.text)
                if (
                    label is None
                    or label.name in self.values
                    or (place >= self.body_starts and (label.name != "note_taker" or not looks_like_name(label.value)))
                ):
                    continue
            elif label is None or not self._is_head_label(place, block, label):
                continue
            value = label.value
            if not value and place + 1 < len(self.blocks) and place + 1 not in self.in_list:
                value = self._value_below(place, label)
            if not value:
                continue
            first = label.name not in self.values
            if first and not (label.name == "group" and len(value) < 3):
                self.values[label.name] = value
            if place < self.body_starts or label.name in ("note_taker", "adjuster"):
                self.head.used.add(place)

    def _row_of_labels(self, place, block):
        """A table's row "Datum | 2025-10-13 | Tid | 13-15"."""
        found = False
        for name, value in zip(block.cells, block.cells[1:], strict=False):
            label = label_of(name.rstrip(":") + ":")
            if label and not label.value and value and label_of(value.rstrip(":") + ":") is None:
                self.values.setdefault(label.name, value)
                found = True
        if found:
            self.head.used.add(place)

    def _is_head_label(self, place, block, label):
        signs = ":" in block.text[:45] or block.kind == "heading" or not label.value
        if label.name in ("note_taker", "adjuster", "chair"):
            names = (NAME.match(label.value) or re.match(r"[A-ZÅÄÖ]{2,4}\b", label.value)) if label.value else None
            if label.value and not (names and len(label.value) < 90):
                return False
            signs = signs or " av " in block.text[:45]
            return signs and (place < self.body_starts or place > len(self.blocks) - 16 or bool(label.value))
        if place >= self.body_starts:
            return False
        if not label.value and ":" not in block.text and label.name in ("group", "title"):
            return False
        return signs

    def _value_below(self, place, label):
        below = self.blocks[place + 1]
        if label_of(below.text) or attendance_label_of(below.text) or len(below.text) > 120:
            return ""
        if label.name in ("note_taker", "chair", "adjuster"):
            for one in range(place + 1, min(place + 4, len(self.blocks))):
                name = self.blocks[one].text.strip(" ._")
                if looks_like_name(re.split(r"[,(]", name)[0].strip()):
                    self.head.used.add(one)
                    return name
                if not re.fullmatch(r"[\W_]*", self.blocks[one].text):
                    return ""
            return ""
        if place + 1 >= self.body_starts + 1:
            return ""
        self.head.used.add(place + 1)
        return below.text

    # -- title and group --

    def read_title(self):
        lines = self._title_lines()
        chosen = next((p for p in lines if patterns.DOCUMENT_TITLE.search(self.blocks[p].folded)), None)
        if chosen is None and "title" in self.values:
            self.head.title = _LETTER_PREFIX.sub("", self.values["title"])
        elif chosen is None:
            chosen = next((p for p in lines if self.blocks[p].kind == "heading" and self.blocks[p].level == 1), None)
            chosen = (
                chosen
                if chosen is not None
                else next(
                    (
                        p
                        for p in lines
                        if "möte" in self.blocks[p].text.lower() or patterns.GROUP.search(self.blocks[p].folded)
                    ),
                    lines[0] if lines else None,
                )
            )
        if chosen is not None:
            self.head.title = squeeze(self.blocks[chosen].text).strip(" :")
            self.head.used.add(chosen)
        self._read_group(lines, chosen)
        self._shorten_title()
        if patterns.BARE_DOCUMENT_TITLE.match(fold(self.head.title)):
            self._complete_title(lines, chosen)

    def _shorten_title(self):
        """A title that runs on with day, hour and room ends before them."""
        blank = dates.without_dates(self.head.title)
        at = next((i for i, (a, b) in enumerate(zip(self.head.title, blank, strict=True)) if a != b), 0)
        if at > 25 and len(self.head.title) > 80 and not patterns.GROUP.search(fold(self.head.title[at:])):
            self.head.title = self.head.title[:at].strip(" ,;–-")

    def _title_lines(self):
        """Lines at the top that are neither labels, lists, greetings nor running text."""
        lines = []
        limit = next(
            (p for p, b in enumerate(self.blocks) if len(b.text) > 160 or p in self.in_list or b.kind == "row"),
            len(self.blocks),
        )
        for place, block in enumerate(self.blocks[: min(limit, 10)]):
            text = block.text.strip()
            label = label_of(text)
            if label and not label.value and patterns.BARE_DOCUMENT_TITLE.match(block.folded):
                label = None
            if (
                place in self.head.used
                or block.kind == "item"
                or label
                or attendance_label_of(text)
                or patterns.GREETING.match(block.folded)
            ):
                continue
            if place >= self.body_starts and lines and (self.body_starts > 0 or place > 2):
                break
            if re.search(r"[.!?]$", text) and len(text) > 40:
                continue
            if not trim(dates.without_times(dates.without_dates(text)), "().") or not re.search(
                r"[A-Za-zÅÄÖåäö]{3}", text
            ):
                continue
            lines.append(place)
        return lines

    def _read_group(self, lines, chosen):
        if value := self.values.get("group"):
            self.head.group = trim(dates.without_dates(value))
            return
        for place in ([chosen] if chosen is not None else []) + [p for p in lines if p != chosen]:
            if group := _group_in(self.blocks[place].text):
                self.head.group = group
                if place not in self.head.used and place < max(self.body_starts, 4):
                    self.head.used.add(place)
                return
        self.head.group = _group_in(self.head.title) if self.head.title else None

    def _complete_title(self, lines, chosen):
        """ "Mötesanteckning" says nothing by itself: the group, or the line beside it, comes after it."""
        beside = self.head.group
        if beside is None:
            near = [
                p
                for p in lines
                if chosen is not None
                and p != chosen
                and abs(p - chosen) == 1
                and not is_organisation(self.blocks[p].text)
            ]
            beside = self.values.get("title") or (self.blocks[near[0]].text if near else None)
            self.head.used.update(near[:1])
        if beside and fold(beside) not in fold(self.head.title):
            self.head.title = f"{self.head.title} – {beside.strip()}"

    # -- date and time --

    def read_date(self):
        for name in ("date", "when_and_where", "time", "starts"):
            if name in self.values and (
                date := dates.meeting_date(self.values[name], years=self.years, reference=self.reference, compact=True)
            ):
                self.head.date = date
                return
        near = [
            self.head.title,
            *(
                self.blocks[p].text
                for p in range(min(len(self.blocks), max(self.body_starts, 6)))
                if p not in self.in_list
            ),
        ]
        for text in [*near, self.values.get("sent", ""), *(block.text for block in self.blocks[:12])]:
            if date := dates.meeting_date(text, years=self.years, reference=self.reference):
                self.head.date = date
                return

    def read_times(self):
        for name in ("time", "when_and_where", "date", "starts"):
            if name in self.values:
                starts, ends = dates.find_times(self.values[name], labelled=True)
                if starts:
                    self.head.starts_at, self.head.ends_at = starts, ends
                    break
        if "ends" in self.values and self.head.ends_at is None:
            self.head.ends_at = dates.find_times(self.values["ends"], labelled=True)[0]
        if self.head.starts_at is None:
            for place in range(min(len(self.blocks), max(self.body_starts, 5))):
                starts, ends = dates.find_times(self.blocks[place].text)
                if starts and place not in self.in_list:
                    self.head.starts_at, self.head.ends_at = starts, ends
                    break
        opened, closed = dates.opening_and_closing([block.text for block in self.blocks if len(block.text) < 200])
        self.head.starts_at = self.head.starts_at or opened
        self.head.ends_at = self.head.ends_at or (closed if closed and (self.head.starts_at or "") < closed else None)

    # -- form and place --

    def read_form(self):
        form_text = self.values.get("form", "")
        self.head.form = _form_in(form_text)
        venue = ""
        for name in ("venue", "when_and_where"):
            if name in self.values:
                venue = self.values[name]
                break
        else:
            if "time" in self.values or "date" in self.values:
                venue = self._place_beside_time()
        place = _without_when(venue) or self._place_in_line()
        if form_text and not place:
            place = _without_form(form_text)
        if self.head.form is None and place:
            self.head.form = _form_of_place(place)
        if self.head.form is None:
            near = [
                self.head.title,
                *(self.blocks[p].text for p in range(min(self.body_starts, len(self.blocks))) if p not in self.in_list),
            ]
            self.head.form = next((form for text in near if (form := _form_in(text))), None)
        self.head.venue = _venue(place) or None

    def _place_beside_time(self):
        for name in ("time", "date"):
            rest = _without_when(self.values.get(name, ""))
            if re.search(r"[A-Za-zÅÄÖåäö]{3}", rest):
                return rest
        return ""

    def _place_in_line(self):
        """ "... den 3 juni kl. 13-15 i Stadshuset, lokal Eken" among the first lines."""
        for place in range(min(len(self.blocks), max(self.body_starts, 6))):
            block = self.blocks[place]
            if place in self.in_list or len(block.text) > 200:
                continue
            blank = dates.without_times(dates.without_dates(block.text))
            last = max((i for i, (a, b) in enumerate(zip(block.text, blank, strict=True)) if a != b), default=None)
            match = (
                re.match(
                    r"\s*\W?\s*(?:(?:i|på|via|hos)\s+|(?<=[,·|–-]\s))(?P<place>[A-ZÅÄÖ][^.;]{2,60})\.?$",
                    blank[last + 1 :],
                )
                if last is not None
                else None
            )
            if match:
                return match["place"].strip(" ,")
        return ""

    # -- who wrote it --

    def read_note_taker(self):
        for name in ("note_taker",):
            if name in self.values:
                self.head.note_taker = _name_in(self.values[name])
        self.head.chair = _name_in(self.values.get("chair", ""))
        if self.head.note_taker is None:
            self._note_taker_in_sentences()
        if self.head.note_taker is None:
            self._signature_of_letter()

    def _note_taker_in_sentences(self):
        for block in self.blocks:
            if len(block.text) < 300 and (match := patterns.NOTE_TAKER_SENTENCE.search(block.folded)):
                names = [
                    m.group()
                    for m in NAME.finditer(block.text)
                    if looks_like_name(m.group()) and m.start() < match.end() + 40
                ]
                if names and (len(names) == 1 or block.text.find(names[0]) < match.start()):
                    self.head.note_taker = (
                        [name for name in names if block.text.find(name) < match.start()][-1]
                        if block.text.find(names[0]) < match.start()
                        else names[0]
                    )
                    return

    def _signature_of_letter(self):
        for place in range(len(self.blocks) - 1, max(-1, len(self.blocks) - 9), -1):
            block = self.blocks[place]
            if match := _SIGN_OFF.match(block.text):
                self.head.note_taker = _name_in(match["name"] or match["name2"])
                self.head.used.add(place)
                return
            if match := patterns.CLOSING.match(block.folded):
                below = self.blocks[place + 1].text if place + 1 < len(self.blocks) else ""
                name = _name_in(block.text[match.start("name") :]) or _name_in(re.split(r"[,/]", below)[0])
                if name:
                    self.head.note_taker = name
                    self.head.used.update(range(place, len(self.blocks)))
                    return
        if "sender" in self.values:
            self.head.note_taker = _name_in(self.values["sender"])


def _name_in(text):
    text = re.split(r"[,(<;/]|\s[–-]\s", squeeze(text).lstrip("/ "))[0].strip(" ._")
    if looks_like_name(text) or re.fullmatch(r"[A-ZÅÄÖ]{2,4}", text):
        return text
    match = NAME.match(text)
    return match.group() if match and looks_like_name(match.group()) and len(match.group().split()) > 1 else None


def _group_in(text):
    """ "styrgruppen för nära vård" of "Minnesanteckningar från möte med styrgruppen för nära vård 2025-03-04" """
    text = dates.without_times(dates.without_dates(squeeze(text)))
    text = re.sub(r"(?<=\w) {4,}(?=\w)", "    ", text)
    before = patterns.BEFORE_GROUP.match(fold(text))
    rest = text[before.end() :] if before else text
    rest = _GROUP_MEETING.sub(r"\1", rest.strip(" ,;:–—-"))
    if not patterns.GROUP.search(fold(rest)) or len(rest) > 110:
        return None
    parts = re.split(r"\s[–—-]\s|,\s|:\s", rest)
    if len(parts) > 1:
        named = [part for part in parts if patterns.GROUP.search(fold(part))]
        rest = named[0] if named else rest
    rest = re.split(r"\s{3,}", rest)[0]
    folded = fold(rest)
    after = patterns.AFTER_GROUP.search(folded)
    rest = rest[: after.start()] if after and after.start() > 3 else rest
    return squeeze(rest).strip(" ,;:–—-.()") or None


def _form_in(text):
    folded = fold(text)
    for form, pattern in patterns.FORM_WORDS:
        if pattern.search(folded):
            return form
    return None


def _form_of_place(place):
    """A room is physical, Teams digital, a room and Teams both."""
    form = _form_in(place)
    if form in ("hybrid", "physical"):
        return form
    rest = patterns.DIGITAL_PLACE.sub(lambda match: " " * len(match.group()), fold(place))
    room = re.search(r"[a-z]{3}", re.sub(r"\b(?:mote|möte|via|eller|och|samt|lank|iank)\w*\b", " ", rest))
    if form == "digital":
        return "hybrid" if room else "digital"
    return "physical" if room else None


def _without_when(text):
    text = dates.without_times(dates.without_dates(text))
    folded = fold(text)
    out = list(text)
    for match in _WEEKDAY_WORD.finditer(folded):
        out[match.start() : match.end()] = " " * (match.end() - match.start())
    text = "".join(out)
    text = re.sub(r"\b(?:den|kl|klockan|Kl|Klockan|KL)\b\.?", " ", text)
    return trim(re.sub(r"\(\s*\)", " ", text), ".")


def _without_form(text):
    text = _FORM_FIRST.sub("", text)
    parts = [part for part in re.split(r"[,;]\s*|\s[–-]\s", text)]
    rest = [
        part
        for part in parts
        if re.search(r"[a-z]{3}", _FORM_LEFT.sub(" ", patterns.DIGITAL_PLACE.sub(" ", fold(part))))
    ]
    return trim(", ".join(rest), "()")


def _venue(place):
    """The room, without "samt Teams"; only "Teams" when there is no room."""
    if not place:
        return None
    folded = fold(place)
    out, last = [], 0
    for match in patterns.DIGITAL_PLACE.finditer(folded):
        out.append(place[last : match.start()])
        last = match.end()
    rest = trim("".join(out) + place[last:], ".")
    rest = re.sub(r"\s*\b(?:samt|och|eller|via|på|alternativt|även)\W*$", "", rest).strip(" ,;/()")
    rest = re.sub(r"[,(]?\s*\b(?:på plats|fysiskt möte|fysiskt)\)?\s*$", "", rest).strip(" ,;/()")
    return (
        rest
        if re.search(r"[A-Za-zÅÄÖåäö]{3}", rest)
        else re.sub(r"^(?:via|på)\s+", "", trim(place, "."), flags=re.IGNORECASE)
    )
