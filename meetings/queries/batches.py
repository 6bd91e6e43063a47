"""Folders of notes: how far they have come, how each file went, and what can be taken back."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Func, IntegerField, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.models import Attendance, BatchState, FileState, Meeting, NoteBatch, NoteFile, NotesState, Outcome
from organisations.models import Group
from portal.models import AuditEntry

COUNTED = ("people", "points", "decisions", "actions", "dates")
SAVED = "saved meeting note"
ORDER = {FileState.DOUBTFUL: 0, FileState.FAILED: 1}  # what somebody has to see to stands first


def group_names() -> set[str]:
    """The names of all groups, as they are compared."""
    return {" ".join(name.split()).casefold() for name in Group.objects.values_list("name", flat=True)}


def counts(batch) -> dict[str, int]:
    """How many files of each state."""
    found = dict(batch.files.order_by().values_list("state").annotate(number=Count("pk")))
    return {state: found.get(state, 0) for state in FileState.values}


@dataclass(frozen=True)
class Progress:
    """How far a batch has come."""

    total: int
    left: int
    counts: dict
    seconds: float  # that one file takes

    @property
    def done(self) -> int:
        return self.total - self.left

    @property
    def percent(self) -> int:
        return self.done * 100 // self.total if self.total else 100

    @property
    def step(self) -> int:
        """Every tenth of the way, so that a screen reader is not told of every file."""
        return self.percent // 10

    def time_left(self) -> str:
        """In words, rounded as people speak; nothing before there is anything to reckon with."""
        seconds = self.seconds * self.left
        if not self.left or not self.seconds:
            return ""
        if seconds < 10:
            return _("A few seconds left.")
        if seconds < 60:
            return _("Less than a minute left.")
        minutes = round(seconds / 60)
        return ngettext("About %(number)d minute left.", "About %(number)d minutes left.", minutes) % {
            "number": minutes
        }


def progress(batch) -> Progress:
    """Two statements: the counts, and how long the files that were read have taken."""
    by_state = counts(batch)
    seconds = [value for value in batch.files.order_by().values_list("report__seconds", flat=True) if value is not None]
    mean = sum(seconds) / len(seconds) if seconds else 0.0
    return Progress(sum(by_state.values()), by_state[FileState.WAITING], by_state, mean)


def listed(user):
    """The batches a person sees, with how many files they hold and how many were saved."""
    return (
        NoteBatch.objects.visible_to(user)
        .select_related("group", "by")
        .annotate(total=Count("files"), saved=Count("files", filter=Q(files__state=FileState.SAVED)))
        .order_by("-at", "-pk")
    )


def files(batch):
    """Each file with its meeting; its bytes stay where they are, only their length is asked for."""
    rows = (
        batch.files.defer("content")
        .select_related("meeting")
        .annotate(bytes_kept=Func(F("content"), function="octet_length", output_field=IntegerField()))
    )
    return sorted((Line(row) for row in rows), key=lambda line: (ORDER.get(line.state, 2), line.row.position))


class Line:
    """One file as the report shows it."""

    def __init__(self, row):
        self.row = row
        self.name, self.state, self.meeting = row.name, row.state, row.meeting
        self.title = row.report.get("title", "")
        self.figures = [row.report.get(name) for name in COUNTED]

    @property
    def day(self):
        text = self.row.report.get("day")
        return date.fromisoformat(text) if text else None

    @property
    def taken_back(self) -> bool:
        return self.state == FileState.SAVED and self.meeting is None

    @property
    def can_be_looked_at(self) -> bool:
        return self.state in (FileState.DOUBTFUL, FileState.TWIN) and bool(self.row.bytes_kept)

    @property
    def said(self) -> str:
        """Why it was not saved, in the reader's language."""
        return said(self.row)

    @property
    def warnings(self) -> list[str]:
        """What to look at, although it was saved."""
        return [words for words in (_warning(*pair) for pair in self.row.report.get("warnings", [])) if words]


def said(row) -> str:
    """The sentence of a file's error in the reader's language."""
    if not row.error:
        return ""
    values = row.report.get("values", {})
    return _(row.error) % values if values else _(row.error)


def _warning(kind, value) -> str:
    number = {"number": value}
    if kind == "other_group":
        return _("The note names another group: %(name)s.") % {"name": value}
    if kind == "nobody":
        return _("No list of people was found.")
    if kind == "ownerless":
        return (
            ngettext("%(number)d action has no one responsible.", "%(number)d actions have no one responsible.", value)
            % number
        )
    if kind == "unknown_owner":
        return (
            ngettext(
                "%(number)d action has somebody responsible without an account here.",
                "%(number)d actions have somebody responsible without an account here.",
                value,
            )
            % number
        )
    if kind == "dateless":
        return ngettext("%(number)d action has no date.", "%(number)d actions have no date.", value) % number
    return ""


def totals(lines) -> list[int]:
    """The sums over the files that were saved, in the order of COUNTED."""
    saved = [line.figures for line in lines if line.state == FileState.SAVED]
    return [sum(figures[place] or 0 for figures in saved) for place in range(len(COUNTED))]


# -- taking back --


def taken_back(batch) -> tuple[list, list]:
    """(the meetings nobody has changed since they were read in, those somebody has); a fixed number of statements."""
    meetings = list(
        Meeting.objects.filter(pk__in=batch.files.filter(state=FileState.SAVED).values("meeting")).order_by(
            "starts_at", "pk"
        )
    )
    touched = _touched([meeting.pk for meeting in meetings])
    changed = [
        meeting
        for meeting in meetings
        if meeting.pk in touched or meeting.notes_state != NotesState.DRAFT or meeting.is_locked
    ]
    return [meeting for meeting in meetings if meeting not in changed], changed


def actions_of(meetings) -> set[int]:
    """The actions that came of these meetings' notes."""
    return set(Outcome.objects.filter(meeting__in=meetings, action__isnull=False).values_list("action", flat=True))


def _touched(meetings) -> set[int]:
    """Those something was done to after they were saved: to the meeting, its list of people or its actions."""
    label = Meeting._meta.label_lower
    since = {
        int(key): pk
        for pk, key in AuditEntry.objects.filter(
            about_label=label, about_pk__in=[str(key) for key in meetings], verb=SAVED
        ).values_list("pk", "about_pk")
    }
    owners = {(label, str(key)): key for key in meetings}
    owners |= {
        (Attendance._meta.label_lower, str(pk)): meeting
        for pk, meeting in Attendance.objects.filter(meeting__in=meetings).values_list("pk", "meeting")
    }
    owners |= {
        ("actions.actionitem", str(action)): meeting
        for action, meeting in Outcome.objects.filter(meeting__in=meetings, action__isnull=False).values_list(
            "action", "meeting"
        )
    }
    first = min(since.values(), default=0)
    later = AuditEntry.objects.filter(
        pk__gt=first, about_label__in={name for name, _pk in owners}, about_pk__in={pk for _name, pk in owners}
    ).values_list("pk", "about_label", "about_pk")
    return {
        owners[name, key] for pk, name, key in later if (name, key) in owners and pk > since.get(owners[name, key], 0)
    }


def file_in_hand(user, key):
    """A file that waits to be looked at, of a batch the user sees; or None."""
    if not str(key or "").isdecimal():
        return None
    return (
        NoteFile.objects.filter(
            pk=int(key),
            batch__in=NoteBatch.objects.visible_to(user),
            state__in=[FileState.DOUBTFUL, FileState.TWIN],
        )
        .exclude(batch__state__in=[BatchState.WAITING])
        .select_related("batch__group")
        .defer("content")
        .first()
    )
