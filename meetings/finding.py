"""Finding times without conflicts (001-14): pure reckoning over what is known; it asks the database nothing."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone

CAN, HARD, CANNOT = "can", "hard", "cannot"
STEP = timedelta(minutes=30)
HOLIDAY, WEEKDAY, BUSY, TAKEN, PASSED = "holiday", "weekday", "busy", "taken", "passed"


@dataclass(frozen=True)
class Wanted:
    """What is looked for: how long, on which days, between which hours, how many proposals."""

    first: date
    last: date
    minutes: int
    earliest: time
    latest: time
    weekdays: frozenset
    count: int


@dataclass(frozen=True)
class Busy:
    """A period when a side ("" for both) does not meet."""

    side: str
    what: str
    first: date
    last: date


@dataclass(frozen=True)
class Taken:
    """Somebody's (person None: the group's own) other meeting; `title` is "" for who may not see it."""

    meeting: int
    starts_at: datetime
    ends_at: datetime
    title: str
    person: int | None = None


@dataclass(frozen=True)
class Known:
    """All that is known of the groups and the days."""

    sides: tuple = ()
    people: int = 0
    levels: dict = field(default_factory=dict)  # (side, weekday): level
    busy: tuple = ()
    holidays: dict = field(default_factory=dict)
    taken: tuple = ()


@dataclass(frozen=True)
class Clash:
    """Another meeting at the same time, and how many of the persons are called to it."""

    title: str
    persons: int


@dataclass(frozen=True)
class Proposal:
    """A time, and what stands against it."""

    starts_at: datetime
    ends_at: datetime
    hard: tuple = ()  # sides that find the weekday hard
    clashes: tuple = ()
    persons: int = 0  # called to something else then

    @property
    def is_free(self) -> bool:
        return not self.hard and not self.persons

    @property
    def day(self) -> date:
        return timezone.localdate(self.starts_at)


@dataclass(frozen=True)
class Lost:
    """Days that fell away for one reason: `what` names it (a weekday, a holiday, a period, a meeting)."""

    why: str
    what: object
    days: int
    sides: tuple = ()


@dataclass(frozen=True)
class Found:
    proposals: list
    lost: list
    looked_at: int  # days of the wanted weekdays
    free: int  # of the days that are left, how many have nothing against them
    left: int


def find(wanted, known, *, now) -> Found:
    """The best time of each day that is left, the best first, and why the other days fell away."""
    taken = _by_day(known.taken)
    proposals, lost, looked_at = [], Counter(), 0
    for day in _days(wanted):
        looked_at += 1
        reason = _why_not(day, known) or _nothing_left(day, wanted, taken[day], now)
        if isinstance(reason, Proposal):
            hard = tuple(side for side in known.sides if known.levels.get((side, day.weekday())) == HARD)
            proposals.append(Proposal(reason.starts_at, reason.ends_at, hard, reason.clashes, reason.persons))
        else:
            lost[reason] += 1
    proposals.sort(key=lambda one: (one.persons, len(one.hard), one.starts_at))
    free = sum(one.is_free for one in proposals)
    rows = [Lost(why, what, days, sides) for (why, what, sides), days in lost.items()]
    rows.sort(key=lambda row: -row.days)
    return Found(proposals[: wanted.count], rows, looked_at, free, len(proposals))


def _days(wanted):
    day = wanted.first
    while day <= wanted.last:
        if day.weekday() in wanted.weekdays:
            yield day
        day += timedelta(days=1)


def _by_day(taken):
    """What is taken on each day; a meeting over several days stands on each of them."""
    days = defaultdict(list)
    for one in taken:
        day, last = timezone.localdate(one.starts_at), timezone.localdate(one.ends_at)
        while day <= last:
            days[day].append(one)
            day += timedelta(days=1)
    return days


def _why_not(day, known):
    """(why, what, sides) when nobody can meet on the day whatever the hour; None when the day is open."""
    if day in known.holidays:
        return HOLIDAY, known.holidays[day], ()
    cannot = tuple(side for side in known.sides if known.levels.get((side, day.weekday())) == CANNOT)
    if cannot:
        return WEEKDAY, day.weekday(), cannot
    for period in known.busy:
        concerns = not period.side or period.side in known.sides
        if concerns and period.first <= day <= period.last:
            return BUSY, period.what, (period.side,) if period.side else ()
    return None


def _nothing_left(day, wanted, taken, now):
    """The best time of the day as a proposal, or (why, what, sides) when there is none."""
    best, stopped = None, (PASSED, "", ())
    for starts_at, ends_at in _times(day, wanted):
        if starts_at <= now:
            continue
        meanwhile = [one for one in taken if one.starts_at < ends_at and one.ends_at > starts_at]
        own = next((one for one in meanwhile if one.person is None), None)
        if own:
            stopped = (TAKEN, own.title, ())
            continue
        persons = len({one.person for one in meanwhile})
        if best is None or persons < best.persons:
            best = Proposal(starts_at, ends_at, (), _clashes(meanwhile), persons)
        if not persons:
            break
    return best or stopped


def _times(day, wanted):
    """Every half hour that fits between the hours. Reckoned on the clock, so that summer time changes nothing."""
    starts, length = datetime.combine(day, wanted.earliest), timedelta(minutes=wanted.minutes)
    while starts + length <= datetime.combine(day, wanted.latest):
        yield timezone.make_aware(starts), timezone.make_aware(starts + length)
        starts += STEP


def _clashes(meanwhile):
    """The other meetings, with how many persons each takes; those one may not see are told as one, without a name."""
    persons = defaultdict(set)
    for one in meanwhile:
        persons[one.title].add(one.person)
    return tuple(
        Clash(title, len(who)) for title, who in sorted(persons.items(), key=lambda pair: (not pair[0], -len(pair[1])))
    )
