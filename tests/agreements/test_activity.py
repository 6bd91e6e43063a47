"""An activity's page, its form, and who may do what with it."""

from datetime import date

import pytest

from agreements import queries, services
from agreements.models import Activity, ActivityState, AgreementState, Level
from organisations.models import Organisation, OrganisationKind
from portal.audit import entries_about


@pytest.fixture
def url(activity):
    return f"/avtal/aktivitet/{activity.pk}/"


@pytest.fixture
def local(activity, municipality):
    """Ekby's own copy of the webinar."""
    return Activity.objects.create(
        stage=activity.stage,
        copy_of=activity,
        organisation=municipality,
        title=activity.title,
        kind=activity.kind,
        level=Level.LOCAL,
        starts_on=date(2026, 2, 3),
    )


def values(activity, **changes):
    return {
        "title": activity.title,
        "stage": activity.stage_id,
        "kind": activity.kind,
        "level": activity.level,
        "starts_on": "2026-01-19",
        "state": activity.state,
        "revision": activity.revision,
    } | changes


def test_it_is_read_by_all_who_take_part_and_by_nobody_else(client, auditor, stranger, url):
    client.force_login(auditor)
    text = client.get(url).content.decode()
    for words in ("Webbinarium om avtalet", "19 eller 20 januari", "Länsgemensam", "Lena Ledare", "Utbildning"):
        assert words in text
    assert "Ändra aktiviteten" not in text
    client.force_login(stranger)
    assert client.get(url).status_code == 404


def test_the_owner_of_the_change_is_a_unit_in_operations(client, lead, activity, municipality, url):
    client.force_login(lead)
    body = Organisation.objects.create(name="Kansliet", short_name="Kansliet", kind=OrganisationKind.JOINT_BODY)
    response = client.post(f"{url}andra/", values(activity, change_owner=body.pk))
    assert response.status_code == 422
    assert "Välj en enhet i verksamheten." in response.content.decode()
    client.post(f"{url}andra/", values(activity, change_owner=municipality.pk, audience="Enhetschefer"))
    activity.refresh_from_db()
    assert (activity.change_owner, activity.audience) == (municipality, "Enhetschefer")
    text = client.get(url).content.decode()
    assert "Ägare i verksamheten" in text
    assert "Enhetschefer" in text


@pytest.mark.parametrize(
    "kind", [OrganisationKind.JOINT_BODY, OrganisationKind.CONSULTANT, OrganisationKind.ASSOCIATION]
)
def test_nobody_gets_past_the_rule_about_owners(lead, activity, kind):
    activity.change_owner = Organisation.objects.create(name="Stödet", short_name="Stödet", kind=kind)
    with pytest.raises(services.activities.ValidationError) as refused:
        services.save_activity(activity, by=lead)
    assert "enhet i verksamheten" in str(refused.value.message_dict["change_owner"])


def test_who_saves_second_sees_both(client, lead, activity, url):
    client.force_login(lead)
    client.post(f"{url}andra/", values(activity, title="Först"))
    response = client.post(f"{url}andra/", values(activity, title="Sist"))
    text = response.content.decode()
    assert response.status_code == 422
    assert "Det här gäller nu" in text
    assert "Först" in text
    assert 'value="Sist"' in text
    client.post(f"{url}andra/", values(activity, title="Sist", revision=2))
    activity.refresh_from_db()
    assert (activity.title, activity.revision) == ("Sist", 3)


def test_a_moved_day_is_told_with_who_moved_it(client, lead, activity, url):
    client.force_login(lead)
    client.post(f"{url}andra/", values(activity, starts_on="2026-03-02"))
    (move,) = queries.moves_of(activity)
    assert (move.starts_on, move.ends_on, move.or_on, move.by) == (date(2026, 1, 19), None, date(2026, 1, 20), lead)
    text = client.get(url).content.decode()
    assert "Flyttade datum" in text
    assert "Var planerad 19 eller 20 januari" in text


def test_calling_off_asks_first_and_keeps_it_in_the_plan(client, lead, activity, url):
    client.force_login(lead)
    assert "Ska aktiviteten ställas in?" in client.get(f"{url}stall-in/").content.decode()
    activity.refresh_from_db()
    assert activity.state == ActivityState.PLANNED
    assert client.post(f"{url}stall-in/").url == url
    activity.refresh_from_db()
    assert (activity.state, activity.revision) == (ActivityState.CANCELLED, 2)


def test_removing_asks_first_and_says_what_goes_with_it(client, lead, activity, local, url, agreement):
    client.force_login(lead)
    assert "Den lokala aktiviteten försvinner också." in client.get(f"{url}ta-bort/").content.decode()
    assert Activity.objects.count() == 2
    assert client.post(f"{url}ta-bort/").url == f"/avtal/{agreement.pk}/plan/"
    assert Activity.objects.count() == 0
    assert [entry.verb for entry in entries_about(local)] == ["removed"]


def test_calling_off_can_take_the_copies_along_save_what_is_done(client, lead, activity, local, url):
    services.set_activity_state(local, ActivityState.DONE, by=lead)
    client.force_login(lead)
    client.post(f"{url}stall-in/", {"copies_too": "on"})
    local.refresh_from_db()
    assert local.state == ActivityState.DONE


def test_members_report_and_move_their_own_local_activity(client, member, neighbour, local, respondent):
    page = f"/avtal/aktivitet/{local.pk}/"
    for person in (neighbour, respondent):
        client.force_login(person)
        assert client.get(f"{page}andra/").status_code == 403
        assert client.post(f"{page}lage/", {"state": "done"}).status_code == 403
    client.force_login(member)
    form = client.get(f"{page}andra/").content.decode()
    assert 'name="starts_on"' in form
    assert 'name="title"' not in form
    client.post(f"{page}andra/", {"starts_on": "2026-02-10", "owner": member.pk, "state": "under_way", "revision": 1})
    local.refresh_from_db()
    assert (local.starts_on, local.owner, local.state, local.title) == (
        date(2026, 2, 10),
        member,
        "under_way",
        "Webbinarium om avtalet",
    )
    client.post(f"{page}lage/", {"state": "done"})
    local.refresh_from_db()
    assert local.state == ActivityState.DONE
    assert client.get(f"{page}ta-bort/").status_code == 403


def test_a_copy_stays_local_and_its_organisations_whoever_edits_it(client, lead, local, municipality):
    client.force_login(lead)
    client.post(f"/avtal/aktivitet/{local.pk}/andra/", values(local, level="county_wide", organisation="", title="Ny"))
    local.refresh_from_db()
    assert (local.title, local.level, local.organisation, local.copy_of_id is not None) == (
        "Ny",
        "local",
        municipality,
        True,
    )


def test_what_is_history_is_read_and_not_changed(client, lead, member, activity, local, agreement, url):
    agreement.state = AgreementState.REPLACED
    agreement.save()
    for person, page in ((lead, url), (member, f"/avtal/aktivitet/{local.pk}/")):
        client.force_login(person)
        assert client.get(page).status_code == 200
        assert client.get(f"{page}andra/").status_code == 403
        assert client.post(f"{page}lage/", {"state": "done"}).status_code == 403
    with pytest.raises(services.activities.ValidationError):
        services.save_activity(activity, by=lead)


def test_a_state_nobody_knows_changes_nothing(client, lead, activity, url):
    client.force_login(lead)
    client.post(f"{url}lage/", {"state": "nonsense"})
    client.post(f"{url}lage/", {"state": "cancelled"})
    activity.refresh_from_db()
    assert (activity.state, activity.revision) == ("planned", 1)


@pytest.mark.parametrize("count", [1, 3])
def test_costs_the_same_however_many_rows(client, lead, activity, county, url, count, django_assert_num_queries):
    for organisation in county[:count]:
        Activity.objects.create(
            stage=activity.stage, copy_of=activity, organisation=organisation, title="A", kind="webinar",
            level="local", starts_on=date(2026, 2, 3), owner=lead,
        )  # fmt: skip
        services.save_activity(activity, by=lead)
    client.force_login(lead)
    # session, user, memberships, activity, copies, parties, their parts, moved days
    with django_assert_num_queries(8):
        assert client.get(url).status_code == 200


def test_a_whole_programme_is_written_without_going_back_each_time(client, lead, activity, agreement):
    client.force_login(lead)
    new = f"/avtal/{agreement.pk}/plan/aktivitet/"
    response = client.post(new, values(activity, title="Dialogkonferens", kind="conference", revision=0, more="1"))
    assert response.url == f"{new}?etapp={activity.stage_id}"
    page = client.get(response.url)
    assert page.context["form"]["stage"].value() == activity.stage_id
    assert "Spara och skriv en till" in page.content.decode()
    assert Activity.objects.get(title="Dialogkonferens").get_kind_display() == "Konferens"
    edited = client.get(f"/avtal/aktivitet/{activity.pk}/andra/").content.decode()
    assert "Spara och skriv en till" not in edited
