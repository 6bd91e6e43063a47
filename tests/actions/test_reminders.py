"""The digest letter: what stands in it, what makes it pointless, how it is owed."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from actions import services
from actions.models import ActionItem, ActionLink, Reminder, ReminderRules, Rhythm
from actions.tasks import remind
from organisations.models import GroupMembership, Membership
from portal import dates, notifications
from portal.celery import app
from portal.models import AuditEntry, Letter, LetterState

AT = datetime(2026, 3, 9, tzinfo=UTC)


@pytest.fixture
def tomorrow(member, lead, provisions, group, today):
    """Written down long ago, to be done by tomorrow."""
    action = services.add_action(
        title="Dela <rutinen> & mallen",
        owner=member,
        due_on=today + timedelta(days=1),
        provision=provisions[1],
        group=group,
        by=lead,
    )
    ActionItem.objects.update(created_at=datetime(2020, 1, 1, tzinfo=UTC))
    return action


def written(letter=None):
    message = notifications.compose(letter or Letter.objects.get())
    return (message.subject, message.body) if message else None


def test_the_task_owes_the_letters_of_today(tomorrow, settings):
    assert remind() == 1
    assert remind() == 0
    assert app.tasks["actions.remind"].name in {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    letter = Letter.objects.get()
    assert (letter.state, letter.context) == (LetterState.WAITING, {"on": dates.today().isoformat()})
    assert letter.key == f"action-digest:{tomorrow.owner_id}:{dates.today()}"


def test_the_letter_says_what_to_do_and_how(tomorrow, settings):
    remind()
    subject, body = written()
    link = ActionLink.objects.get(action=tomorrow, user=tomorrow.owner)
    assert subject == "Snart dags: Dela <rutinen> & mallen"
    assert body.startswith("Hej Mats Medlem!\n\nSNART DAGS: du är ansvarig\n\nDela <rutinen> & mallen\nKlar senast: ")
    assert "(i morgon)\nPunkt: §\xa02.1 Fast vårdkontakt\nGrupp: Arbetsgruppen\n" in body
    assert f"Klar: {settings.BASE_URL}/svara/atgard/{link.token}/klar/" in body
    assert f"Nytt datum: {settings.BASE_URL}/svara/atgard/{link.token}/datum/" in body
    assert f"{settings.BASE_URL}/atgarder/paminnelser/" in body
    assert not Letter.objects.filter(context__icontains=link.token).exists()


def test_the_letter_speaks_the_owners_language(tomorrow, member):
    member.language = "en"
    member.save()
    remind()
    subject, body = written()
    assert subject == "Soon due: Dela <rutinen> & mallen"
    assert body.startswith("Hello Mats Medlem!")


def test_what_is_late_stands_first_and_names_the_letter(tomorrow, member, lead, group):
    services.add_action(title="Ring", owner=member, due_on=dates.today() - timedelta(days=2), group=group, by=lead)
    ActionItem.objects.update(created_at=datetime(2020, 1, 1, tzinfo=UTC))
    remind()
    subject, body = written()
    assert subject == "Dina åtgärder: 1 är försenad"
    assert body.index("FÖRSENAT: ") < body.index("Ring") < body.index("SNART DAGS: ") < body.index("Dela")
    assert "(2 dagar sen)" in body


def test_a_letter_written_after_the_date_says_that_it_is_late(tomorrow, monkeypatch):
    """The letter was owed in time, but the mail server answered two days later."""
    remind()
    later = dates.today() + timedelta(days=2)
    monkeypatch.setattr(dates, "today", lambda: later)
    subject, body = written()
    assert subject == "Dina åtgärder: 1 är försenad"
    assert "SNART DAGS" not in body


@pytest.mark.parametrize("change", ["done", "owner", "date", "closed"])
def test_a_letter_that_has_lost_its_point_is_dropped(change, tomorrow, lead, member):
    remind()
    if change == "done":
        services.set_state(tomorrow, "done", by=lead, at=AT)
    elif change == "closed":
        member.is_active = False
        member.save()
    else:
        facts = {"owner": lead} if change == "owner" else {"due_on": dates.today() + timedelta(days=99)}
        services.edit_action(tomorrow, facts, revision=1, by=lead, at=AT)
    assert written(Letter.objects.get(to_user=member)) is None


@pytest.mark.parametrize(
    "change",
    [
        {"state": "done", "done_at": AT},
        {"state": "cancelled"},
        {"owner": None},
        {"due_on": None},
        {"created_at": datetime(2100, 1, 1, tzinfo=UTC)},
    ],
)
def test_what_needs_no_reminder_gets_none(tomorrow, change):
    ActionItem.objects.update(**change)
    assert (remind(), Reminder.objects.count()) == (0, 0)


@pytest.mark.parametrize("gone", ["account", "roles", "address"])
def test_who_cannot_be_reached_gets_no_letter(gone, tomorrow, member):
    if gone == "account":
        member.is_active = False
    elif gone == "roles":
        Membership.objects.filter(user=member).delete()
    else:
        member.email = ""
    member.save()
    assert remind() == 0


def test_a_long_letter_says_how_many_more_there_are(member, lead, group):
    for number in range(27):
        services.add_action(
            title=f"Nummer {number}", owner=member, due_on=dates.today() + timedelta(days=1), group=group, by=lead
        )
    ActionItem.objects.update(created_at=datetime(2020, 1, 1, tzinfo=UTC))
    remind()
    _subject, body = written()
    assert body.count("Nummer ") == 25
    assert "Och 2 till, som du hittar i listan." in body


# -- those who lead ---------------------------------------------------------------------------------------------------


@pytest.fixture
def late(tomorrow):
    """Fourteen days late."""
    ActionItem.objects.update(due_on=dates.today() - timedelta(days=14))
    return tomorrow


def leaders():
    return sorted(Reminder.objects.filter(kind="escalated").values_list("user__first_name", flat=True))


def test_the_chair_of_the_group_is_told(late, lead, administrator):
    remind()
    assert leaders() == ["Lena"]
    subject, body = written(Letter.objects.get(to_user=lead))
    assert subject == "1 åtgärd är försenad sedan länge"
    assert "Ansvarig: Mats Medlem" in body
    assert "/svara/atgard/" not in body


def test_without_a_chair_who_can_be_told_the_project_leaders_are(late, neighbour, lead):
    GroupMembership.objects.filter(role="chair").delete()
    chair = GroupMembership.objects.create(group=late.group, user=neighbour, role="chair")
    services.choose_rhythm(neighbour, Rhythm.NEVER)
    remind()
    assert leaders() == ["Lena"]
    assert chair.user == neighbour


def test_the_days_are_the_portals_own_setting(late, lead):
    services.set_rules(escalate_after=15, revision=1, by=lead)
    remind()
    assert leaders() == []
    assert AuditEntry.objects.filter(verb="set when leaders are told of late actions").count() == 1


def test_what_nobody_is_responsible_for_is_told_too(late, lead):
    ActionItem.objects.update(owner=None)
    remind()
    _subject, body = written(Letter.objects.get(to_user=lead))
    assert "Ingen är ansvarig." in body


# -- cost -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 3])
def test_a_sweep_with_nothing_new_costs_the_same_whatever_the_rows(rows, late, lead, member, django_assert_num_queries):
    for number in range(rows - 1):
        services.add_action(title=f"Nummer {number}", owner=member, due_on=late.due_on, by=lead, group=late.group)
    ActionItem.objects.update(created_at=datetime(2020, 1, 1, tzinfo=UTC))
    services.remind(on=dates.today())
    with django_assert_num_queries(16):
        services.remind(on=dates.today() + timedelta(days=1))


# -- the page ---------------------------------------------------------------------------------------------------------

URL = "/atgarder/paminnelser/"


def test_a_person_chooses_how_often(client, member):
    client.force_login(member)
    page = client.get(URL).content.decode()
    assert "Varje dag det finns något nytt" in page
    assert 'name="regler"' not in page
    assert client.post(URL, {"rhythm": "weekly"}).status_code == 302
    assert re.search(r'value="weekly"[^>]* checked', client.get(URL).content.decode())
    assert AuditEntry.objects.filter(verb="chose how often letters about actions come", by=member).count() == 1


def test_no_choice_is_said(client, member):
    client.force_login(member)
    response = client.post(URL, {"rhythm": "hourly"})
    assert response.status_code == 422
    assert "Välj hur ofta." in response.content.decode()


def test_those_who_lead_set_the_days(client, lead, member):
    client.force_login(member)
    assert client.post(URL, {"regler": "1", "regler-escalate_after": "3", "regler-revision": "1"}).status_code == 403
    client.force_login(lead)
    assert client.post(URL, {"regler": "1", "regler-escalate_after": "21", "regler-revision": "1"}).status_code == 302
    assert ReminderRules.now().escalate_after == 21
    assert "åtgärder som är 21 dagar försenade" in client.get(URL).content.decode()


@pytest.mark.parametrize(
    ("days", "said"),
    [("", "Skriv ett antal dagar"), ("0", "Skriv minst 1 dag."), ("900", "Skriv högst 365 dagar.")],
)
def test_impossible_days_are_refused_in_words(days, said, client, lead):
    client.force_login(lead)
    response = client.post(URL, {"regler": "1", "regler-escalate_after": days, "regler-revision": "1"})
    assert response.status_code == 422
    assert said in response.content.decode()
    assert ReminderRules.now().escalate_after == 14


def test_two_who_set_the_days_at_once(client, lead, administrator):
    services.set_rules(escalate_after=10, revision=1, by=administrator)
    client.force_login(lead)
    response = client.post(URL, {"regler": "1", "regler-escalate_after": "20", "regler-revision": "1"})
    assert response.status_code == 422
    assert "Någon annan har satt 10 dagar under tiden." in response.content.decode()
    assert ReminderRules.now().escalate_after == 10
    again = client.post(URL, {"regler": "1", "regler-escalate_after": "20", "regler-revision": "2"})
    assert again.status_code == 302
    assert ReminderRules.now().escalate_after == 20
