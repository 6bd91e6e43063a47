import pytest
from django.urls import reverse

from organisations.models import GroupMembership
from portal.models import AuditEntry


def test_give_a_seat(client, lead, respondent, group, municipality):
    client.force_login(lead)
    values = {"user": respondent.pk, "organisation": municipality.pk, "role": "expert", "mode": "if_time_allows"}
    response = client.post(reverse("seat-new", args=[group.pk]), values)
    seat = GroupMembership.objects.get(user=respondent)
    assert response["Location"] == group.get_absolute_url()
    assert (seat.group, seat.organisation, seat.role, seat.mode) == (group, municipality, "expert", "if_time_allows")
    assert AuditEntry.objects.get(verb="gave a seat").details == {"person": str(respondent.pk), "role": "expert"}


def test_the_same_person_twice_is_refused_in_words(client, lead, member, group):
    client.force_login(lead)
    response = client.post(
        reverse("seat-new", args=[group.pk]), {"user": member.pk, "role": "member", "mode": "always"}
    )
    assert response.status_code == 422
    assert group.seats.count() == 2


def test_closed_accounts_get_no_seat(client, lead, closed, group):
    client.force_login(lead)
    response = client.post(
        reverse("seat-new", args=[group.pk]), {"user": closed.pk, "role": "member", "mode": "always"}
    )
    assert response.status_code == 422


def test_change_a_seat(client, lead, member, group, municipality):
    seat = group.seats.get(user=member)
    client.force_login(lead)
    values = {"organisation": municipality.pk, "role": "secretary", "mode": "always", "joined_on": "2026-01-15"}
    assert client.post(reverse("seat-edit", args=[seat.pk]), values).status_code == 302
    seat.refresh_from_db()
    assert (seat.role, seat.joined_on.isoformat()) == ("secretary", "2026-01-15")


def test_taking_a_seat_away_asks_first(client, lead, member, group):
    url = reverse("seat-end", args=[group.seats.get(user=member).pk])
    client.force_login(lead)
    assert member.get_full_name() in client.get(url).content.decode()
    assert group.seats.count() == 2
    assert client.post(url).status_code == 302
    assert group.seats.filter(user=member).count() == 0


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_may(client, member, coach, stranger, group, method):
    seat = group.seats.get(user=member)
    addresses = [
        reverse("seat-new", args=[group.pk]),
        reverse("seat-edit", args=[seat.pk]),
        reverse("seat-end", args=[seat.pk]),
    ]
    for user, status in ((None, 302), (member, 403), (coach, 403), (stranger, 404)):
        if user:
            client.force_login(user)
        assert {getattr(client, method)(address).status_code for address in addresses} == {status}
    assert group.seats.count() == 2
