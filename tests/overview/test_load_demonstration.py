"""Loading the demonstration: once, wholly or not at all, the same each time."""

import json
import re
from datetime import date, datetime

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction
from django.db.models import FileField, UUIDField
from django.utils import timezone

from agreements.models import Provision
from organisations.models import Organisation, User
from overview.demonstration.build import build_demonstration
from overview.demonstration.workdays import Calendar, easter, is_meeting_day, is_workday
from portal import notifications
from portal.models import Letter, LetterState

OURS = ["organisations", "agreements", "actions", "meetings", "surveys", "portal"]


def _content():
    """Everything that is stored, without keys, tokens, the names files are given and how long a note took."""
    said = []
    for model in [one for label in OURS for one in apps.get_app_config(label).get_models()]:
        names = [
            field.name
            for field in model._meta.fields
            if not field.is_relation
            and not isinstance(field, FileField)
            and field.name
            not in {
                "id",
                "token_hash",
                "about_pk",
                "key",
                "password",
                "identity",
                "answers",
                "question",
                "criterion",
                "content",
                "report",
                "context",
                "by_key",
            }
        ]
        if names and model._meta.model_name != "auditentry":
            rows = list(model.objects.order_by("pk").values_list(*names))
            said.append(sorted(rows, key=str) if isinstance(model._meta.pk, UUIDField) else rows)  # keys are drawn
    text = json.dumps(said, cls=DjangoJSONEncoder)
    return re.sub(r'clause-\d+-|"file": \d+', "", text)  # codes with a clause's key, and files' keys in answers


def test_the_same_day_gives_the_same_county(db):
    made = []
    for _turn in range(2):
        with transaction.atomic():
            build_demonstration(date(2026, 11, 4))
            made.append(_content())
            transaction.set_rollback(True)
    assert made[0] == made[1]


# The command


def test_the_command_loads_an_empty_database_once(db, capsys):
    call_command("load_demonstration", "--if-empty", "--today", "2026-03-12")
    assert capsys.readouterr().out == (
        "Demonstration loaded around 2026-03-12: 25 organisations, 62 people, all of them invented.\n"
    )
    before = _content()
    call_command("load_demonstration", "--if-empty")
    assert capsys.readouterr().out == "There are organisations already: the demonstration is not loaded.\n"
    with pytest.raises(CommandError, match="empty database"):
        call_command("load_demonstration")
    assert _content() == before


def test_nothing_is_half_loaded(db):
    User.objects.create_user("rolf.bengtsson@demo.example", first_name="Rolf", last_name="Annan")
    with pytest.raises(IntegrityError), transaction.atomic():
        build_demonstration(date(2026, 3, 12))
    assert not Organisation.objects.exists()
    assert Provision.objects.count() == 0


def test_waiting_letters_can_be_written(db):
    build_demonstration(timezone.localdate())  # what a letter says depends on the clock
    waiting = list(Letter.objects.filter(state=LetterState.WAITING))
    written = {letter: notifications.compose(letter) for letter in waiting}
    assert len(written) == 3
    assert all(message is not None and message.subject for message in written.values())
    links = [message.body for letter, message in written.items() if letter.kind.startswith("survey")]
    assert all("/svara/" in body for body in links)
    assert len(links) == 2


# Days


@pytest.mark.parametrize(
    ("year", "expected"),
    [(2024, date(2024, 3, 31)), (2026, date(2026, 4, 5)), (2027, date(2027, 3, 28)), (2038, date(2038, 4, 25))],
)
def test_easter(year, expected):
    assert easter(year) == expected


@pytest.mark.parametrize(
    "holiday",
    ["2026-01-01", "2026-04-03", "2026-04-06", "2026-05-14", "2026-06-19", "2026-12-24", "2027-01-06", "2026-10-31"],
)
def test_nobody_works_on_a_holiday(holiday):
    assert not is_workday(date.fromisoformat(holiday))


@pytest.mark.parametrize(
    ("day", "works", "meets"), [("2026-07-15", True, False), ("2026-10-30", True, False), ("2026-10-29", True, True)]
)
def test_meetings_avoid_summer_and_fridays(day, works, meets):
    day = date.fromisoformat(day)
    assert (is_workday(day), is_meeting_day(day)) == (works, meets)


def test_what_lies_behind_stays_behind():
    calendar = Calendar(date(2027, 1, 1))  # a Friday and a holiday
    days = [calendar.day(offset) for offset in range(-30, 31)]
    assert days == sorted(days)
    assert all(calendar.day(offset) < calendar.today for offset in range(-30, 0))
    assert calendar.day(0) == date(2027, 1, 4)
    assert calendar.meeting_day(-1, 3) == date(2026, 12, 17)
    assert calendar.meeting_day(-160) == date(2026, 8, 10)  # 25 July: nearer to August than to June
    assert calendar.meeting_day(0) == date(2027, 1, 7)
    assert calendar.moment(-1, 9) == timezone.make_aware(datetime(2026, 12, 30, 9))
