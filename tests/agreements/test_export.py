import io

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from agreements import services
from agreements.models import Phase, Progress
from portal.tables import safe


@pytest.fixture
def url(agreement):
    return f"/avtal/{agreement.pk}/faser/excel/"


def _book(response):
    return load_workbook(io.BytesIO(response.content))


def test_the_matrix_as_it_stands(client, auditor, lead, row, parts, url):
    services.move_to_phase(row, Phase.USE, because="Det används.", by=lead, at=timezone.now())
    services.set_progress(row, Progress.AT_RISK, comment="Osäkert.", by=lead, at=timezone.now())
    client.force_login(auditor)
    response = client.get(url)
    table, counted = _book(response).worksheets
    assert [cell.value for cell in table["B"]] == ["Part", "Åsele", "Ekby", "Regionen"]
    assert [cell.value for cell in table[3]] == [
        "Ådalen",
        "Ekby",
        "Ej påbörjat",
        "Användning (risk)",
        "Ej påbörjat",
        "Ej påbörjat",
    ]
    assert counted.max_row == 13
    found = [line for line in counted.iter_rows(values_only=True) if line[1] == "Ekby" and line[2] == "2.1"]
    assert [line[5:] for line in found] == [("Användning", timezone.localdate().isoformat(), "Risk", "", "Osäkert.")]


def test_the_same_cut_as_on_the_page(client, lead, rows, parts, url):
    client.force_login(lead)
    table, counted = _book(client.get(url, {"lansdel": parts[0].pk, "punkter": "nya"})).worksheets
    assert (table.max_row, table.max_column, counted.max_row) == (2, 5, 4)


def test_no_cell_is_or_starts_a_formula(client, lead, row, municipality, url):
    evil = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"]
    municipality.short_name = '=HYPERLINK("http://example.org")'
    municipality.save()
    for text in evil:
        services.set_progress(row, Progress.AT_RISK, comment=text, by=lead, at=timezone.now())
        client.force_login(lead)
        for sheet in _book(client.get(url)).worksheets:
            for line in sheet.iter_rows():
                for cell in line:
                    assert cell.data_type in {"s", "n"}
                    assert not str(cell.value or "").startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize(("text", "kept"), [("=1", "'=1"), ("2 av 3", "2 av 3"), ("", "")])
def test_text_that_looks_like_a_formula_gets_an_apostrophe(text, kept):
    assert safe(text) == kept


def test_the_file_has_the_day_in_its_name(client, lead, rows, url):
    client.force_login(lead)
    disposition = client.get(url)["Content-Disposition"]
    assert disposition == f'attachment; filename="faser-{timezone.localdate():%Y-%m-%d}.xlsx"'
