"""The workbook comes back: what was changed in it becomes changes, nothing else does."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from actions import services
from actions.models import ActionItem
from portal.models import AuditEntry, Draft

URL = "/atgarder/las-in/"
TITLE, DUE, OWNER, STATE, CLAUSE, ORGANISATION, GROUP, MORE, _FINISHED, PRIORITY, NUMBER, VERSION = range(1, 13)


@pytest.fixture
def rich(action, provisions):
    """An action with everything that could come back changed."""
    services.edit_action(
        action, {"description": "En rad.\r\nEn till.", "priority": 3}, revision=1, by=None, at=timezone.now()
    )
    action.refresh_from_db()
    return action


def downloaded(client):
    return load_workbook(BytesIO(client.get("/atgarder/excel/").content))


def read_in(client, book):
    """The preview of a workbook."""
    data = BytesIO()
    book.save(data)
    response = client.post(URL, {"file": SimpleUploadedFile("lista.xlsx", data.getvalue())}, follow=True)
    assert response.status_code == 200, response.content.decode()
    return response


def save(client):
    return client.post(f"{URL}{Draft.objects.get().pk}/", follow=True)


def kinds(response):
    return {kind: count for kind, count in response.context["counts"].items() if count}


def test_what_goes_out_comes_in_unchanged(client, lead, rich, private_action):
    services.add_action(title="=1+1", description="-1", owner_text="Eva P", group=rich.group, by=lead)
    client.force_login(lead)
    response = read_in(client, downloaded(client))
    assert kinds(response) == {"same": 3}
    assert "Det finns inget att spara i filen." in response.content.decode()


def test_changed_and_new_rows_are_shown_and_saved(client, lead, neighbour, rich, other_municipality, provisions, today):
    client.force_login(lead)
    book = downloaded(client)
    sheet = book.active
    sheet.cell(2, OWNER).value = "nils.nabo@example.org"
    sheet.cell(2, DUE).value = today + timedelta(days=50)
    sheet.cell(2, STATE).value = "Pågår"
    sheet.append(["Ring Åsele", today + timedelta(days=3), "Nils Nabo", "", "3.1", "Åsele", "", "Om läkarmedverkan"])
    response = read_in(client, book)
    assert kinds(response) == {"new": 1, "changed": 1}
    page = " ".join(response.content.decode().split())
    assert "Ansvarig: nu Mats Medlem, i filen nils.nabo@example.org" in page
    assert "Läge: nu Öppen, i filen Pågår" in page
    rich.refresh_from_db()
    assert rich.revision == 2
    assert "1 åtgärder är nya och 1 är ändrade." in save(client).content.decode()
    rich.refresh_from_db()
    assert (rich.owner, rich.due_on, rich.state) == (neighbour, today + timedelta(days=50), "under_way")
    assert rich.description == "En rad.\r\nEn till."
    made = ActionItem.objects.get(title="Ring Åsele")
    assert (made.owner, made.organisation, made.provision, made.description) == (
        neighbour,
        other_municipality,
        provisions[3],
        "Om läkarmedverkan",
    )
    assert (made.state, made.priority, made.created_by) == ("open", 2, lead)
    assert AuditEntry.objects.filter(verb="read in actions from a workbook").count() == 1
    assert not Draft.objects.exists()


def test_what_others_changed_meanwhile_is_shown_in_both_versions_and_left(client, lead, member, rich):
    client.force_login(lead)
    book = downloaded(client)
    book.active.cell(2, TITLE).value = "Från filen"
    services.edit_action(rich, {"title": "Från portalen"}, revision=2, by=member, at=timezone.now())
    response = read_in(client, book)
    assert kinds(response) == {"meanwhile": 1}
    page = " ".join(response.content.decode().split())
    assert "nu Från portalen, i filen Från filen" in page
    save(client)
    assert ActionItem.objects.get().title == "Från portalen"


def test_what_is_changed_between_preview_and_save_is_not_overwritten(client, lead, member, rich):
    client.force_login(lead)
    book = downloaded(client)
    book.active.cell(2, TITLE).value = "Från filen"
    assert kinds(read_in(client, book)) == {"changed": 1}
    services.edit_action(rich, {"title": "Från portalen"}, revision=2, by=member, at=timezone.now())
    save(client)
    assert ActionItem.objects.get().title == "Från portalen"


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        (OWNER, "Okänd Person", "Ingen här heter ”Okänd Person”."),
        (STATE, "snart", "”snart” går inte att välja."),
        (DUE, "nästa vecka", "är inget datum"),
        (CLAUSE, "9.9", "Ingen gällande punkt heter ”9.9”."),
        (ORGANISATION, "Storstad", "”Storstad” är ingen organisation som du kan välja."),
        (GROUP, "Kören", "”Kören” är ingen grupp som du kan välja."),
        (NUMBER, 999999, "Det finns ingen åtgärd med det här numret."),
    ],
)
def test_a_cell_that_cannot_be_read_is_said_where_and_why(column, value, said, client, lead, rich):
    client.force_login(lead)
    book = downloaded(client)
    book.active.cell(2, column).value = value
    response = read_in(client, book)
    assert kinds(response) == {"fault": 1}
    assert said in response.content.decode()
    save(client)
    assert ActionItem.objects.get().revision == 2


def test_the_same_number_twice_is_refused(client, lead, rich):
    client.force_login(lead)
    book = downloaded(client)
    book.active.append([cell.value for cell in book.active[2]])
    assert "Numret finns två gånger i filen." in read_in(client, book).content.decode()


def test_one_changes_only_what_one_may(client, neighbour, rich):
    client.force_login(neighbour)
    book = downloaded(client)
    book.active.cell(2, TITLE).value = "Kapad"
    response = read_in(client, book)
    assert "Du kan inte ändra den här åtgärden." in response.content.decode()
    save(client)
    assert ActionItem.objects.get().title == rich.title


def test_another_organisations_action_does_not_exist(client, member, private_action):
    client.force_login(member)
    book = Workbook()
    book.active.append(["Vad ska göras", "Nummer"])
    book.active.append(["Kapad", private_action.pk])
    assert "Det finns ingen åtgärd med det här numret." in read_in(client, book).content.decode()


def test_a_members_new_row_belongs_to_the_members_organisation(client, member, municipality, agreement):
    client.force_login(member)
    book = Workbook()
    book.active.append(["Vad ska göras"])
    book.active.append(["Ring vårdcentralen"])
    read_in(client, book)
    save(client)
    assert ActionItem.objects.get().organisation == municipality


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Filen är tom."),
        (b"PK\x03\x04 skadad", "skadad"),
        (b"Rubrik;Annat\nx;y\n", "De här rubrikerna saknas: Vad ska göras."),
        ("Vad ska göras;Mer\nRing;19121212-1212\n".encode(), "personnummer"),
    ],
)
def test_a_file_that_is_no_such_list_is_refused_in_words(content, said, client, lead, agreement):
    client.force_login(lead)
    response = client.post(URL, {"file": SimpleUploadedFile("lista.csv", content)})
    assert response.status_code == 422
    assert said.lower() in response.content.decode().lower()
    assert not Draft.objects.exists()


def test_a_draft_is_its_owners_alone(client, lead, administrator, rich):
    client.force_login(lead)
    read_in(client, downloaded(client))
    client.force_login(administrator)
    assert client.get(f"{URL}{Draft.objects.get().pk}/").status_code == 404


@pytest.mark.parametrize("who", ["auditor", "coach"])
def test_who_reads_reads_nothing_in(who, client, request):
    client.force_login(request.getfixturevalue(who))
    assert client.get(URL).status_code == 403
