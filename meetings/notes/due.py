"""The day by which something must be done, when it is stated or follows from a stated day."""

import calendar
import datetime
import re

from meetings.notes import patterns
from meetings.notes.dates import WEEKDAY, month_number, weekday_of
from meetings.notes.words import fold, rx

_NUMBERS = {fold(word): number for word, number in patterns.NUMBERS.items()}
_ON_WEEKDAY = re.compile(rf"\b(?:senast|pa|nu pa|tiii)\s+(?:pa\s+)?({WEEKDAY})(?!\s*(?:den|\d))")
_ONLY_NEXT_MEETING = rx(r"^\W*(?:till |inför |före )?nästa (?:möte|träff|gång|sammanträde|avstämning)\W*$")


def due_date(text, calendar_, *, bare=False):
    """The day by which something must be done, when it is stated or follows from a stated day; else None.

    `bare`: any date in the text counts (a table cell, brackets after a task).
    """
    folded = fold(text)
    mentions = calendar_.mentions(text, ahead=True)
    governed = next((mention.date for mention in mentions if _is_last_day(folded[: mention.start])), None)
    if governed:
        return governed
    if bare and mentions:
        return mentions[-1].date
    if bare and _ONLY_NEXT_MEETING.match(folded):
        return calendar_.next_meeting
    told = next((mention.date for mention in mentions if _is_day_of_task(folded, mention)), None)
    if told:
        return told
    return next((day for rule in _RELATIVE if (day := rule(text, folded, calendar_))), None)


def _is_last_day(before):
    """ "senast den", "till mötet den": what stands before the date says that the task must be ready then."""
    event = patterns.DUE_EVENT.search(before)
    return bool(patterns.DUE_BEFORE.search(before) or (event and not patterns.OCCASION.search(before[: event.start()])))


def _is_day_of_task(folded, mention):
    """ "Återkommer den 3 mars", "Boka lokal, 3 mars"; but not the day of a meeting that is called or booked."""
    before = folded[: mention.start]
    if re.search(r"[(,–-]\s*$", before) and re.match(r"\W*$", folded[mention.end :]):
        return True
    return bool(re.search(r"\w\W*$", before)) and not patterns.OCCASION.search(before)


# -- days that follow from other days -----------------------------------------------------------------------------


def _next_meeting(_text, folded, calendar_):
    meeting = patterns.NEXT_MEETING.search(folded)
    if not meeting:
        return None
    body = patterns.BODY_OF_MEETING.search(meeting["which"] or "")
    if body and body.group() not in calendar_.group:
        return None  # another body's meeting
    calls = patterns.OCCASION.search(folded[max(0, meeting.start() - 40) : meeting.start()])
    if calls and meeting.group().startswith(("till ", "tiii ", "pa ", "vid ")):
        return None  # "kallar till nästa möte"
    return calendar_.next_meeting


def _week(text, _folded, calendar_):
    weeks = calendar_.weeks(text)
    return weeks[0][2] if weeks else None


def _last_of_month(_text, folded, calendar_):
    match = patterns.LAST_OF_MONTH.search(folded)
    if not match or calendar_.meeting is None:
        return None
    month = month_number(match["month"])
    year = calendar_.meeting.year + (month < calendar_.meeting.month)
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def _end_of_year(_text, folded, calendar_):
    found = calendar_.meeting and patterns.END_OF_YEAR.search(folded)
    return datetime.date(calendar_.meeting.year, 12, 31) if found else None


def _in_days(_text, folded, calendar_):
    if calendar_.meeting is None:
        return None
    if patterns.TOMORROW.search(folded):
        return calendar_.meeting + datetime.timedelta(days=1)
    match = patterns.IN_DAYS.search(folded)
    number = (int(match["n"]) if match["n"].isdigit() else _NUMBERS.get(match["n"], 0)) if match else 0
    days = number * (7 if match and match["unit"].startswith("veck") else 1)
    return calendar_.meeting + datetime.timedelta(days=days) if days else None


def _weekday(_text, folded, calendar_):
    match = _ON_WEEKDAY.search(folded)
    return calendar_.weekday_after(weekday_of(match.group(1))) if match else None


_RELATIVE = (_next_meeting, _week, _last_of_month, _end_of_year, _in_days, _weekday)
