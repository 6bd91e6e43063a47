"""The reading of folders of notes: what the task does. It may be killed, run twice, or run late.

A batch is leased, and the lease is renewed with each file. A file is saved in one transaction with its meeting, so
that it is saved once and never half; whoever has lost the lease meanwhile saves nothing.
"""

import logging
from datetime import timedelta

from django.db import DataError, IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from meetings import notes, policies
from meetings.ahead import opened_ahead
from meetings.examined import examine
from meetings.models import BatchState, FileState, NoteBatch, NoteFile
from meetings.queries import batches
from meetings.queries.names import Names
from meetings.services.notes import AlreadySaved, save_note
from portal import audit, dates

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
ATTEMPTS = 3


def gettext_noop(message):
    """Marks a sentence for the catalogue; it is stored as it stands and translated for whoever reads it."""
    return message


BROKEN = gettext_noop("Something in the file could not be understood. Copy its text and paste it instead.")
BROKEN_OFF = gettext_noop("The reading of this file was broken off several times. Copy its text and paste it instead.")
NOT_ALLOWED = gettext_noop("You do not keep the notes of the group any more, so the file was not saved.")


class Lost(Exception):  # noqa: N818 - read where it is caught: "except Lost"
    """Somebody stopped the batch, or another worker has taken it."""


def read_due() -> int:
    """Read every batch that waits or that a dead worker held; returns how many files were read."""
    read = 0
    while (batch := _lease(at=timezone.now())) is not None:
        read += _read(batch)
    return read


@transaction.atomic
def _lease(*, at):
    """Take one batch that nobody holds."""
    due = Q(state=BatchState.WAITING) | Q(state=BatchState.READING, leased_until__lt=at)
    batch = (
        NoteBatch.objects.filter(due)
        .select_related("group", "by")
        .order_by("at", "pk")
        .select_for_update(skip_locked=True, of=("self",))
        .first()
    )
    if batch is not None:
        batch.state, batch.leased_until = BatchState.READING, at + LEASE
        batch.started_at = batch.started_at or at
        batch.save(update_fields=["state", "leased_until", "started_at"])
    return batch


def _renew(batch):
    """Hold the batch a while longer; the moment the lease ends tells leases apart."""
    until = timezone.now() + LEASE
    ours = NoteBatch.objects.filter(pk=batch.pk, state=BatchState.READING, leased_until=batch.leased_until)
    if not ours.update(leased_until=until):
        raise Lost
    batch.leased_until = until


def _read(batch) -> int:
    names, today, group_names = Names(), dates.today(), batches.group_names()
    waiting = NoteFile.objects.filter(batch=batch, state=FileState.WAITING).order_by("position")
    attempts = {pk: before or 0 for pk, before in waiting.values_list("pk", "report__attempts")}
    may = policies.can_call_meetings(batch.by, batch.group)
    read = 0
    try:
        for key, opening in opened_ahead(list(attempts) if may else [], _content):
            began = timezone.now()
            if not _begin(batch, key, attempt=attempts[key] + 1):
                continue
            found = _examine(key, opening, group=batch.group, names=names, today=today, group_names=group_names)
            _finish(batch, key, began=began, **found)
            read += 1
        _end(batch, refused=not may)
    except Lost:
        logger.info("batch %s of notes was stopped or taken over", batch.pk)
    return read


def _content(key) -> bytes:
    """The bytes of a file; nothing when it was thrown away meanwhile."""
    content = NoteFile.objects.filter(pk=key).values_list("content", flat=True).first()
    return bytes(content) if content is not None else b""


def _begin(batch, key, *, attempt) -> bool:
    """Count one more attempt at a file; after too many it is given up, so that one file cannot hold up the others."""
    if attempt > ATTEMPTS:
        with transaction.atomic():
            _renew(batch)
            _mark(key, FileState.FAILED, error=BROKEN_OFF, content=None)
        return False
    ours = NoteBatch.objects.filter(pk=batch.pk, state=BatchState.READING, leased_until=batch.leased_until)
    if not NoteFile.objects.filter(pk=key, batch__in=ours).update(report={"attempts": attempt}):
        raise Lost
    return True


def _examine(key, opening, **known) -> dict:
    """What is to be done with a file: its state, its report, and the note to save."""
    try:
        found = examine(opening.result(), **known)
    except notes.UnreadableNote as unreadable:
        return {"state": FileState.FAILED, "error": unreadable.message, "report": {"values": unreadable.values}}
    except Exception:  # one file that cannot be understood must not stop the others
        logger.exception("file %s of a folder of notes could not be read", key)
        return {"state": FileState.FAILED, "error": BROKEN}
    if found.doubt:
        return {
            "state": FileState.DOUBTFUL,
            "error": found.doubt,
            "report": found.report | ({"values": found.values} if found.values else {}),
        }
    return {"state": FileState.SAVED, "report": found.report, "note": found.note}


def _finish(batch, key, *, state, began, error="", report=None, note=None):
    """Save what came of one file, its meeting too, while the batch is ours."""
    report, held = report or {}, batch.leased_until
    try:
        with transaction.atomic():
            _renew(batch)
            meeting = None
            if note is not None:
                try:
                    meeting = save_note(note, group=batch.group, by=batch.by)
                except AlreadySaved as saved:
                    state, meeting = FileState.TWIN, saved.meeting
            let_go = {"content": None} if state in (FileState.SAVED, FileState.FAILED) else {}
            report["seconds"] = round((timezone.now() - began).total_seconds(), 3)
            _mark(key, state, error=error, report=report, meeting=meeting, **let_go)
    except (DataError, IntegrityError, ValueError):  # the database refuses what stands in the note
        if note is None:
            raise
        logger.exception("file %s of a folder of notes could not be saved", key)
        batch.leased_until = held
        _finish(batch, key, state=FileState.FAILED, began=began, error=BROKEN)


def _mark(key, state, **values):
    """The file as it went; Lost when somebody else has seen to it."""
    if not NoteFile.objects.filter(pk=key, state=FileState.WAITING).update(state=state, **values):
        raise Lost


@transaction.atomic
def _end(batch, *, refused):
    _renew(batch)
    if refused:
        batch.files.filter(state=FileState.WAITING).update(state=FileState.FAILED, error=NOT_ALLOWED, content=None)
    batch.state, batch.leased_until, batch.ended_at = BatchState.DONE, None, timezone.now()
    batch.save(update_fields=["state", "leased_until", "ended_at"])
    counts = batches.counts(batch)
    audit.record(batch.by, "read a folder of notes", batch, **{str(state): counts[state] for state in FileState.values})
