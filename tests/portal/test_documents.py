"""Word documents: what is refused, what is read, and that what is written comes back."""

import io
import zipfile

import pytest
from django.utils.translation import override

from portal.documents import Block, read_document, write_document
from portal.sheets import Unreadable
from tests.workbooks import OLD, PROTECTED, marked_encrypted, repacked, workbook

TEXT = "Första stycket.\nNy rad.\n\n– en\n– två\n\n3. tre\n4. fyra\n\nVem | Vad\nEkby | Kallar\n\nSist."
BLOCKS = [Block("heading", "1 Ledning", 1), Block("heading", "1.1 Gemensam ledning", 2), Block("text", TEXT)]
GOOD = write_document(BLOCKS)


@pytest.fixture(autouse=True)
def _swedish():
    with override("sv"):
        yield


REFUSED = {
    "nothing": (b" ", "Filen är tom."),
    "no document": (b"hej", "inget dokument"),
    "a workbook": (workbook(["a"]), "inget dokument"),
    "a PDF": (b"%PDF-1.7", "inget dokument"),
    "old": (OLD, "(.doc)"),
    "protected": (PROTECTED, "lösenord"),
    "encrypted zip": (marked_encrypted(GOOD), "lösenord"),
    "macros": (repacked(GOOD, add={"word/vbaProject.bin": b"x"}), "makron"),
    "damaged": (GOOD[:2000], "skadad"),
    "damaged inside": (repacked(GOOD, change={"word/document.xml": lambda text: text[:400]}), "skadad"),
    "bomb": (repacked(GOOD, add={"word/media/a.bmp": b"0" * 101 * 1024 * 1024}), "orimligt"),
    "no text": (write_document([Block("text", "")]), "ingen text"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_file_gets_a_clear_sentence(name):
    data, words = REFUSED[name]
    with pytest.raises(Unreadable) as unreadable:
        read_document(data)
    (sentence,) = unreadable.value.sentences
    assert words in sentence
    assert sentence.endswith(".")


def test_a_file_over_fifty_megabytes_is_refused_unread():
    with pytest.raises(Unreadable, match="större än 50 MB"):
        read_document(b"PK" + b"0" * (50 * 1024 * 1024))


def test_headings_and_text_come_back_as_they_were():
    found = read_document(GOOD)
    assert found[:2] == BLOCKS[:2]
    assert "\n\n".join(block.text for block in found[2:]) == TEXT


def test_an_opendocument_text_is_read():
    import pypandoc

    path = pypandoc.get_pandoc_path()
    import subprocess

    odt = subprocess.run(
        [path, "--from", "docx", "--to", "odt", "-o", "-"], input=GOOD, capture_output=True, check=True
    )
    assert read_document(odt.stdout)[1] == BLOCKS[1]


def test_an_encrypted_opendocument_is_told():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "x")
        archive.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
    with pytest.raises(Unreadable, match="lösenord"):
        read_document(buffer.getvalue())
