"""When and where each group meets: a year of meetings, and the coming weeks."""

from typing import NamedTuple

from meetings.models import MeetingForm, MeetingStatus
from overview.demonstration.meetings_text import MATTERS_IN_HAND, WORKING_GROUP, Theme
from overview.demonstration.meetings_text_groups import (
    LOCAL_FORUM,
    MUNICIPALITIES,
    NURSES,
    OPERATIVE,
    PENSIONERS,
    POLITICAL,
    PROJECT,
    STEERING,
)
from overview.demonstration.workdays import MONDAY, THURSDAY, TUESDAY, WEDNESDAY

PHYSICAL, HYBRID, DIGITAL = MeetingForm.PHYSICAL, MeetingForm.HYBRID, MeetingForm.DIGITAL


class Series(NamedTuple):
    """A group's meetings: days from today, on a weekday where that matters, with themes for those that were held.

    Forms and places take turns, so that journeys are shared.
    """

    group: str
    title: str
    days: list[int]
    hours: tuple[int, int]
    forms: list[str]
    places: list[str]
    themes: list[Theme]
    weekday: int | None = None
    second_themes: list[Theme] = []
    words: dict[str, str] = {}


# Every second and third week by turns, backwards from the next meeting.
_FORTNIGHTS = [
    -9,
    -30,
    -44,
    -65,
    -79,
    -100,
    -114,
    -135,
    -149,
    -170,
    -184,
    -205,
    -219,
    -240,
    -254,
    -275,
    -289,
    -310,
    -324,
    -345,
]

FORUMS = {
    "vetlanda": {
        "kommun": "Vetlanda", "mottagning": "Smedjan", "besök": "sex", "Utskrivningar": "Sju",
        "Avvikelser": "Elva", "Flest": "Åtta", "personer": "tjugo",
    },
    "habo": {
        "kommun": "Habo", "mottagning": "Hagstugan", "besök": "nio", "Utskrivningar": "Fem",
        "Avvikelser": "Sex", "Flest": "Fyra", "personer": "femton",
    },
    "gislaved": {
        "kommun": "Gislaved", "mottagning": "Åkanten", "besök": "tolv", "Utskrivningar": "Åtta",
        "Avvikelser": "Fjorton", "Flest": "Nio", "personer": "tjugofem",
    },
}  # fmt: skip


def all_series(last_day: int) -> list[Series]:
    """Every group's series; `last_day` is the number of days left to decide."""
    return [
        Series(
            "arbetsgruppen", "Arbetsgruppen", [*reversed(_FORTNIGHTS), 2, 19, 40, 54], (9, 12),
            [PHYSICAL, DIGITAL, HYBRID],
            ["Stadshuset i Nässjö", "", "Regionens hus i Jönköping", "Kommunhuset i Vaggeryd", "", "Stadshuset i Värnamo",
             "Kommunhuset i Eksjö", "", "Regionens hus i Jönköping"],
            WORKING_GROUP, THURSDAY, MATTERS_IN_HAND,
        ),
        Series(
            "styrgruppen", "Gemensam styrgrupp", [-290, -200, -102, -25, 24, last_day - 5], (13, 16), [PHYSICAL, HYBRID],
            ["Regionens hus i Jönköping", "Rådhuset i Tranås"], STEERING,
        ),
        Series(
            "operativa", "Operativ styrgrupp", [-318, -270, -222, -170, -116, -70, -20, 17, last_day - 14], (9, 11), [DIGITAL, DIGITAL, HYBRID],
            ["", "", "Regionens hus i Jönköping"], OPERATIVE,
        ),
        Series(
            "projektledningen", "Projektledningen", [-35, -21, -12, -5, 0, 7, 14], (13, 14), [DIGITAL], [""], PROJECT, MONDAY,
        ),
        Series(
            "kommungruppen", "Kommungruppen", [-280, -215, -150, -95, -33, 11, 53], (9, 11), [DIGITAL, PHYSICAL],
            ["", "Kommunhuset i Vaggeryd"], MUNICIPALITIES, WEDNESDAY,
        ),
        Series(
            "politiska", "Politisk referensgrupp", [-190, -40, 30], (15, 17), [PHYSICAL], ["Regionens hus i Jönköping"], POLITICAL,
        ),
        Series(
            "forum-vetlanda", "Ledningsforum Vetlanda", [-110, -82, -47, -12, 20, 62], (13, 15), [PHYSICAL],
            ["Stadshuset i Vetlanda", "Vårdcentralen Smedjan"],
            [LOCAL_FORUM[place] for place in (0, 2, 1, 4)], TUESDAY, words=FORUMS["vetlanda"],
        ),
        Series(
            "forum-habo", "Ledningsforum Habo", [-240, -198, -156, -114, -72, -30, 13], (10, 12), [PHYSICAL],
            ["Kommunhuset i Habo", "Vårdcentralen Hagstugan"],
            [LOCAL_FORUM[place] for place in (0, 3, 2, 5, 1, 4)], TUESDAY, words=FORUMS["habo"],
        ),
        Series(
            "forum-gislaved", "Ledningsforum Gislaved", [-290, -240, -190, -140, -95, -40, 6], (14, 16), [HYBRID, PHYSICAL],
            ["Vårdcentralen Åkanten", "Kommunhuset i Gislaved"],
            [LOCAL_FORUM[place] for place in (0, 1, 3, 2, 5, 4)], TUESDAY, words=FORUMS["gislaved"],
        ),
        Series(
            "pensionarsradet", "Länets pensionärsråd", [-176, -60, 8], (10, 12), [PHYSICAL],
            ["Regionens hus i Jönköping", "Träffpunkten i Vetlanda"], PENSIONERS,
        ),
        Series("mas", "MAS-nätverket", [-250, -117, -45, 16], (13, 15), [DIGITAL], [""], NURSES),
    ]  # fmt: skip


# Of the working group's meetings, by their number: these were not held.
NOT_HELD = {6: MeetingStatus.CANCELLED, 10: MeetingStatus.REPLACED}

# (group, place in the series): what is not settled about a coming meeting.
COMING = {
    ("arbetsgruppen", 22): MeetingStatus.PRELIMINARY,
    ("arbetsgruppen", 23): MeetingStatus.PROPOSED,
    ("politiska", 2): MeetingStatus.PRELIMINARY,
    ("forum-habo", 6): MeetingStatus.MOVED,
    ("forum-vetlanda", 5): MeetingStatus.PROPOSED,
    ("kommungruppen", 6): MeetingStatus.PRELIMINARY,
}
