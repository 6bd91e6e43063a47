"""Coming dates: which, in what year, whether preliminary; and how dates and times are written."""

from datetime import date

import pytest

from meetings.notes import read_pasted
from meetings.notes.dates import Calendar, find_times, meeting_date
from meetings.notes.due import due_date

NOTE = """Minnesanteckningar Samverkansgruppen Norr
Datum: 2025-10-13
Närvarande: Karin Ahlström, Lillköpings kommun; Per Lindgren, Region Norr; Maria Holm, Vårdcentralen Tallen

1. Läget
Gruppen gick igenom läget i de olika verksamheterna.

2. Punkt
%s
"""
COMING = [
    ("Nästa möte är den 24 november kl. 13–15.", [("2025-11-24", False)]),
    ("Nästa möte: 24 november kl 13-15, Teams", [("2025-11-24", False)]),
    ("Nästa möte 2025-11-24", [("2025-11-24", False)]),
    ("Nästa möte: 24/11 kl 13.00", [("2025-11-24", False)]),
    ("Nästa möte hålls måndag den 24 november.", [("2025-11-24", False)]),
    ("Preliminärt datum för nästa möte är 24 november.", [("2025-11-24", True)]),
    ("Mötet den 10 november flyttas till den 17 november.", [("2025-11-10", False), ("2025-11-17", False)]),
    ("Konferensen hålls den 5 februari.", [("2026-02-05", False)]),
    ("Konferensen hålls 5-6 februari 2026 i Borås.", [("2026-02-05", False)]),
    (
        "- Styrgruppen: 4 november\n- Referensgruppen: 6 november (prel.)\n- Politiskt samråd: 14 januari",
        [("2025-11-04", False), ("2025-11-06", True), ("2026-01-14", False)],
    ),
    (
        "- 4 november: styrgruppen\n- 6 november: referensgruppen (preliminärt)",
        [("2025-11-04", False), ("2025-11-06", True)],
    ),
    ("- 4/11 styrgrupp\n- 6/11 referensgrupp", [("2025-11-04", False), ("2025-11-06", False)]),
    ("- 2025-11-04 Styrgrupp\n- 2026-01-14 Referensgrupp (kan ändras)", [("2025-11-04", False), ("2026-01-14", True)]),
    ("Avtalet gäller från och med 1 januari 2026.", [("2026-01-01", False)]),
    ("Ansökan ska vara inne senast 15 december.", [("2025-12-15", False)]),
    ("Remisstiden går ut den 30 november.", [("2025-11-30", False)]),
    ("Det förra mötet hölls den 4 september.", []),
    ("Rapporten skickades ut den 12 september.", []),
    ("Mötet den 15 september ställdes in.", []),
    ("Enkäten genomfördes i maj 2025.", []),
    ("Karin presenterade rapporten från den 1 juni 2025.", []),
    (
        "Förslag på datum: 12 januari, 16 februari och 16 mars.",
        [("2026-01-12", True), ("2026-02-16", True), ("2026-03-16", True)],
    ),
    ("Mötestider våren 2026: 12/1, 16/2, 16/3", [("2026-01-12", False), ("2026-02-16", False), ("2026-03-16", False)]),
    ("Eventuellt blir det en extra träff den 3 december.", [("2025-12-03", True)]),
    ("Workshop planeras till den 3 december men datumet är inte fastställt.", [("2025-12-03", True)]),
    (
        "Regionstyrelsen behandlar ärendet 18 november och fullmäktige den 9 december.",
        [("2025-11-18", False), ("2025-12-09", False)],
    ),
    ("Karin skickar ut kallelse till mötet den 24 november.", [("2025-11-24", False)]),
    ("Karin skickar ut rapporten senast den 20 oktober.", []),
    (
        "| Datum | Möte | Plats |\n|---|---|---|\n| 2025-11-24 | Arbetsgrupp | Teams |\n| 2025-12-08 | Styrgrupp (prel.) | Borås |",
        [("2025-11-24", False), ("2025-12-08", True)],
    ),
    ("Utbildningen startar vecka 46.", []),
    ("Beslutet väntas den 9 december.", [("2025-12-09", False)]),
    ("Ny chef börjar den 1 november.", [("2025-11-01", False)]),
    ("Dialogmöte den 14:e november kl 9–12 i Skövde.", [("2025-11-14", False)]),
    ("Länets ledningsgrupp: l4 oktober", [("2025-10-14", False)]),
    ("Preliminärt samråd: 28 0ktober (kan ändras)", [("2025-10-28", True)]),
    ("Enligt protokoll 2025-12-01 § 4 gäller detta.", []),
    ("Dnr 2025-11-04/123", []),
    ("Arbetet pågår t.o.m. 30 april 2026.", [("2026-04-30", False)]),
    (
        "Kommande möten: 24 november (Borås), 8 december (digitalt) samt 19 januari (preliminärt).",
        [("2025-11-24", False), ("2025-12-08", False), ("2026-01-19", True)],
    ),
    ("Datum för utbildning: torsdagen den 20 november.", [("2025-11-20", False)]),
    ("Politikermötet den 16 okt är inställt.", [("2025-10-16", False)]),
]
CALENDAR = Calendar(date(2025, 10, 13), next_meeting=date(2025, 11, 24))


@pytest.mark.parametrize(("text", "expected"), COMING)
def test_coming_dates(text, expected):
    assert [(str(one.date), one.preliminary) for one in read_pasted(NOTE % text).dates] == expected


@pytest.mark.parametrize(
    ("text", "whats"),
    [
        ("Nästa möte: 24 november kl 13-15, Teams", ["Nästa möte, Teams"]),
        ("Dialogmöte den 14:e november kl 9–12 i Skövde.", ["Dialogmöte i Skövde"]),
        ("- Styrgruppen: 4 november\n- 6 november: referensgruppen (preliminärt)", ["Styrgruppen", "Referensgruppen"]),
        ("Försöket pågår till 30 juni 2026.", ["Försöket pågår"]),
        ("Mötestider: 12/1 och 16/2", ["Mötestider", "Mötestider"]),
    ],
)
def test_what_happens_then(text, whats):
    assert [one.what for one in read_pasted(NOTE % text).dates] == whats


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-04", date(2026, 3, 4)),
        ("20260304", date(2026, 3, 4)),
        ("260304", date(2026, 3, 4)),
        ("26-03-04", date(2026, 3, 4)),
        ("2026/03/04", date(2026, 3, 4)),
        ("4 mars 2026", date(2026, 3, 4)),
        ("den 4:e mars 2026", date(2026, 3, 4)),
        ("4/3 2026", date(2026, 3, 4)),
        ("4/3-26", date(2026, 3, 4)),
        ("4.3.2026", date(2026, 3, 4)),
        ("onsdagen den 4 mars 2026 kl. 13.00", date(2026, 3, 4)),
        ("l4 oktober 2O25", date(2025, 10, 14)),
        ("14 0ktober 2025", date(2025, 10, 14)),
        ("onsdag 4 mars", date(2026, 3, 4)),  # the weekday tells the year
        ("tisdag 4 mars", date(2025, 3, 4)),
        ("4 december", date(2025, 12, 4)),  # else the latest that has been
        ("31 februari 2026", None),
        ("vecka 12", None),
    ],
)
def test_ways_of_writing_the_meetings_day(text, day):
    assert meeting_date(text, reference=date(2026, 11, 22), compact=True) == day


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("08:15 – 12.00", ("08:15", "12:00")),
        ("kl. 13–15", ("13:00", "15:00")),
        ("klockan 9 till 11.30", ("09:00", "11:30")),
        ("O9:OO - l5.3O", ("09:00", "15:30")),
        ("1300-1500", ("13:00", "15:00")),
        ("kl 8", ("08:00", None)),
        ("2026-03-04 kl. 13.00-15.00", ("13:00", "15:00")),
        ("heldag", (None, None)),
    ],
)
def test_ways_of_writing_times(text, times):
    assert find_times(text, labelled=True) == times


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("senast 1/11", date(2025, 11, 1)),
        ("senast den 15 januari", date(2026, 1, 15)),
        ("till nästa möte", date(2025, 11, 24)),
        ("senast v. 42", date(2025, 10, 17)),
        ("senast på fredag", date(2025, 10, 17)),
        ("senast sista november", date(2025, 11, 30)),
        ("före årsskiftet", date(2025, 12, 31)),
        ("inom två veckor", date(2025, 10, 27)),
        ("i morgon", date(2025, 10, 14)),
        ("under hösten", None),
        ("snarast", None),
        ("i november", None),
    ],
)
def test_the_day_by_which_something_is_due(text, due):
    assert due_date(f"Skickar ut enkäten {text}", CALENDAR) == due
