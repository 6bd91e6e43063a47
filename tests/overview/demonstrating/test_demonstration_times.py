"""When the sides can meet in the demonstration, and its two date polls."""

from datetime import time, timedelta

from django.utils import timezone

from meetings.finding import Wanted, find
from meetings.models import AvailabilityPattern, BusyPeriod, DatePoll
from meetings.queries.finder import known_of
from portal.holidays import swedish_holidays


def test_the_region_can_on_mondays_and_fridays_and_the_municipalities_find_it_harder(county):
    levels = {(row.side, row.weekday): row.level for row in AvailabilityPattern.objects.filter(group=None)}
    assert len(levels) == 10
    assert (levels["region", 0], levels["region", 4]) == ("can", "can")
    assert (levels["municipal", 0], levels["municipal", 4]) == ("hard", "cannot")
    assert AvailabilityPattern.objects.exclude(group=None).exists()


def test_busy_periods_lie_around_today(county):
    periods = BusyPeriod.objects.all()
    assert periods.filter(ends_on__gte=county.today).count() >= 4
    assert {row.side for row in periods} == {"", "region", "municipal"}
    assert all(abs((row.starts_on - county.today).days) < 400 for row in periods)


def test_the_finder_finds_times_without_conflicts_for_the_working_group(county):
    first, last = county.today + timedelta(days=7), county.today + timedelta(days=90)
    group = county.groups["arbetsgruppen"]
    known = known_of([group], first, last, user=county.people["johanna.sjogren"])
    wanted = Wanted(first, last, 180, time(9), time(16), frozenset(range(5)), 5)
    found = find(wanted, known, now=county.calendar.at(county.today, 8))
    assert len(found.proposals) == 5
    assert all(one.is_free for one in found.proposals)
    assert {"weekday", "busy"} <= {row.why for row in found.lost}


def test_one_poll_is_open_with_some_answers_and_one_became_a_meeting(county):
    opened = DatePoll.objects.get(closed_at=None)
    assert opened.answer_by > county.today
    voters = opened.voters.all()
    assert 0 < voters.filter(answered_at=None).count() < voters.count()
    assert voters.filter(user=None).count() == 1
    assert opened.options.count() >= 3
    assert all(timezone.localdate(option.starts_at) > opened.answer_by for option in opened.options.all())
    assert not any(
        swedish_holidays(day, day) for day in (timezone.localdate(option.starts_at) for option in opened.options.all())
    )
    closed = DatePoll.objects.exclude(closed_at=None).get()
    assert closed.options.filter(starts_at=closed.meeting.starts_at).exists()
    assert not closed.voters.filter(answered_at=None).exists()
