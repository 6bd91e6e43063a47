"""Reminders of half-yearly pulses: each due pulse is told of once, however the sweep runs."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings
from django.core import mail

from agreements import services
from agreements.models import AgreementState, Holding, Implementation, Phase
from agreements.tasks import remind_of_pulses
from portal import notifications
from portal.celery import app
from portal.models import Letter, LetterState

DAY = date(2026, 3, 12)


@pytest.fixture
def sustain(rows, municipality, member):
    """Sustain some of Ekby's rows since a day."""

    def sustain(*numbers, since, organisation=municipality):
        found = rows.filter(organisation=organisation, provision__number__in=numbers)
        found.update(phase=Phase.SUSTAINMENT, phase_since=since)
        return list(found)

    return sustain


def told():
    return [(letter.to_address, letter.context["after"], letter.context["until"]) for letter in _letters()]


def _letters():
    return Letter.objects.filter(kind="agreement-pulse").order_by("pk")


def sweep(*days):
    return sum(services.remind_of_pulses(on=day) for day in days)


def test_every_day_gives_one_letter_per_due_day(sustain, member):
    sustain("1.1", "2.1", since=date(2025, 9, 12))
    sustain("3.1", since=date(2025, 10, 1))
    assert sweep(*(DAY - timedelta(days=3) + timedelta(days=n) for n in range(60))) == 2
    assert told() == [(member.email, "", "2026-03-12"), (member.email, "2026-03-12", "2026-04-01")]


def test_a_sweep_that_slept_sends_one_letter_and_never_the_same_again(sustain, member):
    sustain("1.1", since=date(2025, 7, 1))
    sustain("2.1", since=date(2025, 8, 1))
    sustain("3.1", since=date(2025, 9, 1))
    assert sweep(DAY, DAY, DAY + timedelta(days=1)) == 1
    assert told() == [(member.email, "", "2026-03-01")]
    newest = Implementation.objects.get(phase_since=date(2025, 9, 1))
    services.answer_pulse(newest, Holding.YES, note="", by=member, at=datetime(2026, 3, 13, tzinfo=UTC))
    assert sweep(DAY + timedelta(days=2)) == 0


def test_the_next_half_year_has_a_letter_of_its_own(sustain, member):
    (row,) = sustain("1.1", since=date(2025, 9, 1))
    sweep(DAY)
    services.answer_pulse(row, Holding.PARTLY, note="", by=member, at=datetime(2026, 3, 15, 12, tzinfo=UTC))
    assert sweep(date(2026, 9, 14)) == 0
    assert sweep(date(2026, 9, 15)) == 1
    assert told()[1] == (member.email, "2026-03-01", "2026-09-15")


def test_who_can_answer_gets_it_once_and_nobody_else(sustain, member, lead, respondent, neighbour, auditor, region):
    sustain("1.1", since=date(2025, 9, 1))
    sustain("1.1", since=date(2025, 9, 1), organisation=region)
    sweep(DAY)
    assert sorted(address for address, *_ in told()) == sorted([member.email, lead.email])


def test_who_has_left_gets_none(sustain, member):
    sustain("1.1", since=date(2025, 9, 1))
    member.is_active = False
    member.save()
    assert sweep(DAY) == 0


@pytest.mark.parametrize("state", [AgreementState.DRAFT, AgreementState.REPLACED, AgreementState.ARCHIVED])
def test_a_draft_and_history_remind_of_nothing(sustain, agreement, member, state):
    sustain("1.1", since=date(2025, 9, 1))
    agreement.state = state
    agreement.save()
    assert sweep(DAY) == 0


@pytest.mark.parametrize("count", [1, 3])
def test_finds_them_all_in_three_statements(sustain, member, count, django_assert_num_queries):
    sustain(*["1.1", "2.1", "3.1"][:count], since=date(2025, 9, 1))
    sweep(DAY)
    with django_assert_num_queries(3):  # rows, letters, members
        sweep(DAY)


def test_the_letter_says_which_clauses_and_where(sustain, member, agreement):
    first, second = sustain("1.1", "2.1", since=date(2025, 9, 1))
    sweep(DAY)
    assert notifications.send_due() == 1
    letter = mail.outbox[0]
    assert letter.subject == "Ekby: håller 2 punkter fortfarande?"
    assert "Hej Mats Medlem!" in letter.body
    assert "Det har gått ett halvår sedan Ekby kommun" in letter.body
    for row in (first, second):
        assert f"{settings.BASE_URL}/avtal/fas/{row.pk}/" in letter.body
        assert str(row.provision) in letter.body


def test_a_letter_without_a_point_is_dropped(sustain, member):
    (row,) = sustain("1.1", since=date(2025, 9, 1))
    sweep(DAY)
    services.answer_pulse(row, Holding.YES, note="", by=member, at=datetime(2026, 3, 12, tzinfo=UTC))
    assert notifications.send_due() == 0
    assert _letters().get().state == LetterState.DROPPED


def test_beat_knows_the_sweep(sustain, member):
    assert app.tasks[remind_of_pulses.name].name in {one["task"] for one in settings.CELERY_BEAT_SCHEDULE.values()}
    sustain("1.1", since=date(2025, 9, 1))
    assert remind_of_pulses() == 1
