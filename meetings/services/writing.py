"""The notes of a point, written by several at once."""

from dataclasses import dataclass

from django.db import transaction

from meetings import rich
from meetings.merging import merge
from meetings.models import AgendaItem
from meetings.services.locks import hold
from portal import audit
from portal.personal_numbers import refuse_personal_number


class Met(Exception):  # noqa: N818 - read where it is caught: "except Met"
    """Two have changed the same passage; `item` is what is saved, `mine` what was to be saved. Nothing is lost."""

    def __init__(self, item, mine):
        super().__init__(f"two have written in point {item.pk}")
        self.item, self.mine = item, mine


@dataclass(frozen=True)
class Written:
    """The point as it now stands, and whether somebody else's words came into what was sent."""

    item: AgendaItem
    merged: bool = False


@transaction.atomic
def write_text(item, text, *, revision, by, at, base=None) -> Written:
    """Save the notes of a point, written from the text as it was at `revision`.

    When somebody has saved since, both changes are put together from `base`, the text this writer began from; Met when
    that cannot be done, or when no base is given. ValidationError for a personal identity number.
    """
    hold(item.meeting)
    refuse_personal_number(rich.to_plain(text))
    now = AgendaItem.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=item.pk)
    mine = put = rich.clean(text)
    if now.text_revision != revision and mine != now.text:
        put = merge(rich.clean(base), mine, now.text) if base is not None else None
        if put is None:
            raise Met(now, mine)
    if put == now.text:
        return Written(now, merged=put != mine)
    # a sitting of autosaves by one person is one deed
    same_sitting = now.written_by_id == by.pk and now.written_at and (at - now.written_at).total_seconds() < 300
    now.text, now.written_at, now.written_by = put, at, by
    now.text_revision += 1
    now.save(update_fields=["text", "written_at", "written_by", "text_revision"])
    if not same_sitting:
        audit.record(by, "wrote notes", now.meeting, point=now.pk)
    return Written(now, merged=put != mine)
