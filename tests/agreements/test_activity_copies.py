"""A joint activity becomes one local activity for each organisation, and is summed up from them."""

from datetime import date

import pytest

from agreements import queries, services
from agreements.models import Activity, ActivityState, Level
from organisations.models import Organisation, OrganisationKind, Side
from portal.audit import entries_about

ON = date(2026, 3, 12)
DAYS = {"starts_on": date(2026, 4, 1), "ends_on": None, "or_on": None, "for_every_party": False}


@pytest.fixture
def url(activity):
    return f"/avtal/aktivitet/{activity.pk}/kopiera/"


@pytest.fixture
def copies(activity, county, lead):
    return services.copy_to_organisations(activity, county[1:], **DAYS, by=lead)


def post(*organisations, **changes):
    return {"organisations": [one.pk for one in organisations], "starts_on": "2026-04-01"} | changes


def test_the_municipalities_are_chosen_by_part_of_the_county(client, lead, url, parts, county):
    _region, ekby, asele = county
    client.force_login(lead)
    response = client.get(url)
    form = response.context["form"]
    assert form.initial["organisations"] == [asele.pk, ekby.pk]
    assert [name for name, _choices in form.fields["organisations"].choices] == ["Västra delen", "Ådalen", "Regionen"]
    assert "Välj alla" in response.content.decode()


def test_each_chosen_gets_a_local_activity_of_its_own(client, lead, activity, url, municipality, other_municipality):
    client.force_login(lead)
    response = client.post(url, post(municipality, other_municipality))
    assert response.url == f"/avtal/aktivitet/{activity.pk}/#exemplar"
    made = Activity.objects.filter(copy_of=activity)
    assert {(one.organisation, one.title, one.level, one.starts_on, one.state, one.owner) for one in made} == {
        (organisation, activity.title, Level.LOCAL, date(2026, 4, 1), ActivityState.PLANNED, None)
        for organisation in (municipality, other_municipality)
    }
    assert [entries_about(one).get().verb for one in made] == ["created", "created"]


def test_copying_again_adds_only_what_is_missing(client, lead, activity, url, county, copies, municipality):
    Activity.objects.filter(organisation=municipality).update(starts_on=date(2026, 5, 5))
    made = services.copy_to_organisations(activity, county, **DAYS, by=lead)
    assert [one.organisation for one in made] == county[:1]
    assert activity.copies.get(organisation=municipality).starts_on == date(2026, 5, 5)
    client.force_login(lead)
    assert "Alla parter har en" in client.get(url).content.decode()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"organisations": []}, "Välj minst en organisation."),
        ({"starts_on": ""}, "Ange datum."),
        ({"ends_on": "2026-03-01"}, "Den sista dagen är före den första."),
        ({"or_on": "2026-04-01"}, "Det andra datumet är samma som det första."),
        ({"ends_on": "2026-04-02", "or_on": "2026-04-03"}, "Ange antingen sista dag eller ett andra datum, inte båda."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_copied(client, lead, url, municipality, changes, said):
    client.force_login(lead)
    response = client.post(url, post(municipality, **changes))
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Activity.objects.exclude(copy_of=None).exists()


def test_only_those_who_lead_copy_and_only_joint_activities(client, lead, member, activity, url):
    client.force_login(member)
    assert client.get(url).status_code == 403
    Activity.objects.update(level=Level.LOCAL)
    client.force_login(lead)
    assert client.get(url).status_code == 403


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"level": Level.LOCAL}, "Bara en länsgemensam eller delregional aktivitet"),
        ({"state": ActivityState.CANCELLED}, "Aktiviteten är inställd."),
    ],
)
def test_the_service_refuses_what_the_page_would(activity, county, lead, change, said):
    Activity.objects.update(**change)
    with pytest.raises(services.activities.ValidationError) as refused:
        services.copy_to_organisations(activity, county, **DAYS, by=lead)
    assert said in refused.value.messages[0]


def test_who_is_no_party_gets_none(activity, lead, db):
    other = Organisation.objects.create(name="Annan", short_name="Annan", kind=OrganisationKind.MUNICIPALITY)
    with pytest.raises(services.activities.ValidationError):
        services.copy_to_organisations(activity, [other], **DAYS, by=lead)
    assert not activity.copies.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_copies_follow_a_cancelled_activity_at_the_same_cost(activity, county, lead, count, django_assert_num_queries):
    made = services.copy_to_organisations(activity, county[:count], **DAYS, by=lead)
    activity.refresh_from_db()
    # two save points; stage, plan and agreement; the plan held and kept today; the row; the copies held and changed
    with django_assert_num_queries(15):
        services.cancel_activity(activity, copies_too=True, by=lead)
    assert {copy.state for copy in activity.copies.all()} == {ActivityState.CANCELLED}
    entry = entries_about(made[0])[0]
    assert (entry.verb, entry.details) == ("set state", {"was": "planned", "now": "cancelled"})


def test_a_copy_that_is_done_stays_done_when_the_activity_is_cancelled(activity, copies, lead):
    services.set_activity_state(copies[0], ActivityState.DONE, by=lead)
    services.cancel_activity(activity, copies_too=True, by=lead)
    assert sorted(activity.copies.values_list("state", "revision")) == [("cancelled", 2), ("done", 2)]


def test_the_roll_up_counts_done_late_and_leaves_out_cancelled(activity, agreement, county, lead, parts):
    first, _second, third = services.copy_to_organisations(activity, county, **DAYS, by=lead)
    services.set_activity_state(first, ActivityState.DONE, by=lead)
    services.set_activity_state(third, ActivityState.CANCELLED, by=lead)
    found = queries.copies_of(activity, agreement, on=date(2026, 4, 2))
    assert (found.roll_up.total, found.roll_up.done, found.roll_up.late, found.roll_up.cancelled) == (2, 1, 1, 1)
    assert [(group.name, [copy.organisation.short_name for copy in group.copies]) for group in found.groups] == [
        ("Västra delen", ["Åsele"]),
        ("Ådalen", ["Ekby"]),
        ("Regionen", ["Regionen"]),
    ]
    assert queries.roll_ups([activity.pk], on=ON)[activity.pk].late == 0


def test_the_plan_shows_the_joint_activity_with_its_roll_up_and_an_organisation_its_own(
    client, lead, agreement, activity, copies, municipality, other_municipality
):
    services.set_activity_state(copies[0], ActivityState.DONE, by=lead)
    client.force_login(lead)
    url = f"/avtal/{agreement.pk}/plan/"
    text = client.get(url).content.decode()
    assert text.count("Webbinarium om avtalet</a>") == 1
    assert "1 av 2 genomförda" in text
    own = client.get(f"{url}?organisation={municipality.pk}").context["stages"][0].activities
    assert [(one.organisation, one.copy_of_id) for one in own] == [(municipality, activity.pk)]


def test_new_words_reach_the_copies_that_nobody_has_changed(client, lead, activity, copies):
    touched, untouched = copies
    touched.title = "Vårt eget namn"
    services.save_activity(touched, by=lead)
    client.force_login(lead)
    page = f"/avtal/aktivitet/{activity.pk}/andra/"
    assert "de 2 lokala aktiviteterna" in client.get(page).content.decode()
    values = {"title": "Nytt namn", "stage": activity.stage_id, "kind": "webinar", "level": "county_wide"}
    values |= {"starts_on": "2026-01-19", "or_on": "2026-01-20", "state": "planned", "revision": 1, "copies_too": "on"}
    assert client.post(page, values).status_code == 302
    touched.refresh_from_db()
    untouched.refresh_from_db()
    assert (touched.title, untouched.title) == ("Vårt eget namn", "Nytt namn")
    assert (untouched.starts_on, untouched.revision) == (date(2026, 4, 1), 2)


def test_without_the_tick_the_copies_keep_their_words(lead, activity, copies):
    activity.title = "Nytt namn"
    services.save_activity(activity, by=lead)
    assert {one.title for one in activity.copies.all()} == {"Webbinarium om avtalet"}


@pytest.mark.parametrize("for_every_party", [True, False])
def test_a_party_that_joins_later_gets_what_every_party_has(lead, agreement, activity, county, for_every_party):
    services.copy_to_organisations(activity, county, **DAYS | {"for_every_party": for_every_party}, by=lead)
    new = Organisation.objects.create(
        name="Nyby kommun", short_name="Nyby", kind=OrganisationKind.MUNICIPALITY, side=Side.MUNICIPAL
    )
    services.save_agreement(agreement, organisations=[*county, new], by=lead)
    services.save_agreement(agreement, organisations=[*county, new], by=lead)
    assert activity.copies.filter(organisation=new).count() == int(for_every_party)
    assert activity.copies.count() == 3 + int(for_every_party)
