"""Due dates as people type them after a slash: "27 okt", "fredag", "v 43", "i morgon", "2026-10-27"."""

import re
from datetime import date, timedelta

MONTHS = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
ENGLISH_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
WEEKDAYS = ("mån", "tis", "ons", "tor", "fre", "lör", "sön")
ENGLISH_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NEAR = {
    "idag": 0, "i dag": 0, "today": 0,
    "imorgon": 1, "i morgon": 1, "tomorrow": 1,
    "i övermorgon": 2, "iövermorgon": 2,
}  # fmt: skip

_END = r"(?![\w])"
_ISO = re.compile(rf"(\d{{4}})-(\d{{1,2}})-(\d{{1,2}}){_END}")
_SLASHED = re.compile(rf"(\d{{1,2}})/(\d{{1,2}})(?:[-/ ](\d{{4}}))?{_END}")
_NAMED = re.compile(r"(\d{1,2})(?::?e)?[. ]?\s?([a-zåäö]{3,9})\.?(?:\s(\d{4}))?(?![\w])")
_WEEK = re.compile(rf"(?:v|vecka|week)\.?\s?(\d{{1,2}}){_END}")
_IN = re.compile(r"(?:om|in)\s(\d{1,3})\s(dag|dagar|day|days|vecka|veckor|week|weeks)(?![\w])")
_WORD = re.compile(r"[a-zåäö]+")


def read_date(text: str, *, on: date):
    """(date, length) of a date that `text` begins with, or None. A day without a year is the next one from `on`."""
    lower = text.lower()
    for read in (_near, _iso, _named, _slashed, _week, _ahead, _weekday):
        try:
            found = read(lower, on)
        except ValueError:  # the 31st of June, week 54
            return None
        if found:
            return found
    return None


def _near(text, on):
    for words, days in NEAR.items():
        if re.match(re.escape(words) + _END, text):
            return on + timedelta(days=days), len(words)
    return None


def _iso(text, on):
    match = _ISO.match(text)
    return match and (date(*map(int, match.groups())), match.end())


def _named(text, on):
    match = _NAMED.match(text)
    if not match:
        return None
    month = _month(match[2])
    return month and (_coming(int(match[1]), month, match[3], on), match.end())


def _slashed(text, on):
    match = _SLASHED.match(text)
    return match and (_coming(int(match[1]), int(match[2]), match[3], on), match.end())


def _week(text, on):
    match = _WEEK.match(text)
    if not match:
        return None
    friday = date.fromisocalendar(on.isocalendar().year, int(match[1]), 5)
    if friday < on:
        friday = date.fromisocalendar(on.isocalendar().year + 1, int(match[1]), 5)
    return friday, match.end()


def _ahead(text, on):
    match = _IN.match(text)
    if not match:
        return None
    days = int(match[1]) * (7 if match[2][0] in "vw" else 1)
    return on + timedelta(days=days), match.end()


def _weekday(text, on):
    match = _WORD.match(text)
    if not match:
        return None
    for names in (WEEKDAYS, ENGLISH_WEEKDAYS):
        for number, name in enumerate(names):
            if match[0] in _weekday_spellings(name):
                return on + timedelta(days=(number - on.weekday() - 1) % 7 + 1), match.end()
    return None


def _weekday_spellings(name):
    whole = {"tue": "tuesday", "wed": "wednesday", "thu": "thursday", "sat": "saturday", "tor": "torsdag"}
    swedish = name in WEEKDAYS
    return {name, f"{name}s", whole.get(name, f"{name}dag" if swedish else f"{name}day")}


def _month(word):
    for names in (MONTHS, ENGLISH_MONTHS):
        if word[:3] in names and _MONTH_WORD.fullmatch(word):
            return names.index(word[:3]) + 1
    return None


_MONTH_WORD = re.compile(
    "jan(uari|uary)?|feb(ruari|ruary)?|mar(s|ch)?|apr(il)?|maj|may|juni?|june|juli?|july|aug(usti|ust)?|sept?(ember)?"
    "|okt(ober)?|oct(ober)?|nov(ember)?|dec(ember)?"
)


def _coming(day, month, year, on):
    """The date in the year given, else the first such day that is not before `on`."""
    if year:
        return date(int(year), month, day)
    first = date(on.year, month, day) if not (month == 2 and day == 29) else _next_leap_day(on)
    return first if first >= on else first.replace(year=on.year + 1)


def _next_leap_day(on):
    for year in range(on.year, on.year + 9):
        try:
            day = date(year, 2, 29)
        except ValueError:
            continue
        if day >= on:
            return day
    raise ValueError("no such day")
