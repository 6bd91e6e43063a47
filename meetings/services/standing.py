"""What each meeting of a series begins with: its standing points and its guests."""

from meetings.models import AgendaItem, Attendance, Seat
from meetings.queries.series import points_for


def lay_agenda(meetings, series):
    """The standing points on these meetings' agendas, which are empty; themes of the year only in their months."""
    items = list(series.items.all())
    AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting,
            position=place,
            **{name: getattr(item, name) for name in ("section", "heading", "presenter", "minutes")},
            **{name: getattr(item, name) for name in ("is_internal", "side")},
        )
        for meeting in meetings
        for place, item in enumerate(points_for(items, meeting), start=1)
    )


def call_guests(meetings, guests):
    """Put guests on these meetings' lists; who stands there already is left as they are."""
    rows = Attendance.objects.filter(meeting__in=meetings).values_list("meeting_id", "user_id", "address", "name")
    stands = {(meeting, user) for meeting, user, _address, _name in rows if user}
    stands |= {(meeting, _key(name, address)) for meeting, user, address, name in rows if not user}
    Attendance.objects.bulk_create(
        Attendance(
            meeting=meeting,
            user=guest.user,
            name=guest.name,
            address="" if guest.user_id else guest.address,
            organisation=guest.organisation,
            side=guest.organisation.side if guest.organisation else "",
            seat=Seat.GUEST,
        )
        for meeting in meetings
        for guest in guests
        if (meeting.pk, guest.user_id or _key(guest.name, guest.address)) not in stands
    )


def _key(name, address):
    return address.lower() or name.lower()
