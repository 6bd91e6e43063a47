"""Writing documents down: their place in the tree, their versions, and everything that can be wrong with a file."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from agreements import services, uploads
from agreements.models import Document, DocumentState, DocumentVersion
from portal.audit import entries_about

SHARED, FINALISED = DocumentState.SHARED, DocumentState.FINALISED


@pytest.fixture
def new(agreement):
    return f"/avtal/{agreement.pk}/dokument/nytt/"


def _values(organisation=None, **changes):
    values = {"kind": "annex", "title": "Bilaga 3", "summary": "Om läkemedel.", "parent": "", "revision": 1}
    return values | ({"organisation": organisation.pk} if organisation else {}) | changes


def _packed(*names, **contents):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name in names:
            packed.writestr(name, "x")
        for name, content in contents.items():
            packed.writestr(name, content)
    return file.getvalue()


def _file(name, content):
    return SimpleUploadedFile(name, content)


GOOD = [
    ("a.pdf", b"%PDF-1.7\n..."),
    ("a.docx", _packed("[Content_Types].xml", "word/document.xml")),
    ("a.xlsx", _packed("[Content_Types].xml", "xl/workbook.xml")),
    ("a.pptx", _packed("[Content_Types].xml", "ppt/presentation.xml")),
    ("a.odt", _packed(mimetype=b"application/vnd.oasis.opendocument.text")),
    ("a.ods", _packed(mimetype=b"application/vnd.oasis.opendocument.spreadsheet")),
    ("a.png", b"\x89PNG\r\n\x1a\n..."),
    ("a.JPG", b"\xff\xd8\xff\xe0..."),
    ("a.txt", "åäö".encode()),
    ("gammal.txt", "åäö".encode("cp1252")),
]
BAD = [
    ("a.pdf", b"MZ\x90\x00 this is a program"),
    ("a.docx", b"%PDF-1.7"),
    ("a.docx", _packed("[Content_Types].xml", "xl/workbook.xml")),
    ("makron.docx", _packed("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")),
    ("a.xlsx", b"PK\x03\x04 cut off"),
    ("a.odt", _packed(mimetype=b"application/vnd.oasis.opendocument.spreadsheet")),
    ("a.ods", _packed("content.xml")),
    ("a.png", b"<svg onload=alert(1)>"),
    ("a.jpg", b"\x89PNG\r\n\x1a\n"),
    ("a.txt", b"MZ\x00\x00"),
]
WRONG_KIND = ["a.html", "a.svg", "a.exe", "a.docm", "a.zip", "a.pdf.js", "utan-slut", ".pdf.bat"]


@pytest.mark.parametrize("who", ["respondent", "coach", "auditor"])
def test_who_only_reads_adds_nothing(client, request, agreement, municipality, new, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(new).status_code == 403
    assert client.post(new, _values(municipality)).status_code == 403


def test_a_new_document_is_a_draft_of_ones_own_organisation(client, member, municipality, provisions, new):
    client.force_login(member)
    response = client.post(new, _values(municipality, provisions=[provisions[1].pk, provisions[3].pk]))
    document = Document.objects.get()
    assert response.url == f"/avtal/dokument/{document.pk}/version/"
    assert (document.state, document.organisation, document.created_by) == ("draft", municipality, member)
    assert set(document.provisions.all()) == {provisions[1], provisions[3]}
    assert entries_about(document).get().verb == "created"


def test_one_cannot_write_for_another_organisation(client, member, other_municipality, new):
    client.force_login(member)
    assert client.post(new, _values(other_municipality)).status_code == 422
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": ""}, "Skriv vad dokumentet heter."),
        ({"kind": ""}, "Välj vilket slags dokument det är."),
        ({"organisation": ""}, "Välj vems dokument det är."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, member, municipality, new, changes, said):
    client.force_login(member)
    response = client.post(new, _values(municipality) | changes)
    text = response.content.decode()
    assert response.status_code == 422
    assert said in text
    assert "Om läkemedel." in text
    assert not Document.objects.exists()


def test_a_document_is_not_put_under_something_below_itself(client, member, make_document):
    top = make_document("Överst")
    middle = make_document("Mellan", parent=top)
    bottom = make_document("Underst", parent=middle)
    client.force_login(member)
    for parent in (middle, bottom):
        response = client.post(f"{top.get_absolute_url()}andra/", _values(parent=parent.pk, title="Nytt namn"))
        assert response.status_code == 422
        text = response.content.decode()
        assert "Ett dokument kan inte stå under sig självt eller under något som hör till det." in text
        assert 'value="Nytt namn"' in text
    assert client.post(f"{top.get_absolute_url()}andra/", _values(parent=top.pk)).status_code == 422
    top.refresh_from_db()
    assert (top.parent, top.title) == (None, "Överst")


def test_a_draft_of_others_or_another_agreement_is_no_place(client, member, agreement, region, make_document):
    hidden = make_document("Regionens utkast", organisation=region)
    mine = make_document("Mitt")
    client.force_login(member)
    page = client.get(f"{mine.get_absolute_url()}andra/").content.decode()
    assert "Regionens utkast" not in page
    assert client.post(f"{mine.get_absolute_url()}andra/", _values(parent=hidden.pk)).status_code == 422


def test_a_stale_form_shows_both_and_is_saved_when_sent_again(client, member, lead, make_document):
    document = make_document("Från början", state=SHARED)
    seen = document.revision
    document.title = "Projektledarens namn"
    services.save_document(document, provisions=[], by=lead)
    client.force_login(member)
    page = f"{document.get_absolute_url()}andra/"
    response = client.post(page, _values(title="Medlemmens namn", revision=seen))
    text = response.content.decode()
    assert response.status_code == 422
    assert "Någon ändrade det här medan du skrev." in text
    assert "Projektledarens namn" in text
    assert 'value="Medlemmens namn"' in text
    document.refresh_from_db()
    assert document.title == "Projektledarens namn"
    assert f'name="revision" value="{document.revision}"' in text
    assert client.post(page, _values(title="Medlemmens namn", revision=document.revision)).status_code == 302
    document.refresh_from_db()
    assert (document.title, document.state) == ("Medlemmens namn", SHARED)


# Versions


@pytest.fixture
def document(make_document):
    return make_document("Rutin")


@pytest.fixture
def version(document):
    return f"{document.get_absolute_url()}version/"


@pytest.mark.parametrize(("name", "content"), GOOD, ids=[name for name, _content in GOOD])
def test_a_file_of_a_kind_we_take_becomes_a_version(client, member, document, version, name, content):
    client.force_login(member)
    response = client.post(version, {"file": _file(name, content), "note": "Första."})
    assert response.url == document.get_absolute_url()
    row = document.versions.get()
    assert (row.number, row.file_name, row.file_size, row.by) == (1, name, len(content), member)
    with row.file.open("rb") as file:
        assert file.read() == content


@pytest.mark.parametrize(("name", "content"), BAD)
def test_a_file_that_is_not_what_it_says_is_refused(client, member, version, name, content):
    client.force_login(member)
    response = client.post(version, {"file": _file(name, content), "note": "Min anteckning"})
    text = response.content.decode()
    assert response.status_code == 422
    assert "Filens innehåll är inte det som namnet säger" in text
    assert "Min anteckning" in text
    assert f"Webbläsaren behåller inte filen {name}" in text
    assert not DocumentVersion.objects.exists()


@pytest.mark.parametrize("name", WRONG_KIND)
def test_a_file_of_another_kind_is_refused(client, member, version, name):
    client.force_login(member)
    response = client.post(version, {"file": _file(name, b"%PDF-1.7")})
    assert response.status_code == 422
    assert "Den sortens fil går inte att ladda upp." in response.content.decode()
    assert not DocumentVersion.objects.exists()


def test_a_file_over_the_limit_is_refused_and_one_at_it_is_taken(client, member, version):
    client.force_login(member)
    start = b"%PDF-1.7\n"
    full = start + b"0" * (uploads.MOST - len(start))
    response = client.post(version, {"file": _file("stor.pdf", full + b"0")})
    assert response.status_code == 422
    assert "Filen är för stor: 21 MB. Den får vara högst 20 MB." in response.content.decode()
    assert client.post(version, {"file": _file("stor.pdf", full)}).status_code == 302
    assert DocumentVersion.objects.get().file_size == uploads.MOST


def test_an_empty_file_is_refused_in_swedish(client, member, version):
    client.force_login(member)
    response = client.post(version, {"file": _file("tom.txt", b"")})
    assert response.status_code == 422
    assert "Filen är tom. Välj en annan." in response.content.decode()


@pytest.mark.parametrize(
    ("link", "with_file", "said"),
    [
        ("", False, "Välj en fil eller ange en länk."),
        ("https://example.org/a", True, "Ange antingen en fil eller en länk, inte båda."),
        ("javascript:alert(1)", False, "Fyll i en giltig URL."),
    ],
)
def test_a_version_is_a_file_or_a_link(client, member, version, link, with_file, said):
    client.force_login(member)
    values = {"link": link, "note": "Min anteckning"}
    response = client.post(version, values | ({"file": _file("a.pdf", b"%PDF-1.7")} if with_file else {}))
    text = response.content.decode()
    assert response.status_code == 422
    assert said in text
    assert "Min anteckning" in text
    assert not DocumentVersion.objects.exists()


def test_versions_are_counted_and_none_is_lost(client, member, document, version):
    client.force_login(member)
    client.post(version, {"link": "example.org/ett"})
    client.post(version, {"file": _file("två.pdf", b"%PDF-1.7")})
    rows = document.versions.order_by("number")
    assert [(row.number, row.link, row.file_name) for row in rows] == [
        (1, "https://example.org/ett", ""),
        (2, "", "två.pdf"),
    ]
    text = client.get(document.get_absolute_url()).content.decode()
    assert text.index("två.pdf") < text.index("https://example.org/ett")


@pytest.mark.parametrize("state", [FINALISED, DocumentState.ARCHIVED])
def test_what_is_finalised_gets_no_new_version(client, member, make_document, state):
    document = make_document(state=state)
    client.force_login(member)
    response = client.post(f"{document.get_absolute_url()}version/", {"link": "https://example.org/ny"})
    assert response.status_code == 422
    assert "Dokumentet är fastställt eller arkiverat. Öppna det för nya versioner först." in response.content.decode()
    assert not DocumentVersion.objects.exists()


def test_a_new_version_of_something_shared_says_who_will_see_it(client, member, make_document, version):
    client.force_login(member)
    shared = make_document("Delat", state=SHARED)
    said = "alla som ser avtalet ser den nya versionen genast"
    assert said in client.get(f"{shared.get_absolute_url()}version/").content.decode()
    assert said not in client.get(version).content.decode()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\Hem\\rutin.pdf", "rutin.pdf"),
        ("../../etc/rutin.pdf", "rutin.pdf"),
        ("rad\nbrytning\x00.pdf", "radbrytning.pdf"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_the_name_people_see_is_plain(given, kept):
    assert services.documents.plain_name(given) == kept
