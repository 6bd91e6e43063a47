"""Differences word by word, dates as people write them, bars and lines."""

import re
from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements import periods
from agreements.differences import compare, paragraphs
from agreements.drawing import TimeScale, counts_in_words, stacked_bar

ON = date(2026, 3, 12)


def _without(tag, markup):
    """What remains of a text when everything marked so is taken away."""
    return re.sub(r"<[^>]+>", " ", re.sub(rf"<{tag}>.*?</{tag}>", " ", markup)).split()


@given(st.text("ab<& \n", max_size=40), st.text("ab<& \n", max_size=40))
def test_what_both_have_is_the_same_and_nothing_is_lost(old, new):
    before, after = compare(old, new)
    assert _without("del", before) == _without("ins", after)
    assert re.sub(r"<[^>]+>", " ", before).replace("&lt;", "<").replace("&amp;", "&").split() == old.split()
    assert re.sub(r"<[^>]+>", " ", after).replace("&lt;", "<").replace("&amp;", "&").split() == new.split()


def test_neighbouring_words_share_one_mark():
    assert compare("Kontakten utses inom en månad.", "Kontakten utses gemensamt och inom två veckor.") == (
        "<p>Kontakten utses inom <del>en månad.</del></p>",
        "<p>Kontakten utses <ins>gemensamt och</ins> inom <ins>två veckor.</ins></p>",
    )


def test_paragraphs_and_lines_are_kept_and_text_is_escaped():
    assert paragraphs("Ett <b>\r\n– två\r\n\r\nTre") == "<p>Ett &lt;b&gt;<br>– två</p><p>Tre</p>"


@pytest.mark.parametrize(
    ("first", "last", "other", "words"),
    [
        (date(2026, 1, 19), None, None, "19 januari"),
        (date(2026, 1, 19), None, date(2026, 1, 20), "19 eller 20 januari"),
        (date(2026, 1, 20), None, date(2026, 1, 19), "19 eller 20 januari"),
        (date(2026, 1, 31), None, date(2026, 2, 3), "31 januari eller 3 februari"),
        (date(2026, 6, 1), date(2026, 8, 31), None, "1 juni–31 augusti"),
        (date(2026, 9, 1), date(2026, 9, 7), None, "1–7 september"),
        (date(2026, 12, 28), date(2027, 1, 10), None, "28 december 2026–10 januari 2027"),
        (date(2027, 1, 1), date(2027, 1, 1), None, "1 januari 2027"),
        (date(2026, 12, 30), None, date(2027, 1, 2), "30 december eller 2 januari 2027"),
    ],
)
def test_dates_as_people_write_them(first, last, other, words):
    activity = SimpleNamespace(starts_on=first, ends_on=last, or_on=other)
    assert periods.activity_days(activity, on=ON) == words


def test_a_bar_fills_its_width_and_shows_figures_that_fit():
    bar = stacked_bar([0, 98, 1, 1, 0])
    assert re.findall(r'class="ramp-(\d)" x="([\d.]+)%" y="0" width="([\d.]+)%"', bar) == [
        ("1", "0.00", "98.00"),
        ("2", "98.00", "1.00"),
        ("3", "99.00", "1.00"),
    ]
    assert re.findall(r">(\d+)</text>", bar) == ["98"]


def test_a_bar_of_nothing_is_empty():
    assert "<rect" not in stacked_bar([0, 0, 0, 0, 0])


def test_a_bar_has_its_words(settings):
    assert (
        counts_in_words([1, 2, 0, 0, 4])
        == "Ej påbörjat 1, Behovsinventering 2, Införande 0, Användning 0, Vidmakthållande 4"
    )


def test_a_time_line_holds_whole_months():
    scale = TimeScale.over([date(2026, 1, 20), date(2026, 2, 14)])
    assert (scale.start, scale.end) == (date(2026, 1, 1), date(2026, 3, 1))
    assert [name for _place, name in scale.months()] == ["jan", "feb"]
    assert (scale.place(date(2026, 1, 1)), scale.place(date(2026, 3, 1))) == ("0.00", "100.00")


def test_a_long_time_line_names_fewer_months():
    scale = TimeScale.over([date(2026, 11, 20), date(2028, 2, 14)])
    assert [name for _place, name in scale.months()] == ["nov 2026", "mar 2027", "jul", "nov"]
    assert len(list(TimeScale.over([date(2026, 1, 1), date(2046, 1, 1)]).months())) <= 4


def test_drawings_hold_no_inline_style(settings):
    assert "style" not in stacked_bar([1, 2, 3, 4, 5])
