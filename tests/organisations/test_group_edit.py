import pytest
from django.urls import reverse

from organisations.models import Group
from portal.models import AuditEntry

NEW = "/organisationer/grupper/ny/"
FILLED = {"name": "Nya gruppen", "kind": "network", "purpose": "Att mötas.", "reports_to": "", "grouping": ""}


def edit_url(group):
    return reverse("group-edit", args=[group.pk])


def test_add(client, lead, part):
    client.force_login(lead)
    response = client.post(NEW, FILLED | {"grouping": part.pk})
    added = Group.objects.get(name="Nya gruppen")
    assert response["Location"] == added.get_absolute_url()
    assert added.grouping == part
    assert AuditEntry.objects.get(about_label="organisations.group").verb == "added the group"


def test_edit(client, lead, group):
    client.force_login(lead)
    assert client.post(edit_url(group), FILLED).status_code == 302
    group.refresh_from_db()
    assert (group.name, group.kind) == ("Nya gruppen", "network")


@pytest.mark.parametrize("change", [{"name": ""}, {"name": "Arbetsgruppen"}, {"kind": "x"}])
def test_mistakes(client, lead, group, change):
    client.force_login(lead)
    response = client.post(NEW, FILLED | change)
    assert response.status_code == 422
    assert "Att mötas." in response.content.decode()
    assert Group.objects.count() == 1


def test_a_group_cannot_report_to_those_who_report_to_it(client, lead, group):
    below = Group.objects.create(name="Under", kind="network", reports_to=group)
    deeper = Group.objects.create(name="Längst ner", kind="network", reports_to=below)
    free = Group.objects.create(name="Fri", kind="network")
    client.force_login(lead)
    assert set(client.get(edit_url(group)).context["form"].fields["reports_to"].queryset) == {free}
    assert client.post(edit_url(group), FILLED | {"reports_to": deeper.pk}).status_code == 422


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_may(client, member, auditor, stranger, group, method):
    for user, status in ((None, 302), (member, 403), (auditor, 403), (stranger, 404)):
        if user:
            client.force_login(user)
        assert {getattr(client, method)(address).status_code for address in (NEW, edit_url(group))} == {status}
