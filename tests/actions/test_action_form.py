"""The whole form: new and changed actions, what is refused, and two who write at once."""

from datetime import timedelta

import pytest

from actions import services
from actions.models import ActionItem

NEW = "/atgarder/ny/"


@pytest.fixture
def answers(member, group, municipality, provisions, today):
    return {
        "title": "Ta fram en mall",
        "owner": member.pk,
        "due_on": (today + timedelta(days=4)).isoformat(),
        "provision": provisions[2].pk,
        "organisation": municipality.pk,
        "group": group.pk,
        "description": "Utgå från rutinen.",
    }


def edited(action, **changed):
    return {
        "title": action.title,
        "owner": action.owner_id or "",
        "due_on": action.due_on.isoformat() if action.due_on else "",
        "provision": action.provision_id or "",
        "organisation": action.organisation_id or "",
        "group": action.group_id or "",
        "description": action.description,
        "revision": action.revision,
    } | changed


def test_a_new_action_keeps_all(client, member, answers, municipality, group, provisions, today):
    client.force_login(member)
    response = client.post(NEW, answers)
    made = ActionItem.objects.get()
    assert (response.status_code, response["Location"]) == (302, made.get_absolute_url())
    assert (made.title, made.owner, made.due_on, made.description) == (
        "Ta fram en mall",
        member,
        today + timedelta(days=4),
        "Utgå från rutinen.",
    )
    assert (made.provision, made.organisation, made.group, made.created_by) == (
        provisions[2],
        municipality,
        group,
        member,
    )


def test_only_the_title_is_needed(client, lead):
    client.force_login(lead)
    assert client.post(NEW, {"title": "Ring"}).status_code == 302


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": " "}, "Skriv vad som ska göras."),
        ({"due_on": "2020-01-01"}, "Datumet har passerat. Välj i dag eller senare."),
        ({"due_on": "27 okt"}, "Skriv ett datum, till exempel 2026-10-27."),
        ({"owner": "999999"}, "Välj ett giltigt alternativ."),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_kept(wrong, said, client, member, answers):
    client.force_login(member)
    response = client.post(NEW, answers | wrong)
    page = response.content.decode()
    assert response.status_code == 422
    assert said in page
    assert "Åtgärden är inte sparad än" in page
    assert "Utgå från rutinen." in page
    assert not ActionItem.objects.exists()


def test_a_member_chooses_among_own_organisations_and_groups(
    client, member, answers, other_municipality, municipality, group
):
    client.force_login(member)
    response = client.get(NEW)
    form = response.context["form"]
    assert list(form.fields["organisation"].queryset) == [municipality]
    assert list(form.fields["group"].queryset) == [group]
    assert client.post(NEW, answers | {"organisation": other_municipality.pk}).status_code == 422


def test_the_address_says_what_it_is_about(client, lead, group, provisions, municipality):
    client.force_login(lead)
    form = client.get(f"{NEW}?grupp={group.pk}&punkt={provisions[0].pk}&organisation={municipality.pk}").context["form"]
    assert {name: form.initial[name] for name in ("group", "provision", "organisation")} == {
        "group": group.pk,
        "provision": provisions[0].pk,
        "organisation": municipality.pk,
    }


@pytest.mark.parametrize("who", ["auditor", "coach"])
def test_who_reads_is_refused(who, client, request):
    client.force_login(request.getfixturevalue(who))
    assert client.get(NEW).status_code == 403


# -- change -----------------------------------------------------------------------------------------------------------


def test_a_change_is_saved(client, member, neighbour, action):
    client.force_login(member)
    response = client.post(
        f"{action.get_absolute_url()}andra/", edited(action, owner=neighbour.pk, title="Dela mallen")
    )
    assert (response.status_code, response["Location"]) == (302, action.get_absolute_url())
    action.refresh_from_db()
    assert (action.owner, action.title, action.revision) == (neighbour, "Dela mallen", 2)


def test_an_old_date_may_stand_but_not_be_chosen(client, member, lead, group, today):
    late = services.add_action(title="Ring", group=group, due_on=today - timedelta(days=2), by=lead)
    client.force_login(member)
    url = f"{late.get_absolute_url()}andra/"
    assert client.post(url, edited(late, title="Ring Ekby")).status_code == 302
    late.refresh_from_db()
    assert client.post(url, edited(late, due_on=(today - timedelta(days=1)).isoformat())).status_code == 422


def test_another_organisations_choice_stands_though_one_could_not_make_it(
    client, member, lead, group, other_municipality
):
    shared = services.add_action(title="Ring", group=group, organisation=other_municipality, by=lead)
    client.force_login(member)
    assert client.post(f"{shared.get_absolute_url()}andra/", edited(shared, title="Ring igen")).status_code == 302
    shared.refresh_from_db()
    assert (shared.organisation, shared.title) == (other_municipality, "Ring igen")


def test_two_who_write_at_once_see_both_and_lose_neither(client, member, lead, action):
    url = f"{action.get_absolute_url()}andra/"
    mine = edited(action, title="Mats rubrik", description="Mats text")
    client.force_login(lead)
    client.post(url, edited(action, title="Lenas rubrik"))
    client.force_login(member)

    response = client.post(url, mine)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Lena Ledare har ändrat åtgärden medan du skrev" in page
    assert [(row["theirs"], row["mine"]) for row in response.context["differing"]] == [
        ("Lenas rubrik", "Mats rubrik"),
        ("", "Mats text"),
    ]
    assert response.context["form"]["title"].value() == "Mats rubrik"
    assert ActionItem.objects.get().title == "Lenas rubrik"

    again = client.post(url, mine | {"revision": response.context["form"]["revision"].value()})
    assert again.status_code == 302
    action.refresh_from_db()
    assert (action.title, action.description) == ("Mats rubrik", "Mats text")
    titles = action.changes.filter(field="title").order_by("pk").values_list("was", "now")
    assert list(titles) == [("Dela rutinen för fast vårdkontakt", "Lenas rubrik"), ("Lenas rubrik", "Mats rubrik")]


def test_without_a_revision_nothing_is_overwritten(client, member, action):
    client.force_login(member)
    answers = edited(action, title="Annan rubrik")
    del answers["revision"]
    assert client.post(f"{action.get_absolute_url()}andra/", answers).status_code == 422
    assert ActionItem.objects.get().title == "Dela rutinen för fast vårdkontakt"
