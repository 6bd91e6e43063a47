from datetime import date

import pytest

from agreements import queries
from agreements.models import Activity, ActivityState, Plan, Stage
from portal.audit import entries_about

ON = date(2026, 3, 12)


@pytest.fixture
def url(agreement):
    return f"/avtal/{agreement.pk}/plan/"


def _values(stage, **changes):
    values = {"title": "Avstämning", "stage": stage.pk, "kind": "checkpoint", "level": "local", "state": "planned"}
    values["revision"] = 1
    return values | {"starts_on": "2026-02-01"} | changes


def test_a_stranger_cannot_tell_it_exists(client, stranger, url, activity):
    client.force_login(stranger)
    assert client.get(url).status_code == 404
    assert client.get(f"/avtal/aktivitet/{activity.pk}/").status_code == 404
    assert client.post(f"/avtal/aktivitet/{activity.pk}/lage/", {"state": "done"}).status_code == 404


def test_it_is_read_by_all_who_take_part(client, auditor, activity, url):
    client.force_login(auditor)
    text = client.get(url).content.decode()
    for words in (
        "Gemensam plan",
        "Vad som händer när.",
        "Allt används.",
        "Webbinarium om avtalet",
        "Länsgemensam",
        "19 eller 20 januari",
    ):
        assert words in text
    assert "Markera som genomförd" not in text


def test_stages_may_overlap_and_stand_in_their_order(agreement, plan):
    _plan, stages = queries.plan_of(agreement, on=ON)
    assert [one.stage.title for one in stages] == ["Utbildning", "Dialog"]


def test_the_filter_shows_one_level_and_says_what_it_hides(client, lead, agreement, activity, url):
    client.force_login(lead)
    assert "Webbinarium om avtalet" in client.get(f"{url}?niva=county_wide").content.decode()
    text = client.get(f"{url}?niva=local").content.decode()
    assert "Webbinarium om avtalet" not in text
    assert "Ingen aktivitet på den här nivån." in text


def test_today_stands_between_what_was_and_what_comes(agreement, plan, activity):
    _plan, stages = queries.plan_of(agreement, on=ON)
    assert [one.today_before for one in stages] == [0, None]
    later = Activity.objects.create(
        stage=activity.stage, title="Sen", kind="seminar", level="local", starts_on=date(2026, 4, 1)
    )
    _plan, stages = queries.plan_of(agreement, on=ON)
    assert stages[0].today_before == later.pk
    _plan, stages = queries.plan_of(agreement, on=date(2027, 1, 1))
    assert [one.today_before for one in stages] == [None, None]


def test_late_is_after_the_last_of_its_days(agreement, activity):
    def late(on):
        return queries.plan_figures(queries.plan_of(agreement, on=on)[1], on=on).late

    assert late(date(2026, 1, 20)) == []
    assert late(date(2026, 1, 21)) == [activity]


def test_a_cancelled_activity_counts_as_nothing(agreement, activity):
    Activity.objects.update(state=ActivityState.CANCELLED)
    figures = queries.plan_figures(queries.plan_of(agreement, on=ON)[1], on=ON)
    assert (figures.total, figures.done, figures.late, figures.coming) == (0, 0, [], None)


@pytest.mark.parametrize("who", ["member", "coach", "auditor"])
def test_only_those_who_lead_write_the_plan(client, request, plan, activity, url, who):
    client.force_login(request.getfixturevalue(who))
    pages = [
        f"{url}andra/",
        f"{url}etapp/",
        f"{url}aktivitet/",
        f"/avtal/etapp/{activity.stage_id}/",
        f"/avtal/aktivitet/{activity.pk}/andra/",
        f"/avtal/aktivitet/{activity.pk}/stall-in/",
        f"/avtal/aktivitet/{activity.pk}/ta-bort/",
        f"/avtal/aktivitet/{activity.pk}/kopiera/",
    ]
    assert {client.get(page).status_code for page in pages} == {403}
    assert client.post(f"/avtal/aktivitet/{activity.pk}/lage/", {"state": "done"}).status_code == 403


def test_from_nothing_to_a_plan_with_an_activity(client, lead, agreement, url):
    client.force_login(lead)
    assert "Börja på planen" in client.get(url).content.decode()
    client.post(f"{url}andra/", {"title": "Vår plan", "summary": "S", "goal": "M", "revision": 1})
    client.post(f"{url}etapp/", {"title": "Etapp 1", "starts_on": "2026-01-01", "ends_on": "2026-06-30", "revision": 1})
    client.post(f"{url}etapp/", {"title": "Etapp 2", "starts_on": "2026-05-01", "ends_on": "2026-12-31", "revision": 1})
    stages = list(Stage.objects.order_by("position"))
    client.post(f"{url}aktivitet/", _values(stages[1]))
    plan = Plan.objects.get(agreement=agreement)
    assert [(stage.plan, stage.position) for stage in stages] == [(plan, 1), (plan, 2)]
    assert Activity.objects.get().stage == stages[1]
    assert entries_about(Activity.objects.get()).get().verb == "created"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"level": ""}, "Välj nivå: länsgemensam, delregional eller lokal."),
        ({"kind": ""}, "Välj vilket slags aktivitet det är."),
        ({"title": ""}, "Skriv vad som ska göras."),
        ({"starts_on": ""}, "Ange datum."),
        ({"ends_on": "2026-01-31"}, "Den sista dagen är före den första."),
        ({"or_on": "2026-02-01"}, "Det andra datumet är samma som det första."),
        ({"ends_on": "2026-02-03", "or_on": "2026-02-04"}, "Ange antingen sista dag eller ett andra datum, inte båda."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, lead, plan, url, changes, said):
    client.force_login(lead)
    response = client.post(f"{url}aktivitet/", _values(plan.stages.first(), organiser="Grannregionen", **changes))
    text = response.content.decode()
    assert response.status_code == 422
    assert said in text
    assert 'value="Grannregionen"' in text
    assert not Activity.objects.exists()


def test_a_stage_that_ends_before_it_starts_is_refused(client, lead, plan, url):
    client.force_login(lead)
    response = client.post(f"{url}etapp/", {"title": "Etapp", "starts_on": "2026-06-01", "ends_on": "2026-01-01"})
    assert response.status_code == 422
    assert "Den sista dagen är före den första." in response.content.decode()


def test_a_moved_stage_leaves_its_old_days_in_the_audit_trail(client, lead, plan):
    stage = plan.stages.get(position=1)
    client.force_login(lead)
    client.post(
        f"/avtal/etapp/{stage.pk}/",
        {"title": "Utbildning", "starts_on": "2026-02-01", "ends_on": "2026-05-31", "revision": 1},
    )
    assert entries_about(stage).get().details == {
        "starts_on": "2026-02-01",
        "ends_on": "2026-05-31",
        "started_on": "2026-01-19",
        "ended_on": "2026-04-30",
    }


def test_one_press_marks_it_done_and_one_takes_it_back(client, lead, activity, url):
    client.force_login(lead)
    for state in ("done", "planned"):
        assert (
            client.post(f"/avtal/aktivitet/{activity.pk}/lage/", {"state": state}).url
            == f"/avtal/aktivitet/{activity.pk}/"
        )
        activity.refresh_from_db()
        assert activity.state == state


def test_a_member_who_answers_for_it_may_mark_it_done(client, member, activity):
    activity.owner = member
    activity.save()
    client.force_login(member)
    client.post(f"/avtal/aktivitet/{activity.pk}/lage/", {"state": "done"})
    activity.refresh_from_db()
    assert activity.state == "done"


def test_a_coach_who_answers_for_it_still_only_reads(client, coach, activity):
    activity.owner = coach
    activity.save()
    client.force_login(coach)
    assert client.post(f"/avtal/aktivitet/{activity.pk}/lage/", {"state": "done"}).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_costs_the_same_however_many_rows(client, lead, agreement, plan, url, count, django_assert_num_queries):
    for number in range(count):
        stage = Stage.objects.create(plan=plan, position=number + 3, title="E", starts_on=ON, ends_on=ON)
        Activity.objects.create(stage=stage, title="A", kind="seminar", level="local", starts_on=ON, owner=lead)
    client.force_login(lead)
    # session, user, memberships, agreement, organisations to cut by, plan, activities, copies, stages, goals
    with django_assert_num_queries(10):
        assert client.get(url).status_code == 200
