"""What a file would change: row by row, old against new, judged against what stands in the portal right now."""

import hashlib
import json
import re
from collections import Counter
from dataclasses import dataclass, field

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import TextChoices
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from agreements.differences import compare, paragraphs
from agreements.exchange.kind import ASIDE, INFO, KEY, REVISION, WORDS
from portal.personal_numbers import holds_personal_number
from portal.tables import CHOICE, DAY, LINES, TEXT, Fault, one_kind_of_line

MOST_CHANGES = 1_000  # rows that are saved at once: more would keep everybody else waiting
SHORT = 80  # characters that are shown on one line
LONGEST_COMPARED = 2_000  # words; longer texts are shown whole


class Outcome(TextChoices):
    """What becomes of a row."""

    NEW = "new", pgettext_lazy("row", "New")
    CHANGED = "changed", pgettext_lazy("row", "Changed")
    UNCHANGED = "unchanged", pgettext_lazy("row", "Unchanged")
    STALE = "stale", pgettext_lazy("row", "Changed meanwhile")
    WRONG = "wrong", pgettext_lazy("row", "Must be mended")


@dataclass
class Change:
    """One value: as it stands and as the file has it."""

    column: object
    old: object
    new: object

    @property
    def heading(self) -> str:
        return self.column.name

    @property
    def is_text(self) -> bool:
        """Long enough to be compared word by word, side by side."""
        texts = (self.old or "", self.new or "")
        return self.column.kind == LINES and any(len(text) > SHORT or "\n" in text for text in texts)

    @property
    def is_agreement(self) -> bool:
        """Whether it is the agreement's own words."""
        return self.column.role == WORDS

    @property
    def compared(self) -> tuple[str, str]:
        old, new = self.old or "", self.new or ""
        if max(len(old.split()), len(new.split())) > LONGEST_COMPARED:
            return paragraphs(old), paragraphs(new)
        return compare(old, new) if old and new else (paragraphs(old), paragraphs(new))

    @property
    def old_words(self) -> str:
        return self._words(self.old)

    @property
    def new_words(self) -> str:
        return self._words(self.new)

    def _words(self, value) -> str:
        if self.column.kind == CHOICE:
            return str(dict(self.column.choices()).get(value, value if value is not None else ""))
        if self.column.kind == DAY:
            return date_format(value, "Y-m-d") if value else ""
        return "" if value is None else str(value)


@dataclass
class Line:
    """One row of the file and what becomes of it."""

    number: int
    values: dict
    thing: object = None
    name: str = ""
    changes: list[Change] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    stale: bool = False
    asides: list[tuple[str, str]] = field(default_factory=list)

    @property
    def outcome(self) -> Outcome:
        if self.faults:
            return Outcome.WRONG
        if self.stale:
            return Outcome.STALE
        if self.thing is None:
            return Outcome.NEW
        return Outcome.CHANGED if self.changes else Outcome.UNCHANGED

    @property
    def is_good(self) -> bool:
        return self.outcome in {Outcome.NEW, Outcome.CHANGED}

    @property
    def label(self) -> str:
        return self.outcome.label

    def changed(self, *keys) -> bool:
        return any(change.column.key in keys for change in self.changes)

    def value(self, key, otherwise=None):
        """The file's value of a column, or what stands already when the file lacks the column."""
        return self.values.get(key, otherwise)

    def fault(self, column, text):
        """Something is wrong in a column (None: in the row)."""
        self.faults.append(Fault(self.number, column.name if column else "", str(text)))


@dataclass
class Preview:
    """All rows, what is known and not in the file, and a mark that changes as soon as any of it does."""

    lines: list[Line]
    missing: list[str]
    digest: str

    def __post_init__(self):
        self.counts = Counter(line.outcome for line in self.lines)

    def count(self, *outcomes) -> int:
        return sum(self.counts[one] for one in outcomes)

    @property
    def good(self) -> list[Line]:
        return [line for line in self.lines if line.is_good]

    @property
    def bad(self) -> int:
        return self.count(Outcome.WRONG, Outcome.STALE)

    @property
    def is_too_much(self) -> bool:
        return len(self.good) > MOST_CHANGES

    @property
    def most(self) -> int:
        return MOST_CHANGES


def preview_of(kind, agreement, rows, *, user, on, refused=None) -> tuple[Preview, object]:
    """(preview, context). `refused` is row number -> sentences that a service said when saving was tried."""
    context = kind.read(agreement, user=user, on=on)
    seen, lines = {}, []
    for row in rows:
        line = Line(row.number, dict(row.values), faults=list(row.faults))
        _judge(line, kind, context, seen)
        for sentence in (refused or {}).get(str(row.number), []):
            line.fault(None, sentence)
        lines.append(line)
    missing = [kind.name(kind.values(thing, context)) for key, thing in context.things.items() if key not in seen]
    return Preview(lines, missing, _digest(lines)), context


def _judge(line, kind, context, seen):
    kind.tidy(line.values)
    line.name = kind.name(line.values)
    key = kind.key(line.values)
    line.thing = context.things.get(key)
    if key is not None and key in seen:
        line.fault(None, _("The same as in row %(row)d. Keep one of them.") % {"row": seen[key]})
        return
    if key is not None:
        seen[key] = line.number
    if line.thing is None:
        line.changes = list(_changes(line, kind, {}))
        kind.unknown(line, context)
        if not line.faults:
            kind.check(line, context)
    else:
        standing = kind.values(line.thing, context)
        line.name = kind.name(standing | {key: value for key, value in line.values.items() if value not in (None, "")})
        line.changes = list(_changes(line, kind, standing))
        if line.changes:
            revision = line.values.get("revision")
            line.stale = revision is not None and revision != standing["revision"]
            if not line.stale:
                kind.check(line, context)
    _look_at_texts(line, kind)


def _changes(line, kind, standing):
    wrong = {fault.heading for fault in line.faults}
    for column in kind.columns:
        if column.role in (KEY, INFO, ASIDE, REVISION) or column.key not in line.values:
            continue
        if column.name in wrong:
            continue
        new, old = line.values[column.key], standing.get(column.key)
        if _plain(new) != _plain(old):
            yield Change(column, old, new)


def _plain(value):
    """Spaces and empty lines make no difference; neither does nothing against an empty text."""
    if isinstance(value, str):
        lines = [re.sub(r"\s+", " ", line).strip() for line in one_kind_of_line(value).split("\n")]
        return re.sub(r"\n{2,}", "\n\n", "\n".join(lines)).strip() or None
    return value


def _look_at_texts(line, kind):
    """Keep what is said beside the values, and refuse personal identity numbers anywhere."""
    aside = [column for column in kind.columns if column.role == ASIDE and line.values.get(column.key)]
    line.asides = [(one.name, line.values[one.key]) for one in aside] if line.changes else []
    texts = [(one.column, one.new) for one in line.changes] + [(one, line.values[one.key]) for one in aside]
    for column, text in texts:
        if column.kind in (TEXT, LINES) and isinstance(text, str) and holds_personal_number(text):
            line.fault(column, _("It looks as if a personal identity number stands here. Take it away."))


def _digest(lines) -> str:
    """The same for the same rows with the same outcome on the same standing; the person's choice carries it."""
    told = [
        (
            line.number,
            line.outcome.value,
            getattr(line.thing, "pk", None),
            getattr(line.thing, "revision", None) if line.changes else None,
            [(one.column.key, one.old, one.new) for one in line.changes],
            line.asides,
        )
        for line in lines
    ]
    return hashlib.sha256(json.dumps(told, cls=DjangoJSONEncoder).encode()).hexdigest()
