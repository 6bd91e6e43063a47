"""Talks with forums: written by the coach, read by few, a next step as an action, and the day that is told of."""

from datetime import timedelta

import pytest
from django.conf import settings

from actions.models import ActionItem
from organisations.models import GroupMembership, Membership, Role, User
from portal.celery import app
from portal.models import Letter
from portal.notifications import compose
from support import tasks
from support.models import Coaching, Talk
from support.services import talks as services
from tests.support.forums import make_forum


@pytest.fixture
def talk(forum, coach, coaching, today):
    return Talk.objects.create(
        forum=forum,
        kind="check_in",
        on=today - timedelta(days=20),
        coach=coach,
        text="Hemligt mellan oss",
        next_step="Bjud in vårdcentralen",
        next_on=today,
    )


@pytest.fixture
def new(forum):
    return f"/stod/forum/{forum.pk}/samtal/nytt/"


def facts(user, today, **others):
    given = {"kind": "coaching", "on": today, "coach": user.pk, "text": "Om årshjulet", "revision": 1}
    return given | others


def test_a_coach_writes_down_a_talk(client, coach, coaching, forum, new, today):
    client.force_login(coach)
    page = client.get(new).content.decode()
    assert f'<option value="{coach.pk}" selected>Cia Coach' in page
    assert "Läses av forumets egna medlemmar" in page
    response = client.post(new, facts(coach, today, others="Två chefer", next_on=today + timedelta(days=30)))
    talk = Talk.objects.get()
    assert response["Location"] == f"/stod/samtal/{talk.pk}/"
    assert (talk.forum, talk.coach, talk.kind, talk.others) == (forum, coach, "coaching", "Två chefer")
    assert "Om årshjulet" in client.get(response["Location"]).content.decode()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"text": " "}, "Skriv vad ni talade om, om så bara en rad."),
        ({"on": "2099-01-01"}, "Dagen ligger framåt i tiden."),
        ({"on": "0202-01-01"}, "Kontrollera året"),
        ({"next_on": "2001-01-01"}, "Nästa samtal måste vara efter det här."),
        ({"coach": ""}, "Välj vem som höll samtalet."),
        ({"text": "x" * 5001}, "5000"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(client, coach, coaching, new, today, wrong, said):
    client.force_login(coach)
    response = client.post(new, facts(coach, today, others="Den som kom") | wrong)
    page = response.content.decode()
    assert response.status_code == 422
    assert said in page
    assert "Den som kom" in page
    assert not Talk.objects.exists()


def test_nobody_overwrites_what_another_wrote(client, lead, talk, today):
    client.force_login(lead)
    edit = f"/stod/samtal/{talk.pk}/andra/"
    assert client.post(edit, facts(talk.coach, today, text="Först")).status_code == 302
    response = client.post(edit, facts(talk.coach, today, text="Sedan"))
    page = response.content.decode()
    assert response.status_code == 422
    assert "Först" in page
    assert "Sedan" in page
    assert Talk.objects.get().text == "Först"


@pytest.mark.parametrize(
    ("who", "reads", "writes"),
    [
        ("coach", True, True),
        ("lead", True, True),
        ("member", True, False),
        ("neighbour", False, False),
        ("respondent", False, False),
        ("auditor", False, False),
        ("stranger", False, False),
    ],
)
def test_who_reads_and_who_writes(who, reads, writes, client, request, talk, forum, today):
    client.force_login(request.getfixturevalue(who))
    address = f"/stod/samtal/{talk.pk}/"
    page = client.get(f"/stod/forum/{forum.pk}/").content.decode()
    assert ("Hemligt mellan oss" in page) is reads
    assert client.get(address).status_code == (200 if reads else 404)
    refused = 403 if reads else 404
    for path in ("andra/", "ta-bort/"):
        assert client.get(address + path).status_code == (200 if writes else refused)
    for path in ("andra/", "atgard/"):
        status = client.post(address + path, facts(talk.coach, today)).status_code
        assert status == (302 if writes else refused)


def test_a_coach_of_another_forum_reads_and_writes_not(client, talk, region):
    other = User.objects.create_user("olle.coach@example.org", first_name="Olle", last_name="Coach")
    Membership.objects.create(user=other, organisation=region, role=Role.COACH)
    client.force_login(other)
    assert client.get(f"/stod/samtal/{talk.pk}/").status_code == 200
    assert client.get(f"/stod/samtal/{talk.pk}/andra/").status_code == 403


def test_a_next_step_becomes_an_action_once(client, coach, member, talk, forum, today):
    client.force_login(coach)
    step = f"/stod/samtal/{talk.pk}/atgard/"
    assert client.get(step).status_code == 405
    for _press in range(2):
        assert client.post(step, follow=True).status_code == 200
    action = ActionItem.objects.get()
    assert (action.title, action.group, action.due_on, action.owner) == ("Bjud in vårdcentralen", forum, today, None)
    page = client.get(f"/stod/samtal/{talk.pk}/").content.decode()
    assert "Blev en åtgärd:" in page
    assert action.get_absolute_url() in page
    assert ActionItem.objects.visible_to(member).exists()
    client.post(f"/stod/samtal/{talk.pk}/ta-bort/")
    assert not Talk.objects.exists()
    assert ActionItem.objects.exists()


def test_a_long_next_step_keeps_all_its_words(coach, talk, today):
    talk.next_step = f"{'Ring ' * 90}\nOch skriv"
    talk.next_on = today - timedelta(days=1)
    talk.save()
    action = services.next_step_to_action(talk, by=coach, on=today)
    assert len(action.title) == 300
    assert action.title.endswith("…")
    assert action.description.endswith("Och skriv")
    assert action.due_on is None


def test_no_step_no_action(client, coach, talk):
    Talk.objects.update(next_step=" ")
    client.force_login(coach)
    assert "Skriv det först." in client.post(f"/stod/samtal/{talk.pk}/atgard/", follow=True).content.decode()
    assert not ActionItem.objects.exists()


# -- a coach's own ----------------------------------------------------------------------------------------------------


def test_my_talks_and_my_page_say_whose_turn_it_is(client, coach, member, talk, forum, today):
    later = make_forum("Forum Senare")
    Coaching.objects.create(forum=later, coach=coach, since=today)
    client.force_login(coach)
    page = client.get("/stod/samtal/").content.decode()
    assert "Du coachar 2 forum." in page
    assert page.index(forum.name) < page.index("Forum Senare")
    assert "Hemligt mellan oss" in page
    front = client.get("/min-sida/").content.decode()
    assert "Dags att samtala med" in front
    assert forum.name in front
    assert "Forum Senare" not in front
    Talk.objects.create(forum=forum, kind="check_in", on=today, coach=coach, text="Nu", next_on=None)
    assert "Dags att samtala med" not in client.get("/min-sida/").content.decode()
    client.force_login(member)
    assert client.get("/stod/samtal/").status_code == 403
    assert "Dags att samtala med" not in client.get("/min-sida/").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_my_talks_cost_the_same_however_many(client, coach, today, rows, django_assert_num_queries):
    for number in range(rows):
        forum = make_forum(f"Forum {number}")
        Coaching.objects.create(forum=forum, coach=coach, since=today)
        Talk.objects.create(forum=forum, kind="check_in", on=today, coach=coach, text="x", next_on=today)
    client.force_login(coach)
    with django_assert_num_queries(7):  # session, user, memberships, coached, latest, count, talks
        assert client.get("/stod/samtal/").status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_a_forums_talks_cost_the_same_however_many(
    client, member, forum, coach, today, rows, django_assert_num_queries
):
    for _number in range(rows):
        Talk.objects.create(forum=forum, kind="check_in", on=today, coach=coach, text="x")
    client.force_login(member)
    with django_assert_num_queries(7):  # session, user, memberships, forum, own groups, count, talks
        assert client.get(f"/stod/forum/{forum.pk}/samtal/").status_code == 200


# -- the letter -------------------------------------------------------------------------------------------------------


def test_each_coach_gets_one_letter_when_the_day_has_come(coach, talk, forum, today):
    assert services.remind_of_talks(on=today - timedelta(days=1)) == 0
    assert services.remind_of_talks(on=today) == 1
    assert [services.remind_of_talks(on=today + timedelta(days=late)) for late in (0, 1, 4)] == [0, 0, 0]
    letter = Letter.objects.get()
    message = compose(letter)
    assert message.to == ["Cia Coach <cia.coach@example.org>"]
    assert message.subject == f"Dags att samtala med {forum.name}"
    assert f"/stod/samtal/{talk.pk}/" in message.body
    assert "Hemligt" not in message.body
    assert "Bjud in" not in message.body


def test_another_day_is_told_of_anew(talk, today):
    services.remind_of_talks(on=today)
    Talk.objects.update(next_on=today + timedelta(days=5))
    assert compose(Letter.objects.get()) is None  # what it was about holds no more
    assert services.remind_of_talks(on=today + timedelta(days=8)) == 1


def test_the_letter_loses_its_point(coach, talk, today):
    services.remind_of_talks(on=today)
    Talk.objects.create(forum=talk.forum, kind="check_in", on=today, coach=coach, text="Nu")
    assert compose(Letter.objects.get()) is None


@pytest.mark.parametrize("why", ["ended", "closed", "no role"])
def test_who_coaches_no_longer_is_not_written_to(coach, talk, today, why):
    if why == "ended":
        Coaching.objects.update(until=today - timedelta(days=1))
    elif why == "closed":
        User.objects.filter(pk=coach.pk).update(is_active=False)
    else:
        Membership.objects.filter(user=coach).update(role=Role.AUDITOR)
    assert services.remind_of_talks(on=today) == 0


def test_beat_knows_the_sweep(talk):
    assert app.tasks[tasks.remind_of_talks.name].name in {one["task"] for one in settings.CELERY_BEAT_SCHEDULE.values()}
    assert tasks.remind_of_talks() == 1


def test_a_seat_in_the_forum_is_enough_to_read(client, auditor, talk):
    GroupMembership.objects.create(group=talk.forum, user=auditor)
    client.force_login(auditor)
    assert client.get(f"/stod/samtal/{talk.pk}/").status_code == 200
