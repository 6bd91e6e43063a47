"""Comments, followers and files: what people say and hand to each other around an action. All of it leaves a trace."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from actions.models import ActionChange, ActionFile, ActionFollower, ActionItem, Reminder
from actions.services.actions import COMMENT
from actions.services.telling import tell
from portal import audit
from portal.revisions import claim

FILE = "file"
MENDABLE = timedelta(minutes=30)
MOST_FILES = 30


@transaction.atomic
def comment(action, text, *, by, at):
    """Write a comment into the history of an action."""
    change = ActionChange.objects.create(action=action, field=COMMENT, comment=text, at=at, by=by)
    tell(action, [change], by=by)
    audit.record(by, "commented on action", action)
    return change


@transaction.atomic
def edit_comment(change, text, *, by, at, revision=None):
    """Mend one's own comment while it is fresh; that it was mended shows."""
    now = claim(change, revision)
    _ensure_mendable(now, by=by, at=at)
    if now.comment == text:
        return now
    now.comment, now.edited_at = text, at
    now.revision += 1
    now.save(update_fields=["comment", "edited_at", "revision"])
    audit.record(by, "mended a comment on action", now.action, comment=now.pk)
    return now


@transaction.atomic
def withdraw_comment(change, *, by, at):
    """Take one's own comment back: the words go, that they stood there stays."""
    now = claim(change, None)
    if now.by_id != by.pk or now.field != COMMENT:
        raise ValidationError(_("Only whoever wrote a comment can take it back."))
    if now.withdrawn_at:
        return now
    now.comment, now.withdrawn_at = "", at
    now.revision += 1
    now.save(update_fields=["comment", "withdrawn_at", "revision"])
    Reminder.objects.untold().filter(change=now).delete()
    audit.record(by, "took back a comment on action", now.action, comment=now.pk)
    return now


def can_mend(change, *, by, at) -> bool:
    """Whether a comment is this person's, still there, and fresh."""
    own = change.field == COMMENT and change.by_id == by.pk and change.withdrawn_at is None
    return own and at - change.at <= MENDABLE


def _ensure_mendable(change, *, by, at):
    if not can_mend(change, by=by, at=at):
        raise ValidationError(
            _("A comment can be changed by whoever wrote it, for 30 minutes. Write a new one instead."), code="too_late"
        )


@transaction.atomic
def follow(action, *, by):
    """Want to know what happens to an action."""
    _row, made = ActionFollower.objects.get_or_create(action=action, user=by)
    if made:
        audit.record(by, "follows action", action)


@transaction.atomic
def unfollow(action, *, by):
    """No longer. News that no letter has taken yet is let go."""
    gone, _by_model = ActionFollower.objects.filter(action=action, user=by).delete()
    if gone:
        Reminder.objects.untold().filter(action=action, user=by).delete()
        audit.record(by, "no longer follows action", action)


@transaction.atomic
def add_file(action, upload, *, by, at):
    """Keep a file that has passed the guards with an action."""
    held = ActionItem.objects.select_for_update(of=("self",)).get(pk=action.pk)
    if held.files.count() >= MOST_FILES:
        raise ValidationError(_("An action has room for 30 files. Take one away first, or link to where they lie."))
    name = upload.name[-200:]
    row = ActionFile.objects.create(action=held, file=upload, file_name=name, file_size=upload.size, at=at, by=by)
    change = ActionChange.objects.create(action=held, field=FILE, now=name, at=at, by=by)
    tell(held, [change], by=by)
    audit.record(by, "added a file to action", held, file=row.pk)
    return row


@transaction.atomic
def remove_file(row, *, by, at):
    """Take a file away; its name stays in the history."""
    change = ActionChange.objects.create(action=row.action, field=FILE, was=row.file_name, at=at, by=by)
    tell(row.action, [change], by=by)
    audit.record(by, "removed a file from action", row.action, file=row.pk)
    stored, storage = row.file.name, row.file.storage
    row.delete()
    transaction.on_commit(lambda: storage.delete(stored))
