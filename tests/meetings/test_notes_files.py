"""What is read from a file, and the plain sentence for what is not."""

import io
import subprocess
import sys
import zipfile

import pypandoc
import pytest

from meetings.notes import UnreadableNote, files, read_note, read_pasted
from portal import packed

TEXT = """Minnesanteckningar Styrgruppen för rehabilitering
Datum: 2026-03-04
Närvarande: Anna Svensson, Växjö kommun; Bertil Ek, Region Norr

Åtgärder
- Anna bokar lokal senast 20 mars
"""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def document(kind, text=TEXT):
    """The bytes of a .docx or .odt that pandoc makes of a text."""
    pandoc = [pypandoc.get_pandoc_path(), "--from", "markdown+hard_line_breaks", "--to", kind, "--output", "-"]
    return subprocess.run(pandoc, input=text.encode(), capture_output=True, check=True, timeout=60).stdout


def changed(data, *, add=(), replace=()):
    """The zip with members added or their content replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.infolist():
            new.writestr(member.filename, dict(replace).get(member.filename, old.read(member)))
        for name, content in add:
            new.writestr(name, content)
    return out.getvalue()


def zipped(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def locked_zip():
    """A zip whose only member says that it is encrypted."""
    data = bytearray(zipped(**{"word__document.xml": "<w/>"}))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + place] |= 1
    return bytes(data)


UNREADABLE = {
    "empty": (b"", files.EMPTY),
    "only spaces": (b"  \n\n  ", files.EMPTY),
    "no text": (b"...\n\n12 34\n", files.NO_TEXT),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", files.PDF),
    "old word": (OLE + b"\x00" * 600, files.OLD_WORD),
    "word with a password": (OLE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"), files.ENCRYPTED),
    "png": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, files.PICTURE),
    "jpeg": (b"\xff\xd8\xff\xe0" + b"\x00" * 50, files.PICTURE),
    "rtf": (b"{\\rtf1\\ansi hej}", files.RTF),
    "web page": (b"<!DOCTYPE html><html><body>Hej</body></html>", files.WEB_PAGE),
    "program": (b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)), files.NOT_A_DOCUMENT),
    "noise": (bytes(range(128, 256)) * 40, files.NOT_A_DOCUMENT),
    "damaged zip": (b"PK\x03\x04" + b"\x00" * 200, files.DAMAGED),
    "other zip": (zipped(readme="hej"), files.NOT_A_DOCUMENT),
    "spreadsheet": (zipped(xl__workbook="<x/>"), files.OTHER_OFFICE),
    "zip with a password": (locked_zip(), files.ENCRYPTED),
    "zip bomb": (zipped(**{"word__document.xml": b"0" * (packed.MAX_UNPACKED + 1)}), files.BOMB),
    "too long": (b"Anna bokar lokal. " * 30_000, files.TOO_LONG),
}


@pytest.mark.parametrize(("data", "sentence"), UNREADABLE.values(), ids=UNREADABLE)
def test_says_in_a_sentence_what_is_wrong(data, sentence):
    with pytest.raises(UnreadableNote) as error:
        read_note(data)
    assert error.value.message == sentence


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_reads_documents(kind):
    note = read_note(document(kind))
    assert (note.group, note.date.isoformat()) == ("Styrgruppen för rehabilitering", "2026-03-04")
    assert [one.name for one in note.attendance] == ["Anna Svensson", "Bertil Ek"]
    assert [(one.text, one.owners, str(one.due)) for one in note.actions] == [
        ("Bokar lokal senast 20 mars", ["Anna Svensson"], "2026-03-20")
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_reads_text_in_any_common_encoding(encoding, newline):
    assert read_note(TEXT.replace("\n", newline).encode(encoding)).as_json() == read_pasted(TEXT).as_json()


def test_reads_text_that_was_encoded_twice():
    broken = TEXT.encode().decode("cp1252")
    assert broken != TEXT
    assert read_pasted(broken).as_json() == read_pasted(TEXT).as_json()


def test_a_document_with_macros_is_not_opened():
    with pytest.raises(UnreadableNote) as error:
        read_note(changed(document("docx"), add=[("word/vbaProject.bin", b"x")]))
    assert error.value.message == files.MACROS


def test_a_locked_odt_says_so():
    data = changed(document("odt"), replace=[("META-INF/manifest.xml", b"<manifest:encryption-data/>")])
    with pytest.raises(UnreadableNote) as error:
        read_note(data)
    assert error.value.message == files.ENCRYPTED


def test_a_document_with_nothing_but_a_picture_has_no_text():
    with pytest.raises(UnreadableNote) as error:
        read_note(document("docx", text="\n"))
    assert error.value.message == files.NO_TEXT


def test_a_document_damaged_inside_says_so():
    with pytest.raises(UnreadableNote) as error:
        read_note(changed(document("docx"), replace=[("word/document.xml", b"<w:document><w:body>")]))
    assert error.value.message == files.DAMAGED


def test_the_size_is_looked_at_before_the_file_is_read(tmp_path, monkeypatch):
    path = tmp_path / "stor.docx"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)  # 50 MB that take no room on the disk
    monkeypatch.setattr("pathlib.Path.open", None)
    with pytest.raises(UnreadableNote) as error:
        read_note(path)
    assert (error.value.message, error.value.values) == (files.TOO_LARGE, {"size": 50, "limit": 20})
    assert str(error.value) == files.TOO_LARGE % {"size": 50, "limit": 20}


def test_no_such_file_and_a_folder(tmp_path):
    with pytest.raises(UnreadableNote) as error:
        read_note(tmp_path / "saknas.docx")
    assert error.value.message == files.MISSING
    with pytest.raises(UnreadableNote) as error:
        read_note(tmp_path)
    assert error.value.message == files.NOT_A_DOCUMENT


def test_the_date_may_stand_in_the_page_head():
    text = TEXT.replace("Datum: 2026-03-04\n", "")
    head = "<w:hdr><w:p><w:r><w:t>Region Norr</w:t></w:r></w:p><w:p><w:r><w:t>Datum </w:t></w:r><w:r><w:t xml:space='preserve'>2026-03-04</w:t></w:r></w:p></w:hdr>"
    assert read_note(document("docx", text)).date is None
    assert str(read_note(changed(document("docx", text), add=[("word/header1.xml", head)])).date) == "2026-03-04"


def test_a_link_in_a_document_is_not_followed():
    """pandoc reads in its sandbox: a picture on the internet or another file of the machine is left alone."""
    text = TEXT + "\n![](/etc/passwd)\n\n![](http://192.0.2.1/x.png)\n"
    assert "root:" not in str(read_note(document("odt", text)).as_json())


def test_the_package_needs_no_django():
    code = "import sys, meetings.notes; print(sorted(name for name in sys.modules if name.split('.')[0] == 'django'))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"
