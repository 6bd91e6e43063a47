"""Minutes as files: Word by its XML and a round trip, OpenDocument, and a PDF after PDF/UA-1 by its tags."""

import io
import json
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from meetings import handout, services
from meetings.models import WordTemplate
from meetings.queries import minutes
from portal import pandoc
from tests.pdf import unpacked


@pytest.fixture
def full(held, lead, member, provisions):
    item = held.agenda.get()
    text = '<h3>Bakgrund</h3><p>Ekby & <strong>Åsele</strong> "#[x]" $1$</p><ul><li><p>ett</p></li><li><p>två</p></li></ul>'
    services.write_text(item, text, revision=1, by=lead, at=timezone.now())
    services.add_outcome(held, kind="decision", text="Rutinen är mall", item=item, provision=provisions[1], by=lead)
    services.add_outcome(held, kind="action", text="Dela rutinen", item=item, action={"owner": member}, by=lead)
    services.add_item(held, heading="Löneläget", is_internal=True, text="Hemligt", by=lead)
    return held


@pytest.fixture
def fetch(client, lead, full):
    client.force_login(lead)
    return lambda kind, wish="": client.get(f"{full.get_absolute_url()}anteckningar.{kind}{wish}")


def part(data, name):
    return zipfile.ZipFile(io.BytesIO(data)).read(name).decode()


def test_word_has_title_language_headings_lists_tables_decisions_and_actions(fetch):
    response = fetch("docx")
    assert response["Content-Type"] == handout.WORD
    assert 'filename="anteckningar-mote-4-' in response["Content-Disposition"]
    document = part(response.content, "word/document.xml")
    core = part(response.content, "docProps/core.xml")
    assert "<dc:title>Anteckningar: Möte 4, " in core
    assert "<dc:language>sv-SE</dc:language>" in core or 'w:val="sv-SE"' in part(response.content, "word/styles.xml")
    assert document.count('w:val="Heading1"') >= 3
    assert 'w:val="Heading2"' in document
    assert "<w:numPr>" in document
    assert document.count("<w:tbl>") == 2
    for words in ("Närvaro", "Lena Ledare", "Bakgrund", "Beslut:", "Rutinen är mall", "Dela rutinen", "Mats Medlem"):
        assert words in document
    assert "Hemligt" not in document
    assert "Löneläget" not in document


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_the_file_can_be_read_back(kind, fetch):
    tree = json.dumps(pandoc.tree_of(fetch(kind).content, kind), ensure_ascii=False)
    assert tree.count('"t": "Header"') >= 4
    assert tree.count('"t": "Table"') == 2
    assert '"t": "BulletList"' in tree
    assert '"Läget"' in tree


def test_the_pdf_is_tagged_after_pdf_ua(fetch):
    """Typst refuses to write what breaks PDF/UA-1; the tags it wrote are counted here."""
    pdf = fetch("pdf").content
    inside = unpacked(pdf)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in inside
    assert b"/MarkInfo<</Marked true" in inside
    assert b"/DisplayDocTitle true" in inside
    assert b"/Lang(sv-SE)" in inside
    assert re.search(rb"/Title<FEFF" + "Anteckningar: Möte 4".encode("utf-16-be").hex().upper().encode(), inside)
    assert len(re.findall(rb"/S/H1\b", inside)) == 1
    assert inside.index(b"/S/H1") >= 0
    assert len(re.findall(rb"/S/H2\b", inside)) >= 3
    for tag, least in ((b"/S/Table", 2), (b"/S/TH", 7), (b"/S/LI", 2), (b"/S/L", 1)):
        assert len(re.findall(tag + rb"\b", inside)) >= least, tag


def test_nothing_typed_becomes_typst_or_markup(held, lead):
    item = held.agenda.get()
    nasty = '#read("/etc/passwd") #panic() [ ] * _ = $ @x \\ "q" // /* <b>x</b> ```'
    services.write_text(item, nasty, revision=1, by=lead, at=timezone.now())
    services.edit_item(item, {"heading": '= #panic("x") "'}, revision=1, by=lead)
    services.edit_meeting(held, {"title": 'M "x" \\ #panic()'}, by=lead)
    held.refresh_from_db()
    content = minutes.content(held)
    assert handout.written("pdf", content).startswith(b"%PDF")
    tree = json.dumps(pandoc.tree_of(handout.written("docx", content), "docx"))
    assert "#read(" in tree


def test_the_approved_wording_is_handed_out(client, full, lead, member):
    services.send_to_adjusters(full, [lead, member], by=lead)
    for one in (lead, member):
        services.approve(full, sha256=minutes.hash_of(minutes.content(full)), by=one, at=timezone.now())
    client.force_login(lead)
    document = part(client.get(f"{full.get_absolute_url()}anteckningar.docx").content, "word/document.xml")
    assert full.approvals.get().sha256 in document
    assert "Utkast" not in document


def test_a_draft_says_that_it_is_one(fetch):
    assert "Utkast, inte godkänt." in part(fetch("docx").content, "word/document.xml")


@pytest.mark.parametrize(("who", "status"), [("member", 200), ("neighbour", 404), ("auditor", 404), ("stranger", 404)])
def test_a_draft_is_handed_to_its_own_group_alone(who, status, client, request, full):
    client.force_login(request.getfixturevalue(who))
    for kind in handout.KINDS:
        assert client.get(f"{full.get_absolute_url()}anteckningar.{kind}").status_code == status
    assert client.get(f"{full.get_absolute_url()}anteckningar.exe").status_code == 404


@pytest.fixture
def region_template():
    """A document with a style of its own."""
    data = pandoc.converted(b"<h1>x</h1>", "html", "docx", metadata={"title": "x"})
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == "word/styles.xml":
                content = re.sub(rb'w:val="[0-9A-F]{6}"', b'w:val="0A5C3E"', content)
            new.writestr(info, content)
    return out.getvalue()


def test_a_template_gives_its_looks(client, lead, full, region_template):
    client.force_login(lead)
    file = SimpleUploadedFile("mall.docx", region_template)
    assert client.post("/moten/mallar/", {"name": "Regionens", "file": file}).status_code == 302
    template = WordTemplate.objects.get()
    assert "Regionens" in client.get("/moten/mallar/").content.decode()
    assert f"?mall={template.pk}" in client.get(f"{full.get_absolute_url()}justering/").content.decode()
    url = f"{full.get_absolute_url()}anteckningar.docx"
    styles = part(client.get(f"{url}?mall={template.pk}").content, "word/styles.xml")
    assert 'w:val="0A5C3E"' in styles
    assert 'w:val="0A5C3E"' not in part(client.get(url).content, "word/styles.xml")
    assert client.get(f"{url}?mall=9999").status_code == 404
    client.post(f"/moten/mallar/{template.pk}/ta-bort/")
    assert not WordTemplate.objects.exists()


@pytest.mark.parametrize("data", [b"", b"hej", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, b"PK\x03\x04trasig"])
def test_what_is_no_word_file_is_refused_in_words(data, client, lead):
    client.force_login(lead)
    file = SimpleUploadedFile("mall.docx", data)
    response = client.post("/moten/mallar/", {"name": "Regionens", "file": file})
    assert response.status_code == 422
    assert response.context["form"].errors["file"]
    assert not WordTemplate.objects.exists()


def test_a_template_is_taken_away_by_who_added_it_or_a_lead(client, secretary, lead, meeting):
    template = services.add_template(name="Regionens", organisation=None, content=b"x", by=lead, at=timezone.now())
    client.force_login(secretary)
    assert client.post(f"/moten/mallar/{template.pk}/ta-bort/").status_code == 403
