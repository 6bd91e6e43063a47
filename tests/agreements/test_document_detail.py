"""One document: who sees it on every path, and its way from draft to archive."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from agreements import services
from agreements.models import AgreementState, DocumentState, DocumentVersion
from portal.audit import entries_about

from .conftest import NOON

DRAFT, SHARED, FINALISED, ARCHIVED = DocumentState
HERE = [("member", 200), ("respondent", 200)]
ELSEWHERE = [(who, 404) for who in ("neighbour", "coach", "auditor", "lead", "administrator", "stranger")]


@pytest.fixture
def draft(make_document, provisions, member):
    upload = SimpleUploadedFile("Rutin för Ekby.txt", "Så här gör vi.".encode())
    return make_document("Hemlig rutin", upload=upload, provisions=[provisions[1]], by=member)


@pytest.fixture
def shared(draft, member):
    return services.set_document_state(draft, SHARED, by=member, at=NOON)


def _statuses(client, paths):
    """What each path answers; a file that was sent is read to its end, which closes it."""
    statuses = []
    for path in paths:
        response = client.get(path)
        b"".join(response)
        statuses.append(response.status_code)
    return statuses


def _paths(document):
    page = document.get_absolute_url()
    return [page, f"/avtal/dokument/version/{document.versions.get().pk}/"]


@pytest.mark.parametrize(("who", "status"), HERE + ELSEWHERE)
def test_a_draft_and_its_file_exist_only_for_its_own_organisation(client, request, draft, who, status):
    client.force_login(request.getfixturevalue(who))
    assert _statuses(client, _paths(draft)) == [status, status]


@pytest.mark.parametrize("who", ["neighbour", "lead", "coach", "auditor", "stranger"])
def test_a_draft_of_others_cannot_be_touched(client, request, draft, who):
    client.force_login(request.getfixturevalue(who))
    page = draft.get_absolute_url()
    assert {client.get(f"{page}{way}/").status_code for way in ("andra", "version", "dela")} == {404}
    assert {client.post(f"{page}{way}/", {}).status_code for way in ("andra", "version", "dela", "status")} == {404}
    draft.refresh_from_db()
    assert draft.state == DRAFT


@pytest.mark.parametrize(("who", "seen"), [("member", True), ("neighbour", False), ("lead", False), ("auditor", False)])
def test_the_clause_shows_a_draft_only_to_its_own_organisation(client, request, draft, provisions, who, seen):
    client.force_login(request.getfixturevalue(who))
    assert ("Hemlig rutin" in client.get(provisions[1].get_absolute_url()).content.decode()) is seen
    assert "Hemlig rutin" not in client.get(provisions[2].get_absolute_url()).content.decode()


def test_the_clause_shows_a_shared_document_to_all(client, neighbour, shared, provisions):
    client.force_login(neighbour)
    assert shared.get_absolute_url() in client.get(provisions[1].get_absolute_url()).content.decode()


def test_a_draft_above_or_below_is_not_named_to_others(client, neighbour, make_document):
    above = make_document("Hemligt ovanför")
    middle = make_document("Delat", state=SHARED, parent=above)
    make_document("Hemligt under", parent=middle)
    client.force_login(neighbour)
    text = client.get(middle.get_absolute_url()).content.decode()
    assert "Hemligt" not in text


@pytest.mark.parametrize("who", ["neighbour", "lead", "coach", "auditor"])
def test_what_is_shared_is_read_by_all_who_take_part(client, request, shared, who):
    client.force_login(request.getfixturevalue(who))
    assert _statuses(client, _paths(shared)) == [200, 200]


def test_a_file_is_sent_to_be_kept_and_never_to_run(client, member, draft):
    client.force_login(member)
    response = client.get(_paths(draft)[1])
    assert b"".join(response.streaming_content).decode() == "Så här gör vi."
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''Rutin%20f%C3%B6r%20Ekby.txt"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "no-store, private"


def test_the_file_lies_under_a_random_name(draft):
    version = draft.versions.get()
    assert version.file_name == "Rutin för Ekby.txt"
    assert "Ekby" not in version.file.name
    assert len(version.file.name.rpartition("/")[2]) == len("0" * 32 + ".txt")


def test_a_link_is_no_file_to_fetch_and_a_lost_file_is_not_found(client, member, make_document, draft):
    linked = make_document("Länkat", link="https://example.org/a", by=member)
    client.force_login(member)
    assert client.get(_paths(linked)[1]).status_code == 404
    version = draft.versions.get()
    version.file.storage.delete(version.file.name)
    assert client.get(_paths(draft)[1]).status_code == 404


# Sharing and the states after it


def test_sharing_warns_first_and_keeps_who_and_when(client, member, draft):
    client.force_login(member)
    page = f"{draft.get_absolute_url()}dela/"
    text = client.get(page).content.decode()
    assert "När du delar dokumentet kan det bli allmän handling hos mottagarna" in text
    assert client.post(page, {"understood": "on", "revision": draft.revision}).url == draft.get_absolute_url()
    draft.refresh_from_db()
    assert (draft.state, draft.shared_by) == (SHARED, member)
    assert draft.shared_at is not None
    entry = next(entry for entry in entries_about(draft) if entry.verb == "shared")
    assert (entry.by, entry.details) == (member, {"was": "draft", "now": "shared"})


def test_without_the_confirmation_nothing_is_shared(client, member, draft):
    client.force_login(member)
    response = client.post(f"{draft.get_absolute_url()}dela/", {"revision": draft.revision})
    assert response.status_code == 422
    assert "Kryssa i att du har läst vad det innebär att dela." in response.content.decode()
    draft.refresh_from_db()
    assert draft.state == DRAFT


def test_a_draft_that_changed_meanwhile_is_not_shared_as_it_was_read(client, member, draft):
    client.force_login(member)
    draft.title = "Ändrad av en kollega"
    services.save_document(draft, provisions=[], by=member)
    response = client.post(f"{draft.get_absolute_url()}dela/", {"understood": "on", "revision": 1})
    assert response.status_code == 422
    assert "Någon ändrade det här medan du skrev." in response.content.decode()
    draft.refresh_from_db()
    assert draft.state == DRAFT


def test_what_is_shared_already_is_not_shared_again(client, member, shared):
    client.force_login(member)
    page = f"{shared.get_absolute_url()}dela/"
    assert client.get(page).url == shared.get_absolute_url()
    text = client.post(page, {"understood": "on", "revision": shared.revision}, follow=True).content.decode()
    assert "Dokumentet är redan delat." in text
    assert [entry.verb for entry in entries_about(shared)].count("shared") == 1


def test_a_draft_cannot_go_round_the_warning(client, member, draft):
    client.force_login(member)
    response = client.post(f"{draft.get_absolute_url()}status/", {"state": "shared", "revision": draft.revision})
    assert response.url == f"{draft.get_absolute_url()}dela/"
    draft.refresh_from_db()
    assert draft.state == DRAFT


@pytest.mark.parametrize(
    ("start", "end", "allowed"),
    [
        (DRAFT, FINALISED, False),
        (DRAFT, ARCHIVED, False),
        (SHARED, FINALISED, True),
        (SHARED, ARCHIVED, True),
        (FINALISED, ARCHIVED, True),
        (FINALISED, SHARED, True),
        (ARCHIVED, SHARED, True),
        (ARCHIVED, FINALISED, False),
        (SHARED, DRAFT, False),
        (FINALISED, DRAFT, False),
        (ARCHIVED, DRAFT, False),
    ],
)
def test_the_way_from_draft_to_archive(make_document, member, start, end, allowed):
    document = make_document(state=start)
    if allowed:
        assert services.set_document_state(document, end, by=member, at=NOON).state == end
    else:
        with pytest.raises(ValidationError):
            services.set_document_state(document, end, by=member, at=NOON)
        document.refresh_from_db()
        assert document.state == start


def test_opening_again_keeps_who_shared_it_first(make_document, member, lead):
    document = make_document(state=FINALISED, by=member)
    services.set_document_state(document, SHARED, by=lead, at=NOON.replace(year=2027))
    document.refresh_from_db()
    assert (document.shared_by, document.shared_at) == (member, NOON)


def test_one_press_finalises_and_a_stale_press_says_so(client, member, shared):
    client.force_login(member)
    status = f"{shared.get_absolute_url()}status/"
    assert client.post(status, {"state": "finalised", "revision": shared.revision}).url == shared.get_absolute_url()
    response = client.post(status, {"state": "archived", "revision": shared.revision})
    assert response.status_code == 422
    assert "Någon ändrade dokumentet efter att du öppnade sidan." in response.content.decode()
    shared.refresh_from_db()
    assert shared.state == FINALISED


@pytest.mark.parametrize("values", [{"state": "draft"}, {"state": "bus"}, {"state": ""}, {}])
def test_a_state_that_is_none_is_refused(client, member, shared, values):
    client.force_login(member)
    response = client.post(f"{shared.get_absolute_url()}status/", {"revision": shared.revision} | values)
    assert response.status_code == 422
    shared.refresh_from_db()
    assert shared.state == SHARED


@pytest.mark.parametrize(
    ("who", "may"), [("member", True), ("lead", True), ("respondent", False), ("neighbour", False), ("auditor", False)]
)
def test_who_writes_what_is_shared(client, request, shared, who, may):
    client.force_login(request.getfixturevalue(who))
    assert ("Ny version" in client.get(shared.get_absolute_url()).content.decode()) is may
    response = client.post(f"{shared.get_absolute_url()}status/", {"state": "archived", "revision": shared.revision})
    assert response.status_code == (302 if may else 403)


def test_in_an_agreement_that_is_history_only_those_who_lead_write(client, member, lead, agreement, shared):
    agreement.state = AgreementState.ARCHIVED
    agreement.save()
    for user, status in ((member, 403), (lead, 200)):
        client.force_login(user)
        assert client.get(f"{shared.get_absolute_url()}andra/").status_code == status


@pytest.mark.parametrize("count", [1, 3])
def test_costs_the_same_however_many_rows(
    client, neighbour, make_document, provisions, lead, count, django_assert_num_queries
):
    parent = make_document("Ovanför", state=SHARED)
    document = make_document("Mitt", state=SHARED, parent=parent, provisions=provisions[:count], by=lead)
    for number in range(count):
        make_document(f"Under {number}", state=SHARED, parent=document)
        DocumentVersion.objects.create(document=document, number=number + 1, link="https://example.org/", by=lead)
    client.force_login(neighbour)
    # session, user, memberships, document, parent, versions, children, clauses, relations
    with django_assert_num_queries(9):
        assert client.get(document.get_absolute_url()).status_code == 200
