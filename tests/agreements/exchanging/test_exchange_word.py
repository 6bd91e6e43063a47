"""Clauses from and to Word: headings become chapters and clauses, numbered by themselves or by their place."""

import pytest

from agreements.exchange import KINDS
from agreements.exchange.word import read_clauses
from agreements.models import Provision
from portal.documents import Block, write_document
from portal.sheets import Unreadable
from tests.agreements.exchanging.reading import faults, outcomes, press


def document(*headings) -> bytes:
    """A .docx of (level, heading, texts...)."""
    blocks = []
    for level, heading, *texts in headings:
        blocks += [Block("heading", heading, level), *(Block("text", text) for text in texts)]
    return write_document(blocks)


def clauses(*headings):
    return [
        (row.values["number"], row.values["chapter"], row.values["title"], row.values["text"])
        for row in read_clauses(document(*headings), KINDS["punkter"]).rows
    ]


def test_numbers_in_the_headings_are_kept():
    assert clauses(
        (1, "4 Vårdkontakt"), (2, "4.2 Fast kontakt", "Text ett.", "Text två."), (2, "§ 4.10 Byte", "Text.")
    ) == [
        ("4.2", "4 Vårdkontakt", "Fast kontakt", "Text ett.\n\nText två."),
        ("4.10", "4 Vårdkontakt", "Byte", "Text."),
    ]


def test_headings_without_numbers_get_them_from_their_place():
    assert clauses((1, "Ledning"), (2, "Möten", "A."), (2, "Uppföljning", "B."), (1, "Vård"), (2, "Läkare", "C.")) == [
        ("1.1", "Ledning", "Möten", "A."),
        ("1.2", "Ledning", "Uppföljning", "B."),
        ("2.1", "Vård", "Läkare", "C."),
    ]


def test_the_place_goes_on_after_a_number():
    assert [one[0] for one in clauses((1, "3 Tre", "A."), (1, "Fyra", "B."), (1, "7a Sju", "C."))] == ["3", "4", "7a"]


def test_a_chapter_with_words_of_its_own_is_a_clause_too():
    found = clauses((1, "2 Vård", "Inledning."), (2, "2.1 Läkare", "A."))
    assert [one[:3] for one in found] == [("2", "", "Vård"), ("2.1", "2 Vård", "Läkare")]


def test_the_name_of_the_document_is_no_chapter():
    assert [
        one[:2]
        for one in clauses((1, "Avtal om vård"), (2, "Ledning"), (3, "Möten", "A."), (2, "Vård"), (3, "B", "C."))
    ] == [
        ("1.1", "Ledning"),
        ("2.1", "Vård"),
    ]


def test_text_that_belongs_to_no_clause_is_told_of(client, lead, agreement, preview):
    client.force_login(lead)
    blocks = [Block("text", "Ett förord."), Block("heading", "1 Ett", 1), Block("text", "Text.")]
    url, context = preview("punkter", write_document(blocks), "avtal.docx")
    assert outcomes(context) == [(1, "new")]
    assert "Text som inte hör till någon punkt läses inte: ”Ett förord.”" in client.get(url).content.decode()
    titled = document((1, "Avtal", "Inledning."), (2, "Ledning"), (3, "Möten", "A."))
    assert read_clauses(titled, KINDS["punkter"]).ignored == ["Inledning."]


def test_three_levels_keep_their_way_down():
    found = clauses((1, "1 A"), (2, "1.1 B"), (3, "1.1.1 C", "x"), (1, "2 D", "y"))
    assert [one[:2] for one in found] == [("1.1.1", "1 A · 1.1 B"), ("2", "")]


def test_a_document_without_headings():
    with pytest.raises(Unreadable, match="inga rubriker"):
        read_clauses(write_document([Block("text", "Bara text.")]), KINDS["punkter"])


def test_a_heading_without_text_and_one_that_is_too_long_are_told(client, lead, agreement, preview):
    client.force_login(lead)
    url, context = preview("punkter", document((1, "1 Tom"), (1, f"2 {'a' * 201}", "Text.")), "avtal.docx")
    assert outcomes(context) == [(1, "wrong"), (2, "wrong")]
    page = client.get(url).content.decode()
    assert "Rubrik 1" in page
    assert "Det finns ingen text under rubriken." in page
    assert "Texten är 201 tecken. Högst 200 får plats." in page


TABLED = "Inledning.\nNy rad.\n\n– en\n– två\n\nVem | Vad\nEkby | Kallar"


def test_out_to_word_and_in_is_unchanged(client, lead, provisions, preview, agreement):
    client.force_login(lead)
    Provision.objects.filter(pk=provisions[0].pk).update(text=TABLED.replace("\n", "\r\n"))
    response = client.get(f"/avtal/{agreement.pk}/punkter/word/")
    assert response["Content-Disposition"].startswith('attachment; filename="punkter-')
    url, context = preview("punkter", response.content, "avtal.docx")
    assert {str(line.outcome) for line in context["preview"].lines} == {"unchanged"}, faults(context)
    assert "Filen säger samma sak som portalen." in client.get(url).content.decode()


def test_a_table_in_a_clause_is_a_table_in_word(client, auditor, provisions, agreement):
    import io
    import zipfile

    Provision.objects.filter(pk=provisions[0].pk).update(text=TABLED)
    client.force_login(auditor)
    content = client.get(f"/avtal/{agreement.pk}/punkter/word/").content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert b"<w:tbl>" in archive.read("word/document.xml")


def test_other_columns_than_the_document_holds_are_left_alone(client, lead, provisions, preview):
    client.force_login(lead)
    Provision.objects.filter(pk=provisions[1].pk).update(what_is_new="Nytt.", realism_note="Svårt.")
    url, context = preview(
        "punkter", document((1, "Kapitel 2"), (2, "2.1 Fast vårdkontakt", "Annan text.")), "avtal.docx"
    )
    assert outcomes(context) == [(1, "changed")], faults(context)
    press(client, url, context)
    provision = Provision.objects.get(pk=provisions[1].pk)
    assert (provision.text, provision.what_is_new, provision.realism_note) == ("Annan text.", "Nytt.", "Svårt.")
