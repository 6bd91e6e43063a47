"""A series: laid out as meetings, prolonged, changed with its coming meetings, closed (001-13).

What has been held, and minutes that are locked, are never touched.
"""

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from meetings.models import Meeting, MeetingStatus, SeriesItem
from meetings.queries.planning import OFF, coming_of, facts_of, place_of, plan, plan_change
from meetings.recurring import MOST, days_of
from meetings.services.locks import hold
from meetings.services.meetings import add_meeting
from meetings.services.moves import SETTLED, cancel_meeting, keep_move, store, take_points_on
from meetings.services.standing import call_guests, lay_agenda
from portal import audit
from portal.revisions import claim

FIELDS = (
    "title",
    "frequency",
    "interval",
    "weekday",
    "nth",
    "starts_on",
    "ends_on",
    "starts",
    "ends",
    "form",
    "venues",
    "link",
    "is_preliminary",
    "note_taker",
    "adjusters_needed",
)


@transaction.atomic
def add_series(series, *, items, days, by):
    """Store a new series with its standing points (dicts), and make a meeting on each of these days of its rule."""
    series.created_by = by
    series.skipped = [one.day for one in plan(series) if one.day not in set(days)]
    series.save()
    SeriesItem.objects.bulk_create(SeriesItem(series=series, position=n, **one) for n, one in enumerate(items, start=1))
    made = _lay_out(series, days, by=by)
    audit.record(by, "added series", series, meetings=len(made))
    return series


@transaction.atomic
def prolong_series(series, *, ends_on, days, revision, by):
    """A new last day, and a meeting on each of these days. A closed series is open again."""
    now = claim(series, revision)
    now.ends_on, now.closed_at = ends_on, None
    now.skipped = [*now.skipped, *(one.day for one in plan(now) if one.day not in {*days, *now.skipped})]
    now.revision += 1
    now.save(update_fields=["ends_on", "closed_at", "skipped", "revision"])
    made = _lay_out(now, days, by=by)
    audit.record(by, "prolonged series", now, until=ends_on, meetings=len(made))
    return made


@transaction.atomic
def change_series(series, *, days, revision, by, at):
    """`series` holds the new facts. Its coming meetings follow, but for those changed by hand; returns the Changes."""
    now = claim(series, revision)
    changes = plan_change(now, series, at=at)
    for row in changes.changed:
        _follow(row, by=by, at=at)
    wanted = set(days)
    for name in FIELDS:
        setattr(now, name, getattr(series, name))
    now.skipped = sorted({*now.skipped, *(one.day for one in changes.new)} - wanted)
    now.revision += 1
    now.save(update_fields=[*FIELDS, "skipped", "revision"])
    _make(now, [(one.day, one.venue) for one in changes.new if one.day in wanted], by=by)
    _cancel([row.meeting for row in changes.cancelled], reason=_("The series has been changed."), by=by, at=at)
    counts = {"changed": len(changes.changed), "cancelled": len(changes.cancelled), "by_hand": len(changes.by_hand)}
    audit.record(by, "changed series", now, **counts)
    return replace(changes, new=[one for one in changes.new if one.day in wanted])


def _follow(row, *, by, at):
    now = hold(row.meeting)
    facts = row.facts | {"series_on": row.on}
    if row.moves and now.status in SETTLED:
        keep_move(now, reason=_("The series has been changed."), by=by, at=at)
        facts["status"] = MeetingStatus.MOVED
    store(now, facts, verb="changed meeting", by=by, fields="series")


@transaction.atomic
def close_series(series, *, cancel, reason, by, at) -> int:
    """No more meetings. The coming ones are cancelled, or kept; how many were cancelled."""
    now = claim(series, None)
    coming = list(coming_of(now, at=at).exclude(status__in=OFF)) if cancel else []
    _cancel(coming, reason=reason, by=by, at=at)
    now.closed_at = now.closed_at or at
    now.revision += 1
    now.save(update_fields=["closed_at", "revision"])
    audit.record(by, "closed series", now, cancelled=len(coming))
    return len(coming)


def _cancel(meetings, *, reason, by, at):
    """All of them first, so that no point goes on to a meeting that is about to be cancelled too."""
    for meeting in meetings:
        cancel_meeting(meeting, reason=reason, take_along=False, by=by, at=at)
    for meeting in meetings:
        take_points_on(meeting, by=by)


def _lay_out(series, days, *, by) -> list[Meeting]:
    """A meeting on each of these days of the rule; the places go on from where the series is."""
    known = set(days_of(series))
    wanted = sorted(set(days))
    if len(wanted) > MOST or not set(wanted) <= known:
        raise ValidationError(_("Some of the days do not belong to the series. Look at the days again."))
    before = Meeting.objects.filter(series=series, series_on__isnull=False).count()
    return _make(series, [(day, place_of(series, turn)) for turn, day in enumerate(wanted, start=before)], by=by)


def _make(series, places, *, by) -> list[Meeting]:
    """A meeting on each (day, place): agenda from the template, called are the group and the guests."""
    number = Meeting.objects.filter(series=series).count()
    meetings = []
    for count, (day, venue) in enumerate(places, start=number + 1):
        facts = facts_of(series, day, 0) | {"venue": venue}
        title = _("%(title)s, meeting %(number)d") % {"title": series.title, "number": count}
        status = MeetingStatus.PRELIMINARY if series.is_preliminary else MeetingStatus.CONFIRMED
        meetings.append(
            add_meeting(group=series.group, by=by, title=title, status=status, series=series, series_on=day, **facts)
        )
    lay_agenda(meetings, series)
    call_guests(meetings, list(series.guests.select_related("organisation")))
    return meetings
