"""Deleting what nothing is tied to; everything else stays, and the page says why and what to do instead."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from actions.models import ActionItem
from agreements import queries, services
from agreements.models import (
    Agreement,
    DecisionCase,
    DecisionStep,
    Document,
    DocumentState,
    DocumentVersion,
    Implementation,
    Party,
    Provision,
    Stage,
)
from agreements.queries.removal import PARTS
from agreements.ties import in_words
from portal.models import AuditEntry

from .conftest import NOON


@pytest.fixture
def draft(lead, county):
    made = Agreement(title="Ett utkast", short_title="Utkastet")
    services.save_agreement(made, organisations=county, by=lead)
    services.save_provision(Provision(agreement=made, number="1", title="Ett", text="T"), by=lead)
    return made


def _post(client, url):
    return client.post(url, {"revision": client.get(url).context["form"]["revision"].value()})


def _deleted():
    return [(entry.about_label, entry.by.first_name) for entry in AuditEntry.objects.filter(verb="deleted")]


def test_a_draft_agreement_goes_with_its_parties_and_clauses(client, lead, draft):
    client.force_login(lead)
    url = f"/avtal/{draft.pk}/ta-bort/"
    page = client.get(url)
    assert page.context["removal"].goes == ["1 punkt", "3 parter"]
    assert _post(client, url).url == "/avtal/"
    assert not Agreement.objects.filter(pk=draft.pk).exists()
    assert Implementation.objects.count() == 0
    assert _deleted() == [("agreements.agreement", "Lena")]


def test_an_agreement_past_draft_stays(client, lead, agreement):
    client.force_login(lead)
    url = f"/avtal/{agreement.pk}/ta-bort/"
    text = client.get(url).content.decode()
    assert "Bara ett utkast kan tas bort." in text
    assert "Sätt avtalets status till arkiverat i stället." in text
    assert client.post(url, {"revision": 1}).status_code == 422
    assert Agreement.objects.filter(pk=agreement.pk).exists()


def _documented(draft, municipality):
    Document.objects.create(agreement=draft, organisation=municipality, kind="routine", title="R")


def _decided(draft, municipality):
    draft.parties.filter(organisation=municipality).update(decided_on=date(2026, 1, 1))


def _acted(draft, municipality):
    ActionItem.objects.create(title="Gör", organisation=municipality, provision=draft.provisions.get())


def _parted(draft, municipality):
    Agreement.objects.create(title="Del", short_title="Del", parent=draft)


@pytest.mark.parametrize(
    ("tie", "said"),
    [
        (_documented, "1 dokument"),
        (_decided, "1 parts beslut"),
        (_acted, "1 åtgärd"),
        (_parted, "1 annat avtal"),
    ],
)
def test_a_draft_that_something_is_tied_to_stays(client, lead, draft, municipality, tie, said):
    tie(draft, municipality)
    client.force_login(lead)
    assert said in client.get(f"/avtal/{draft.pk}/ta-bort/").context["removal"].ties
    with pytest.raises(ValidationError, match=said):
        services.remove_agreement(draft, by=lead)
    assert Agreement.objects.filter(pk=draft.pk).exists()


def test_a_clause_that_nobody_has_touched_goes(client, lead, rows, provisions):
    client.force_login(lead)
    url = f"/avtal/punkt/{provisions[1].pk}/ta-bort/"
    assert "3 orörda rader bland faserna" in client.get(url).content.decode()
    assert _post(client, url).url == f"/avtal/{provisions[1].agreement_id}/punkter/"
    assert not Provision.objects.filter(pk=provisions[1].pk).exists()
    assert _deleted() == [("agreements.provision", "Lena")]


def test_a_clause_with_a_reported_phase_stays(client, lead, row, provisions):
    services.move_to_phase(row, 1, because="Ja.", by=lead, at=NOON)
    client.force_login(lead)
    url = f"/avtal/punkt/{provisions[1].pk}/ta-bort/"
    text = client.get(url).content.decode()
    assert "1 rapport om fas eller läge" in text
    assert "Märk punkten som borttagen i stället." in text
    assert client.post(url, {"revision": 1}).status_code == 422
    assert Provision.objects.filter(pk=provisions[1].pk).exists()


def test_a_thing_is_counted_once_even_when_it_points_twice(draft, municipality):
    document = Document.objects.create(agreement=draft, organisation=municipality, kind="routine", title="R")
    document.provisions.set(draft.provisions.all())
    assert queries.removal_of(draft).ties == ["1 dokument"]


def test_a_draft_document_goes_with_its_file(client, member, make_document, django_capture_on_commit_callbacks):
    from django.core.files.base import ContentFile

    document = make_document("Rutin", by=member, upload=ContentFile(b"text", "rutin.txt"))
    file = document.versions.get().file
    client.force_login(member)
    url = f"/avtal/dokument/{document.pk}/ta-bort/"
    assert "1 version med sin fil" in client.get(url).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        _post(client, url)
    assert (Document.objects.count(), DocumentVersion.objects.count()) == (0, 0)
    assert not file.storage.exists(file.name)


def test_a_shared_document_stays(client, member, make_document):
    document = make_document("Rutin", by=member, state=DocumentState.SHARED)
    client.force_login(member)
    url = f"/avtal/dokument/{document.pk}/ta-bort/"
    assert "Det som har delats finns kvar." in client.get(url).content.decode()
    assert client.post(url, {"revision": document.revision}).status_code == 422
    assert Document.objects.count() == 1


def test_a_case_without_decided_steps_goes(client, lead, case):
    client.force_login(lead)
    url = f"/avtal/arende/{case.pk}/ta-bort/"
    assert "1 av stegen är beslutat." in client.get(url).content.decode()
    assert client.post(url, {"revision": case.revision}).status_code == 422
    case.steps.update(decided_on=None, outcome="")
    assert client.get(url).context["removal"].goes == ["3 steg"]
    _post(client, url)
    assert (DecisionCase.objects.count(), DecisionStep.objects.count()) == (0, 0)


def test_an_empty_stage_goes_and_one_with_activities_stays(client, lead, plan, activity):
    full, empty = plan.stages.all()
    client.force_login(lead)
    text = client.get(f"/avtal/etapp/{full.pk}/ta-bort/").content.decode()
    assert "1 aktivitet i planen" in text
    assert "Flytta först dess aktiviteter" in text
    _post(client, f"/avtal/etapp/{empty.pk}/ta-bort/")
    assert list(Stage.objects.all()) == [full]


def test_what_changed_meanwhile_is_not_deleted_as_it_was_read(client, lead, provisions):
    client.force_login(lead)
    response = client.post(f"/avtal/punkt/{provisions[1].pk}/ta-bort/", {"revision": 7})
    assert response.status_code == 422
    assert Provision.objects.filter(pk=provisions[1].pk).exists()


@pytest.mark.parametrize(("who", "status"), [("stranger", 404), ("member", 403), ("coach", 403), ("auditor", 403)])
def test_only_those_who_lead_delete(client, request, agreement, provisions, case, plan, who, status):
    client.force_login(request.getfixturevalue(who))
    stage = plan.stages.first()
    for url in (
        f"/avtal/{agreement.pk}/ta-bort/",
        f"/avtal/punkt/{provisions[0].pk}/ta-bort/",
        f"/avtal/arende/{case.pk}/ta-bort/",
        f"/avtal/etapp/{stage.pk}/ta-bort/",
    ):
        assert client.get(url).status_code == status
        assert client.post(url, {"revision": 1}).status_code == status


@pytest.mark.parametrize("who", ["neighbour", "lead", "coach"])
def test_a_draft_of_others_cannot_be_deleted(client, request, member, make_document, who):
    document = make_document("Rutin", by=member)
    client.force_login(request.getfixturevalue(who))
    assert client.post(f"/avtal/dokument/{document.pk}/ta-bort/", {"revision": 1}).status_code == 404


def _keys():
    """(label, key) of everything that can point to what can be deleted, parts aside."""
    return sorted(
        {
            (relation.related_model._meta.label_lower, relation.field.name)
            for model in (Agreement, Provision, Party, Implementation, Document, DecisionCase, DecisionStep, Stage)
            for relation in model._meta.get_fields(include_hidden=True)
            if relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one)
        }
        - PARTS
    )


@pytest.mark.parametrize(("label", "key"), _keys())
def test_everything_that_can_be_tied_has_a_name(label, key):
    assert "annan sak" not in in_words(label, 1)
