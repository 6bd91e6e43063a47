"""Giving, changing and taking away roles, from the person's page and from the organisation's."""

import pytest
from django.urls import reverse

from organisations.models import Membership
from portal.models import AuditEntry


def test_give_a_role_from_the_person(client, lead, member, other_municipality):
    client.force_login(lead)
    values = {"organisation": other_municipality.pk, "role": "respondent", "is_contact": "on"}
    assert client.post(reverse("person-role-new", args=[member.pk]), values).status_code == 302
    given = Membership.objects.get(user=member, organisation=other_municipality)
    assert (given.role, given.is_contact) == ("respondent", True)
    details = {"organisation": str(other_municipality.pk), "role": "respondent"}
    assert AuditEntry.objects.get(verb="gave a role").details == details


def test_give_a_role_from_the_organisation(client, lead, member, other_municipality):
    client.force_login(lead)
    url = reverse("organisation-role-new", args=[other_municipality.pk])
    assert client.post(url, {"user": member.pk, "role": "member"}).status_code == 302
    assert Membership.objects.filter(user=member, organisation=other_municipality, role="member").count() == 1


@pytest.mark.parametrize("change", [{"role": "administrator"}, {"role": ""}, {"user": ""}, {"role": "owner"}])
def test_mistakes(client, lead, member, other_municipality, change):
    client.force_login(lead)
    url = reverse("organisation-role-new", args=[other_municipality.pk])
    assert client.post(url, {"user": member.pk, "role": "member"} | change).status_code == 422
    assert Membership.objects.filter(organisation=other_municipality).count() == 0


def test_the_same_role_twice_is_refused_in_words(client, lead, member, municipality):
    client.force_login(lead)
    url = reverse("organisation-role-new", args=[municipality.pk])
    assert client.post(url, {"user": member.pk, "role": "member"}).status_code == 422
    url = reverse("person-role-new", args=[member.pk])
    assert client.post(url, {"organisation": municipality.pk, "role": "member"}).status_code == 422


def test_change_a_role(client, lead, member):
    membership = member.memberships.get()
    client.force_login(lead)
    url = reverse("role-edit", args=[membership.pk])
    assert client.post(url, {"role": "respondent", "is_contact": "on"}).status_code == 302
    membership.refresh_from_db()
    assert (membership.role, membership.is_contact) == ("respondent", True)
    assert client.post(url, {"role": "administrator"}).status_code == 422


def test_taking_a_role_away_asks_first(client, lead, member):
    client.force_login(lead)
    url = reverse("role-end", args=[member.memberships.get().pk])
    assert client.get(url).status_code == 200
    assert member.memberships.count() == 1
    assert client.post(url).status_code == 302
    assert member.memberships.count() == 0


def test_nobody_takes_away_their_own_right_to_lead(client, lead):
    membership = lead.memberships.get()
    client.force_login(lead)
    assert client.post(reverse("role-end", args=[membership.pk])).status_code == 403
    assert client.post(reverse("role-edit", args=[membership.pk]), {"role": "member"}).status_code == 403
    assert lead.memberships.count() == 1


def test_a_lead_does_not_touch_an_administrators_roles(client, lead, administrator, municipality):
    membership = administrator.memberships.get()
    client.force_login(lead)
    assert client.post(reverse("role-end", args=[membership.pk])).status_code == 403
    assert client.post(reverse("role-edit", args=[membership.pk]), {"role": "member"}).status_code == 403
    assert client.post(reverse("person-role-new", args=[administrator.pk]), {}).status_code == 403
    values = {"user": administrator.pk, "role": "member"}
    assert client.post(reverse("organisation-role-new", args=[municipality.pk]), values).status_code == 422
    assert administrator.memberships.count() == 1


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_may(client, member, respondent, coach, stranger, municipality, method):
    membership = respondent.memberships.get()
    addresses = [
        reverse("person-role-new", args=[respondent.pk]),
        reverse("organisation-role-new", args=[municipality.pk]),
        reverse("role-edit", args=[membership.pk]),
        reverse("role-end", args=[membership.pk]),
    ]
    for user, status in ((None, 302), (member, 403), (coach, 403), (stranger, 404)):
        if user:
            client.force_login(user)
        assert {getattr(client, method)(address).status_code for address in addresses} == {status}
