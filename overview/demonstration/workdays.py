"""Days relative to the demonstration's today: never on a weekend or holiday, meetings never in the holiday weeks."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = range(5)
FIXED_HOLIDAYS = {(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)}


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (the Meeus/Jones/Butcher method)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    correction = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * correction + 114, 31)
    return date(year, month, day + 1)


def is_workday(day: date) -> bool:
    """Monday to Friday, and no Swedish public holiday or holiday eve."""
    from_easter = (day - easter(day.year)).days
    midsummer_eve = day.month == 6 and 19 <= day.day <= 25 and day.weekday() == FRIDAY
    return (
        day.weekday() <= FRIDAY
        and (day.month, day.day) not in FIXED_HOLIDAYS
        and from_easter not in {-2, 1, 39}  # Good Friday, Easter Monday, Ascension Day
        and not midsummer_eve
    )


def is_meeting_day(day: date) -> bool:
    """A workday outside the weeks when nobody calls a meeting: high summer, and Christmas to Epiphany.

    Never a Friday, when the municipalities cannot come.
    """
    summer = date(day.year, 6, 28) <= day <= date(day.year, 8, 9)
    christmas = (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 6)
    return is_workday(day) and day.weekday() != FRIDAY and not summer and not christmas


@dataclass(frozen=True)
class Calendar:
    """Everything is so many days from today. What lies behind stays behind, what lies ahead stays ahead."""

    today: date

    def day(self, offset: int) -> date:
        """The workday nearest so many days from today, moved away from today when it must move."""
        step = timedelta(days=1 if offset >= 0 else -1)
        return self._next(self.today + timedelta(days=offset), step, is_workday)

    def meeting_day(self, offset: int, weekday: int | None = None) -> date:
        """The same for a meeting, on a certain weekday where holidays allow; the nearer end of the holiday weeks."""
        day = self.today + timedelta(days=offset)
        if weekday is not None:
            day += timedelta(days=(weekday - day.weekday()) % 7 if offset >= 0 else -((day.weekday() - weekday) % 7))
        before = self._next(day, timedelta(days=-1), is_meeting_day)
        after = self._next(day, timedelta(days=1), is_meeting_day)
        if offset >= 0:
            return after if before < self.today or after - day <= day - before else before
        return before if after >= self.today or day - before <= after - day else after

    def at(self, day: date, hour: int, minute: int = 0) -> datetime:
        """A time of a day in Sweden."""
        return timezone.make_aware(datetime.combine(day, time(hour, minute)))

    def moment(self, offset: int, hour: int, minute: int = 0) -> datetime:
        """A time on the workday so many days from today."""
        return self.at(self.day(offset), hour, minute)

    def soon_after(self, moment: datetime) -> datetime:
        """The morning of the next workday, or an hour later when that would not lie in the past."""
        day = self._next(timezone.localdate(moment) + timedelta(days=1), timedelta(days=1), is_workday)
        return self.at(day, 9, 10) if day < self.today else moment + timedelta(hours=1)

    @staticmethod
    def _next(day, step, is_allowed):
        while not is_allowed(day):
            day += step
        return day
