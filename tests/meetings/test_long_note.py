"""A whole day's note, written from scratch by the pages and handed out: headings, lists, attendance, actions intact."""

import io
import json
import re
import zipfile

from portal import pandoc
from tests.meetings import long_note
from tests.pdf import unpacked

KINDS = ("docx", "odt", "pdf")


def headings_of(tree):
    return [
        (node["c"][0], pandoc.inline_text(node["c"][2]).replace("\xa0", " "))
        for node in tree["blocks"]
        if node["t"] == "Header"
    ]


def rows_of(table):
    cells = [row[1] for body in table["c"][4] for row in body[3]]
    return [[pandoc.inline_text(cell[4][0]["c"]) if cell[4] else "" for cell in row] for row in cells]


def check(tree):
    """What the note must still say when it is read back from a file, wherever that file has been."""
    found = headings_of(tree)
    sections = [text for _level, text in found if text in long_note.SECTIONS]
    assert sections == long_note.SECTIONS
    points = [(level, text) for level, text in found if re.match(r"\d+\. ", text)]
    assert [text for _level, text in points] == long_note.HEADINGS
    under = {text: level for level, text in found}
    assert {level for level, _text in points} == {under["Avslut"] + 1}
    attendance, actions = (rows_of(node) for node in tree["blocks"] if node["t"] == "Table")
    assert len(attendance) == 14
    assert sum(row[3].startswith("Förhindrad") for row in attendance) == 3
    assert sorted(row[0] for row in attendance if "(ny)" in row[0]) == [f"{long_note.NEW} (ny)"]
    assert [row[0] for row in attendance if "inbjuden expert" in row[3]] == [long_note.EXPERT]
    assert {row[2] for row in attendance} == {"Regionen", "Kommunerna"}
    assert [row[0] for row in actions] == long_note.ACTIONS
    assert actions[0][1] == "Ivar Vik"
    words = json.dumps(tree, ensure_ascii=False)
    assert words.count('"t": "BulletList"') == 2  # of the notes, and of the coming dates
    assert words.count('"t": "OrderedList"') == 1
    said = " ".join(pandoc.inline_text(node["c"]) for node in tree["blocks"] if node["t"] in ("Para", "Plain"))
    for decision in long_note.DECISIONS:
        assert f"Beslut: {decision}" in said


def test_it_is_written_by_the_pages_and_handed_out_whole(client, lead, group, region, municipality):
    """Written once: it takes some seventy requests."""
    client.force_login(lead)
    meeting = long_note.write(client, group, region, municipality)
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert page.count('class="agenda-section"') == 4
    assert "11 av 14 var med" in page
    assert "Av dem 10 av 13 ordinarie och 1 av 1 inbjudna" in page
    assert "regionens läge" in page
    assert meeting.outcomes.filter(kind="action").count() == 11
    word, opened, pdf = (client.get(f"{meeting.get_absolute_url()}anteckningar.{kind}").content for kind in KINDS)
    check_word(word)
    check(pandoc.tree_of(word, "docx"))
    check(pandoc.tree_of(opened, "odt"))
    check_pdf(unpacked(pdf))


def check_word(word):
    document = zipfile.ZipFile(io.BytesIO(word)).read("word/document.xml").decode()
    counts = {style: document.count(f'w:val="{style}"') for style in ("Heading1", "Heading2")}
    # attendance, the sections, actions and dates; the points stand one level below their section
    assert counts == {"Heading1": 3 + len(long_note.SECTIONS), "Heading2": len(long_note.POINTS)}
    assert document.count("<w:tbl>") == 2
    assert document.count("<w:numPr>") >= 3 + 2 + 2
    assert document.count("<w:tblHeader") == 2


def check_pdf(pdf):
    """The marks of PDF/UA-1, and a tag for each kind of part."""
    for tag in (b"/H1", b"/H2", b"/H3", b"/Table", b"/TH", b"/TD", b"/L", b"/LI"):
        assert re.search(rb"/S\s*" + tag + rb"\b", pdf), tag
    assert b"/MarkInfo" in pdf
    assert b"pdfuaid" in pdf
    assert re.search(rb"/Lang\s*\(sv", pdf)
