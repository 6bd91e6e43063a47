import pytest
from django.urls import reverse

from organisations.models import GroupingMember
from portal import dates


def join_url(organisation):
    return reverse("grouping-join", args=[organisation.pk])


def test_join(client, lead, other_municipality, part):
    client.force_login(lead)
    values = {"grouping": part.pk, "valid_from": "2026-01-01", "valid_to": "", "source": "Beslut"}
    assert client.post(join_url(other_municipality), values).status_code == 302
    row = GroupingMember.objects.get(organisation=other_municipality)
    assert (row.grouping, row.valid_from.isoformat(), row.source) == (part, "2026-01-01", "Beslut")


@pytest.mark.parametrize(
    "values", [{"grouping": ""}, {"valid_from": "2026-02-01", "valid_to": "2026-01-01"}], ids=["nothing", "backwards"]
)
def test_mistakes(client, lead, other_municipality, part, values):
    client.force_login(lead)
    response = client.post(join_url(other_municipality), {"grouping": part.pk} | values)
    assert response.status_code == 422
    assert GroupingMember.objects.filter(organisation=other_municipality).count() == 0


def test_the_same_twice_is_refused_in_words(client, lead, municipality, part):
    client.force_login(lead)
    assert client.post(join_url(municipality), {"grouping": part.pk}).status_code == 422
    assert GroupingMember.objects.count() == 1


def test_leave_asks_first_and_ends_today(client, lead, municipality, part):
    row = GroupingMember.objects.get()
    url = reverse("grouping-leave", args=[row.pk])
    client.force_login(lead)
    assert part.name in client.get(url).content.decode()
    row.refresh_from_db()
    assert row.valid_to is None
    assert client.post(url).status_code == 302
    row.refresh_from_db()
    assert row.valid_to == dates.today()


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_may(client, member, stranger, municipality, part, method):
    addresses = [join_url(municipality), reverse("grouping-leave", args=[GroupingMember.objects.get().pk])]
    for user, status in ((None, 302), (member, 403), (stranger, 404)):
        if user:
            client.force_login(user)
        assert {getattr(client, method)(address).status_code for address in addresses} == {status}
