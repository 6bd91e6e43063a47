"""Homework: what local groups are asked to work on and hand in, each by its own day (004-15)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agreements.models import ActivityKind, HomeworkState, HomeworkSubmission
from agreements.services.activities import ensure_open
from portal import audit
from portal.revisions import claim


@transaction.atomic
def ask_groups(activity, groups, *, due_on, by):
    """Ask these groups for the homework, unless they have been asked; returns the new submissions."""
    ensure_open(activity)
    row = claim(activity, None)
    if row.kind != ActivityKind.HOMEWORK:
        raise ValidationError(_("Only an activity of the kind homework can be handed in."))
    asked = set(row.submissions.values_list("group", flat=True))
    made = HomeworkSubmission.objects.bulk_create(
        HomeworkSubmission(activity=row, group=group, due_on=due_on) for group in groups if group.pk not in asked
    )
    audit.record_many(by, "asked for homework", [(one, {"due_on": due_on or ""}) for one in made])
    return made


@transaction.atomic
def move_due_date(submission, due_on, *, by, revision=None):
    """Give a group another day. A later day opens what was handed in for changes again."""
    ensure_open(submission.activity)
    row = claim(submission, revision)
    audit.record(by, "moved due date", row, was=row.due_on or "", now=due_on or "")
    row.due_on = due_on
    row.revision += 1
    row.save(update_fields=["due_on", "revision"])
    return row


@transaction.atomic
def write_homework(submission, *, hand_in, by, at, on, revision=None):
    """Keep what a group has written, and hand it in when asked. What is handed in stays handed in."""
    ensure_open(submission.activity)
    row = claim(submission, revision)
    if not row.is_writable(on=on):
        raise ValidationError(_("The homework is closed. Ask the project leader for a new day if you need one."))
    hand_in = hand_in or row.state == HomeworkState.HANDED_IN
    if hand_in and not submission.text.strip():
        raise ValidationError({"text": _("Write what you arrived at before you hand it in.")})
    verb = "changed"
    if hand_in and row.state != HomeworkState.HANDED_IN:
        row.state, row.handed_in_at, row.handed_in_by, verb = HomeworkState.HANDED_IN, at, by, "handed in"
    row.text = submission.text
    row.revision += 1
    row.save()
    audit.record(by, verb, row)
    return row


@transaction.atomic
def withdraw_homework(submission, *, by):
    """Ask a group no longer; not once it has written something."""
    ensure_open(submission.activity)
    row = claim(submission, None)
    if row.text.strip():
        raise ValidationError(_("The group has begun to write. Talk to it, and let it empty its text first."))
    audit.record(by, "withdrew homework", row.activity, group=row.group_id)
    row.delete()
