"""An action in one line: what is understood, and what is said when it is not."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.utils import translation

from actions.lines import Known, name_person, name_place, read_line
from actions.spoken_dates import read_date

TUESDAY = date(2026, 10, 20)


@dataclass(frozen=True)
class Person:
    first_name: str
    last_name: str

    @property
    def email(self):
        return f"{self.first_name}.{self.last_name}@example.org".lower()

    def get_full_name(self):
        return f"{self.first_name} {self.last_name}"


MALIN = Person("Malin", "Ek")
MALIN_ASK = Person("Malin", "Ask")
TOVE = Person("Tove", "Åberg")


@pytest.fixture
def known():
    return Known(
        people=[name_person(MALIN, organisation="Ekby"), name_person(TOVE)],
        places=[name_place("ekby", "Ekby kommun", "Ekby"), name_place("gruppen", "Arbetsgruppen")],
        closed=[name_place("åsele", "Åsele kommun", "Åsele")],
        provisions={"4.2": ["clause 4.2"], "5": ["five", "another five"]},
    )


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def understood(text, known):
    line = read_line(text, known, on=TUESDAY)
    return line.title, line.owner, line.due_on, line.provision, line.place, line.problems


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ring Ekby", ("Ring Ekby", None, None, None, None, [])),
        (
            "Ta fram presentation @malin /27 okt §4.2 #ekby",
            ("Ta fram presentation", MALIN, date(2026, 10, 27), "clause 4.2", "ekby", []),
        ),
        (
            "@tove åberg #Arbetsgruppen § 4.2 /i morgon Boka lokal",
            ("Boka lokal", TOVE, date(2026, 10, 21), "clause 4.2", "gruppen", []),
        ),
        ("Ta fram @malin.ek en presentation", ("Ta fram en presentation", MALIN, None, None, None, [])),
        ("Läs § 4.2 igen till fredag", ("Läs § 4.2 igen till fredag", None, None, "clause 4.2", None, [])),
        ("Möte med #ekby om tider /v 44", ("Möte med Ekby om tider", None, date(2026, 10, 30), None, "ekby", [])),
        ("Ring @malin, #ekby.", ("Ring", MALIN, None, None, "ekby", [])),
        (
            "Skriv 1/2 sida om för- och/eller nackdelar",
            ("Skriv 1/2 sida om för- och/eller nackdelar", None, None, None, None, []),
        ),
        ("Mejla malin@example.org / ring", ("Mejla malin@example.org / ring", None, None, None, None, [])),
        ("Läs om § i avtalet", ("Läs om § i avtalet", None, None, None, None, [])),
    ],
)
def test_what_is_understood(text, expected, known):
    assert understood(text, known) == expected


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "Write what is to be done."),
        ("@malin /27 okt", "Write what is to be done."),
        ("Ring @okänd", "There is nobody called “okänd” here. Write the whole name, or leave it out and choose later."),
        ("Ring #okänd", "There is no organisation or group called “okänd”."),
        ("Ring #åsele", "You cannot add actions for Åsele. Choose your own organisation or group."),
        ("Ring /sedan", "“/sedan” cannot be read as a date. Write for example /27 okt, /friday or /2026-10-27."),
        ("Ring /31 juni", "“/31” cannot be read as a date. Write for example /27 okt, /friday or /2026-10-27."),
        ("Ring /2026-10-19", "The date has passed. Choose today or later."),
        ("Ring /27 okt /28 okt", "There are two dates. Keep one."),
        ("Ring §9.9", "There is no § 9.9 in the agreement."),
        ("Ring §5", "§ 5 is in several agreements. Choose it in the form instead."),
        ("Ring @malin @tove", "An action has one person responsible. Keep one @ and write the others in the text."),
        ("x" * 301, "Write it in at most 300 characters; there is room for more on the action's own page."),
    ],
)
def test_what_is_said_when_it_is_not(text, problem, known):
    assert read_line(text, known, on=TUESDAY).problems == [problem]


def test_two_with_the_same_first_name_are_asked_about(known):
    known.people.append(name_person(MALIN_ASK, organisation="Åsele"))
    line = read_line("Ring @malin", known, on=TUESDAY)
    assert (line.owner, line.problems) == (
        None,
        ["“@malin” may be Malin Ek (Ekby), Malin Ask (Åsele). Write the whole name."],
    )
    assert read_line("Ring @malin ask i morgon", known, on=TUESDAY).owner == MALIN_ASK
    assert read_line("Ring @malin a", known, on=TUESDAY).owner == MALIN_ASK


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("27 okt", date(2026, 10, 27)),
        ("27 oktober 2027", date(2027, 10, 27)),
        ("27 oct", date(2026, 10, 27)),
        ("5 jan", date(2027, 1, 5)),
        ("20 okt", TUESDAY),
        ("29 februari", date(2028, 2, 29)),
        ("27/10", date(2026, 10, 27)),
        ("27/10 2027", date(2027, 10, 27)),
        ("2026-12-01", date(2026, 12, 1)),
        ("idag", TUESDAY),
        ("i morgon", date(2026, 10, 21)),
        ("fredag", date(2026, 10, 23)),
        ("fre", date(2026, 10, 23)),
        ("tisdag", date(2026, 10, 27)),
        ("friday", date(2026, 10, 23)),
        ("v 43", date(2026, 10, 23)),
        ("vecka 2", date(2027, 1, 15)),
        ("om 2 veckor", date(2026, 11, 3)),
        ("om 3 dagar", date(2026, 10, 23)),
        ("27 oktavor", None),
        ("32 okt", None),
        ("v 60", None),
        ("sen", None),
    ],
)
def test_dates(text, expected):
    found = read_date(text, on=TUESDAY)
    assert (found[0] if found else None) == expected
