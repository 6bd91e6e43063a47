"""The parts of a series: its standing points and its guests, and both brought to its coming meetings."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from meetings.models import Series, SeriesGuest, SeriesItem
from meetings.queries.series import Agendas, agendas_of, coming_to_call
from meetings.services.calls import note_added
from meetings.services.locks import hold
from meetings.services.standing import call_guests, lay_agenda
from portal import audit
from portal.revisions import claim

MOST_POINTS = 40


def _hold(series) -> Series:
    return Series.objects.select_for_update(of=("self",)).get(pk=series.pk)


@transaction.atomic
def add_series_item(item, *, by):
    """One more standing point, last."""
    series = _hold(item.series)
    if series.items.count() >= MOST_POINTS:
        raise ValidationError(_("No meeting has time for more than %(most)d points.") % {"most": MOST_POINTS})
    item.position = (series.items.aggregate(last=Max("position"))["last"] or 0) + 1
    item.save()
    audit.record(by, "added standing point", series, point=item.pk)
    return item


@transaction.atomic
def edit_series_item(item, *, revision, by):
    """`item` holds the new words. ChangedMeanwhile when somebody saved after `revision` was read."""
    now = claim(item, revision)
    item.revision, item.position = now.revision + 1, now.position
    item.save()
    audit.record(by, "changed standing point", item.series, point=item.pk)
    return item


@transaction.atomic
def move_series_item(item, *, up, by):
    """Change places with the point before or after."""
    series = _hold(item.series)
    rows = list(series.items.all())
    place = next(number for number, row in enumerate(rows) if row.pk == item.pk)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(rows):
        return
    first, second = rows[place], rows[other]
    first.position, second.position = second.position, first.position
    SeriesItem.objects.bulk_update([first, second], ["position"])
    audit.record(by, "moved standing point", series, point=item.pk)


@transaction.atomic
def remove_series_item(item, *, by):
    series = _hold(item.series)
    audit.record(by, "removed standing point", series, point=item.pk)
    item.delete()


@transaction.atomic
def renew_agendas(series, *, by, at) -> Agendas:
    """Give the coming meetings the standing points as they are now, but for those whose agenda somebody has changed."""
    now = _hold(series)
    found = agendas_of(now, at=at)
    meetings = [hold(meeting) for meeting in found.renewed]
    for meeting in meetings:
        meeting.agenda.all().delete()
        audit.record(by, "renewed agenda from series", meeting, series=now.pk)
    lay_agenda(meetings, now)
    audit.record(by, "renewed agendas", now, meetings=len(meetings))
    return found


@transaction.atomic
def add_series_guest(guest, *, call, by, at) -> int:
    """Called each time from now on, and (`call`) to the meetings that are made already; to how many of these."""
    series = _hold(guest.series)
    if guest.user_id:
        guest.name, guest.address = guest.user.get_full_name(), ""
    guest.save()
    meetings = [hold(meeting) for meeting in coming_to_call(series, at=at)] if call else []
    call_guests(meetings, [guest])
    for meeting in meetings:
        note_added(meeting)
    audit.record(by, "added guest to series", series, guest=guest.pk, meetings=len(meetings))
    return len(meetings)


@transaction.atomic
def remove_series_guest(guest, *, by):
    """Not called to the meetings that are made from now on; those there are already have their own lists."""
    series = _hold(guest.series)
    audit.record(by, "removed guest from series", series, guest=guest.pk)
    SeriesGuest.objects.filter(pk=guest.pk).delete()
