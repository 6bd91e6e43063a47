"""The days when Sweden is free: public holidays, and the three eves on which nobody meets."""

from datetime import date, timedelta
from functools import lru_cache

import holidays
from django.utils.translation import get_language

_SWEDISH = {"midsummer": "Midsommarafton", "christmas": "Julafton", "new year": "Nyårsafton"}
_ENGLISH = {"midsummer": "Midsummer Eve", "christmas": "Christmas Eve", "new year": "New Year's Eve"}


def swedish_holidays(first: date, last: date) -> dict[date, str]:
    """The free days from the first day to the last, both counted, and what each is called in the reader's language.

    Ordinary Saturdays and Sundays are not among them.
    """
    swedish = (get_language() or "sv").startswith("sv")
    return {
        day: name
        for year in range(first.year, last.year + 1)
        for day, name in _of_year(year, swedish)
        if first <= day <= last
    }


@lru_cache(maxsize=64)
def _of_year(year, swedish):
    public = holidays.country_holidays(
        "SE", years=year, language="sv" if swedish else "en_US", include_sundays=False, expand=False
    )
    eves = _SWEDISH if swedish else _ENGLISH
    days = {
        _midsummer_day(year) - timedelta(days=1): eves["midsummer"],
        date(year, 12, 24): eves["christmas"],
        date(year, 12, 31): eves["new year"],
        **public,
    }
    return tuple(sorted(days.items()))


def _midsummer_day(year):
    """The Saturday between 20 and 26 June."""
    first = date(year, 6, 20)
    return first + timedelta(days=(5 - first.weekday()) % 7)
