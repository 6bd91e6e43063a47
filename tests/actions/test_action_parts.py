"""One action, many doers: a part for each organisation, rolled up on the whole."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from actions import services
from actions.models import ActionItem
from portal.models import AuditEntry


@pytest.fixture
def url(action):
    return f"/atgarder/{action.pk}/"


def chosen(*organisations, **more):
    return {f"tick_{one.pk}": "on" for one in organisations} | more


def test_each_chosen_organisation_gets_its_part(
    client, lead, member, neighbour, respondent, municipality, other_municipality, action, url, today, provisions
):
    action.also_provisions.set(provisions[2:])
    own = today + timedelta(days=33)
    client.force_login(lead)
    page = client.get(f"{url}per-organisation/").content.decode()
    assert "Region Nordlunda" in page
    data = chosen(municipality, other_municipality)
    data |= {f"owner_{municipality.pk}": str(respondent.pk), f"due_{municipality.pk}": own.isoformat()}
    data |= {f"owner_{other_municipality.pk}": "", f"due_{other_municipality.pk}": ""}
    response = client.post(f"{url}per-organisation/", data)
    assert (response.status_code, response["Location"]) == (302, f"{url}#delar")
    ekby, asele = action.children.order_by("organisation__name")
    assert (ekby.title, ekby.owner, ekby.due_on) == (f"{action.title}: Ekby", respondent, own)
    assert (asele.title, asele.owner, asele.due_on) == (f"{action.title}: Åsele", None, None)
    assert {part.group for part in (ekby, asele)} == {action.group}
    assert list(ekby.also_provisions.order_by("pk")) == provisions[2:]
    assert AuditEntry.objects.filter(verb="added action", details={"part_of": str(action.pk)}).count() == 2
    assert AuditEntry.objects.filter(verb="shared out action", about_pk=str(action.pk)).count() == 1


def test_the_likeliest_person_is_proposed(client, lead, member, respondent, municipality, action, url):
    client.force_login(lead)
    form = client.get(f"{url}per-organisation/").context["form"]
    assert form[f"owner_{municipality.pk}"].value() == str(member.pk)


def test_the_whole_says_how_far_the_parts_have_come(client, lead, county, member, action, url, today):
    services.spread(
        action,
        [(county[0], lead, today - timedelta(days=2)), (county[1], None, None), (county[2], member, today)],
        by=lead,
    )
    first, _second, third = action.children.order_by("pk")
    services.set_state(third, "done", by=lead, at=timezone.now())
    client.force_login(lead)
    page = " ".join(client.get(url).content.decode().split())
    assert "1 av 3 klara." in page
    assert "1 är försenad." in page
    assert "1 saknar ansvarig." in page
    assert "1 saknar datum." in page
    services.set_state(first, "cancelled", by=lead, at=timezone.now())
    assert "1 av 2 klara." in " ".join(client.get(url).content.decode().split())
    assert f'href="{url}"' in client.get(first.get_absolute_url()).content.decode()


def test_a_tick_gives_the_part_back_as_it_stood(client, lead, municipality, action):
    (part,) = services.spread(action, [(municipality, None, None)], by=lead)
    client.force_login(lead)
    answer = client.post(f"/atgarder/{part.pk}/klar/", {"row": "del"}, headers={"HX-Request": "true"}).content.decode()
    assert f'id="atgard-{part.pk}"' in answer
    assert ">Ekby kommun</a>" in answer
    assert 'name="row" value="del"' in answer


def test_who_has_a_part_is_not_offered_another(client, lead, county, action, url):
    services.spread(action, [(one, None, None) for one in county], by=lead)
    client.force_login(lead)
    assert "Alla organisationer har sin del" in client.get(f"{url}per-organisation/").content.decode()
    assert services.spread(action, [(county[0], None, None)], by=lead) == []
    with pytest.raises(IntegrityError), transaction.atomic():
        ActionItem.objects.create(title="En till", parent=action, organisation=county[0])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "Välj minst en organisation."),
        ({"due": "2020-01-01"}, "Datumet för Ekby kommun har passerat. Välj i dag eller senare."),
        ({"due": "sen"}, "Skriv ett datum, till exempel 2026-10-27."),
        ({"owner": "999999"}, "Välj någon i Ekby kommun, eller ingen än."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_chosen_kept(data, said, client, lead, municipality, action, url):
    client.force_login(lead)
    typed = {f"{name}_{municipality.pk}": value for name, value in data.items()}
    response = client.post(f"{url}per-organisation/", (chosen(municipality) if data else {}) | typed)
    assert response.status_code == 422
    page = response.content.decode()
    assert said in page
    if data:
        assert f'name="tick_{municipality.pk}" id="id_tick_{municipality.pk}" checked' in page
    assert not action.children.exists()


def test_a_member_shares_out_to_their_own_only(client, member, municipality, other_municipality, action, url):
    client.force_login(member)
    assert client.get(f"{url}per-organisation/").context["form"].organisations == [municipality]
    assert client.post(f"{url}per-organisation/", chosen(other_municipality)).status_code == 422


def test_a_part_and_what_is_closed_are_not_shared_out(client, lead, municipality, action, url):
    (part,) = services.spread(action, [(municipality, None, None)], by=lead)
    client.force_login(lead)
    assert client.get(f"/atgarder/{part.pk}/per-organisation/").status_code == 302
    services.set_state(action, "done", by=lead, at=timezone.now())
    assert client.get(f"{url}per-organisation/").status_code == 302


@pytest.mark.parametrize("who", ["auditor", "coach", "neighbour"])
def test_who_may_not_change_may_not_share_out(who, client, url, request):
    client.force_login(request.getfixturevalue(who))
    assert client.get(f"{url}per-organisation/").status_code == 403
    assert client.post(f"{url}per-organisation/").status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_the_pages_cost_the_same_however_many_organisations(
    rows, client, lead, member, county, action, url, django_assert_num_queries
):
    services.spread(action, [(one, member, None) for one in county[:rows]], by=lead)
    client.force_login(lead)
    with django_assert_num_queries(13):
        client.get(url)
    ActionItem.objects.exclude(pk=action.pk).delete()
    with django_assert_num_queries(7):
        client.get(f"{url}per-organisation/")
