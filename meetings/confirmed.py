"""A meeting note as a person has confirmed it: plain rows, ready to be saved in one transaction.

The browser's preview and the command `import_minutes` both end here; `meetings.services.save_note` takes it.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from meetings.models import AttendanceStatus, OutcomeKind


@dataclass
class ConfirmedPerson:
    """One row of the list of who was called. With a user where the name is known, else the name as written."""

    name: str
    user: object = None
    organisation: object = None
    organisation_text: str = ""
    side: str = ""
    status: str = AttendanceStatus.PRESENT
    is_new: bool = False


@dataclass
class ConfirmedSection:
    """One point with its text."""

    heading: str
    text: str = ""
    presenter: str = ""


@dataclass
class ConfirmedOutcome:
    """Information, a decision or an action. `section` is the place in `sections`, or None for the meeting as a whole."""

    kind: str
    text: str
    more: str = ""  # of an action only: what does not fit in its title
    source: str = ""
    section: int | None = None
    provision: object = None
    owner: object = None
    owner_text: str = ""
    organisation: object = None
    due_on: date | None = None

    def __post_init__(self):
        if self.kind not in OutcomeKind.values:
            raise ValueError(f"{self.kind!r} is no kind of outcome")


@dataclass
class ConfirmedDate:
    """A coming date that was mentioned."""

    on: date
    what: str
    is_preliminary: bool = False
    source: str = ""


@dataclass
class ConfirmedNote:
    """The whole meeting. Times are aware; who took notes is a user, or a name as written."""

    title: str
    starts_at: datetime
    ends_at: datetime
    form: str = ""
    venue: str = ""
    note_taker: object = None
    note_taker_text: str = ""
    attendance: list[ConfirmedPerson] = field(default_factory=list)
    sections: list[ConfirmedSection] = field(default_factory=list)
    outcomes: list[ConfirmedOutcome] = field(default_factory=list)
    dates: list[ConfirmedDate] = field(default_factory=list)
