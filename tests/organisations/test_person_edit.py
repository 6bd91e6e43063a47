import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from portal.models import AuditEntry

FILLED = {"first_name": "Mats", "last_name": "Medlem", "email": "mats.medlem@example.org", "title": "Chef", "phone": ""}


def url(person):
    return reverse("person-edit", args=[person.pk])


def test_edit(client, lead, member):
    client.force_login(lead)
    assert client.post(url(member), FILLED).status_code == 302
    member.refresh_from_db()
    assert member.title == "Chef"
    assert AuditEntry.objects.get(verb="edited the person").details == {"fields": "title"}


def test_a_new_address_ends_the_old_ones_way_in(client, lead, member):
    EmailAddress.objects.create(user=member, email=member.email, primary=True, verified=True)
    client.force_login(lead)
    client.post(url(member), FILLED | {"email": "Mats.Ny@example.org"})
    member.refresh_from_db()
    assert member.email == "mats.ny@example.org"
    assert EmailAddress.objects.filter(user=member).count() == 0


def test_somebody_elses_address_is_refused(client, lead, member, respondent):
    client.force_login(lead)
    response = client.post(url(member), FILLED | {"email": respondent.email.upper()})
    assert response.status_code == 422
    assert respondent.get_full_name() in response.content.decode()
    member.refresh_from_db()
    assert member.email == "mats.medlem@example.org"


def test_a_lead_cannot_take_over_an_administrator(client, lead, administrator):
    client.force_login(lead)
    assert client.post(url(administrator), FILLED | {"email": "mine@example.org"}).status_code == 403
    administrator.refresh_from_db()
    assert administrator.email == "disa.admin@example.org"


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_may(client, member, respondent, auditor, stranger, method):
    for user, status in ((None, 302), (member, 403), (auditor, 403), (stranger, 404)):
        if user:
            client.force_login(user)
        assert getattr(client, method)(url(respondent)).status_code == status
