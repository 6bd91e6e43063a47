"""The list of invitees: names with organisation, side and whether they came."""

import re
from dataclasses import dataclass, replace

from meetings.notes import patterns
from meetings.notes.entries import COUNT, Context, names_only, read_people, side_of_role, status_of
from meetings.notes.labels import attendance_label_of, label_of, side_label_of
from meetings.notes.people import INITIALS, has_given_name, is_organisation, looks_like_name, side_of
from meetings.notes.words import fold, key

_STOP = re.compile(r"(?<=[a-zåäö)]{3})\.\s+(?=[A-ZÅÄÖ])")
_CAME = re.compile(r"[xX✓✔☑☒]|ja|Ja|JA")
_PEOPLE_LABELS = {"chair": "ordförande", "note_taker": "sekreterare", "adjuster": "justerare"}


@dataclass
class Attendance:
    """People, the numbers of the blocks they were read from, and what the lists say as a whole."""

    people: list
    used: set
    listed_apart: bool  # those called and those present in lists of their own
    writer_came: bool  # "... och jag"


def find_attendance(blocks):
    """The people of the note's lists, wherever they stand."""
    reader = _ListReader(blocks)
    reader.run()
    return Attendance(
        merge_people(reader.people), reader.used, reader.labels_seen >= {"called", "present"}, reader.writer_came
    )


class _ListReader:
    def __init__(self, blocks):
        self.blocks, self.people, self.used = blocks, [], set()
        self.context, self.labels_seen, self.writer_came = None, set(), False

    def run(self):
        for place, block in enumerate(self.blocks):
            if place in self.used:
                continue
            if block.kind == "row":
                self._row(place, block)
                continue
            if self._label(place, block):
                continue
            if self.context is not None and not self._entry(place, block):
                self.context = None
            if self.context is None and place not in self.used:
                self._unlabelled(place, block)

    def _label(self, place, block):
        """A line like "Närvarande: ...", or a side's name over a list."""
        text = f"{block.text}:" if block.kind == "heading" and not block.text.endswith(":") else block.text
        label = attendance_label_of(text)
        if label and self._opens(place, block, label):
            called = label.name == "called"
            status = None if label.name in ("called", "present") else label.name
            if label.name == "present":
                status = "present"
            side = label.side or None
            if side is None and self.context is not None and not block.number:
                side = self.context.side if block.level > 2 else None
            organisation = label.organisation if is_organisation(label.organisation) else None
            self.context = Context(
                status=status, side=side or side_of(organisation), organisation=organisation, called=called
            )
            self._values(label.value)
            self.labels_seen.add(label.name)
            self.used.add(place)
            return True
        side = side_label_of(text)
        if side and self._opens_side(place, side):
            self.context = replace(self.context or Context(), side=side.name, organisation=None)
            self._values(side.value)
            self.used.add(place)
            return True
        return False

    def _opens(self, place, block, label):
        if label.value:
            value = label.value
            if patterns.SEE_LIST.match(fold(value)) or patterns.NOBODY.match(fold(value)) or COUNT.match(value):
                return True
            return bool(read_people(value, Context(), strict=True)) or bool(names_only(value))
        if self.context is not None and ":" in block.text:
            return True
        following = self.blocks[place + 1 : place + 4]
        return any(
            self._is_entry(one) or side_label_of(one.text) or attendance_label_of(one.text + ":")
            for one in following[:2]
        )

    def _opens_side(self, place, side):
        if side.value:
            people = read_people(side.value, Context())
            return bool(people) and (
                self.context is not None or (place < 16 and has_given_name(people[0].name) and " " in people[0].name)
            )
        following = self.blocks[place + 1 : place + 3]
        if not following:
            return False
        return self._is_entry(following[0]) and (
            self.context is not None
            or len(following) < 2
            or self._is_entry(following[1])
            or side_label_of(following[1].text) is not None
        )

    @staticmethod
    def _is_entry(block):
        if block.kind == "row":
            return bool(block.cells) and looks_like_name(block.cells[0])
        return bool(read_people(block.text, Context(called=True))) and len(block.text) < 400

    def _values(self, value):
        if not value or patterns.SEE_LIST.match(fold(value)) or patterns.NOBODY.match(fold(value)):
            return
        for told in _STOP.split(value):
            if absent := _absent_in(told, self.context):
                self.people += absent
            else:
                self.people += read_people(told, self.context, strict=False)
            self.writer_came |= bool(patterns.ALSO_THE_WRITER.search(fold(told)))

    def _entry(self, place, block):
        """A line below a label: people, or the organisation or side of those below. True when the list goes on."""
        label = label_of(block.text)
        if label and label.name not in _PEOPLE_LABELS:
            return label.name == "reference" and bool(label.value)
        if len(block.text) > 400 or "§" in block.number:
            return False
        if label:
            taken = bool(label.value)
            self._role(label)
        else:
            rules = (self._absent_told, self._people, self._organisation_of_above, self._organisation_of_below)
            taken = any(rule(place, block) for rule in rules)
            taken = taken or bool(patterns.NOBODY.match(block.folded) and len(block.text) < 12)
        if taken:
            self.used.add(place)
        return taken

    def _absent_told(self, _place, block):
        """ "Anna Ek (Orust) hade fått förhinder." """
        absent = _absent_in(block.text, self.context)
        self.people += absent
        return bool(absent)

    def _people(self, place, block):
        people = read_people(block.text, self.context)
        believed = bool(people) and self._believable(place, block, people)
        if believed:
            self.people += people
        return believed

    def _organisation_of_above(self, place, block):
        name = block.text.rstrip(": ")
        belongs = self._belongs_to_name_above(place, name)
        if belongs:
            self.people[-1].organisation = name
            self.people[-1].side = self.people[-1].side or side_of(name)
        return belongs

    def _organisation_of_below(self, place, block):
        name = block.text.rstrip(": ")
        heads = len(name.split()) <= 6 and is_organisation(name) and self._next_is_entry(place) and not block.sure
        if heads:
            self.context = replace(self.context, organisation=name, side=side_of(name) or self.context.side)
        return heads

    def _belongs_to_name_above(self, place, name):
        """Name and organisation on every other line."""
        if (
            not self.people
            or place - 1 not in self.used
            or self.people[-1].organisation
            or self.context.organisation
            or len(name.split()) > 6
            or ":" in name
            or not is_organisation(name)
        ):
            return False
        after = self.blocks[place + 1 : place + 3]
        return (
            len(after) < 2
            or not self._is_entry(after[0])
            or (not self._is_entry(after[1]) and is_organisation(after[1].text))
        )

    def _believable(self, place, block, people):
        if block.sure or block.kind == "heading":
            return has_given_name(people[0].name) and (len(people[0].name.split()) > 1 or len(people) > 1)
        if has_given_name(people[0].name) or len(people) > 1 or people[0].organisation:
            return not re.search(r"[a-zåäö]{3,}\.\s*$", block.text) or len(people) > 1
        return self._next_is_entry(place) or (place - 1) in self.used

    def _next_is_entry(self, place):
        return place + 1 < len(self.blocks) and self._is_entry(self.blocks[place + 1])

    def _role(self, label):
        for person in read_people(label.value, replace(self.context, status="present"), strict=True):
            person.role = person.role or _PEOPLE_LABELS[label.name]
            if not any(key(one.name) == key(person.name) for one in self.people):
                self.people.append(person)

    def _unlabelled(self, place, block):
        """A list that nobody has named: an organisation's people, or at least three lines of names in a row, near the top."""
        before = re.match(r"^([^:]{2,50}):\s*\S", block.text)
        if place <= 16 and before and is_organisation(before[1]) and self._is_entry(block):
            if has_given_name(read_people(block.text, Context())[0].name):
                self.context = Context()
                self._entry(place, block)
            return
        run = self.blocks[place : place + 3]
        if place <= 14 and not block.sure and len(run) == 3 and all(self._surely_entry(one) for one in run):
            self.context = Context()
            self._entry(place, block)

    def _surely_entry(self, block):
        people = read_people(block.text, Context()) if block.kind != "row" else []
        return (
            len(people) >= 1
            and has_given_name(people[0].name)
            and len(people[0].name.split()) > 1
            and len(block.text) < 120
            and (people[0].organisation or people[0].role or block.kind != "heading")
        )

    # -- tables --

    def _row(self, place, block):
        if block.has("name") and not block.has("action", "owner"):
            self._table_row(place, block)
        elif not block.columns and block.cells:
            self._loose_row(place, block)

    def _table_row(self, place, block):
        cell = block.cell
        self.used.add(place)
        people = read_people(cell("name"), Context(status=self.context.status if self.context else None), strict=True)
        if not people:
            side = side_label_of(block.text.strip(" |"))
            if side or is_organisation(block.text.strip(" |")):
                self.context = Context(side=side.name if side else side_of(block.text))
            return
        person = people[0]
        person.source = block.text
        person.organisation = cell("organisation") or person.organisation
        person.role = cell("role") or person.role
        person.initials = cell("initials") if INITIALS.match(cell("initials")) else person.initials
        told = side_label_of(cell("side")) if cell("side") else None
        above = self.context.side if self.context else None
        person.side = (told.name if told else above) or side_of(person.organisation) or side_of_role(person.role)
        if cell("absent"):
            person.status = "absent"
        elif block.has("present") and cell("present") != cell("name"):
            person.status = self._status_cell(cell("present"), block)
        self.people += people

    def _status_cell(self, value, block):
        """What the column says; an empty cell says absent where others have a mark."""
        if value:
            return status_of(value) or ("present" if len(value) <= 2 else None)
        alike = (one for one in self.blocks if one.columns == block.columns)
        return "absent" if any(_CAME.fullmatch(one.cell("present")) for one in alike) else None

    def _loose_row(self, place, block):
        """A row of a table without a head: "Anna Ek | Brunnby kommun | förhindrad"."""
        label = attendance_label_of(block.cells[0].rstrip(":") + ":") if block.cells[0] else None
        if label and len(block.cells) > 1:
            status = {"called": None}.get(label.name, label.name)
            self.context = Context(status=status, side=label.side or None, called=label.name == "called")
            for cell in block.cells[1:]:
                for line in cell.split(";"):
                    self._values(line)
            self.used.add(place)
        elif self.context is not None or place < 14:
            people = read_people(", ".join(cell for cell in block.cells if cell), self.context or Context())
            if people and (
                self.context is not None
                or (has_given_name(people[0].name) and len(people[0].name.split()) > 1 and self._next_is_entry(place))
            ):
                self.context = self.context or Context()
                self.people += people
                self.used.add(place)
        else:
            self.context = None


def _absent_in(text, context):
    """The people of a sentence that tells of their absence; [] of any other."""
    match = patterns.ABSENT_SENTENCE.search(fold(text))
    before = text[: match.start()] if match else ""
    if not match or len(text) >= 160 or before.count("(") != before.count(")"):
        return []
    return read_people(before.rstrip(" ,"), replace(context, status="absent"))


def merge_people(people):
    """One entry for each person; a later mark ("Frånvarande: Anna") completes an earlier line."""
    merged = {}
    for person in people:
        known = merged.get(key(person.name)) or _same_by_first_name(person, merged)
        if known is None:
            merged[key(person.name)] = person
            continue
        marked = {"absent": 3, "if_time_allows": 2, "present": 1, "invited": 0}
        if person.status and marked[person.status] >= marked.get(known.status or "invited", 0):
            known.status = person.status
        known.organisation = known.organisation or person.organisation
        known.side = known.side or person.side
        known.role = known.role or person.role
        known.initials = known.initials or person.initials
        known.digital |= person.digital
    return list(merged.values())


def _same_by_first_name(person, merged):
    if " " in person.name:
        return None
    same = [one for one in merged.values() if key(one.name).split()[0] == key(person.name)]
    return same[0] if len(same) == 1 else None
