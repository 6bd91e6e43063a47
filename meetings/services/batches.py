"""A folder of notes as a person handles it: handed in, stopped, gone on with, thrown away, taken back."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from actions.models import ActionItem
from meetings.models import BatchState, FileState, Meeting, NoteBatch, NoteFile
from meetings.queries import batches
from meetings.services.notes import save_note
from portal import audit
from portal.celery import wake

KEPT = timedelta(days=7)
TASK = "meetings.read_notes"
OVER = (BatchState.DONE, BatchState.STOPPED)


def gettext_noop(message):
    """Marks a sentence for the catalogue; it is stored as it stands and translated for whoever reads it."""
    return message


SWEPT = gettext_noop("Nobody asked for the file to be read within a week, so it is not kept. Choose it again.")


class NotNow(Exception):  # noqa: N818 - read where it is caught: "except NotNow"
    """The batch is not in a state where this can be done; somebody else was first."""


@transaction.atomic
def hand_in(found, *, group, by):
    """Files (notes.folder.Found) for one group. When some cannot be read, the rest waits for the person's word."""
    at = timezone.now()
    sure = all(one.refused is None for one in found)
    batch = NoteBatch.objects.create(
        group=group, by=by, at=at, state=BatchState.WAITING if sure else BatchState.STOPPED
    )
    rows = (
        NoteFile(
            batch=batch,
            position=place,
            name=one.name[-200:],
            content=one.data,
            state=FileState.WAITING if one.refused is None else FileState.FAILED,
            error=one.refused.message if one.refused else "",
            report={"values": one.refused.values} if one.refused and one.refused.values else {},
        )
        for place, one in enumerate(found, start=1)
    )
    NoteFile.objects.bulk_create(rows, batch_size=20)
    audit.record(by, "handed in a folder of notes", batch, group=group.pk, files=len(found))
    if sure:
        wake(TASK)
    return batch


def hold(batch) -> NoteBatch:
    """The batch as it stands, held until the transaction ends."""
    return NoteBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)


@transaction.atomic
def stop(batch, *, by):
    """Stop after the file that is being read; what is saved stays."""
    now = hold(batch)
    if now.state not in (BatchState.WAITING, BatchState.READING):
        return now
    now.state, now.leased_until, now.ended_at = BatchState.STOPPED, None, timezone.now()
    now.save(update_fields=["state", "leased_until", "ended_at"])
    audit.record(by, "stopped reading a folder of notes", now)
    return now


@transaction.atomic
def go_on(batch, *, by):
    """Read what is left of a batch that was stopped, or that waited for a word."""
    now = hold(batch)
    if now.state != BatchState.STOPPED:
        return now
    now.state, now.ended_at = BatchState.WAITING, None
    now.save(update_fields=["state", "ended_at"])
    audit.record(by, "let a folder of notes be read", now)
    wake(TASK)
    return now


@transaction.atomic
def throw_away(batch, *, by):
    """Forget a batch none of whose meetings is left, with its files. NotNow while it is read or has meetings."""
    now = hold(batch)
    if now.state not in OVER or now.files.filter(state=FileState.SAVED, meeting__isnull=False).exists():
        raise NotNow
    audit.record(by, "threw away a folder of notes", now, group=now.group_id)
    now.delete()


@transaction.atomic
def save_looked_at(file, note, *, group, by, even_if_saved=False):
    """Save a file of a batch that a person has looked at; its bytes are let go. Raises AlreadySaved."""
    hold(file.batch)
    now = NoteFile.objects.select_for_update(of=("self",)).defer("content").get(pk=file.pk)
    meeting = save_note(note, group=group, by=by, even_if_saved=even_if_saved)
    now.state, now.meeting, now.content, now.error = FileState.SAVED, meeting, None, ""
    now.report = {**now.report, "title": meeting.title, "day": timezone.localdate(meeting.starts_at).isoformat()}
    now.save(update_fields=["state", "meeting", "content", "error", "report"])
    return meeting


@transaction.atomic
def undo(batch, *, by) -> tuple[int, int]:
    """Take back the meetings of a batch that nobody has changed since, with their actions; (how many went, how many stay)."""
    now = hold(batch)
    if now.state not in OVER:
        raise NotNow
    saved = now.files.filter(state=FileState.SAVED).values("meeting")
    list(Meeting.objects.filter(pk__in=saved).order_by("pk").select_for_update(of=("self",)).values_list("pk"))
    untouched, changed = batches.taken_back(now)
    keys = [meeting.pk for meeting in untouched]
    gone = list(ActionItem.objects.filter(pk__in=batches.actions_of(keys)).values_list("pk", flat=True))
    audit.record_many(by, "took back meeting note", [(meeting, {"batch": now.pk}) for meeting in untouched])
    Meeting.objects.filter(pk__in=keys).delete()
    ActionItem.objects.filter(pk__in=gone).delete()
    audit.record(by, "took back a folder of notes", now, meetings=len(keys), actions=len(gone), kept=len(changed))
    return len(keys), len(changed)


@transaction.atomic
def sweep(*, at=None) -> int:
    """Let go of the bytes that nobody came back to within a week; how many files."""
    before = (at or timezone.now()) - KEPT
    kept = NoteFile.objects.filter(batch__at__lt=before, batch__state__in=OVER, content__isnull=False)
    left = kept.filter(state=FileState.WAITING)
    waiting = list(NoteBatch.objects.filter(pk__in=left.values("batch")).select_for_update(of=("self",)))
    count = left.update(state=FileState.FAILED, error=SWEPT, content=None) + kept.update(content=None)
    audit.record_many(None, "let go of files of notes", [(batch, {}) for batch in waiting])
    return count
