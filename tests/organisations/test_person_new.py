import pytest

from organisations.models import Membership, Role, User
from portal.models import AuditEntry, Letter

URL = "/organisationer/personer/ny/"


@pytest.fixture
def filled(municipality):
    return {
        "first_name": "Vera", "last_name": "Ny", "email": "Vera.Ny@Example.ORG", "title": "", "phone": "",
        "organisation": municipality.pk, "role": "member", "is_contact": "on", "with_letter": "on",
    }  # fmt: skip


def test_add_with_role_and_letter(client, lead, municipality, filled):
    client.force_login(lead)
    assert client.post(URL, filled).status_code == 302
    person = User.objects.get(email="vera.ny@example.org")
    assert not person.has_usable_password()
    membership = Membership.objects.get(user=person)
    assert (membership.organisation, membership.role, membership.is_contact) == (municipality, "member", True)
    letter = Letter.objects.get(kind="organisation-welcome")
    assert (letter.to_address, letter.to_user, letter.about_pk) == (person.email, person, str(person.pk))
    assert {entry.verb for entry in AuditEntry.objects.all()} == {
        "added the person",
        "gave a role",
        "sent how to sign in",
    }


def test_without_letter(client, lead, filled):
    client.force_login(lead)
    del filled["with_letter"]
    client.post(URL, filled)
    assert User.objects.filter(email="vera.ny@example.org").count() == 1
    assert Letter.objects.count() == 0


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"email": "LENA.ledare@example.org"}, "email"),
        ({"email": "klas.klar@example.org"}, "email"),
        ({"email": "inte en adress"}, "email"),
        ({"first_name": ""}, "first_name"),
        ({"role": ""}, "role"),
        ({"role": "administrator"}, "role"),
        ({"organisation": ""}, "organisation"),
    ],
)
def test_mistakes(client, lead, closed, filled, change, field):
    client.force_login(lead)
    before = User.objects.count()
    response = client.post(URL, filled | change)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert User.objects.count() == before


def test_only_an_administrator_makes_administrators(client, lead, administrator, filled):
    client.force_login(lead)
    offered = [value for value, _label in client.get(URL).context["form"].fields["role"].choices]
    assert Role.ADMINISTRATOR not in offered
    client.force_login(administrator)
    assert client.post(URL, filled | {"role": "administrator"}).status_code == 302
    assert Membership.objects.filter(role="administrator").count() == 2


def test_the_organisation_is_chosen_already_when_one_comes_from_it(client, lead, municipality):
    client.force_login(lead)
    text = client.get(f"{URL}?organisation={municipality.pk}").content.decode()
    assert f'<option value="{municipality.pk}" selected>' in text


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_may(client, member, respondent, coach, auditor, stranger, method):
    for user, status in ((None, 302), (member, 403), (respondent, 403), (coach, 403), (auditor, 403), (stranger, 404)):
        if user:
            client.force_login(user)
        assert getattr(client, method)(URL).status_code == status
