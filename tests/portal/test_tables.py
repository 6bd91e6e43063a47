"""Tables read from files: what is refused and in which words, what is read, and that out and in is the same."""

import io
import resource
import time
import zipfile
from datetime import date, datetime

import pytest
from django.utils.translation import gettext_lazy, override
from openpyxl import Workbook

from portal.sheets import MAX_BYTES, Unreadable
from portal.tables import CHOICE, DAY, LINES, WHOLE, Column, plain, read_table, safe, write_table
from tests.workbooks import OLD, PROTECTED, long_workbook, marked_encrypted, repacked, rows_of, workbook

COLUMNS = (
    Column("number", gettext_lazy("number"), needed=True, required=True, most=10, also=("nr",)),
    Column("text", "Text", kind=LINES),
    Column("on", "Datum", kind=DAY),
    Column("count", "Antal", kind=WHOLE),
    Column("phase", "Fas", kind=CHOICE, choices=lambda: [(0, "Ej påbörjat"), (1, "Användning")]),
)
HEADS = ["Number", "Text", "Datum", "Antal", "Fas"]


@pytest.fixture(autouse=True)
def _swedish():
    with override("sv"):
        yield


def read(*rows, **options):
    return read_table(workbook(*rows, **options), COLUMNS)


def refusal(data, columns=COLUMNS, **options) -> str:
    with pytest.raises(Unreadable) as unreadable:
        read_table(data, columns, **options)
    return " ".join(unreadable.value.sentences)


def with_formula():
    return workbook(HEADS, ["1", "=A2", None, None, None])


GOOD = workbook(HEADS, ["1", "a", None, None, None])
REFUSED = {
    "nothing": (b"", "Filen är tom."),
    "no workbook": (b"\x00\x01\x02" * 50, "varken en Excelbok"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "varken en Excelbok"),
    "a Word document": (repacked(GOOD, add={"word/document.xml": b"<a/>"}), "varken en Excelbok"),
    "damaged": (GOOD[: len(GOOD) // 2], "skadad"),
    "damaged inside": (repacked(GOOD, change={"xl/worksheets/sheet1.xml": lambda text: text[:300]}), "skadad"),
    "old": (OLD, ".xls"),
    "protected": (PROTECTED, "lösenord"),
    "encrypted zip": (marked_encrypted(GOOD), "lösenord"),
    "macros": (repacked(GOOD, add={"xl/vbaProject.bin": b"x"}), "makron"),
    "zip bomb": (repacked(GOOD, add={"xl/media/a.bin": b"0" * 101 * 1024 * 1024}), "orimligt"),
    "entities": (
        repacked(GOOD, change={"xl/workbook.xml": lambda text: b'<!DOCTYPE a [<!ENTITY b "c">]>' + text}),
        "orimligt",
    ),
    "too large": (GOOD + b"0" * MAX_BYTES, "större än 5 MB"),
    "merged": (workbook(HEADS, ["1", "a"], ["2", "b"], merge="B2:B3"), "B2:B3"),
    "no headings": (workbook(["1", "a"], ["2", "b"]), "Nummer"),
    "heading twice": (workbook(["Number", "nr"], ["1", "2"]), "två gånger: Nummer"),
    "only headings": (workbook(HEADS), "inga rader under"),
    "empty sheet": (workbook(), "ingen tabell"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_file_gets_a_clear_sentence(name):
    data, words = REFUSED[name]
    sentence = refusal(data)
    assert words in sentence
    assert sentence.endswith(".")


def test_a_hundred_thousand_rows_are_refused_fast_and_without_filling_the_memory():
    data = long_workbook(100_000, "Number", "Text")
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    assert "fler än 5000 rader" in refusal(data).replace("\xa0", "")
    assert time.monotonic() - start < 3
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60 * 1024


def test_as_many_rows_as_are_allowed_are_read_and_one_more_is_refused():
    assert len(read_table(long_workbook(20, "Number"), COLUMNS, most=20).rows) == 20
    assert "fler än 20 rader" in refusal(long_workbook(21, "Number"), most=20)


def test_rows_and_columns_that_are_only_painted_do_not_count():
    book = Workbook()
    book.active.append(["Number"])
    book.active.append(["1"])
    book.active["A900"].number_format = "0.00"
    book.active["ZZ2"].number_format = "0.00"
    buffer = io.BytesIO()
    book.save(buffer)
    assert [row.number for row in read_table(buffer.getvalue(), COLUMNS, most=10).rows] == [2]


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        (["1", "=A2"], "Rad 2, kolumn Text: Här står en formel (=A2). Ersätt den med värdet."),
        (["", "a"], "Rad 2, kolumn Nummer: Här måste något stå."),
        (["12345678901"], "Rad 2, kolumn Nummer: Texten är 11 tecken. Högst 10 får plats."),
        ([date(2026, 2, 4)], "Rad 2, kolumn Nummer: Programmet har gjort om det skrivna till ett datum. Sätt kolumnens format till text och skriv in det igen."),
        (["1", "", "i våras"], "Rad 2, kolumn Datum: ”i våras” är inget datum. Skriv det som 2027-01-31."),
        (["1", "", 46000], "Rad 2, kolumn Datum: ”46000” är inget datum. Skriv det som 2027-01-31."),
        (["1", "", "2026-02-30"], "Rad 2, kolumn Datum: ”2026-02-30” är inget datum. Skriv det som 2027-01-31."),
        (["1", "", "", "många"], "Rad 2, kolumn Antal: ”många” är inget heltal."),
        (["1", "", "", 1.5], "Rad 2, kolumn Antal: ”1.5” är inget heltal."),
        (["1", "", "", "", "Klar"], "Rad 2, kolumn Fas: ”Klar” går inte att välja. Skriv något av: Ej påbörjat, Användning."),
    ],
)  # fmt: skip
def test_a_bad_cell_is_told_by_row_and_column(cells, fault):
    (row,) = read(HEADS, cells).rows
    assert [str(one) for one in row.faults] == [fault]


def test_headings_in_any_order_language_and_case_and_others_are_told_of():
    table = read(["FAS:", "Färg", " nummer "], ["användning", "blå", "1"])
    assert (table.rows[0].values, table.ignored) == ({"phase": 1, "number": "1"}, ["Färg"])


def test_a_title_above_the_table_is_passed_over_even_when_it_is_merged():
    table = read(["Våra punkter", None], ["Number", "Text"], ["1", "a"], merge="A1:B1")
    assert [(row.number, row.values["text"]) for row in table.rows] == [(3, "a")]


def test_values_as_they_were_typed():
    table = read(HEADS, [" 4.2 ", "a\nb", date(2027, 1, 31), 3, "Användning"], ["2", None, "2027-1-5", "4", "1"])
    assert [row.values for row in table.rows] == [
        {"number": "4.2", "text": "a\nb", "on": date(2027, 1, 31), "count": 3, "phase": 1},
        {"number": "2", "text": "", "on": date(2027, 1, 5), "count": 4, "phase": 1},
    ]


def test_a_number_in_a_column_of_text_is_read_as_it_is_shown():
    book = Workbook()
    book.active.append(["Number"])
    for value, shape in ((4.1, "0.00"), (4.2, "General"), (7, "General")):
        book.active.append([value])
        book.active.cell(book.active.max_row, 1).number_format = shape
    buffer = io.BytesIO()
    book.save(buffer)
    assert [row.values["number"] for row in read_table(buffer.getvalue(), COLUMNS).rows] == ["4.10", "4.2", "7"]


@pytest.mark.parametrize(
    "data",
    [
        "Number;Text\n1;åäö, och\n".encode(),
        '\ufeffNumber,Text\r\n1,"åäö, och"\r\n'.encode(),
        "Number\tText\n1\tåäö, och\n".encode("cp1252"),
        "Number;Text\n1;åäö, och\n".encode("utf-16"),
    ],
)
def test_text_tables_with_semicolons_commas_or_tabs(data):
    (row,) = read_table(data, COLUMNS).rows
    assert (row.number, row.values) == (2, {"number": "1", "text": "åäö, och"})


def test_a_formula_in_a_text_table_is_refused_too():
    (row,) = read_table(b"Number;Text\n1;=1+1\n", COLUMNS).rows
    assert "formel" in str(row.faults[0])


def test_a_hidden_first_sheet_is_passed_over():
    book = Workbook()
    book.active.append(["Number"])
    book.active.append(["dold"])
    book.active.sheet_state = "hidden"
    shown = book.create_sheet("Synligt")
    shown.append(["Number"])
    shown.append(["synlig"])
    book.active = 1
    buffer = io.BytesIO()
    book.save(buffer)
    assert [row.values["number"] for row in read_table(buffer.getvalue(), COLUMNS).rows] == ["synlig"]


ROWS = [
    {"number": "=1+1", "text": "+46 8\n- en\n\n@ två", "on": date(2027, 1, 31), "count": 0, "phase": 0},
    {"number": "'=1", "text": "'", "on": None, "count": None, "phase": 1},
    {"number": "4.10", "text": "", "on": date(1999, 12, 31), "count": 2**31 - 1, "phase": 0},
]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_out_and_in_is_the_same(language):
    with override(language):
        data = write_table(COLUMNS, ROWS, title="Avtalet: [utkast]/1")
    table = read_table(data, COLUMNS)
    assert ([row.values for row in table.rows], [row.faults for row in table.rows]) == (ROWS, [[], [], []])


def test_no_cell_that_goes_out_is_a_formula():
    cells = [cell for row in rows_of(write_table(COLUMNS, ROWS, title="x")) for cell in row if isinstance(cell, str)]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_a_text_too_long_for_a_cell_is_not_cut_in_silence():
    with pytest.raises(Unreadable, match="kolumn Text på rad 2"):
        write_table(COLUMNS, [{"number": "1", "text": "a" * 40_000}], title="x")


@pytest.mark.parametrize("text", ["=1", "'=1", "''+1", "'a", "a", "", "\t=1", "'"])
def test_what_is_made_safe_comes_back_as_it_was(text):
    assert plain(safe(text)) == text
    assert not safe(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_broken_member_is_told_as_damage():
    data = bytearray(GOOD)
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        at = archive.getinfo("xl/worksheets/sheet1.xml").header_offset
    data[at + 60 : at + 90] = b"\x00" * 30
    assert "skadad" in refusal(bytes(data))


def test_a_moment_is_read_as_its_day():
    assert read(["Number", "Datum"], ["1", datetime(2027, 1, 31, 0, 0)]).rows[0].values["on"] == date(2027, 1, 31)
