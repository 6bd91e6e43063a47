"""What a hostile or tired person sends: a clear sentence, and nothing lost."""

import io
import zipfile
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.utils import timezone

from meetings import services
from meetings.queries import minutes
from portal import middleware, packed
from portal.models import AuditEntry
from tests.meetings.test_notes_files import changed, document, zipped

READ, TEMPLATES = "/moten/las-in/", "/moten/mallar/"
MACROS = "Filen innehåller makron och öppnas inte."


@pytest.fixture
def with_macros():
    return changed(document("docx"), add=[("word/vbaProject.bin", b"x")])


def upload(client, address, name, content, group):
    data = {"file": SimpleUploadedFile(name, content), "group": group.pk, "text": "Kvar i rutan", "name": "Regionens"}
    response = client.post(address, data)
    return response.status_code, response.content.decode()


@pytest.mark.parametrize("address", [READ, TEMPLATES])
@pytest.mark.parametrize("name", ["not.docm", "not.docx"])
def test_a_word_file_with_macros_is_not_opened(name, address, with_macros, client, lead, group):
    client.force_login(lead)
    status, page = upload(client, address, name, with_macros, group)
    assert status == 422
    assert MACROS in page
    assert ("Kvar i rutan" if address == READ else 'value="Regionens"') in page


@pytest.mark.parametrize("address", [READ, TEMPLATES])
def test_a_bomb_and_an_empty_file_are_told(address, client, lead, group):
    client.force_login(lead)
    bomb = zipped(**{"word__document.xml": b"0" * (packed.MAX_UNPACKED + 1)})
    assert "packas upp till något orimligt stort" in upload(client, address, "not.docx", bomb, group)[1]
    assert "Filen är tom." in upload(client, address, "not.docx", b"", group)[1]


def test_a_hundred_megabytes_are_refused_before_they_are_read(client, lead, group, monkeypatch):
    client.force_login(lead)
    monkeypatch.setattr("meetings.notes.read_note", None)
    status, page = upload(client, READ, "stor.docx", b"0" * 100 * packed.MEGABYTE, group)
    assert status == 422
    assert "Filen är 100 MB och gränsen är 20 MB." in page
    assert "Kvar i rutan" in page
    assert 'data-too-large="Filen är större än 20 MB och skickades inte.' in page  # said before it is sent, with script


def test_more_than_any_form_takes_is_answered_without_being_kept(lead):
    """The server does not hang up in the middle: what comes is let pass, and a page is the answer."""
    stream = SimpleNamespace(left=300 * packed.MEGABYTE)

    def read(size):
        stream.left -= size
        return b"0" * size

    stream.read = read
    request = RequestFactory().post(READ)
    request.META |= {"CONTENT_LENGTH": str(stream.left), "wsgi.input": stream}
    request.user = lead
    request.session, request.htmx, request.csp_nonce = {}, False, ""
    response = middleware.refuse_giants(lambda request: None)(request)
    assert response.status_code == 413
    assert "Filerna är tillsammans större än 120 MB." in response.content.decode()
    assert stream.left == 0
    for odd in ("", "x", "-5", "0"):
        request.META["CONTENT_LENGTH"] = odd
        assert middleware.refuse_giants(lambda request: "through")(request) == "through"


def test_notes_saved_twice_are_saved_once(client, lead, held):
    client.force_login(lead)
    item = held.agenda.get()
    url = f"{held.get_absolute_url()}punkter/{item.pk}/"
    data = {"text": "<p>Ekby har beslutat.</p>", "base": "", "revision": 1}
    first, second = client.post(f"{url}spara/", data), client.post(f"{url}spara/", data)
    assert (first.status_code, second.status_code) == (200, 200)
    assert second.json()["revision"] == first.json()["revision"] == 2
    plain = {"text": "Ekby har beslutat.", "base": "", "revision": 1}  # the same from the page without script
    assert client.post(f"{url}text/", plain).status_code == 302
    item.refresh_from_db()
    assert (item.text, item.text_revision) == ("<p>Ekby har beslutat.</p>", 2)
    assert AuditEntry.objects.filter(verb="wrote notes").count() == 1


def test_an_approval_sent_twice_locks_once(client, lead, member, held):
    services.send_to_adjusters(held, [lead, member], by=lead)
    sha256 = minutes.hash_of(minutes.content(held))
    services.approve(held, sha256=sha256, by=lead, at=timezone.now())
    client.force_login(member)
    url = f"{held.get_absolute_url()}justering/godkann/"
    assert [client.post(url, {"sha256": sha256}).status_code for _ in range(2)] == [302, 409]
    assert held.approvals.count() == 1


@pytest.fixture
def locked(held, lead, member):
    services.send_to_adjusters(held, [lead, member], by=lead)
    for one in (lead, member):
        services.approve(held, sha256=minutes.hash_of(minutes.content(held)), by=one, at=timezone.now())
    return held


@pytest.mark.parametrize(
    ("address", "data"),
    [
        ("punkter/{}/flytta/", {"after": "0", "section": ""}),
        ("lagesrapporter/", {}),
        ("punkter/{}/", {"heading": "Ny rubrik", "section": "Avslut", "revision": 1}),
        ("justering/justerare/", {"justerare-adjusters": ["1", "2"]}),
    ],
)
def test_locked_minutes_are_left_as_they_are(address, data, client, lead, member, locked):
    item = locked.agenda.get()
    if "justerare-adjusters" in data:
        data = {"justerare-adjusters": [lead.pk, member.pk]}
    client.force_login(lead)
    before = minutes.content(locked)
    response = client.post(f"{locked.get_absolute_url()}{address.format(item.pk)}", data)
    assert response.status_code in (302, 409)
    assert minutes.content(locked) == before
    assert locked.agenda.count() == 1


def test_a_cut_zip_is_damaged_in_words(client, lead, group):
    client.force_login(lead)
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("word/document.xml", "x" * 5000)
    assert "Filen är skadad" in upload(client, READ, "not.docx", whole.getvalue()[:200], group)[1]
