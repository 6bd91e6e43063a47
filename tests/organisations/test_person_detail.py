import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organisations.models import Group, GroupMembership, Membership


def url(person):
    return reverse("person-detail", args=[person.pk])


def test_roles_and_seats(client, respondent, member, group, municipality):
    client.force_login(respondent)
    response = client.get(url(member))
    assert response.status_code == 200
    assert [row.organisation for row, _may in response.context["memberships"]] == [municipality]
    assert [seat.group for seat in response.context["seats"]] == [group]
    assert reverse("person-edit", args=[member.pk]) not in response.content.decode()


def test_leads_may_edit_but_not_administrators(client, lead, member, administrator):
    client.force_login(lead)
    assert reverse("person-edit", args=[member.pk]) in client.get(url(member)).content.decode()
    assert reverse("person-edit", args=[administrator.pk]) not in client.get(url(administrator)).content.decode()


def test_closed_accounts_exist_for_leads_only(client, lead, member, closed):
    client.force_login(member)
    assert client.get(url(closed)).status_code == 404
    client.force_login(lead)
    assert reverse("person-open", args=[closed.pk]) in client.get(url(closed)).content.decode()


def test_stranger_and_visitor(client, stranger, member):
    assert client.get(url(member)).status_code == 302
    client.force_login(stranger)
    assert client.get(url(member)).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_costs_the_same_however_many_rows(client, lead, member, make_organisations, rows):
    client.force_login(lead)
    with CaptureQueriesContext(connection) as one:
        client.get(url(member))
    for place, organisation in enumerate(make_organisations(rows)):
        Membership.objects.create(user=member, organisation=organisation, role="member")
        group = Group.objects.create(name=f"Grupp {place}", kind="network")
        GroupMembership.objects.create(group=group, user=member, organisation=organisation)
    with CaptureQueriesContext(connection) as many:
        assert len(client.get(url(member)).context["seats"]) == rows
    assert len(many) == len(one)
