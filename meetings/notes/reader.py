"""Reads one note of a meeting: the way in, and the result with its JSON."""

import datetime
import os
import re
from dataclasses import dataclass, field

from meetings.notes import files, patterns
from meetings.notes.actions import find_actions
from meetings.notes.attendance import find_attendance, merge_people
from meetings.notes.coming import find_dates, find_next_meeting
from meetings.notes.dates import Calendar
from meetings.notes.decisions import find_decisions
from meetings.notes.document import blocks_from_text
from meetings.notes.grammar import tasks_in
from meetings.notes.head import read_head
from meetings.notes.pandoc import blocks_from_pandoc
from meetings.notes.people import Directory, Person
from meetings.notes.sections import read_sections
from meetings.notes.words import clean, fold, key, sentences


@dataclass
class Note:
    """What one note says. Decisions, actions and dates carry the sentence they came from in `source`."""

    title: str = ""
    date: datetime.date | None = None
    starts_at: str | None = None
    ends_at: str | None = None
    form: str | None = None
    venue: str | None = None
    group: str | None = None
    note_taker: str | None = None
    attendance: list = field(default_factory=list)
    sections: list = field(default_factory=list)
    decisions: list = field(default_factory=list)
    actions: list = field(default_factory=list)
    dates: list = field(default_factory=list)
    next_meeting: datetime.date | None = None

    def as_json(self):
        """The note in the exact shape that import_minutes --json prints."""
        return {
            "title": self.title,
            "date": _day(self.date),
            "starts_at": self.starts_at,
            "ends_at": self.ends_at,
            "form": self.form,
            "venue": self.venue,
            "group": self.group,
            "note_taker": self.note_taker,
            "attendance": [
                {"name": one.name, "organisation": one.organisation, "side": one.side, "status": one.status}
                for one in self.attendance
            ],
            "sections": [{"heading": one.heading, "text": one.text} for one in self.sections],
            "decisions": [{"text": one.text, "section": one.section} for one in self.decisions],
            "actions": [
                {"text": one.text, "owners": one.owners, "due": _day(one.due), "section": one.section}
                for one in self.actions
            ],
            "dates": [{"date": _day(one.date), "what": one.what, "preliminary": one.preliminary} for one in self.dates],
        }


def _day(date):
    return date.isoformat() if date else None


def read_note(path_or_data, *, known_people=(), reference_date=None):
    """Read a file (its path, or its content as bytes) to a Note; UnreadableNote says why when it cannot be read.

    `reference_date` is the day of reading: it only settles the year of a note that nowhere gives one.
    """
    data = path_or_data if isinstance(path_or_data, bytes) else files.read_bytes(os.fspath(path_or_data))
    return read_opened(files.open_note(data), known_people=known_people, reference_date=reference_date)


def read_opened(opened, *, known_people=(), reference_date=None):
    """Read what files.open_note has opened to a Note."""
    try:
        if opened.kind == "text":
            return read_pasted(opened.content, known_people=known_people, reference_date=reference_date)
        blocks = blocks_from_pandoc(opened.content)
    except RecursionError:
        raise files.UnreadableNote(files.DAMAGED) from None
    files.check_text("\n".join(block.text for block in blocks))
    return _read(blocks, known_people, reference_date, letterhead=opened.letterhead)


def read_pasted(text, *, known_people=(), reference_date=None):
    """Read pasted text to a Note."""
    files.check_text(text)
    return _read(blocks_from_text(clean(text)), known_people, reference_date)


def _read(blocks, known_people, reference_date, letterhead=()):
    attendance = find_attendance(blocks)
    head = read_head(blocks, attendance.used, reference_date=reference_date, letterhead=letterhead)
    calendar_ = Calendar(head.date, group=fold(f"{head.group} {head.title}"))
    calendar_.next_meeting = find_next_meeting(blocks, calendar_)
    sections, lines = read_sections(blocks, attendance.used | head.used, head.body_starts)
    people = _settle_people(attendance, head, lines)
    directory = Directory(people, tuple(known_people))
    author = _full_name(head.note_taker, directory)
    decisions = find_decisions(lines, head.group, lambda text: tasks_in(text, directory, calendar_, author))
    actions = find_actions(lines, directory, calendar_, author)
    return Note(
        title=head.title,
        date=head.date,
        starts_at=head.starts_at,
        ends_at=head.ends_at,
        form=_form(head, people),
        venue=head.venue,
        group=head.group,
        note_taker=author
        or next((one.name for one in people if patterns.NOTE_TAKER_ROLE.search(fold(one.role))), None),
        attendance=people,
        sections=sections,
        decisions=decisions,
        actions=actions,
        dates=find_dates(lines, calendar_, actions),
        next_meeting=calendar_.next_meeting,
    )


def _full_name(name, directory):
    if not name:
        return None
    person = directory.who(name)
    return person.name if person else name


def _form(head, people):
    """A room with people on the link is a hybrid meeting."""
    if head.form in (None, "physical") and any(one.digital for one in people) and head.venue:
        return "hybrid"
    return head.form


def _settle_people(attendance, head, lines):
    """Who was there: what the list says, else what the text says, else that an invitee of a held meeting came."""
    people = attendance.people
    if attendance.writer_came and head.note_taker and " " in head.note_taker:
        people = merge_people([*people, Person(name=head.note_taker, status="present", source=head.note_taker)])
    if head.chair and not any(key(one.name) == key(head.chair) for one in people) and " " in head.chair:
        people = merge_people(
            [*people, Person(name=head.chair, role="ordförande", status="present", source=head.chair)]
        )
    directory = Directory(people)
    for line in lines:
        for start, end in sentences(line.block.text):
            _status_in_sentence(line.block.text[start:end], directory)
    came = _was_held(head, lines) and not attendance.listed_apart
    for one in people:
        if one.status is None:
            one.status = "present" if came else "invited"
    return people


def _status_in_sentence(sentence, directory):
    folded = fold(sentence)
    for pattern, status in ((patterns.ABSENT_SENTENCE, "absent"), (patterns.IF_TIME_SENTENCE, "if_time_allows")):
        match = pattern.search(folded)
        if not match:
            continue
        for found in directory.find(sentence[: match.start()])[-3:]:
            if found.person is not None and found.person.status is None:
                found.person.status = status


def _was_held(head, lines):
    """A call to a meeting has an agenda but says of nothing what happened."""
    if not patterns.CALL_TITLE.search(fold(head.title)) or patterns.DOCUMENT_TITLE.search(fold(head.title)):
        return True
    return any(len(line.block.text) > 120 or re.search(r"\w+(?:ades|ade)\b", line.block.folded) for line in lines)
