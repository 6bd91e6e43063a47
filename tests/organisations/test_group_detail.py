import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organisations.models import Group, GroupMembership, User


def url(group):
    return reverse("group-detail", args=[group.pk])


def test_seats_chair_first_then_swedish_order(client, member, lead, coach, respondent, group, region, municipality):
    GroupMembership.objects.create(group=group, user=coach, organisation=region, role="expert", mode="if_time_allows")
    GroupMembership.objects.create(group=group, user=respondent, organisation=municipality, role="secretary")
    client.force_login(member)
    shown = client.get(url(group)).context["shown"]
    assert [seat.user for seat in shown.seats] == [lead, respondent, member, coach]
    assert shown.organisations == 2


def test_who_it_reports_to_all_the_way_up_and_who_reports_here(client, member, group):
    top = Group.objects.create(name="Överst", kind="council")
    middle = Group.objects.create(name="Mitten", kind="steering_group", reports_to=top)
    below = Group.objects.create(name="Under", kind="local_forum", reports_to=group)
    group.reports_to = middle
    group.save()
    client.force_login(member)
    shown = client.get(url(group)).context["shown"]
    assert (shown.chain, shown.below) == ([middle, top], [below])


def test_a_circle_of_groups_ends(client, member, group):
    other = Group.objects.create(name="Andra", kind="network", reports_to=group)
    group.reports_to = other
    group.save()
    client.force_login(member)
    assert client.get(url(group)).context["shown"].chain == [other]


def test_closed_accounts_have_no_seat(client, member, lead, group):
    lead.is_active = False
    lead.save()
    client.force_login(member)
    assert [seat.user for seat in client.get(url(group)).context["shown"].seats] == [member]


def test_only_leads_change_seats(client, lead, member, group):
    for user, offered in ((lead, True), (member, False)):
        client.force_login(user)
        assert (reverse("seat-new", args=[group.pk]) in client.get(url(group)).content.decode()) is offered


def test_stranger_and_visitor(client, stranger, group):
    assert client.get(url(group)).status_code == 302
    client.force_login(stranger)
    assert client.get(url(group)).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_costs_the_same_however_many_rows(client, lead, group, region, rows):
    client.force_login(lead)
    with CaptureQueriesContext(connection) as one:
        client.get(url(group))
    for place in range(rows):
        user = User.objects.create_user(f"rad{place}@example.org", first_name="Rad", last_name=str(place))
        GroupMembership.objects.create(group=group, user=user, organisation=region)
        Group.objects.create(name=f"Grupp {place}", kind="network", reports_to=group)
    with CaptureQueriesContext(connection) as many:
        assert len(client.get(url(group)).context["shown"].seats) == rows + 2
    assert len(many) == len(one)
