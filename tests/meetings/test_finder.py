"""The finder of times: what falls away and why, what stands against a time, and what it costs."""

from datetime import date, datetime, time, timedelta

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings import services
from meetings.finding import Busy, Known, Taken, Wanted, find
from meetings.finding_words import lost_in_words, reasons
from meetings.forms.polls import as_time, from_time
from meetings.models import AvailabilityPattern, BusyPeriod, Meeting
from organisations.models import Group, GroupMembership
from portal import dates
from portal.holidays import swedish_holidays
from tests.meetings.conftest import call, moment

PAGE = "/moten/hitta-tid/"
LONG_AGO = timezone.make_aware(datetime(2025, 1, 1))
BOTH = ("region", "municipal")


def at(day, hour, minute=0):
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def wanted(first, last, *, minutes=120, weekdays=range(5), count=10, earliest=time(9), latest=time(16)):
    return Wanted(first, last, minutes, earliest, latest, frozenset(weekdays), count)


RULE = {("municipal", 4): "cannot", ("municipal", 0): "hard"}  # 001-14


def test_the_rule_of_the_county_holidays_and_busy_periods():
    """18 December 2026 is a Friday; the period holds Christmas and its eve."""
    known = Known(
        sides=BOTH,
        people=4,
        levels=RULE,
        busy=(Busy("municipal", "Budgetvecka", date(2026, 12, 15), date(2026, 12, 16)),),
        holidays={date(2026, 12, 24): "Julafton", date(2026, 12, 25): "Juldagen"},
    )
    found = find(wanted(date(2026, 12, 14), date(2026, 12, 27)), known, now=LONG_AGO)
    assert [one.day.day for one in found.proposals] == [17, 22, 23, 14, 21]
    assert [one.hard for one in found.proposals] == [(), (), (), ("municipal",), ("municipal",)]
    assert (found.looked_at, found.free) == (10, 3)
    assert lost_in_words(found.lost) == [
        "2 helgdagar: Julafton, Juldagen",
        "2 dagar: Budgetvecka (kommunerna)",
        "1 fredag: kommunerna kan inte",
    ]
    assert reasons(found.proposals[0], known) == [
        (True, "Torsdagar passar regionen och kommunerna."),
        (True, "Ingen av de 4 deltagarna är kallad till något annat."),
    ]
    assert (False, "Måndagar är svåra för kommunerna.") in reasons(found.proposals[3], known)


def test_a_side_that_does_not_sit_in_the_group_stops_nothing():
    known = Known(
        sides=("region",), levels=RULE, busy=(Busy("municipal", "Lov", date(2026, 12, 14), date(2026, 12, 18)),)
    )
    found = find(wanted(date(2026, 12, 14), date(2026, 12, 18)), known, now=LONG_AGO)
    assert found.free == 5
    assert found.lost == []


def test_the_best_hour_of_the_day_around_other_meetings():
    day = date(2026, 12, 15)
    taken = (
        Taken(1, at(day, 9), at(day, 11), "Gruppens möte"),
        Taken(2, at(day, 11), at(day, 14), "Styrgruppen", person=1),
        Taken(3, at(day, 11), at(day, 14), "", person=2),
    )
    known = Known(sides=BOTH, people=3, taken=taken)
    (proposal,) = find(wanted(day, day), known, now=LONG_AGO).proposals
    assert (timezone.localtime(proposal.starts_at).hour, proposal.persons) == (14, 0)
    (proposal,) = find(wanted(day, day, latest=time(14)), known, now=LONG_AGO).proposals
    assert (timezone.localtime(proposal.starts_at).hour, proposal.persons) == (11, 2)
    said = reasons(proposal, known)[-1][1]
    assert said == "2 av 3 är kallade till något annat då: Styrgruppen (1) och ett möte som du inte kan se (1)."
    lost = find(wanted(day, day, latest=time(11)), known, now=LONG_AGO).lost
    assert lost_in_words(lost) == ["1 dag: gruppen har redan möte då (Gruppens möte)"]


def test_one_person_in_two_meetings_is_one_person_and_today_is_over_in_the_evening():
    day = date(2026, 12, 15)
    taken = tuple(Taken(pk, at(day, 8), at(day, 17), f"Möte {pk}", person=7) for pk in (1, 2))
    (proposal,) = find(wanted(day, day), Known(people=2, taken=taken), now=LONG_AGO).proposals
    assert proposal.persons == 1
    found = find(wanted(day, day), Known(), now=at(day, 15))
    assert lost_in_words(found.lost) == ["1 dag: klockslagen har redan passerat"]


def test_the_clock_stands_where_it_stood_when_summer_time_begins():
    day = date(2027, 3, 28)
    (proposal,) = find(wanted(day, day, weekdays=[6]), Known(), now=LONG_AGO).proposals
    assert as_time(proposal.starts_at, proposal.ends_at) == "2027-03-28T09:00/11:00"
    assert from_time("2027-03-28T09:00/11:00")["ends"] == time(11)
    assert [from_time(text) for text in ("", "x/y", "2027-03-28T09:00", "2027-02-30T09:00/11:00")] == [None] * 4


# The page


def asked(group, **changed):
    facts = {
        "grupp": group.pk,
        "fran": dates.today() + timedelta(days=1),
        "till": dates.today() + timedelta(days=40),
        "langd": 120,
        "tidigast": "09:00",
        "senast": "16:00",
        "dag": [0, 1, 2, 3, 4],
        "antal": 20,
    }
    return facts | changed


@pytest.fixture
def weekday():
    """A Tuesday, Wednesday or Thursday that is no holiday, two weeks ahead or more."""
    day = dates.today() + timedelta(days=14)
    while day.weekday() not in (1, 2, 3) or swedish_holidays(day, day):
        day += timedelta(days=1)
    return day


def test_proposals_with_reasons_and_the_two_ways_on(client, lead, group):
    client.force_login(lead)
    services.set_levels(None, RULE, seen={}, by=lead)
    page = client.get(PAGE, asked(group))
    text = page.content.decode()
    assert page.status_code == 200
    assert "fredagar: kommunerna kan inte" in text
    assert "passar regionen och kommunerna." in text
    row = page.context["rows"][0]
    form = client.get(row["call"])
    assert form.context["form"]["status"].value() == "preliminary"
    assert form.context["form"]["starts"].value() == "09:00"
    assert str(form.context["form"]["group"].value()) == str(group.pk)
    ticked = [one["value"] for one in page.context["rows"][:2]]
    onwards = client.get(PAGE, asked(group, tid=ticked, fraga=1))
    assert onwards.status_code == 302
    assert onwards["Location"].startswith("/moten/datumforslag/nytt/")
    assert QueryDict(onwards["Location"].partition("?")[2]).getlist("tid") == ticked
    assert "Kryssa för de tider du vill fråga om." in client.get(PAGE, asked(group, fraga=1)).content.decode()


def test_a_meeting_of_two_groups_calls_the_people_of_both(client, lead, group, neighbour, member):
    other = Group.objects.create(name="Styrgruppen", kind="steering_group")
    for person in (neighbour, member):
        GroupMembership.objects.create(group=other, user=person)
    client.force_login(lead)
    page = client.get(PAGE, asked(group, grupp=[group.pk, other.pk]))
    address = page.context["rows"][0]["call"]
    form = client.get(address)
    assert "Kallas tillsammans med gruppen:" in form.content.decode()
    facts = {name: form.context["form"][name].value() for name in ("group", "day", "starts", "ends", "status")}
    assert client.post(address, facts | {"title": "Gemensamt"}).status_code == 302
    meeting = Meeting.objects.get()
    assert {row.user for row in meeting.attendance.all()} == {lead, member, neighbour}


def test_meetings_one_may_not_see_are_counted_but_not_named(client, secretary, group, member, lead, weekday):
    closed = Group.objects.create(name="Ledningen", kind="steering_group")
    GroupMembership.objects.create(group=closed, user=member)
    days = (weekday - dates.today()).days
    call(closed, lead, title="Hemliga mötet", days=days)
    client.force_login(secretary)
    search = asked(group, fran=weekday, till=weekday, senast="12:00", langd=180)
    text = client.get(PAGE, search).content.decode()
    assert "ett möte som du inte kan se (1)" in text
    assert "Hemliga" not in text
    client.force_login(lead)
    assert "1 av 3 är kallad till något annat då: Hemliga mötet (1)." in client.get(PAGE, search).content.decode()


def test_declined_cancelled_and_moved_away_meetings_stand_in_nobodys_way(client, lead, member, group, weekday):
    days = (weekday - dates.today()).days
    other = Group.objects.create(name="Annan", kind="network")
    GroupMembership.objects.create(group=other, user=member)
    declined = call(other, lead, title="Annat", days=days)
    services.answer_call(declined, "absent", by=member)
    call(group, lead, title="Inställt", days=days, status="cancelled")
    client.force_login(lead)
    page = client.get(PAGE, asked(group, fran=weekday, till=weekday))
    assert [row["proposal"].is_free for row in page.context["rows"]] == [True]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"grupp": []}, "Välj minst en grupp."),
        ({"grupp": "x"}, "Välj bland grupperna i listan."),
        ({"dag": []}, "Välj minst en veckodag."),
        ({"fran": "2020-01-01"}, "Dagen har passerat."),
        ({"fran": ""}, "Välj den första dagen att söka på."),
        ({"till": "2190-01-01"}, "Sök på högst ett år."),
        ({"till": "i morgon"}, "Skriv ett datum"),
        ({"senast": "10:00"}, "Mötet får inte plats mellan klockslagen."),
    ],
)
def test_a_search_that_cannot_be_made_says_how_to_mend_it(wrong, said, client, lead, group):
    client.force_login(lead)
    answer = client.get(PAGE, asked(group, **wrong))
    assert answer.status_code == 422
    assert said in answer.content.decode()


@pytest.mark.parametrize(("who", "status"), [("lead", 200), ("secretary", 200), ("member", 403), ("stranger", 404)])
def test_who_may_look_for_times(who, status, client, group, request):
    client.force_login(request.getfixturevalue(who))
    assert client.get(PAGE).status_code == status


def test_another_groups_times_are_not_found_out(client, secretary):
    other = Group.objects.create(name="Annan", kind="network")
    client.force_login(secretary)
    assert client.get(PAGE, asked(other)).status_code == 422


def test_the_search_costs_the_same_whatever_it_finds(client, lead, group, member, neighbour, weekday):
    client.force_login(lead)
    call(group, lead, days=20)
    search = asked(group)
    client.get(PAGE, search)
    with CaptureQueriesContext(connection) as few:
        client.get(PAGE, search)
    GroupMembership.objects.create(group=group, user=neighbour)
    for number in range(3):
        other = Group.objects.create(name=f"Grupp {number}", kind="network")
        GroupMembership.objects.create(group=other, user=member)
        call(other, lead, days=15 + number)
        AvailabilityPattern.objects.create(group=group, side="region", weekday=number, level="hard")
        BusyPeriod.objects.create(what="Lov", starts_on=moment(30).date(), ends_on=moment(31).date())
    with CaptureQueriesContext(connection) as many:
        client.get(PAGE, search | {"till": dates.today() + timedelta(days=300)})
    assert len(many) == len(few)
