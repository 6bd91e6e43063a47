from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organisations.models import Grouping, GroupingMember, GroupMembership, Membership, Organisation, Role, User


def url(organisation):
    return reverse("organisation-detail", args=[organisation.pk])


def test_people_by_role_contacts_groups_and_units(client, lead, municipality, member, respondent, group):
    unit = Organisation.objects.create(
        name="Hemsjukvården i Ekby", short_name="Hemmet", kind="region_unit", parent=municipality
    )
    client.force_login(lead)
    response = client.get(url(municipality))
    shown = response.context["shown"]
    assert response.status_code == 200
    assert [(str(label), [row.user for row in rows]) for label, rows in shown.roles] == [
        (str(Role.MEMBER.label), [member]),
        (str(Role.RESPONDENT.label), [respondent]),
    ]
    assert [row.user for row in shown.contacts] == [respondent]
    assert [seat.group for seat in shown.seats] == [group]
    assert shown.units == [unit]
    assert f'href="mailto:{respondent.email}"' in response.content.decode()


def test_closed_accounts_are_left_out(client, lead, municipality, member, closed):
    client.force_login(lead)
    text = client.get(url(municipality)).content.decode()
    assert member.get_full_name() in text
    assert closed.get_full_name() not in text


def test_groupings_with_type_and_validity(client, member, municipality, part):
    past = Grouping.objects.create(kind="association", name="Gamla förbundet")
    GroupingMember.objects.create(
        grouping=past, organisation=municipality, valid_from=date(2010, 1, 1), valid_to=date(2019, 12, 31)
    )
    client.force_login(member)
    response = client.get(url(municipality))
    shown = response.context["shown"]
    assert [row.grouping for row in shown.groupings] == [part]
    assert [row.grouping for row in shown.groupings_past] == [past]
    assert "1 januari 2010–31 december 2019" in response.content.decode()


def test_population_with_day_and_source(client, member, counted):
    client.force_login(member)
    text = client.get(url(counted)).content.decode()
    assert '27\xa0528 <span class="meta">SCB, 31 december 2024</span>' in text


def test_empty_page_says_what_belongs_there(client, lead, other_municipality):
    client.force_login(lead)
    text = client.get(url(other_municipality)).content.decode()
    assert 'class="empty"' in text
    assert reverse("organisation-role-new", args=[other_municipality.pk]) in text


def test_members_read_without_buttons(client, member, municipality):
    client.force_login(member)
    assert reverse("organisation-edit", args=[municipality.pk]) not in client.get(url(municipality)).content.decode()


def test_stranger_and_visitor(client, stranger, municipality):
    assert client.get(url(municipality)).status_code == 302
    client.force_login(stranger)
    assert client.get(url(municipality)).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_costs_the_same_however_many_rows(client, lead, municipality, group, rows):
    client.force_login(lead)
    client.get(url(municipality))
    with CaptureQueriesContext(connection) as one:
        client.get(url(municipality))
    for place in range(rows):
        user = User.objects.create_user(f"rad{place}@example.org", first_name="Rad", last_name=str(place))
        Membership.objects.create(user=user, organisation=municipality, role=Role.MEMBER, is_contact=True)
        GroupMembership.objects.create(group=group, user=user, organisation=municipality)
        Organisation.objects.create(
            name=f"Enhet {place}", short_name=str(place), kind="region_unit", parent=municipality
        )
        grouping = Grouping.objects.create(kind="association", name=f"Förbund {place}")
        GroupingMember.objects.create(grouping=grouping, organisation=municipality)
    with CaptureQueriesContext(connection) as many:
        response = client.get(url(municipality))
    assert len(many) == len(one)
    assert len(response.context["shown"].units) == rows
