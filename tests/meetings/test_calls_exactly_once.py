"""Whatever is done to meetings in whatever order: each person ends with the right last word, and hears nothing twice."""

from contextlib import contextmanager
from datetime import timedelta
from threading import Thread

import pytest
from django.conf import settings as conf
from django.core import mail
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from meetings import services
from meetings.models import Attendance, Call, Meeting
from meetings.owed import facts_of, is_off
from meetings.services import calls
from meetings.tasks import send_calls
from meetings.uids import key_of
from organisations.models import GroupMembership
from portal.calendars import uid_of
from portal.celery import app
from portal.models import Letter
from tests.meetings.conftest import call as hold_meeting
from tests.meetings.conftest import moment
from tests.meetings.post import Post, calendars_in

DEEDS = st.one_of(
    st.tuples(st.just("edit"), st.integers(0, 1), st.sampled_from([
        {"title": "Nytt namn"}, {"title": "Möte 5"}, {"venue": "Annexet"}, {"venue": ""}, {"status": "cancelled"},
        {"status": "confirmed"}, {"status": "preliminary"}, {"status": "replaced"},
        {"starts_at": moment(90), "ends_at": moment(90, 12)}, {"starts_at": moment(97), "ends_at": moment(97, 12)},
    ])),
    st.tuples(st.just("add"), st.integers(0, 1), st.integers(0, 2)),
    st.tuples(st.just("remove"), st.integers(0, 1), st.integers(0, 2)),
    st.tuples(st.just("sweep"), st.just(0), st.just(0)),
    st.tuples(st.just("wait"), st.just(0), st.sampled_from([3, 11, 4320])),
)  # fmt: skip
PEOPLE = ["anna@example.org", "bo@example.org", "cia@example.org"]


@pytest.fixture
def pair(group, lead):
    """Two meetings that have been called to, with nobody on their lists."""
    meetings = [hold_meeting(group, lead, title=f"Möte {number}", days=60 + number) for number in (5, 6)]
    Attendance.objects.all().delete()
    return [calls.call_meeting(meeting, by=lead) for meeting in meetings]


def do(deed, meetings, lead, post):
    what, which, more = deed
    meeting = Meeting.objects.get(pk=meetings[which].pk)
    if what == "edit":
        services.edit_meeting(meeting, more, by=lead)
    elif what == "add":
        if not meeting.attendance.filter(address=PEOPLE[more]).exists():
            services.call_person(meeting, name=PEOPLE[more][:3], address=PEOPLE[more], by=lead)
    elif what == "remove":
        row = meeting.attendance.filter(address=PEOPLE[more]).first()
        if row:
            services.remove_person(row, by=lead)
    elif what == "wait":
        post.wait(timedelta(minutes=more))
    else:
        post.sweep()


@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(deeds=st.lists(DEEDS, max_size=10))
def test_each_person_ends_with_the_right_word_and_none_is_said_twice(deeds, pair, lead, as_it_was):
    with as_it_was():
        mail.outbox.clear()
        post = Post()
        for deed in deeds:
            do(deed, pair, lead, post)
        post.wait(timedelta(hours=2)).sweep()
        assert post.sweep() == []
        last = {}
        for letter in mail.outbox:
            for _part, calendar in calendars_in(letter):
                (event,) = calendar.walk("VEVENT")
                key = str(event["UID"]), str(event["ATTENDEE"])
                if key in last:  # strictly more each time: nothing twice, nothing out of order
                    assert int(event["SEQUENCE"]) > int(last[key][1]["SEQUENCE"])
                last[key] = calendar["METHOD"], event
        for call in Call.objects.select_related("meeting"):
            on = call.attendance_id is not None and not is_off(call.meeting)
            method, event = last.get((_uid(call.meeting), f"mailto:{call.address}"), ("", None))
            assert method == ("REQUEST" if on else method and "CANCEL")
            assert call.method == method.lower()
            if on:
                assert call.told == facts_of(call.meeting)
                assert str(event["SUMMARY"]) == call.meeting.title
                assert event.decoded("DTSTART") == call.meeting.starts_at
        assert {(call.meeting_id, call.address) for call in Call.objects.exclude(attendance=None)} >= {
            (row.meeting_id, row.address)
            for row in Attendance.objects.exclude(meeting__status__in=["cancelled", "replaced"])
        }


def _uid(meeting):
    return uid_of(key_of(meeting.pk))


@pytest.fixture
def as_it_was(db):
    """Each example begins with the same rows."""

    @contextmanager
    def reset():
        with transaction.atomic():
            yield
            transaction.set_rollback(True)

    return reset


def test_a_sweep_that_slept_three_days_says_it_once(pair, lead):
    services.call_person(pair[0], name="Anna", address=PEOPLE[0], by=lead)
    post = Post()
    post.one()
    services.edit_meeting(pair[0], {"venue": "Annexet"}, by=lead)
    assert len(post.wait(timedelta(days=3)).sweep()) == 1
    assert post.sweep() == []


def test_who_goes_on_changing_does_not_keep_others_waiting_for_ever(pair, lead, monkeypatch):
    services.call_person(pair[0], name="Anna", address=PEOPLE[0], by=lead)
    post = Post()
    post.one()
    sent = 0
    for minute in range(0, 120, 5):
        monkeypatch.setattr("meetings.services.calls.timezone.now", lambda: post.at)
        services.edit_meeting(pair[0], {"venue": f"Rum {minute}"}, by=lead)
        sent += calls.send_calls(at=post.wait(timedelta(minutes=5)).at)
    assert 1 <= sent <= 2


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_send_one_letter_each(group, lead):
    """The second finds the rows held by the first, and then nothing owed."""
    meeting = hold_meeting(group, lead)
    for address in PEOPLE:
        services.call_person(meeting, name=address[:3], address=address, by=lead)
    calls.call_meeting(meeting, by=lead)

    def sweep():
        try:
            calls.send_calls()
        finally:
            connections.close_all()

    threads = [Thread(target=sweep) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    calls.send_calls()
    assert Letter.objects.filter(kind="meeting-calls").count() == meeting.attendance.count()
    assert Call.objects.filter(method="request", sequence=0).count() == meeting.attendance.count()


def test_an_idle_sweep_costs_the_same_however_many_are_called(pair, lead, group, member):
    GroupMembership.objects.get_or_create(group=group, user=member)
    counts = []
    for more in (1, 6):
        for number in range(more):
            services.call_person(pair[0], name="X", address=f"x{more}{number}@example.org", by=lead)
        calls.send_calls()
        with CaptureQueriesContext(connection) as seen:
            assert calls.send_calls() == 0
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_beat_knows_the_sweep():
    known = {entry["task"] for entry in conf.CELERY_BEAT_SCHEDULE.values()}
    assert send_calls.name in known
    app.loader.import_default_modules()  # as a worker does when it starts
    assert set(app.tasks) >= {send_calls.name, "portal.read_mail"}
