"""What has happened to a meeting since somebody last looked. For a browser that asks every few seconds."""

import hashlib
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from meetings.models import AgendaItem
from meetings.queries import page

WRITING_NOW = timedelta(seconds=20)
MOST = 200
HEAD = ("section", "heading", "presenter", "minutes", "side", "is_internal")


@dataclass(frozen=True)
class Seen:
    """What a browser shows of a point: the revision of its notes, and the stamp of all the rest ("" for not known)."""

    revision: int
    stamp: str = ""


@dataclass
class News:
    """False when nothing has happened. `parts` are (item, number); `order` is empty when it need not be told."""

    points: list = field(default_factory=list)
    writing: list = field(default_factory=list)
    parts: list = field(default_factory=list)
    order: list = field(default_factory=list)
    loose: list | None = None

    def __bool__(self):
        return bool(self.points or self.parts or self.order or self.loose is not None)


def read_seen(text: str) -> dict[int, Seen]:
    """What stands in "12.3.1a2b3c4d,13.1.99aa88bb", in that order; what cannot be read is left out."""
    seen = {}
    for one in text.split(",")[:MOST]:
        numbers, stamp = one.split(".")[:2], "".join(one.split(".")[2:3])
        if len(numbers) == 2 and all(part.isascii() and part.isdigit() and len(part) < 12 for part in numbers):
            seen[int(numbers[0])] = Seen(int(numbers[1]), stamp[:8])
    return seen


def told(item) -> dict:
    """A point as the script knows it."""
    by = item.written_by.get_full_name() if item.written_by else ""
    return {"point": item.pk, "revision": item.text_revision, "text": item.text, "by": by}


def stamp(item) -> str:
    """Eight signs that differ when anything but the notes of a point differs. Its outcomes are read already."""
    return _stamp([getattr(item, name) for name in HEAD], item.outcomes.all())


def stamp_of_loose(outcomes) -> str:
    return _stamp([], outcomes)


def _stamp(head, outcomes):
    said = [head, [_said(one) for one in outcomes]]
    return hashlib.blake2s(repr(said).encode(), digest_size=4).hexdigest()


def _said(outcome):
    """All that is shown of an outcome."""
    action = outcome.action
    of_action = action and (
        action.title,
        action.state,
        action.owner_id,
        action.owner_text,
        action.due_on,
        action.organisation_id,
        action.provision_id,
    )
    sent_on = [one.group_id for one in outcome.forwarded.all()]
    fixed = (outcome.pk, outcome.kind, outcome.text, outcome.provision_id, outcome.review_on, outcome.spread_id)
    return fixed, of_action, sent_on


def changes(meeting, user, *, seen, at, whole=False) -> News:
    """What differs from what is seen. `whole` for a page with the whole agenda, else only the points seen are looked at.

    Four statements, five for the whole, whatever there is.
    """
    items = AgendaItem.objects.filter(meeting=meeting).for_eyes_of(user).select_related("written_by")
    rows = list(items.prefetch_related(Prefetch("outcomes", page.outcomes())))
    news = News()
    for number, item in enumerate(rows, start=1):
        known = seen.get(item.pk)
        if known is None:
            if whole:
                news.parts.append((item, number))
            continue
        if item.text_revision != known.revision:
            news.points.append(told(item))
            if item.written_by_id and item.written_by_id != user.pk and at - item.written_at < WRITING_NOW:
                name = item.written_by.get_full_name()
                news.writing.append({"point": item.pk, "words": _("%(name)s is writing here") % {"name": name}})
        if known.stamp and known.stamp != stamp(item):
            news.parts.append((item, number))
    if whole:
        there = [pk for pk in seen if pk]
        if news.parts or there != [item.pk for item in rows]:
            news.order = rows or [None]
        loose = list(page.loose_outcomes(meeting))
        if seen.get(0, Seen(0)).stamp not in ("", stamp_of_loose(loose)):
            news.loose = loose
    return news
