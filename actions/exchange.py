"""Actions as a workbook, out and in: what goes out comes in unchanged, and a row that was changed becomes a change.

A row with a number is an action that exists; one without becomes a new one. Nothing is taken away by a file.
"""

import re
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from actions.models import ActionState, Priority
from portal.tables import CHOICE, DAY, LINES, WHOLE, Column, one_kind_of_line, write_table

MOST = 500
COLUMNS = [
    Column("title", pgettext_lazy("action", "What is to be done"), needed=True, required=True, most=300, width=60),
    Column("due_on", pgettext_lazy("action", "Done by"), kind=DAY, width=14),
    Column("owner", gettext_lazy("Responsible"), most=200, width=28),
    Column("state", gettext_lazy("State"), kind=CHOICE, choices=lambda: ActionState.choices, width=14),
    Column("provision", pgettext_lazy("action", "Clause"), most=300, width=34),
    Column("organisation", gettext_lazy("Organisation"), most=200, width=28),
    Column("group", gettext_lazy("Group"), most=200, width=28),
    Column("description", pgettext_lazy("column", "More"), kind=LINES, most=5000, width=60),
    Column("finished", gettext_lazy("Finished"), kind=DAY, width=14, role="info"),
    Column("priority", gettext_lazy("Priority"), kind=CHOICE, choices=lambda: Priority.choices, width=12),
    Column("number", gettext_lazy("Number"), kind=WHOLE, width=10),
    Column("revision", gettext_lazy("Version"), kind=WHOLE, width=10),
]
LABELS = {column.key: column.heading for column in COLUMNS}
FACTS = ("title", "due_on", "owner", "state", "priority", "provision", "organisation", "group", "description")

_CLAUSE = re.compile(r"(\d+(?:\.\d+)*[a-z]?)")


def cells(action) -> dict:
    """One action as the cells of a row."""
    return {
        "title": action.title,
        "due_on": action.due_on,
        "owner": str(action.owner or action.owner_text),
        "state": action.state,
        "provision": str(action.provision or ""),
        "organisation": str(action.organisation or ""),
        "group": str(action.group or ""),
        "description": action.description,
        "finished": timezone.localdate(action.done_at) if action.done_at else None,
        "priority": action.priority,
        "number": action.pk,
        "revision": action.revision,
    }


def workbook(actions) -> bytes:
    """The actions as xlsx. Text stays text, whatever it looks like."""
    return write_table(COLUMNS, [cells(action) for action in actions], title=_("Actions"))


@dataclass
class Known:
    """What cells may name: people, places and clauses by what they are called, the actions by number."""

    actions: dict
    editable: set
    people: dict
    organisations: dict
    groups: dict
    provisions: dict

    def find(self, key, text):
        """The thing a cell means; ValueError says in a sentence why it means none."""
        if key == "provision":
            number = _CLAUSE.search(text)
            found = self.provisions.get(number[1], []) if number else []
            nothing = _("There is no clause in force called “%(text)s”. Write its number, for example 2.1.")
        else:
            found = getattr(self, {"owner": "people"}.get(key, f"{key}s")).get(text.casefold(), [])
            nothing = {
                "owner": _("Nobody here is called “%(text)s”. Write the whole name or the e-mail address."),
                "organisation": _("“%(text)s” is no organisation that you may choose."),
                "group": _("“%(text)s” is no group that you may choose."),
            }[key]
        if not found:
            raise ValueError(nothing % {"text": text[:60]})
        if len(found) > 1:
            raise ValueError(_("“%(text)s” may mean several. Choose it in the portal instead.") % {"text": text[:60]})
        return found[0]


@dataclass
class Entry:
    """What a row of the file would do. `facts` holds plain values, keys for what is named."""

    number: int
    title: str
    action: object = None
    facts: dict = field(default_factory=dict)
    changes: list = field(default_factory=list)  # (label, was, now)
    faults: list = field(default_factory=list)
    is_meanwhile: bool = False

    @property
    def kind(self) -> str:
        if self.faults:
            return "fault"
        if self.action is None:
            return "new"
        if not self.changes:
            return "same"
        return "meanwhile" if self.is_meanwhile else "changed"


def read(table, known, *, on) -> list[Entry]:
    """What each row of a table would do, in the order of the file."""
    entries, seen = [], set()
    for row in table.rows:
        entry = _read_row(row, known, on)
        number = row.values.get("number")
        if number and number in seen:
            entry.faults.append(_("The number stands twice in the file. Keep one row."))
        seen.add(number)
        entries.append(entry)
    return entries


def _read_row(row, known, on):
    number = row.values.get("number")
    entry = Entry(row.number, row.values.get("title") or "", known.actions.get(number) if number else None)
    entry.faults = [f"{fault.heading}: {fault.text}" for fault in row.faults]
    if number and entry.action is None:
        entry.faults.append(_("There is no action with this number. Empty the cell to make a new one."))
    for key in FACTS:
        if key in row.values and not any(fault.heading == str(LABELS[key]) for fault in row.faults):
            _read_fact(entry, key, row.values[key], known, on)
    if entry.changes and entry.action and entry.action.pk not in known.editable:
        entry.faults.append(_("You may not change this action."))
    if entry.action and row.values.get("revision") not in (None, entry.action.revision):
        entry.is_meanwhile = True
    return entry


def _read_fact(entry, key, value, known, on):
    """Compare one cell with what stands; what differs becomes a fact and a line of the preview."""
    if value in (None, "") and (key in ("state", "priority", "title") or not entry.action):
        return
    before = _as_read(key, cells(entry.action)[key]) if entry.action else None
    if (value or None) == (before or None):
        return
    try:
        meant = known.find(key, value).pk if value and key in ("owner", "provision", "organisation", "group") else value
        if key == "due_on" and value and value < on and entry.action is None:
            raise ValueError(_("The date has passed. Choose today or later."))
    except ValueError as error:
        entry.faults.append(f"{LABELS[key]}: {error}")
        return
    entry.facts[key] = meant.isoformat() if key == "due_on" and meant else meant
    entry.changes.append((LABELS[key], _word(key, before), _word(key, value)))


def _as_read(key, value):
    """What stands, as it would be read from a file: one kind of space and line ending."""
    if not isinstance(value, str):
        return value
    return one_kind_of_line(value) if key == "description" else " ".join(value.split())


def _word(key, value):
    if key == "state" and value:
        return ActionState(value).label
    if key == "priority" and value:
        return Priority(value).label
    return value
