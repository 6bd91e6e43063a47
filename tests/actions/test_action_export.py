"""The list as a workbook."""

from datetime import datetime, time
from io import BytesIO

import pytest
from openpyxl import load_workbook

from actions import services
from portal.tables import plain

URL = "/atgarder/excel/"
NASTY = ["=1+1", "+46 36", "-1", "@SUM(A1)", "\tx", "{=A1}", "http://example.org", "007", "1e5"]


def rows(response):
    sheet = load_workbook(BytesIO(response.content)).active
    return [list(row) for row in sheet.iter_rows()]


def test_has_a_header_row_and_the_filtered_rows(client, member, action, lead, group, municipality):
    services.add_action(title="Boka lokal", owner=lead, group=group, by=lead)
    client.force_login(member)
    response = client.get(URL, {"visa": "mina"})
    head, *body = rows(response)
    assert response["Content-Type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert response["Content-Disposition"].startswith('attachment; filename="atgarder-')
    assert [cell.value for cell in head] == [
        "Vad ska göras", "Klart senast", "Ansvarig", "Läge", "Punkt", "Organisation", "Grupp", "Mer", "Blev klar",
        "Prioritet", "Nummer", "Version",
    ]  # fmt: skip
    assert [[cell.value for cell in row] for row in body] == [
        [
            action.title,
            datetime.combine(action.due_on, time()),
            "Mats Medlem",
            "Öppen",
            "§\xa02.1 Fast vårdkontakt",
            "Ekby kommun",
            "Arbetsgruppen",
            None,
            None,
            "Normal",
            action.pk,
            1,
        ]
    ]


def test_nothing_written_becomes_a_formula_a_number_or_a_link(client, lead, group):
    for text in NASTY:
        services.add_action(title=text, description=text, owner_text=text, group=group, by=lead)
    client.force_login(lead)
    _head, *body = rows(client.get(URL))
    assert [plain(row[0].value) for row in body] == [text.strip() for text in NASTY]
    assert {(row[column].data_type, row[column].hyperlink) for row in body for column in (0, 2, 7)} == {("s", None)}


def test_empty_list_still_has_its_head(client, lead):
    client.force_login(lead)
    assert len(rows(client.get(URL))) == 1


def test_only_what_one_may_see(client, member, action, private_action):
    client.force_login(member)
    assert [row[0].value for row in rows(client.get(URL))[1:]] == [action.title]


def test_a_stranger_gets_nothing(client, stranger, action):
    client.force_login(stranger)
    assert client.get(URL).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_costs_the_same_however_many_rows(client, lead, member, group, provisions, number, django_assert_num_queries):
    for place in range(number):
        services.add_action(title=f"Nummer {place}", owner=member, group=group, provision=provisions[place], by=lead)
    client.force_login(lead)
    with django_assert_num_queries(4):  # session, user, memberships, rows
        client.get(URL)
