"""Calls by mail: what has changed since people were called goes out to them as iTIP (RFC 5546)."""

from django.db import transaction

WORTH_TELLING = frozenset({"starts_at", "ends_at", "venue", "link", "form", "title", "status"})


@transaction.atomic
def note_change(meeting, changed: set[str], *, by) -> None:
    """The meeting has been changed in the caller's transaction: whoever has been called is owed the news.

    `changed` names the fields; others than those in WORTH_TELLING, and meetings nobody has been called to, tell nothing.
    """
    if meeting.called_at is None or not WORTH_TELLING & set(changed):
        return
    meeting.sequence += 1
    meeting.save(update_fields=["sequence"])
