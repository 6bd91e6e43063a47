"""The clock moves day by day through a year: each person gets exactly the mails expected, none twice, none missing."""

import re
from datetime import date, timedelta

import pytest

from actions import services
from actions.models import ActionItem, Reminder, Rhythm
from tests.actions.clock import Clock

START, END = date(2026, 3, 2), date(2027, 3, 1)  # a Monday, and the Monday a year later
LATE, SOON, LEADS, NEWS = "FÖRSENAT", "SNART DAGS", "FÖRSENAT LÄNGE", "NYTT"


def day(text):
    return date.fromisoformat(text)


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch, START)


@pytest.fixture
def write(clock, lead, group):
    """write(title, owner, due): an action of the group, written down on the clock's day."""

    def write(title, owner, due, *, group=group):
        return services.add_action(title=title, owner=owner, due_on=day(due) if due else None, group=group, by=lead)

    return write


def told(message):
    """What a mail says: {(part, title)}."""
    found, part = set(), ""
    for block in message.body.split("\n\n"):
        for line in block.strip().splitlines()[:1]:
            if heading := re.match(r"([A-ZÅÄÖ ]+): ", line):
                part = heading[1]
            elif part and not line.startswith(("Alla ", "Välj ")):
                found.add((part, line))
    return found


def live(clock, until=END, *, asleep=(), events=None):
    """Live the year; {(day, first name): what the mail says}. Two mails to one person on a day are a failure."""
    got = {}
    for today in clock.days_until(until):
        for event in (events or {}).get(today.isoformat(), []):
            event()
        if today.isoformat() in asleep:
            continue
        for message in clock.sweep():
            key = (today.isoformat(), re.match(r"(\w+)", message.to[0])[1])
            assert key not in got, "two mails to one person on a day"
            got[key] = told(message)
    return got


def test_a_year_of_mails(clock, write, member, neighbour, respondent, lead, coach, region, group):
    services.choose_rhythm(neighbour, Rhythm.WEEKLY)
    services.choose_rhythm(respondent, Rhythm.NEVER)
    kept = write("Håller datumet", member, "2026-06-10")
    write("Blir aldrig av", member, "2026-07-15")
    moved = write("Flyttas", member, "2026-09-01")
    write("Samma dag", member, "2026-06-10")
    write("Veckans brev", neighbour, "2026-06-18")
    write("Vill inte veta", respondent, "2026-05-20")
    write("Ledarens egen", lead, "2026-10-05")
    write("Utan datum", member, None)
    nobodys = write("Ingens", None, "2026-08-03")
    alone = write("Utan grupp", neighbour, "2026-11-02", group=None)
    services.follow(kept, by=coach)

    def finish(action, by):
        return lambda: services.set_state(action, "done", by=by, at=clock.now)

    def move():
        services.edit_action(moved, {"due_on": day("2026-12-10")}, revision=1, by=lead, at=clock.now)

    got = live(
        clock,
        events={
            "2026-06-08": [finish(kept, member)],
            "2026-08-26": [move],
            "2026-12-01": [lambda: write("Skrivs sent", member, "2026-12-11")],
            "2026-12-11": [finish(moved, member)],
            "2026-12-20": [lambda: write("Skrivs efteråt", member, "2026-12-19")],
        },
    )
    assert got == {
        # two with the same date, in one letter; the one that is done gives no more
        ("2026-05-11", "Mats"): {(SOON, "Håller datumet"), (SOON, "Samma dag")},
        ("2026-06-03", "Mats"): {(SOON, "Håller datumet"), (SOON, "Samma dag")},
        ("2026-06-08", "Cia"): {(NEWS, "Håller datumet")},
        ("2026-06-09", "Mats"): {(SOON, "Samma dag")},
        ("2026-06-11", "Mats"): {(LATE, "Samma dag")},
        # late for a fortnight: the chair of the group is told, and who owns it is not told again
        ("2026-06-24", "Lena"): {(LEADS, "Samma dag")},
        ("2026-06-15", "Mats"): {(SOON, "Blir aldrig av")},
        ("2026-07-08", "Mats"): {(SOON, "Blir aldrig av")},
        ("2026-07-14", "Mats"): {(SOON, "Blir aldrig av")},
        ("2026-07-16", "Mats"): {(LATE, "Blir aldrig av")},
        ("2026-07-29", "Lena"): {(LEADS, "Blir aldrig av")},
        # moved six days before its date: the new date has reminders of its own, and none remains of the old
        ("2026-08-02", "Mats"): {(SOON, "Flyttas")},
        ("2026-08-25", "Mats"): {(SOON, "Flyttas")},
        ("2026-11-10", "Mats"): {(SOON, "Flyttas")},
        ("2026-12-03", "Mats"): {(SOON, "Flyttas")},
        ("2026-12-09", "Mats"): {(SOON, "Flyttas")},
        # once a week: the letter looks ahead to the next Monday
        ("2026-05-18", "Nils"): {(SOON, "Veckans brev")},
        ("2026-06-08", "Nils"): {(SOON, "Veckans brev")},
        ("2026-06-15", "Nils"): {(SOON, "Veckans brev")},
        ("2026-06-22", "Nils"): {(LATE, "Veckans brev")},
        ("2026-07-02", "Lena"): {(LEADS, "Veckans brev")},
        ("2026-09-28", "Nils"): {(SOON, "Utan grupp")},
        ("2026-10-26", "Nils"): {(SOON, "Utan grupp")},
        ("2026-11-09", "Nils"): {(LATE, "Utan grupp")},
        ("2026-11-16", "Lena"): {(LEADS, "Utan grupp")},
        # nobody is written to who wants no letters, but who leads learns of what is late
        ("2026-06-03", "Lena"): {(LEADS, "Vill inte veta")},
        ("2026-08-17", "Lena"): {(LEADS, "Ingens")},
        # one's own, late for long: there is nobody else to tell
        ("2026-09-05", "Lena"): {(SOON, "Ledarens egen")},
        ("2026-09-28", "Lena"): {(SOON, "Ledarens egen")},
        ("2026-10-04", "Lena"): {(SOON, "Ledarens egen")},
        ("2026-10-06", "Lena"): {(LATE, "Ledarens egen")},
        # written down ten days before: a week's and a day's notice; written down afterwards: none
        ("2026-12-04", "Mats"): {(SOON, "Skrivs sent")},
        ("2026-12-10", "Mats"): {(SOON, "Skrivs sent")},
        ("2026-12-12", "Mats"): {(LATE, "Skrivs sent")},
        ("2026-12-25", "Lena"): {(LEADS, "Skrivs sent")},
    }
    assert Reminder.objects.count() == Reminder.objects.values("key").distinct().count()
    assert ActionItem.objects.filter(pk__in=[nobodys.pk, alone.pk]).count() == 2


@pytest.mark.parametrize(
    ("asleep", "expected"),
    [
        ([], ["2026-03-11", "2026-04-03", "2026-04-09", "2026-04-11"]),
        (["2026-04-02", "2026-04-03", "2026-04-04"], ["2026-03-11", "2026-04-05", "2026-04-09", "2026-04-11"]),
        # over the day before and the day itself: one letter, which says that it is late
        (["2026-04-09", "2026-04-10", "2026-04-11"], ["2026-03-11", "2026-04-03", "2026-04-12"]),
        (["2026-03-10", "2026-03-11", "2026-03-12"], ["2026-03-13", "2026-04-03", "2026-04-09", "2026-04-11"]),
    ],
)
def test_three_days_of_sleep(clock, write, member, lead, asleep, expected):
    write("Dela rutinen", member, "2026-04-10")
    got = live(clock, day("2026-05-30"), asleep=asleep)
    assert sorted(when for when, who in got if who == "Mats") == expected
    assert [when for when, who in got if who == "Lena"] == ["2026-04-24"]


def test_sleep_over_monday_moves_the_weeks_letter_to_the_first_day_awake(clock, write, neighbour):
    services.choose_rhythm(neighbour, Rhythm.WEEKLY)
    write("Veckans brev", neighbour, "2026-06-18")
    asleep = [f"2026-06-{number:02}" for number in (6, 7, 8, 14, 15, 16)]
    got = live(clock, day("2026-06-30"), asleep=asleep)
    assert [when for when, who in got if who == "Nils"] == ["2026-05-18", "2026-06-09", "2026-06-17", "2026-06-22"]


def test_a_whole_summer_of_sleep_gives_one_letter(clock, write, member, lead):
    for number in range(5):
        write(f"Nummer {number}", member, f"2026-06-{10 + number}")
    asleep = {(START + timedelta(days=number)).isoformat() for number in range(1, 150)}
    got = live(clock, day("2026-09-30"), asleep=asleep)
    everything = {f"Nummer {number}" for number in range(5)}
    assert got == {
        ("2026-07-30", "Mats"): {(LATE, title) for title in everything},
        ("2026-07-30", "Lena"): {(LEADS, title) for title in everything},
    }


def test_a_sweep_twice_on_a_day_or_from_two_workers_is_one(clock, write, member):
    write("Dela rutinen", member, "2026-03-09")
    assert [len(clock.sweep()) for _ in range(3)] == [1, 0, 0]
