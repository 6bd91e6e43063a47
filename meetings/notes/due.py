"""The day by which something must be done, when it is stated or follows from a stated day."""

import calendar
import datetime
import re

from meetings.notes import patterns
from meetings.notes.dates import WEEKDAY, month_number, weekday_of
from meetings.notes.words import fold, rx

_ONLY_NEXT_MEETING = rx(r"^\W*(?:till |inför |före )?nästa (?:möte|träff|gång|sammanträde|avstämning)\W*$")


def due_date(text, calendar_, *, bare=False):
    """The day by which something must be done, when it is stated or follows from a stated day; else None.

    `bare`: any date in the text counts (a table cell, brackets after a task).
    """
    folded = fold(text)
    mentions = calendar_.mentions(text, ahead=True)
    for mention in mentions:
        before = folded[: mention.start]
        if patterns.DUE_BEFORE.search(before) or (
            patterns.DUE_EVENT.search(before)
            and not patterns.OCCASION.search(before[: patterns.DUE_EVENT.search(before).start()])
        ):
            return mention.date
    if bare and mentions:
        return mentions[-1].date
    if bare and _ONLY_NEXT_MEETING.match(folded):
        return calendar_.next_meeting
    for mention in mentions:
        alone = re.search(r"[(,–-]\s*$", folded[: mention.start]) and re.match(r"\W*$", folded[mention.end :])
        if alone or (
            not patterns.OCCASION.search(folded[: mention.start])
            and re.search(r"(?:\bden|\bp[ae]|\w)\W*$", folded[: mention.start])
        ):
            return mention.date
    return _relative_due(text, folded, calendar_)


def _relative_due(text, folded, calendar_):
    meeting = patterns.NEXT_MEETING.search(folded)
    body = patterns.BODY_OF_MEETING.search(meeting["which"] or "") if meeting else None
    if body and body.group() not in calendar_.group:
        return None  # another body's meeting
    if meeting and (
        not meeting.group().startswith(("till ", "tiii ", "pa ", "vid "))
        or not patterns.OCCASION.search(folded[max(0, meeting.start() - 40) : meeting.start()])
    ):
        return calendar_.next_meeting
    if weeks := calendar_.weeks(text):
        return weeks[0][2]
    if calendar_.meeting is None:
        return None
    if match := patterns.LAST_OF_MONTH.search(folded):
        month = month_number(match["month"])
        year = calendar_.meeting.year + (month < calendar_.meeting.month)
        return datetime.date(year, month, calendar.monthrange(year, month)[1])
    if patterns.END_OF_YEAR.search(folded):
        return datetime.date(calendar_.meeting.year, 12, 31)
    if patterns.TOMORROW.search(folded):
        return calendar_.meeting + datetime.timedelta(days=1)
    if match := patterns.IN_DAYS.search(folded):
        number = (
            int(match["n"])
            if match["n"].isdigit()
            else {fold(k): v for k, v in patterns.NUMBERS.items()}.get(match["n"], 0)
        )
        days = number * (7 if match["unit"].startswith("veck") else 1)
        return calendar_.meeting + datetime.timedelta(days=days) if days else None
    if match := re.search(rf"\b(?:senast|pa|nu pa|tiii)\s+(?:pa\s+)?({WEEKDAY})(?!\s*(?:den|\d))", folded):
        return calendar_.weekday_after(weekday_of(match.group(1)))
    return None
