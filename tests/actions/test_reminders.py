"""Reminders: 7 days and 1 day before, once after; however the sweep runs."""

from datetime import UTC, date, datetime, timedelta

import pytest

from actions import services
from actions.models import ActionItem
from actions.tasks import remind
from portal import dates, notifications
from portal.celery import app
from portal.models import Letter, LetterState

DUE = date(2026, 3, 20)


@pytest.fixture
def due(member, lead, provisions, group):
    """Written down on 1 February, to be done by 20 March."""
    action = services.add_action(
        title="Dela rutinen", owner=member, due_on=DUE, provision=provisions[1], group=group, by=lead
    )
    ActionItem.objects.update(created_at=datetime(2026, 2, 1, 12, tzinfo=UTC))
    return action


def keys():
    return list(Letter.objects.order_by("pk").values_list("key", flat=True))


def sweep(*days):
    for day in days:
        services.remind_owners(on=day)


def test_every_day_gives_three_letters_in_all(due):
    sweep(*(date(2026, 3, 1) + timedelta(days=n) for n in range(60)))
    assert keys() == [
        f"action-due:{due.pk}:2026-03-20:7",
        f"action-due:{due.pk}:2026-03-20:1",
        f"action-late:{due.pk}:2026-03-20",
    ]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 3, 12), []),
        (date(2026, 3, 13), ["action-due:{}:2026-03-20:7"]),
        (date(2026, 3, 16), ["action-due:{}:2026-03-20:7"]),  # the sweep was down over the 13th
        (date(2026, 3, 19), ["action-due:{}:2026-03-20:1"]),
        (date(2026, 3, 20), ["action-due:{}:2026-03-20:1"]),
        (date(2026, 3, 21), ["action-late:{}:2026-03-20"]),
        (date(2026, 3, 27), ["action-late:{}:2026-03-20"]),
        (date(2026, 3, 28), []),
    ],
)
def test_each_letter_has_its_days(due, day, expected):
    sweep(day, day)
    assert keys() == [key.format(due.pk) for key in expected]


def test_a_new_date_gives_new_letters(due, lead):
    sweep(date(2026, 3, 13))
    services.edit_action(due, {"due_on": date(2026, 4, 20)}, revision=1, by=lead, at=datetime(2026, 3, 14, tzinfo=UTC))
    sweep(date(2026, 4, 13))
    assert keys() == [f"action-due:{due.pk}:2026-03-20:7", f"action-due:{due.pk}:2026-04-20:7"]


def test_what_was_written_down_afterwards_is_not_reminded_of(due):
    ActionItem.objects.update(created_at=datetime(2026, 3, 21, 12, tzinfo=UTC))
    sweep(date(2026, 3, 22))
    assert keys() == []


@pytest.mark.parametrize(
    "change",
    [
        {"state": "done", "done_at": datetime(2026, 3, 1, tzinfo=UTC)},
        {"state": "cancelled"},
        {"owner": None},
        {"due_on": None},
    ],
)
def test_what_needs_no_reminder_gets_none(due, change):
    ActionItem.objects.update(**change)
    sweep(date(2026, 3, 13), date(2026, 3, 19), date(2026, 3, 21))
    assert keys() == []


def test_who_has_left_gets_no_letter(due, member):
    member.is_active = False
    member.save()
    sweep(date(2026, 3, 13))
    assert keys() == []


@pytest.mark.parametrize("rows", [1, 3])
def test_finds_them_all_in_three_statements(due, rows, lead, member, django_assert_num_queries):
    """And nothing more when all letters are queued already but the look-up by key."""
    for number in range(rows - 1):
        services.add_action(title=f"Nummer {number}", owner=member, due_on=DUE, by=lead)
    ActionItem.objects.update(created_at=datetime(2026, 2, 1, 12, tzinfo=UTC))
    sweep(date(2026, 3, 13))
    with django_assert_num_queries(3 + rows):
        sweep(date(2026, 3, 13))


# -- what the letters say ---------------------------------------------------------------------------------------------


@pytest.fixture
def tomorrow(member, lead, provisions):
    action = services.add_action(
        title="Dela <rutinen> & mallen",
        owner=member,
        due_on=dates.today() + timedelta(days=1),
        provision=provisions[1],
        by=lead,
    )
    ActionItem.objects.update(created_at=datetime(2020, 1, 1, tzinfo=UTC))
    return action


def written():
    letter = Letter.objects.get()
    message = notifications.compose(letter)
    return (message.subject, message.body) if message else None


def test_the_task_queues_for_today_and_the_letter_says_what_to_do(tomorrow, settings):
    assert remind() == 1
    assert app.tasks["actions.remind"].name in {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    subject, body = written()
    assert subject == "I morgon: Dela <rutinen> & mallen"
    assert body.startswith("Hej Mats Medlem!\n\nDu är ansvarig för en åtgärd som ska vara klar senast ")
    assert "\nDela <rutinen> & mallen\nPunkt: §\xa02.1 Fast vårdkontakt\n" in body
    assert f"{settings.BASE_URL}/atgarder/{tomorrow.pk}/" in body


def test_the_letter_speaks_the_owners_language(tomorrow, member):
    member.language = "en"
    member.save()
    remind()
    subject, body = written()
    assert subject == "Tomorrow: Dela <rutinen> & mallen"
    assert body.startswith("Hello Mats Medlem!")


def test_the_letter_after_the_date(tomorrow):
    ActionItem.objects.update(due_on=dates.today() - timedelta(days=1))
    remind()
    subject, body = written()
    assert subject == "Inte klar än: Dela <rutinen> & mallen"
    assert "fortfarande är öppen:" in body


@pytest.mark.parametrize("change", ["done", "owner", "date"])
def test_a_letter_that_has_lost_its_point_is_dropped(change, tomorrow, lead):
    remind()
    services_by = {"by": lead, "at": datetime(2026, 3, 9, tzinfo=UTC)}
    if change == "done":
        services.set_state(tomorrow, "done", **services_by)
    else:
        facts = {"owner": lead} if change == "owner" else {"due_on": date(2040, 1, 1)}
        services.edit_action(tomorrow, facts, revision=1, **services_by)
    assert written() is None


def test_a_letter_in_the_outbox_holds_no_more_than_the_date(tomorrow):
    remind()
    letter = Letter.objects.get()
    assert (letter.state, letter.context) == (LetterState.WAITING, {"due_on": tomorrow.due_on.isoformat()})
