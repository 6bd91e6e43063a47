"""Homework: groups are asked, write for themselves, hand in; then everybody may read."""

from datetime import UTC, date, datetime

import pytest

from agreements import queries, services
from agreements.models import ActivityKind, ActivityState, HomeworkState, HomeworkSubmission
from organisations.models import Group, GroupKind, GroupMembership
from portal import dates

DUE = date(2026, 4, 1)
BEFORE, AFTER = date(2026, 3, 30), date(2026, 4, 2)
NOON = datetime(2026, 3, 30, 11, 0, tzinfo=UTC)


@pytest.fixture
def forums(member, respondent, neighbour, municipality, other_municipality):
    """Two local forums: Ekby's with member and respondent, Åsele's with the neighbour."""
    made = []
    for name, people in (("Forum Ekby", [member, respondent]), ("Forum Åsele", [neighbour])):
        forum = Group.objects.create(name=name, kind=GroupKind.LOCAL_FORUM)
        GroupMembership.objects.bulk_create(GroupMembership(group=forum, user=person) for person in people)
        made.append(forum)
    return made


@pytest.fixture
def homework(activity):
    activity.kind = ActivityKind.HOMEWORK
    activity.save()
    return activity


@pytest.fixture
def submissions(homework, forums, lead):
    return services.ask_groups(homework, forums, due_on=DUE, by=lead)


@pytest.fixture
def ekbys(submissions, forums):
    return HomeworkSubmission.objects.get(group=forums[0])


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """The pages' today is before the homework is due."""
    monkeypatch.setattr(dates, "today", lambda: BEFORE)
    for module in ("homework", "activities"):
        monkeypatch.setattr(f"agreements.views.{module}.today", lambda: BEFORE)


def page(submission):
    return f"/avtal/inlamning/{submission.pk}/"


def write(client, submission, text, **more):
    revision = HomeworkSubmission.objects.get(pk=submission.pk).revision
    return client.post(page(submission), {"text": text, "revision": revision} | more)


def test_the_lead_asks_groups_and_asking_again_adds_only_new_ones(client, lead, homework, forums, group):
    client.force_login(lead)
    url = f"/avtal/aktivitet/{homework.pk}/hemuppgift/"
    assert client.get(url).context["form"].initial["groups"] == [forum.pk for forum in forums]
    client.post(url, {"groups": [forums[0].pk], "due_on": "2026-04-01"})
    services.ask_groups(homework, forums, due_on=AFTER, by=lead)
    assert list(homework.submissions.order_by("pk").values_list("group", "due_on")) == [
        (forums[0].pk, DUE),
        (forums[1].pk, AFTER),
    ]


@pytest.mark.parametrize(
    ("values", "said"),
    [({"due_on": "2026-04-01"}, "Välj minst en grupp."), ({"groups": "all"}, "Ange dagen när den ska vara inne.")],
)
def test_asking_says_what_is_missing(client, lead, homework, forums, values, said):
    client.force_login(lead)
    values = {key: [forum.pk for forum in forums] if value == "all" else value for key, value in values.items()}
    response = client.post(f"/avtal/aktivitet/{homework.pk}/hemuppgift/", values)
    assert response.status_code == 422
    assert said in response.content.decode()


def test_only_homework_is_asked_for_and_only_by_those_who_lead(client, lead, member, activity, forums):
    url = f"/avtal/aktivitet/{activity.pk}/hemuppgift/"
    client.force_login(lead)
    assert client.get(url).status_code == 403
    with pytest.raises(services.activities.ValidationError):
        services.ask_groups(activity, forums, due_on=DUE, by=lead)
    client.force_login(member)
    assert client.get(url).status_code == 403


def test_a_draft_is_read_by_its_own_group_only(client, lead, member, respondent, neighbour, ekbys):
    client.force_login(member)
    assert "läses det ni skriver bara av gruppens egna medlemmar" in client.get(page(ekbys)).content.decode()
    assert write(client, ekbys, "  Tre rader\n\n  och en till ").url == page(ekbys)
    ekbys.refresh_from_db()
    assert (ekbys.text, ekbys.state) == ("  Tre rader\r\n\r\n  och en till ".replace("\r", ""), HomeworkState.EXPECTED)
    client.force_login(respondent)
    assert "Tre rader" in client.get(page(ekbys)).content.decode()
    for person in (lead, neighbour):
        client.force_login(person)
        for address in (page(ekbys), f"/avtal/aktivitet/{ekbys.activity_id}/inlamningar/"):
            response = client.get(address)
            assert response.status_code == 200
            assert "Tre rader" not in response.content.decode()


def test_what_is_handed_in_is_read_by_all(client, lead, member, neighbour, auditor, ekbys, submissions):
    client.force_login(member)
    write(client, ekbys, "Det här kom vi fram till.", hand_in="1")
    ekbys.refresh_from_db()
    assert (ekbys.state, ekbys.handed_in_by) == (HomeworkState.HANDED_IN, member)
    for person in (lead, neighbour, auditor):
        client.force_login(person)
        text = client.get(f"/avtal/aktivitet/{ekbys.activity_id}/inlamningar/").content.decode()
        assert "Det här kom vi fram till." in text
        assert "1 av 2 grupper" in text
        assert "Forum Åsele" in text


@pytest.mark.parametrize("who", ["neighbour", "coach", "lead"])
def test_only_the_group_writes(client, request, ekbys, who):
    client.force_login(request.getfixturevalue(who))
    assert write(client, ekbys, "Inte mitt").status_code == 403
    ekbys.refresh_from_db()
    assert ekbys.text == ""


def test_a_stranger_finds_nothing(client, stranger, ekbys):
    client.force_login(stranger)
    assert client.get(page(ekbys)).status_code == 404
    assert client.get(f"/avtal/aktivitet/{ekbys.activity_id}/inlamningar/").status_code == 404


def test_nothing_is_handed_in_empty(client, member, ekbys):
    client.force_login(member)
    response = write(client, ekbys, "  ", hand_in="1")
    assert response.status_code == 422
    assert "Skriv vad ni kom fram till innan ni lämnar in." in response.content.decode()


def test_a_draft_may_be_emptied_again(client, member, ekbys):
    client.force_login(member)
    write(client, ekbys, "Ett utkast")
    assert write(client, ekbys, "").status_code == 302
    ekbys.refresh_from_db()
    assert (ekbys.text, ekbys.revision) == ("", 3)


def test_a_personal_number_is_refused(client, member, ekbys):
    client.force_login(member)
    assert write(client, ekbys, "Hon heter så och har nummer 19900101-0017.").status_code == 422
    ekbys.refresh_from_db()
    assert ekbys.text == ""


def test_two_of_a_group_never_overwrite_each_other(client, member, respondent, ekbys):
    client.force_login(member)
    write(client, ekbys, "Medlemmens text")
    client.force_login(respondent)
    response = client.post(page(ekbys), {"text": "Respondentens text", "revision": 1})
    text = response.content.decode()
    assert response.status_code == 422
    assert "Medlemmens text" in text
    assert "Respondentens text" in text
    ekbys.refresh_from_db()
    assert ekbys.text == "Medlemmens text"


def test_what_is_in_can_be_changed_until_its_day_and_stays_in(member, ekbys):
    def say(text, *, on):
        ekbys.text = text
        services.write_homework(ekbys, hand_in=True, by=member, at=NOON, on=on)

    say("Först", on=BEFORE)
    say("Sedan", on=DUE)
    with pytest.raises(services.activities.ValidationError):
        say("För sent", on=AFTER)
    ekbys.refresh_from_db()
    assert (ekbys.text, ekbys.state) == ("Sedan", HomeworkState.HANDED_IN)


def test_late_is_still_taken_in_and_flagged(member, lead, homework, ekbys):
    ekbys.text = "Sent"
    at = datetime(2026, 4, 3, 8, 0, tzinfo=UTC)
    services.write_homework(ekbys, hand_in=True, by=member, at=at, on=date(2026, 4, 3))
    found = queries.homework_of(homework, user=lead, on=date(2026, 4, 5))
    assert [(one.group.name, one.late, one.state) for one in found.submissions] == [
        ("Forum Ekby", True, "handed_in"),
        ("Forum Åsele", True, "expected"),
    ]
    assert (found.late, found.handed_in) == (1, 1)


def test_the_lead_closes_by_saying_that_it_is_done(client, lead, member, homework, ekbys):
    services.set_activity_state(homework, ActivityState.DONE, by=lead)
    client.force_login(member)
    assert "<textarea" not in client.get(page(ekbys)).content.decode()
    response = write(client, ekbys, "Efter stängning")
    assert response.status_code == 422
    assert "Hemuppgiften är stängd." in response.content.decode()


def test_a_group_gets_a_day_of_its_own(client, lead, ekbys):
    client.force_login(lead)
    assert client.post(f"{page(ekbys)}dag/", {"due_on": "", "revision": 1}).status_code == 422
    client.post(f"{page(ekbys)}dag/", {"due_on": "2026-04-20", "revision": 1})
    ekbys.refresh_from_db()
    assert (ekbys.due_on, ekbys.revision) == (date(2026, 4, 20), 2)


def test_a_group_is_let_off_only_before_it_has_written(client, lead, member, ekbys, submissions):
    ekbys.text = "Påbörjat"
    services.write_homework(ekbys, hand_in=False, by=member, at=NOON, on=BEFORE)
    client.force_login(lead)
    response = client.post(f"{page(ekbys)}ta-bort/")
    assert response.status_code == 422
    assert "Gruppen har börjat skriva." in response.content.decode()
    assert client.post(f"{page(submissions[1])}ta-bort/").status_code == 302
    assert list(HomeworkSubmission.objects.all()) == [ekbys]


def test_an_activity_with_homework_in_it_is_cancelled_not_removed(client, lead, member, homework, ekbys):
    ekbys.text = "Inlämnat"
    services.write_homework(ekbys, hand_in=True, by=member, at=NOON, on=BEFORE)
    client.force_login(lead)
    response = client.post(f"/avtal/aktivitet/{homework.pk}/ta-bort/")
    assert response.status_code == 422
    assert "Ställ in aktiviteten i stället" in response.content.decode()


def test_nor_is_one_whose_copy_has_homework_in_it(client, lead, member, homework, municipality, forums):
    days = {"starts_on": DUE, "ends_on": None, "or_on": None, "for_every_party": False}
    (copy,) = services.copy_to_organisations(homework, [municipality], **days, by=lead)
    (asked,) = services.ask_groups(copy, forums[:1], due_on=DUE, by=lead)
    asked.text = "Inlämnat"
    services.write_homework(asked, hand_in=True, by=member, at=NOON, on=BEFORE)
    client.force_login(lead)
    assert client.post(f"/avtal/aktivitet/{homework.pk}/ta-bort/").status_code == 422
    assert HomeworkSubmission.objects.get().text == "Inlämnat"


@pytest.mark.parametrize("count", [1, 3])
def test_costs_the_same_however_many_groups(client, lead, homework, count, django_assert_num_queries):
    groups = [Group.objects.create(name=f"Forum {number}", kind=GroupKind.LOCAL_FORUM) for number in range(count)]
    services.ask_groups(homework, groups, due_on=DUE, by=lead)
    client.force_login(lead)
    # session, user, memberships, activity, the person's groups, submissions
    with django_assert_num_queries(6):
        assert client.get(f"/avtal/aktivitet/{homework.pk}/inlamningar/").status_code == 200
