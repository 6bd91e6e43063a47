"""The clock moves day by day: calls, date polls and minutes reach each person once, also when beat slept for three days."""

from collections import Counter
from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from meetings import services
from meetings.models import DatePoll, Meeting, Suits
from meetings.queries import minutes
from meetings.services import calls
from meetings.tasks import remind_of_polls, send_calls
from portal import dates, notifications
from portal.models import Letter
from tests.actions.clock import Clock
from tests.meetings.conftest import call, moment

START = date(2026, 3, 2)
LEAD, MEMBER, GUEST = "lead", "member", "guest"

# (day it is owed, what it says): who gets it, when nobody sleeps
EXPECTED = {
    (2, "called"): {LEAD, MEMBER},
    (3, "meeting-poll"): {LEAD, MEMBER, GUEST},
    (5, "moved"): {LEAD, MEMBER},
    (6, "meeting-comments"): {MEMBER},
    (9, "cancelled"): {LEAD, MEMBER},
    (10, "meeting-adjust"): {LEAD, MEMBER},
    (11, "meeting-poll-reminder"): {LEAD, GUEST},  # the day before the last day
    (18, "meeting-adjust-soon"): {MEMBER},  # two days before the last day; the other has approved
    (21, "meeting-minutes"): {LEAD, MEMBER},
}


class Days(Clock):
    """People work at seven in the morning, beat in the evening."""

    hour = 7

    @property
    def now(self):
        return timezone.make_aware(datetime.combine(self.day, time(self.hour)))

    def beat(self):
        """Twice, for what is done twice must be done once."""
        self.hour = 19
        for _twice in range(2):
            send_calls()
            remind_of_polls()
            notifications.send_due()
        self.hour = 7


@pytest.fixture
def clock(monkeypatch):
    return Days(monkeypatch, START)


@pytest.fixture
def story(clock, group, lead, member):
    """{day: deed}, as people do them whether beat sleeps or not."""
    kept = {"held": call(group, lead, title="Möte 4", days=-3)}
    services.add_item(kept["held"], heading="Läget", by=lead)

    def fresh(name):
        return type(kept[name]).objects.get(pk=kept[name].pk)

    def send_call():
        kept["coming"] = calls.call_meeting(call(group, lead, days=28), by=lead)

    def ask():
        poll = DatePoll(group=group, title="Arbetsdag", answer_by=dates.today() + timedelta(days=9))
        people = [{"user": one, "name": one.get_full_name(), "address": one.email} for one in (lead, member)]
        people.append({"name": "Gun Gäst", "address": "guest@example.net"})
        kept["poll"] = services.ask(
            poll, options=[(moment(day), moment(day, 11)) for day in (25, 26)], voters=people, by=lead, at=clock.now
        )

    def answer():
        voter = kept["poll"].voters.get(user=member)
        suits = {option.pk: Suits.YES for option in kept["poll"].options.all()}
        services.answer_poll(voter, suits, comment="", by=member, at=clock.now, revision=1)

    def move():
        facts = {"starts_at": moment(30), "ends_at": moment(30, 12), "form": "digital", "venue": "", "link": ""}
        services.move_meeting(fresh("coming"), facts, is_settled=True, reason="Krock", by=lead, at=clock.now)

    def cancel():
        services.cancel_meeting(fresh("coming"), reason="Sjukdom", take_along=False, by=lead, at=clock.now)

    def adjust():
        last = dates.today() + timedelta(days=10)
        services.send_to_adjusters(fresh("held"), [lead, member], adjust_by=last, by=lead)

    def approve(user):
        sha256 = minutes.hash_of(minutes.content(fresh("held")))
        services.approve(fresh("held"), sha256=sha256, by=user, at=clock.now)

    def close():
        approve(member)
        services.mail_minutes(fresh("held"), by=lead)

    return {
        2: send_call,
        3: ask,
        4: answer,
        5: move,
        6: lambda: services.send_for_comments(fresh("held"), by=lead),
        9: cancel,
        10: adjust,
        14: lambda: approve(lead),
        21: close,
    }


def says(letter):
    """Its kind, or for a call why it is sent."""
    if letter.kind != "meeting-calls":
        return letter.kind
    (entry,) = letter.context["calls"]
    return entry["why"]


@pytest.mark.parametrize(
    ("asleep", "pointless"),
    [
        ((), set()),
        ((2, 3, 4), {"moved"}),  # the call waits, and then tells the new time
        ((4, 5, 6), set()),
        ((9, 10, 11), set()),  # the reminder goes on the last day itself
        ((10, 11, 12), {"meeting-poll-reminder"}),  # nobody is reminded of a day that has passed
        ((17, 18, 19), set()),
        ((18, 19, 20), {"meeting-adjust-soon"}),  # approved in the morning when beat wakes
        # what was never said is not taken back, and nobody is asked to comment on what is being adjusted
        (tuple(range(2, 10)), {"called", "moved", "cancelled", "meeting-comments"}),
        ((21, 22, 23), set()),
    ],
)
def test_each_letter_goes_once_on_the_first_evening_that_beat_is_awake(clock, story, lead, member, asleep, pointless):
    names = {lead.email: LEAD, member.email: MEMBER, "guest@example.net": GUEST}
    got, known = Counter(), set()
    for today in clock.days_until(START + timedelta(days=27)):
        day = (today - START).days
        if day in story:
            story[day]()
        if day in asleep:
            continue
        clock.beat()
        for letter in Letter.objects.filter(state="sent").exclude(pk__in=known):
            known.add(letter.pk)
            got[day, says(letter), names[letter.to_address]] += 1
    evenings = {day: next(one for one in range(day, 30) if one not in asleep) for day, _what in EXPECTED}
    assert got == Counter(
        (evenings[day], what, who)
        for (day, what), people in EXPECTED.items()
        if what not in pointless
        for who in people
    )
    assert not Letter.objects.filter(state="waiting").exists()
    assert Meeting.objects.filter(stage="approved").count() == 1
