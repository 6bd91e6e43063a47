"""The status reports of the two sides: one point each (001-03)."""

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import pgettext

from meetings.models import AgendaItem
from meetings.services.agenda import add_item
from meetings.services.locks import hold
from organisations.models import Side

SIDES = (Side.REGION, Side.MUNICIPAL)


@transaction.atomic
def add_side_reports(meeting, *, by) -> list[AgendaItem]:
    """A point for each side that has none on the agenda yet; the same again adds nothing. The minutes are in Swedish."""
    now = hold(meeting)
    there = set(now.agenda.exclude(side="").values_list("side", flat=True))
    return [add_item(now, heading=heading_of(side), side=side, by=by) for side in SIDES if side not in there]


def heading_of(side) -> str:
    """The heading a side's report gets. The minutes are in Swedish, whoever presses the button."""
    with translation.override(settings.LANGUAGE_CODE):
        if side == Side.REGION:
            return pgettext("point", "Status report of the region")
        return pgettext("point", "Status report of the municipalities")
