"""Results as files: Excel and CSV hold what the page shows, and no formula."""

import io
import re

import openpyxl
import pytest
from django.urls import reverse

from portal import dates
from surveys.exports import harmless
from surveys.queries.results import results_of

SECRET = "Hemligt utkast från grannen"
WRITTEN = "Vi har för få undersköterskor"


def results(round, user):
    return results_of(round, user, on=dates.today())


@pytest.fixture
def url(sent):
    return reverse("round-results", args=[sent.pk])


# Files


def rows_of(content):
    import csv

    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_csv_opens_in_swedish_excel(client, lead, sent, municipality, text, answer):
    answer(sent, municipality, 1, {"value": None, "missing": "unknown"}, 3, texts={text.identity: "Åsa; och\nÖrjan"})
    client.force_login(lead)
    response = client.get(reverse("round-results-csv", args=[sent.pk]))
    assert response.content.startswith("\ufeff".encode())
    assert re.fullmatch(r'attachment; filename="gap-enkat-varen-\d{4}-\d\d-\d\d\.csv"', response["Content-Disposition"])
    head, row = rows_of(response.content)
    assert head[2].startswith("§ 2.1 Fast vårdkontakt: ")
    assert (row[1], row[2], row[3], row[6]) == ("Ekby kommun", "1", "Åsa; och\nÖrjan", "Vet ej")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(start):
    assert harmless(f"{start}1+1").startswith("'")
    assert harmless("1-2") == "1-2"


def test_what_looks_like_a_formula_is_text_in_both_files(client, lead, sent, municipality, text, answer):
    evil = '=HYPERLINK("http://example.org")'
    answer(sent, municipality, 1, 2, 3, texts={text.identity: evil})
    client.force_login(lead)
    _head, row = rows_of(client.get(reverse("round-results-csv", args=[sent.pk])).content)
    assert row[3] == f"'{evil}"
    book = openpyxl.load_workbook(io.BytesIO(client.get(reverse("round-results-excel", args=[sent.pk])).content))
    cell = book["Svar"].cell(row=2, column=4)
    assert (cell.value, cell.data_type) == (evil, "s")
    assert cell.hyperlink is None


def test_excel_holds_answers_county_and_method(client, county_of, lead, answer):
    sent, organisations = county_of(5)
    for number, organisation in enumerate(organisations):
        answer(sent, organisation, number % 5, 2, 3)
    client.force_login(lead)
    book = openpyxl.load_workbook(io.BytesIO(client.get(reverse("round-results-excel", args=[sent.pk])).content))
    assert book.sheetnames == ["Svar", "Länet", "Jämförelse", "Kodbok", "Metod"]
    assert [row[2].value for row in book["Svar"].iter_rows(min_row=2)] == [0, 1, 2, 3, 4]
    first = [cell.value for cell in next(book["Länet"].iter_rows(min_row=2))]
    assert first[1:] == [5, 2, 2, 1, 3, 0, 4]


def test_a_file_holds_what_the_page_shows_the_same_person(
    client, member, sent, municipality, other_municipality, answer
):
    answer(sent, other_municipality, 4, 4, 4)
    answer(sent, municipality, 1, 2, 3)
    client.force_login(member)
    rows = rows_of(client.get(reverse("round-results-csv", args=[sent.pk])).content)
    assert [row[1] for row in rows[1:]] == ["Ekby kommun"]
