"""The free days of Sweden, with the names people use."""

from datetime import date

from django.utils import translation

from portal.holidays import swedish_holidays


def test_the_days_of_a_year_have_their_swedish_names_and_only_those():
    days = swedish_holidays(date(2026, 1, 1), date(2026, 12, 31))

    assert days[date(2026, 1, 6)] == "Trettondedag jul"
    assert days[date(2026, 5, 14)] == "Kristi himmelsfärdsdag"
    assert days[date(2026, 6, 19)] == "Midsommarafton"
    assert days[date(2026, 6, 20)] == "Midsommardagen"
    assert days[date(2026, 12, 24)] == "Julafton"
    assert days[date(2026, 12, 31)] == "Nyårsafton"
    assert date(2026, 3, 8) not in days, "an ordinary Sunday is not a holiday"
    assert len(days) == 16
    assert list(days) == sorted(days)


def test_a_period_over_new_year_takes_both_ends_and_nothing_outside():
    assert list(swedish_holidays(date(2026, 12, 31), date(2027, 1, 1))) == [date(2026, 12, 31), date(2027, 1, 1)]
    assert swedish_holidays(date(2026, 12, 27), date(2026, 12, 30)) == {}


def test_the_names_follow_the_reader():
    with translation.override("en"):
        days = swedish_holidays(date(2026, 6, 1), date(2026, 12, 31))

    assert days[date(2026, 6, 19)] == "Midsummer Eve"
    assert days[date(2026, 12, 25)] == "Christmas Day"
