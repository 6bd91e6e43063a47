"""The plan as a living document: versions kept, versions read, and what has changed since a day."""

import json
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from agreements import queries, services
from agreements.models import (
    Activity,
    Goal,
    MandateQuestion,
    PlanRole,
    PlanSection,
    PlanVersion,
    RelatedDocument,
    Stage,
    Workspace,
)
from agreements.periods import day, either, span
from agreements.plan_changes import changes_between
from agreements.plan_text import PlanText, from_json, to_json
from portal.dates import today

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def _at(*parts):
    return datetime(*parts, tzinfo=STOCKHOLM)


@pytest.fixture
def url(agreement):
    return f"/avtal/{agreement.pk}/plan/"


@pytest.fixture
def whole(plan, activity, lead, group):
    """A plan with something of everything."""
    plan.reports_to = group
    plan.save()
    PlanSection.objects.create(plan=plan, row="background", text="Så här var det.")
    Goal.objects.create(
        plan=plan,
        kind="smart",
        text="Planen finns",
        question="Finns den?",
        evaluate_on=date(2026, 2, 1),
        reached=True,
        evaluated_on=date(2026, 2, 2),
    )
    MandateQuestion.objects.create(plan=plan, text="Hur?")
    PlanRole.objects.create(plan=plan, role="Ledare", user=lead, group=group)
    Workspace.objects.create(plan=plan, title="Yta", link="https://example.org/")
    return plan


def _text(response):
    return " ".join(response.content.decode().split())


def test_what_is_kept_is_plain_and_comes_back_the_same(whole):
    text = queries.text_of(whole)
    content = json.loads(json.dumps(to_json(text)))
    assert content["format"] == 1
    assert from_json(content) == text


def test_no_name_of_a_person_is_kept(whole, lead):
    content = json.dumps(to_json(queries.text_of(whole)), ensure_ascii=False)
    assert lead.first_name not in content
    version = services.save_version(whole, note="Nu", by=lead, at=timezone.now())
    text = queries.text_of_version(version)
    assert text.roles[0].filled_by == "Lena Ledare, Arbetsgruppen"
    assert text.activities[0].person_name == "Lena Ledare"


def test_an_older_version_opens_when_the_structure_has_grown():
    text = from_json({"format": 1, "title": "Äldre", "goals": [{"id": 1, "kind": "smart", "text": "M"}], "new": 1})
    assert (text.title, text.goals[0].question, text.stages) == ("Äldre", "", [])


def test_local_copies_are_no_part_of_the_shared_text(whole, activity, municipality):
    Activity.objects.create(
        stage=activity.stage,
        title="Lokal",
        kind="webinar",
        level="local",
        starts_on=date(2026, 1, 19),
        organisation=municipality,
        copy_of=activity,
    )
    assert [one.title for one in queries.text_of(whole).activities] == ["Webbinarium om avtalet"]


# When a version is kept


def _change(plan, lead, deed):
    """Every way to change the plan, by name."""
    stage, activity = plan.stages.first(), Activity.objects.get()
    section = PlanSection.objects.get()
    deeds = {
        "the plan": lambda: services.save_plan(plan, by=lead),
        "a stage": lambda: services.save_stage(stage, by=lead),
        "an activity": lambda: services.save_activity(activity, by=lead),
        "a state": lambda: services.set_activity_state(activity, "done", by=lead),
        "a row": lambda: services.save_section(section, by=lead),
        "a part": lambda: services.save_part(Workspace.objects.get(), by=lead),
        "an order": lambda: services.move_part(MandateQuestion.objects.get(), up=True, by=lead),
        "less": lambda: services.remove_part(Workspace.objects.get(), by=lead),
        "a document": lambda: services.add_related(
            RelatedDocument(agreement=plan.agreement, kind="considers", title="Policyn"), by=lead
        ),
        "an answer": lambda: services.answer_goal(
            Goal.objects.get(), reached=False, evaluated_on=today(), note="", by=lead, on=today()
        ),
    }
    deeds[deed]()


@pytest.mark.parametrize(
    "deed",
    ["the plan", "a stage", "an activity", "a state", "a row", "a part", "an order", "less", "a document", "an answer"],
)
def test_every_way_to_change_the_plan_keeps_it_first_once_a_day(whole, lead, deed):
    before = to_json(queries.text_of(whole))
    _change(whole, lead, deed)
    version = PlanVersion.objects.get()
    assert version.content == json.loads(json.dumps(before))
    assert (version.number, version.note, version.by) == (1, "", None)
    services.save_plan(whole, by=lead)
    assert PlanVersion.objects.count() == 1


def test_the_next_day_a_new_one_is_kept(whole, lead):
    services.keep_before_change(whole.pk, at=_at(2026, 3, 10, 23, 59))
    services.keep_before_change(whole.pk, at=_at(2026, 3, 11, 0, 1))
    services.keep_before_change(whole.pk, at=_at(2026, 3, 11, 23, 0))
    assert list(PlanVersion.objects.order_by("number").values_list("number", flat=True)) == [1, 2]


def test_a_day_is_answered_by_the_first_version_from_that_day_on(whole, lead):
    for number, title in ((10, "Tionde"), (12, "Tolfte")):
        services.keep_before_change(whole.pk, at=_at(2026, 3, number, 9))
        PlanVersion.objects.filter(number=PlanVersion.objects.count()).update(note=title)
    found = {one: queries.version_for(whole, date(2026, 3, one)) for one in (9, 10, 11, 12, 13)}
    assert {one: version and version.note for one, version in found.items()} == {
        9: "Tionde", 10: "Tionde", 11: "Tolfte", 12: "Tolfte", 13: None,
    }  # fmt: skip


# The pages


def test_a_stranger_cannot_tell_they_exist(client, stranger, whole, lead, url):
    version = services.save_version(whole, note="Nu", by=lead, at=timezone.now())
    client.force_login(stranger)
    for page in (f"{url}versioner/", f"{url}andringar/", f"/avtal/plan/version/{version.pk}/"):
        assert client.get(page).status_code == 404


def test_who_leads_saves_a_version_with_a_note_and_others_read_it(client, lead, member, whole, url):
    client.force_login(lead)
    client.post(f"{url}versioner/", {"note": "Inför styrgruppen"})
    version = PlanVersion.objects.get()
    assert (version.note, version.by) == ("Inför styrgruppen", lead)
    PlanSection.objects.update(text="Nu är det annorlunda.")
    client.force_login(member)
    text = _text(client.get(f"{url}versioner/"))
    assert "Inför styrgruppen" in text
    assert "Spara versionen" not in text
    text = _text(client.get(f"/avtal/plan/version/{version.pk}/"))
    assert "Så här var det." in text
    assert "Nu är det annorlunda." not in text
    assert "Den kan bara läsas." in text
    assert client.post(f"{url}versioner/", {"note": "Min"}).status_code == 403


def test_a_version_without_a_note_is_not_saved(client, lead, whole, url):
    client.force_login(lead)
    response = client.post(f"{url}versioner/", {"note": " "})
    assert response.status_code == 422
    assert "Skriv med några ord vad som är nytt" in _text(response)
    assert not PlanVersion.objects.exists()


def test_a_version_offers_nothing_to_change(client, lead, whole):
    version = services.save_version(whole, note="Nu", by=lead, at=timezone.now())
    client.force_login(lead)
    text = _text(client.get(f"/avtal/plan/version/{version.pk}/"))
    assert "/plan/rad/" not in text
    assert "/avtal/plan/fraga/" not in text
    assert "Svara" not in text


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_many_versions(client, lead, whole, url, count, django_assert_num_queries):
    for number in range(count):
        services.save_version(whole, note=f"V{number}", by=lead, at=timezone.now())
    client.force_login(lead)
    with django_assert_num_queries(7):  # session, user, memberships, agreement, plan, count, versions
        response = client.get(f"{url}versioner/")
    assert len(response.context["page"].object_list) == count


# What has changed


def _either(first, second):
    return either(date(2026, 1, first), date(2026, 1, second))


def _since(client, url, wish):
    response = client.get(f"{url}andringar/?{wish}")
    assert response.status_code == 200
    groups = response.context["changes"].groups
    return response, {str(heading): rows for heading, rows in groups}


def test_everything_that_came_went_moved_and_changed_is_told(client, lead, member, whole, activity, url):
    services.save_version(whole, note="Förut", by=lead, at=timezone.now() - timedelta(days=5))
    PlanSection.objects.update(text="Så här blev det.")
    PlanSection.objects.create(plan=whole, row="scope", text="Inte skolan.")
    Goal.objects.update(reached=False)
    MandateQuestion.objects.update(state="answered", answer="Genom samtal.")
    Workspace.objects.all().delete()
    PlanRole.objects.create(plan=whole, role="Kommunikatör")
    Stage.objects.filter(position=2).update(ends_on=date(2026, 9, 30))
    Activity.objects.update(starts_on=date(2026, 1, 26), or_on=date(2026, 1, 27), state="done")
    Activity.objects.create(
        stage=whole.stages.first(), title="Seminarium", kind="seminar", level="local", starts_on=date(2026, 2, 3)
    )
    client.force_login(member)
    response, groups = _since(client, url, "version=1")
    told = {
        heading: [(row.title, row.how, [(str(what), was, now) for what, was, now in row.details]) for row in rows]
        for heading, rows in groups.items()
    }
    assert told == {
        "Mål": [("Planen finns", "changed", [("Svar", "Ja", "Nej")])],
        "Frågor i uppdraget": [("Hur?", "changed", [("Läge", "Öppen", "Besvarad"), ("Svar", "", "Genom samtal.")])],
        "Roller": [("Kommunikatör", "added", [])],
        "Arbetsytor": [("Yta", "removed", [])],
        "Etapper": [
            (
                "Dialog",
                "moved",
                [("När", span(date(2026, 4, 1), date(2026, 8, 31)), span(date(2026, 4, 1), date(2026, 9, 30)))],
            )
        ],
        "Aktiviteter": [
            (
                "Webbinarium om avtalet",
                "moved",
                [("När", _either(19, 20), _either(26, 27)), ("Status", "Planerad", "Genomförd")],
            ),
            ("Seminarium", "added", [("När", "", day(date(2026, 2, 3)))]),
        ],
    }
    text = _text(response)
    assert "<strong>9 ändringar</strong>" in text
    assert "<p>Så här <del>var</del> det.</p>" in text
    assert "<p>Så här <ins>blev</ins> det.</p>" in text
    assert "<p>Inte skolan.</p>" in text


def test_a_day_in_the_address_compares_with_that_morning(client, lead, whole, url):
    then = today() - timedelta(days=3)
    services.keep_before_change(whole.pk, at=timezone.now() - timedelta(days=3))
    whole.title = "Nytt namn"
    whole.save()
    client.force_login(lead)
    response, groups = _since(client, url, f"sedan={then}")
    assert groups == {}
    assert [(str(one.title), one.was, one.now) for one in response.context["changes"].texts] == [
        ("Namn", "<p><del>Gemensam plan</del></p>", "<p><ins>Nytt namn</ins></p>")
    ]
    response, _groups = _since(client, url, f"sedan={then + timedelta(days=1)}")
    assert response.context["changes"].total == 0
    assert "Planen är som den var" in _text(response)
    response, _groups = _since(client, url, f"sedan={then - timedelta(days=1)}")
    assert response.context["changes"].total == 1
    assert "Den äldsta sparade versionen är från" in _text(response)


@pytest.mark.parametrize("wish", ["igår", "2026-02-30", "2199-01-01"])
def test_a_day_that_is_none_is_said_and_kept(client, lead, whole, url, wish):
    client.force_login(lead)
    response = client.get(f"{url}andringar/", {"sedan": wish})
    assert response.status_code == 422
    assert f'value="{wish}"' in response.content.decode()
    assert 'role="alert"' in response.content.decode()


def test_without_a_wish_it_looks_a_month_back_and_offers_more(client, lead, whole, url):
    services.save_version(whole, note="Sparad", by=lead, at=timezone.now())
    client.force_login(lead)
    response = client.get(f"{url}andringar/")
    assert response.context["since"] == today() - timedelta(days=30)
    text = _text(response)
    assert f'href="?sedan={today() - timedelta(days=7)}"' in text
    assert 'href="?version=1"' in text
    assert client.get(f"{url}andringar/?version=99").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_comparing_costs_the_same_however_many_rows(client, lead, whole, url, count, django_assert_num_queries):
    services.save_version(whole, note="Förut", by=lead, at=timezone.now())
    for number in range(count):
        Goal.objects.create(plan=whole, kind="effect", text=f"E{number}")
        PlanRole.objects.create(plan=whole, role=f"R{number}", user=lead)
    client.force_login(lead)
    with django_assert_num_queries(19):
        _response, groups = _since(client, url, "version=1")
    assert {heading: len(rows) for heading, rows in groups.items()} == {"Mål": count, "Roller": count}


def test_two_empty_plans_differ_in_nothing():
    assert changes_between(PlanText(), PlanText()).total == 0
