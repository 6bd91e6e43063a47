"""One note of a folder as nobody has looked at it: saved as it stands, or put aside because something is doubtful.

The browser's batch and the command `import_minutes` both ask here, so that they put the same notes aside.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta

from meetings import confirm, notes
from meetings.confirmed import ConfirmedNote
from meetings.models import OutcomeKind
from portal import years
from portal.personal_numbers import holds_personal_number

# What is counted in a note, and where it stands in it.
COUNTED = {
    "people": "attendance",
    "points": "sections",
    "decisions": "decisions",
    "actions": "actions",
    "dates": "dates",
}
FAR = timedelta(days=31)  # a meeting that has been held is not further ahead


def gettext_noop(message):
    """Marks a sentence for the catalogue; it is stored as it stands and translated for whoever reads it."""
    return message


NO_DATE = gettext_noop("The note says nowhere which day the meeting was.")
FAR_DATE = gettext_noop("The day that was found is hardly the day of the meeting: %(day)s.")
NO_POINTS = gettext_noop("No points, decisions or actions were found.")
PERSONAL = gettext_noop(
    "It looks as if the text holds a personal identity number. Take the number away before you save."
)


@dataclass
class Examined:
    """What one note holds. `doubt` is the sentence that keeps it from being saved, with its `values`."""

    note: ConfirmedNote | None
    report: dict
    doubt: str = ""
    values: dict = field(default_factory=dict)


def examine(opened, *, group, names, today, group_names=()) -> Examined:
    """Read an opened note for a group. Raises notes.UnreadableNote."""
    note = notes.read_opened(opened, known_people=names.known_people, reference_date=today)
    try:
        confirmed = confirm.confirm(note, title=group.name, names=names)
    except confirm.NoDate:
        confirmed = None
    return Examined(confirmed, _report(note, confirmed, group, group_names), *doubt_of(note, today))


def doubt_of(note, today):
    """(the sentence that keeps a read note from being saved unseen, its values); "" when there is none."""
    if note.date is None:
        return NO_DATE, {}
    if note.date > today + FAR or not years.is_known(note.date):
        return FAR_DATE, {"day": note.date.isoformat()}
    if not note.sections and not note.decisions and not note.actions:
        return NO_POINTS, {}
    if holds_personal_number("\n".join(_words(note))):
        return PERSONAL, {}
    return "", {}


def _words(note):
    yield from (text or "" for text in (note.title, note.venue, note.note_taker))
    yield from (one.name for one in note.attendance)
    yield from (text for one in note.sections for text in (one.heading, one.text))
    yield from (text for one in [*note.decisions, *note.actions] for text in (one.text, one.source))
    yield from (text for one in note.dates for text in (one.what, one.source))


def _report(note, confirmed, group, group_names) -> dict:
    """Counts, and warnings by their code with a number or a name."""
    counts = {name: len(getattr(note, place)) for name, place in COUNTED.items()}
    report = {
        "title": confirmed.title if confirmed else note.title,
        "day": note.date.isoformat() if note.date else "",
    }
    return report | counts | {"warnings": _warnings(note, confirmed, group, group_names)}


def _warnings(note, confirmed, group, group_names):
    warnings = []
    named = " ".join((note.group or "").split()).casefold()
    if named != group.name.casefold() and named in group_names:
        warnings.append(["other_group", note.group])
    if not note.attendance:
        warnings.append(["nobody", 0])
    found = Counter(kind for row in (confirmed.outcomes if confirmed else []) for kind in _missing(row))
    return warnings + [[kind, found[kind]] for kind in ("ownerless", "unknown_owner", "dateless") if found[kind]]


def _missing(row):
    if row.kind != OutcomeKind.ACTION:
        return
    if row.owner is None:
        yield "unknown_owner" if row.owner_text else "ownerless"
    if row.due_on is None:
        yield "dateless"
