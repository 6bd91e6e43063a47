"""Dates and times as Swedish minutes write them, and the year that fits the meeting when none is given."""

import datetime
import re
from collections import Counter
from dataclasses import dataclass, replace

from meetings.notes import patterns
from meetings.notes.words import any_of, fold, loose, numeric, rx

_MONTH_OF = {}
for _names, _number in patterns.MONTHS.items():
    for _name in _names.split("|"):
        _MONTH_OF[fold(_name)] = _number
_MONTH_NAMES = [(rx(any_of(names.split("|"))), number) for names, number in patterns.MONTHS.items()]
_MONTH = loose(any_of([name for names in patterns.MONTHS for name in names.split("|")]))
_WEEKDAY_NAMES = [(number, rx(rf"^(?:{names})")) for names, number in patterns.WEEKDAYS.items()]
WEEKDAY = loose(rf"\b(?:{'|'.join(patterns.WEEKDAYS)})(?:en|ens|s)?\b\.?")
_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_ORDINAL = r"(?::?[ea]\b)?"

_ISO = re.compile(r"(?<![\d.,/-])(20\d\d)\s?[-/.]\s?(0?[1-9]|1[0-2])\s?[-/.]\s?(3[01]|[12]\d|0?[1-9])(?![\d])")
_COMPACT = re.compile(r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_SHORT_ISO = re.compile(r"(?<![\d/:-])(\d\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?![\d-])")
_SIX = re.compile(r"(?<![\d-])(\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?![\d-])")
_SLASH = re.compile(
    rf"(?<![\d/.§-])({_DAY})\s?/\s?(1[0-2]|0?[1-9])(?![\d/])(?:\s?(?:-\s?)?(20\d\d)|\s?-\s?(\d\d)(?![\d:.]))?"
)
_SLASH_YEAR = re.compile(rf"(?<![\d/.§-])({_DAY})/(1[0-2]|0?[1-9])/(20\d\d|\d\d)(?![\d/])")
_DOTTED = re.compile(rf"(?<![\d.§])({_DAY})\.(1[0-2]|0?[1-9])\.(20\d\d|\d\d)(?![\d.]\d)")
_NAMED = re.compile(
    rf"(?<![\d§])(?<!\d[.,:-])(?P<days>{_DAY}{_ORDINAL}(?:\s?(?:,|-|/|\b(?:och|samt|eiier|tiii)\b)\s?{_DAY}{_ORDINAL})*)\.?\s?(?:den\s)?(?P<month>{_MONTH})\b(?:\.|(?=\W|$))"
    r"(?:,?\s?(?:ar )?(?P<year>20\d\d)|\s?[-'](?P<short>\d\d)(?!\d))?"
)
_ACROSS = re.compile(
    rf"(?<![\d§])(?<!\d[.,:-])(?P<day>{_DAY})\s?(?P<month>{_MONTH})\.?\s?-\s?{_DAY}\s?{_MONTH}"
)  # 30 okt - 2 nov
_DIGIT = re.compile(r"\d")
_NOT_A_DATE = re.compile(r"24/7\b|1/[23] (?:tj|tid)|7-24\b")
_BEFORE_DATE = re.compile(rf"(?:(?:{WEEKDAY})\s*,?\s*(?:den\s+)?|\bden\s+)$")
_WEEKDAY_BEFORE = re.compile(rf"({WEEKDAY})\s*,?\s*(?:den\s+)?$")

_CLOCK = loose(r"(?:\bkl(?:ockan)?\.?\s*)")
_TIME = r"([01]?\d|2[0-4])(?:[.:]\s?([0-5]\d))?"
_RANGE = re.compile(
    rf"(?<![\d§.:/-]){_CLOCK}?{_TIME}\s*(?:-|\btiii\b|\boch\b|\bti\b)\s*{_CLOCK}?{_TIME}(?![\d]|[.:/]\d|\s?%)"
)
_FOUR = re.compile(
    rf"(?<!\d){_CLOCK}?([01]\d|2[0-3])([0-5]\d)\s*(?:-|\btiii\b)\s*{_CLOCK}?([01]\d|2[0-3])([0-5]\d)(?!\d)"
)
_SINGLE = re.compile(rf"{_CLOCK}{_TIME}(?!\d)")
_BARE = re.compile(r"(?<![\d.:/-])([01]?\d|2[0-3])[.:]([0-5]\d)(?![\d.:])")
_OPENED = rx(r"\b(?:öppna\w*|starta\w*|börja\w*|inled\w*)\b")
_CLOSED = rx(r"\b(?:avsluta\w*|sluta\w*|stäng\w*)\b")
_YEAR = re.compile(r"(?<![\d-])(20[12345]\d)(?!\d)")
_WEEK = re.compile(loose(r"\b(?:v(?:ecka)?)\W{0,2}") + r"([1-4]\d|5[0-3]|[1-9])\b(?!\s?(?:/|:|\.\d))")


@dataclass(frozen=True)
class Mention:
    """One date in a text, with its weekday and "den" in the span."""

    start: int
    end: int
    date: datetime.date
    year_given: bool


@dataclass
class Calendar:
    """Reads dates of one note, knowing when the meeting was."""

    meeting: datetime.date | None = None
    next_meeting: datetime.date | None = None
    group: str = ""  # folded: whose meetings these are

    def mentions(self, text, *, ahead=None, heading=""):
        """All dates of the text in order. `ahead`: True for what must come, False for what has been, None to judge.

        A heading that names one year ("Mötestider 2026") gives it to dates without a year.
        """
        numbers = numeric(text)
        found = [m for raw in _raw_dates(numbers) if (m := self._mention(raw, numbers, ahead))]
        found.sort(key=lambda mention: mention.start)
        dated = patterns.OWN_MEETINGS.search(fold(heading)) or patterns.DATES_HEADING.search(fold(heading))
        years = set(years_in(heading)) if dated else set()
        if len(years) == 1 and self.meeting is not None:
            found = [self._in_year(mention, years) for mention in found]
        return found

    def _in_year(self, mention, years):
        date = None if mention.year_given else _day(next(iter(years)), mention.date.month, mention.date.day)
        return replace(mention, date=date) if date and date > self.meeting else mention

    def _mention(self, raw, numbers, ahead):
        start, end, year, month, day = raw
        before = _WEEKDAY_BEFORE.search(numbers[max(0, start - 20) : start])
        weekday = weekday_of(before.group(1)) if before else None
        widened = _BEFORE_DATE.search(numbers[max(0, start - 20) : start])
        if widened:
            start -= len(widened.group())
        date = (
            _day(year, month, day)
            if year
            else self.fitting(month, day, weekday=weekday, ahead=ahead, near=numbers[:start])
        )
        return Mention(start, end, date, bool(year)) if date else None

    def fitting(self, month, day, *, weekday=None, ahead=None, near=""):
        """The day and month in the year that fits the meeting; None when the meeting's own date is not known."""
        if self.meeting is None:
            return None
        around = [d for year in range(self.meeting.year - 1, self.meeting.year + 3) if (d := _day(year, month, day))]
        if not around:
            return None
        if weekday is not None:
            right = [d for d in around if d.weekday() == weekday]
            around = right or around
        later = next((d for d in around if d >= self.meeting), None)
        earlier = next((d for d in reversed(around) if d < self.meeting), None)
        if ahead is not None or later is None or earlier is None:
            return (later if ahead is not False else earlier) or later or earlier
        since, until = (self.meeting - earlier).days, (later - self.meeting).days
        told_as_past = patterns.PAST.search(near[-60:]) and not patterns.FOLLOWS.search(near[-60:])
        return earlier if since <= (150 if told_as_past else 60) and since < until else later

    def weeks(self, text):
        """[(start, end, friday)] of week numbers: a week's work is done on its Friday."""
        if self.meeting is None:
            return []
        found = []
        for match in _WEEK.finditer(numeric(text)):
            for year in (self.meeting.year, self.meeting.year + 1):
                try:
                    friday = datetime.date.fromisocalendar(year, int(match.group(1)), 5)
                except ValueError:
                    continue
                if friday >= self.meeting:
                    found.append((match.start(), match.end(), friday))
                    break
        return found

    def weekday_after(self, number):
        if self.meeting is None:
            return None
        return self.meeting + datetime.timedelta(days=(number - self.meeting.weekday() - 1) % 7 + 1)


def _raw_dates(numbers):
    """(start, end, year or 0, month, day); the surest way of writing first, no two over the same letters."""
    if not _DIGIT.search(numbers):
        return []
    taken = [match.span() for match in _NOT_A_DATE.finditer(numbers)]
    found = []
    for one in _candidates(numbers):
        start, end = one[:2]
        if all(end <= a or start >= b for a, b in taken):
            taken.append((start, end))
            found.append(one)
    return found


def _candidates(numbers):
    for pattern in (_ISO, _COMPACT):
        for match in pattern.finditer(numbers):
            yield *match.span(), int(match[1]), int(match[2]), int(match[3])
    for match in _SHORT_ISO.finditer(numbers):
        if 10 <= int(match[1]) <= 50:
            yield *match.span(), 2000 + int(match[1]), int(match[2]), int(match[3])
    for match in _ACROSS.finditer(numbers):
        yield *match.span(), 0, month_number(match["month"]), int(match["day"])
    for match in _NAMED.finditer(numbers):
        yield from _days_of_month(match)
    for pattern in (_DOTTED, _SLASH_YEAR):
        for match in pattern.finditer(numbers):
            yield *match.span(), _full_year(match[3]), int(match[2]), int(match[1])
    for match in _SLASH.finditer(numbers):
        yield *match.span(), _full_year(match[3] or match[4] or "0"), int(match[2]), int(match[1])


def _days_of_month(match):
    """ "14, 16 och 28 oktober" are three days; "5-6 november" is one event that begins on the 5th."""
    year = _full_year(match["year"] or match["short"] or "0")
    month = month_number(match["month"])
    days = [(number.span(), int(number.group())) for number in re.finditer(r"\d+", match["days"])]
    if not re.search(r",|och|samt|eiier", match["days"]):
        yield *match.span(), year, month, days[0][1]
        return
    for place, ((start, end), day) in enumerate(days):
        last = place == len(days) - 1
        yield match.start("days") + start, match.end() if last else match.start("days") + end, year, month, day


def month_number(word):
    """The month a folded word means, however damaged."""
    return _MONTH_OF.get(word) or next((number for names, number in _MONTH_NAMES if names.fullmatch(word)), 1)


def _full_year(text):
    return int(text) if len(text) != 2 else 2000 + int(text)


def _day(year, month, day):
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def weekday_of(word):
    for number, pattern in _WEEKDAY_NAMES:
        if pattern.match(word):
            return number
    return None


def meeting_date(text, *, years=(), reference=None, compact=False):
    """The first date of a line of the head. A missing year is told by the weekday, the note's own years, the reader's day."""
    numbers = numeric(text)
    raw = sorted(_raw_dates(numbers))
    if not raw and compact:
        raw = [
            (m.start(), m.end(), 2000 + int(m[1]), int(m[2]), int(m[3]))
            for m in _SIX.finditer(numbers)
            if 10 <= int(m[1]) <= 50
        ]
    for start, _end, year, month, day in raw:
        if year:
            if date := _day(year, month, day):
                return date
            continue
        before = _WEEKDAY_BEFORE.search(numbers[max(0, start - 20) : start])
        if date := _guess_year(month, day, weekday_of(before.group(1)) if before else None, years, reference):
            return date
    return None


def _guess_year(month, day, weekday, years, reference):
    candidates = [year for year, _count in Counter(years).most_common()]
    if reference:
        latest = reference.year if (month, day) <= (reference.month, reference.day) else reference.year - 1
        candidates += [latest, latest + 1, latest - 1, latest - 2, latest - 3]
    days = [date for year in candidates if (date := _day(year, month, day))]
    if weekday is not None:
        days = [date for date in days if date.weekday() == weekday] or days
    return days[0] if days else None


def years_in(text):
    return [int(year) for year in _YEAR.findall(numeric(text))]


def without_dates(text):
    """The text, as long as before, with its dates blanked out."""
    numbers = numeric(text)
    out = list(text)
    for start, end, *_rest in _raw_dates(numbers):
        before = _BEFORE_DATE.search(numbers[max(0, start - 20) : start])
        begins = start - (len(before.group()) if before else 0)
        out[begins:end] = " " * (end - begins)
    return "".join(out)


def without_times(text):
    numbers = numeric(text)
    out = list(text)
    for pattern in (_FOUR, _RANGE, _SINGLE):
        for match in pattern.finditer(numbers):
            if pattern is _RANGE and not _is_time_range(match, numbers, labelled=False):
                continue
            out[match.start() : match.end()] = " " * (match.end() - match.start())
            numbers = numbers[: match.start()] + " " * (match.end() - match.start()) + numbers[match.end() :]
    return "".join(out)


def find_times(text, *, labelled=False):
    """("08:15", "12:00"), either may be None. `labelled`: the text stands after "Tid:" and "13-15" can only be hours."""
    numbers = numeric(without_dates(text))
    for match in _FOUR.finditer(numbers):
        return f"{match[1]}:{match[2]}", f"{match[3]}:{match[4]}"
    for match in _RANGE.finditer(numbers):
        if _is_time_range(match, numbers, labelled):
            return _clock(match[1], match[2]), _clock(match[3], match[4])
    singles = list(_SINGLE.finditer(numbers)) or (list(_BARE.finditer(numbers)) if labelled else [])
    if not singles:
        return None, None
    first = _clock(singles[0][1], singles[0][2])
    if len(singles) > 1 and labelled:
        return first, _clock(singles[-1][1], singles[-1][2])
    return first, None


def opening_and_closing(text):
    """Times told in sentences: "Mötet öppnades kl. 13.05", "Mötet avslutades 14:55"."""
    starts = ends = None
    for line in text:
        numbers = numeric(without_dates(line))
        times = list(_SINGLE.finditer(numbers)) or list(_BARE.finditer(numbers))
        if (
            len(times) == 2
            and (opened := _OPENED.search(numbers))
            and (closed := _CLOSED.search(numbers))
            and opened.start() < closed.start()
        ):
            return _clock(times[0][1], times[0][2]), _clock(times[1][1], times[1][2])
        if len(times) != 1:
            continue
        if _OPENED.search(numbers) and starts is None:
            starts = _clock(times[0][1], times[0][2])
        elif _CLOSED.search(numbers):
            ends = _clock(times[0][1], times[0][2])
    return starts, ends


def _is_time_range(match, numbers, labelled):
    with_clock = re.search(_CLOCK, match.group())
    minutes = match[2] or match[4]
    return bool((with_clock or labelled or minutes) and int(match[1]) < int(match[3]) + (1 if match[4] else 0))


def _clock(hour, minute):
    return f"{int(hour) % 24:02d}:{minute or '00'}"
