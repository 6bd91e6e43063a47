"""What has happened to the notes of a meeting since somebody last looked. For a browser that asks every few seconds."""

from datetime import timedelta

from django.utils.translation import gettext as _

from meetings.models import AgendaItem

WRITING_NOW = timedelta(seconds=20)
MOST = 200


def read_seen(text: str) -> dict[int, int]:
    """{point: revision} of "12.3,13.1"; what cannot be read is left out."""
    pairs = (one.split(".") for one in text.split(",")[:MOST])
    return {
        int(pair[0]): int(pair[1])
        for pair in pairs
        if len(pair) == 2 and all(part.isascii() and part.isdigit() and len(part) < 12 for part in pair)
    }


def told(item) -> dict:
    """A point as the script knows it."""
    by = item.written_by.get_full_name() if item.written_by else ""
    return {"point": item.pk, "revision": item.text_revision, "text": item.text, "by": by}


def changes(meeting, user, *, seen, at) -> dict:
    """The points whose notes are newer than those seen, and who writes just now; {} for nothing. One statement."""
    items = AgendaItem.objects.filter(meeting=meeting).for_eyes_of(user).select_related("written_by")
    newer, writing = [], []
    for item in items:
        if item.pk in seen and item.text_revision != seen[item.pk]:
            newer.append(told(item))
            if item.written_by_id and item.written_by_id != user.pk and at - item.written_at < WRITING_NOW:
                name = item.written_by.get_full_name()
                writing.append({"point": item.pk, "words": _("%(name)s is writing here") % {"name": name}})
    return {"points": newer, "writing": writing} if newer else {}
