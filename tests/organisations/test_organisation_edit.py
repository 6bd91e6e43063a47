import pytest
from django.urls import reverse

from organisations.models import Organisation
from portal.models import AuditEntry

NEW = "/organisationer/ny/"
FILLED = {
    "name": "Vikby kommun", "short_name": "Vikby", "kind": "municipality", "side": "municipal", "parent": "", "code": "9903",
    "email": "", "population": "12000", "population_as_of": "2024-12-31", "population_source": "SCB",
}  # fmt: skip


def edit_url(organisation):
    return reverse("organisation-edit", args=[organisation.pk])


def test_add(client, lead):
    client.force_login(lead)
    response = client.post(NEW, FILLED)
    added = Organisation.objects.get(code="9903")
    assert response.status_code == 302
    assert response["Location"] == added.get_absolute_url()
    assert (added.name, added.population) == ("Vikby kommun", 12000)
    entry = AuditEntry.objects.get(about_label="organisations.organisation", about_pk=str(added.pk))
    assert (entry.by, entry.verb) == (lead, "added the organisation")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": "EKBY KOMMUN"}, "__all__"),
        ({"code": "12"}, "code"),
        ({"code": "9901"}, "__all__"),
        ({"side": "region"}, "side"),
        ({"population_as_of": ""}, "population_as_of"),
        ({"name": ""}, "name"),
    ],
)
def test_mistakes_are_answered_with_422_and_kept_values(client, lead, municipality, change, field):
    client.force_login(lead)
    response = client.post(NEW, FILLED | change)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert "error-summary" in response.content.decode()
    assert 'value="Vikby"' in response.content.decode()
    assert Organisation.objects.filter(short_name="Vikby").count() == 0


def test_edit_names_the_changed_fields_in_the_audit_trail(client, lead, counted):
    client.force_login(lead)
    values = FILLED | {"name": "Ekby kommun", "short_name": "Ekby", "code": "9901", "population": "28000"}
    assert client.post(edit_url(counted), values).status_code == 302
    counted.refresh_from_db()
    assert counted.population == 28000
    assert AuditEntry.objects.get(verb="edited the organisation").details == {"fields": "population"}


def test_an_organisation_cannot_be_part_of_its_own_unit(client, lead, region, municipality):
    unit = Organisation.objects.create(name="Enheten", short_name="Enheten", kind="region_unit", parent=municipality)
    client.force_login(lead)
    offered = set(client.get(edit_url(municipality)).context["form"].fields["parent"].queryset)
    assert offered == {region}
    values = FILLED | {"name": "Ekby kommun", "code": "9901", "parent": unit.pk}
    assert client.post(edit_url(municipality), values).status_code == 422


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_may(client, lead, member, coach, auditor, stranger, municipality, method):
    for address in (NEW, edit_url(municipality)):
        assert getattr(client, method)(address).status_code == 302
    for user, status in ((member, 403), (coach, 403), (auditor, 403), (stranger, 404)):
        client.force_login(user)
        for address in (NEW, edit_url(municipality)):
            assert getattr(client, method)(address).status_code == status
    client.force_login(lead)
    assert client.get(edit_url(municipality)).status_code == 200
