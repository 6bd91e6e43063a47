"""Handing in a folder of notes in the browser: what is refused, what goes on, the report, and who sees it."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import load_workbook

from meetings import tasks
from meetings.models import FileState, Meeting, NoteBatch, NoteFile
from meetings.notes import folder
from portal import dates
from tests.meetings.test_batch_reading import hand_in, note, secretary, states  # noqa: F401 - a fixture
from tests.meetings.test_import_pages import fields
from tests.meetings.test_notes_files import OLE, changed, document, locked_zip, zipped

pytestmark = pytest.mark.django_db

NEW = "/moten/las-in/mapp/"
GOOD = [(f"mote-{n}.txt", note(f"{n} mars 2026")) for n in (1, 2)]


@pytest.fixture
def signed_in(client, lead):
    client.force_login(lead)
    return client


def send(client, group, *files, name="files"):
    return client.post(NEW, {"group": group.pk, name: [SimpleUploadedFile(name, data) for name, data in files]})


def packed_folder(members):
    """A .zip of files by path."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Anteckningar/", b"")
        for path, data in members.items():
            archive.writestr(path, data)
    return out.getvalue()


def test_good_files_are_read_at_once_and_the_page_follows(signed_in, group):
    response = send(signed_in, group, *GOOD)
    batch = NoteBatch.objects.get()
    assert response["Location"] == f"{NEW}{batch.pk}/"
    page = signed_in.get(response["Location"]).content.decode()
    assert 'hx-trigger="every 2s"' in page
    assert "0 av 2 filer är lästa." in page
    assert "<progress" in page
    assert "Visa hur långt det har kommit nu" in page  # without script
    part = signed_in.get(f"{NEW}{batch.pk}/?steg=0", headers={"HX-Request": "true"}).content.decode()
    assert "<h1" not in part
    assert "hx-swap-oob" not in part, "a screen reader hears of every tenth of the way only"
    tasks.read_notes()
    part = signed_in.get(f"{NEW}{batch.pk}/?steg=0", headers={"HX-Request": "true"}).content.decode()
    assert "every 2s" not in part
    assert "Läsningen är klar." in part
    for meeting in Meeting.objects.all():
        assert f'href="{meeting.get_absolute_url()}"' in part


def test_what_cannot_be_read_is_said_file_by_file_and_the_rest_waits_for_a_word(signed_in, group):
    bad = {
        "tom.txt": (b"", "Filen är tom."),
        "skannad.pdf": (b"%PDF-1.7", "PDF-filer går inte att läsa."),
        "gammal.doc": (OLE + b"\x00" * 600, "gammalt Word-format"),
        "makron.docx": (changed(document("docx"), add=[("word/vbaProject.bin", b"x")]), "innehåller makron"),
        "lasenord.docx": (locked_zip(), "lösenord"),
        "stor.docx": (b"PK" + b"x" * (20 * 1024 * 1024), "gränsen är 20 MB"),
    }
    send(signed_in, group, *GOOD, *[(name, data) for name, (data, _said) in bad.items()])
    batch = NoteBatch.objects.get()
    page = signed_in.get(batch.get_absolute_url()).content.decode()
    assert "6 filer går inte att läsa" in page
    for _data, said in bad.values():
        assert said in page
    assert not NoteFile.objects.filter(state=FileState.FAILED, content__isnull=False).exists()
    assert tasks.read_notes() == 0
    signed_in.post(f"{batch.get_absolute_url()}fortsatt/")
    assert tasks.read_notes() == 2
    assert Meeting.objects.count() == 2


def test_the_rest_can_be_thrown_away_instead(signed_in, group):
    send(signed_in, group, *GOOD, ("tom.txt", b""))
    batch = NoteBatch.objects.get()
    assert signed_in.post(f"{batch.get_absolute_url()}kasta/")["Location"] == NEW
    assert not NoteBatch.objects.exists()
    assert not NoteFile.objects.exists()


def test_a_packed_folder(signed_in, group):
    litter = dict.fromkeys(["__MACOSX/skrap.txt", "Anteckningar/.DS_Store", "Anteckningar/~$lås.docx"], b"x" * 50)
    members = {f"Anteckningar/2026/{name}": data for name, data in GOOD} | {
        "../../etc/passwd": b"root:x:0:0:Det som inte leder ut ur mappen\n",
        "inre.zip": packed_folder({"a.txt": b"x"}),
        "bomb.txt": b"0" * (21 * 1024 * 1024),
    }
    send(signed_in, group, ("mapp.zip", packed_folder(members | litter)))
    batch = NoteBatch.objects.get()
    rows = {row.name: (row.state, row.error) for row in batch.files.all()}
    assert list(rows) == list(members)
    assert rows["inre.zip"][1].startswith("It is a packed folder inside another.")
    assert rows["bomb.txt"][0] == "failed"
    signed_in.post(f"{batch.get_absolute_url()}fortsatt/")
    tasks.read_notes()
    assert Meeting.objects.count() == 2


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ([], "Välj filerna med anteckningarna, eller en mapp med dem."),
        ([(".DS_Store", b"x")], "Välj filerna med anteckningarna, eller en mapp med dem."),
        ([("tom.txt", b"")], "tom.txt: Filen är tom."),
        ([("mapp.zip", zipped(readme="hej"))], "readme: Det finns ingen text i filen."),
        ([("trasig.zip", b"PK\x03\x04" + b"\x00" * 200)], "trasig.zip: Filen är skadad"),
        ([(f"{n}.txt", b"x") for n in range(folder.MAX_FILES + 1)], "Det är fler än 300 filer."),
    ],
    ids=["nothing", "litter", "all empty", "nothing in the folder", "broken folder", "too many"],
)
def test_nothing_to_read_is_said_and_nothing_is_kept(signed_in, group, files, sentence):
    response = send(signed_in, group, *files)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert f'<option value="{group.pk}" selected' in response.content.decode()
    assert not NoteBatch.objects.exists()


def test_too_much_together(signed_in, group, monkeypatch):
    monkeypatch.setattr("meetings.forms.batch.MAX_TOTAL", 1024 * 1024)
    response = send(signed_in, group, ("a.txt", b"x" * 1_100_000))
    assert "Filerna är 2 MB tillsammans och gränsen är 1 MB." in response.content.decode()
    swollen = packed_folder({f"{n}.txt": note() * 900 for n in range(6)})
    assert len(swollen) < 1024 * 1024
    response = send(signed_in, group, ("a.zip", swollen), name="folder")
    assert "Den packade mappen rymmer mer än 1 MB." in response.content.decode()


def test_a_doubtful_file_is_looked_at_in_the_ordinary_preview(signed_in, group):
    far = dates.today() + timedelta(days=90)
    batch = hand_in(group, group.seats.first().user, ("fel-dag.txt", note(far.isoformat())), *GOOD[:1])
    tasks.read_notes()
    row = batch.files.get(name="fel-dag.txt")
    address = f"{batch.get_absolute_url()}fil/{row.pk}/"
    assert f'href="{address}"' in signed_in.get(batch.get_absolute_url()).content.decode()
    preview = signed_in.get(address)
    assert "Dagen som hittades är knappast mötets dag" in preview.content.decode()
    sent = fields(preview) | {"mote-date": "2026-13-01"}
    again = signed_in.post("/moten/las-in/spara/", sent)
    assert again.status_code == 422
    assert fields(again)["file"] == str(row.pk)
    twin = signed_in.post("/moten/las-in/spara/", fields(again) | {"mote-date": "2026-03-01"})
    assert "Mötet är redan sparat" in twin.content.decode()
    assert signed_in.post("/moten/las-in/spara/", fields(twin) | {"mote-date": "2026-03-05"})["Location"] == (
        batch.get_absolute_url()
    )
    row.refresh_from_db()
    assert (row.state, row.content, timezone.localdate(row.meeting.starts_at).isoformat()) == (
        "saved",
        None,
        "2026-03-05",
    )
    assert signed_in.get(address).status_code == 404


def test_a_number_of_a_person_is_not_saved_from_the_preview(signed_in, group):
    batch = hand_in(
        group, group.seats.first().user, ("nummer.txt", note(more="Åtgärd: Vi talade om 811228-9874 en stund.\n"))
    )
    tasks.read_notes()
    sent = fields(signed_in.get(f"{batch.get_absolute_url()}fil/{batch.files.get().pk}/"))
    response = signed_in.post("/moten/las-in/spara/", sent)
    assert response.status_code == 422
    assert "personnummer" in response.content.decode()
    without = {name: value.replace("811228-9874", "ett ärende") for name, value in sent.items() if "source" not in name}
    assert signed_in.post("/moten/las-in/spara/", without).status_code == 302


def test_the_report_as_a_workbook(signed_in, group, lead):
    batch = hand_in(group, lead, *GOOD, ("=x.txt", b"Anteckningar\n\nAnna Ek bokar lokal till mote.\n"))
    tasks.read_notes()
    response = signed_in.get(f"{batch.get_absolute_url()}excel/")
    sheet = list(load_workbook(io.BytesIO(response.content)).active.values)
    assert sheet[0][:5] == ("Fil", "Dag", "Möte", "Personer", "Punkter")
    assert [row[0] for row in sheet[1:]] == ["'=x.txt", "mote-1.txt", "mote-2.txt", "Summa av det som sparades"]
    assert sheet[2][8:10] == (
        "Sparad",
        "1 åtgärd saknar ansvarig. 1 åtgärd saknar datum.",
    )
    assert sheet[4][3] == sheet[2][3] + sheet[3][3] == 4


def test_taking_back_asks_first_and_says_what_stays(signed_in, group, lead):
    batch = hand_in(group, lead, *GOOD)
    tasks.read_notes()
    kept = batch.files.last().meeting
    signed_in.post(f"{kept.get_absolute_url()}dela/")
    page = signed_in.get(f"{batch.get_absolute_url()}angra/").content.decode()
    assert "1 möte tas bort för gott" in page
    assert page.index("De här är kvar") < page.index(f'href="{kept.get_absolute_url()}"')
    assert Meeting.objects.count() == 2
    page = signed_in.post(f"{batch.get_absolute_url()}angra/", follow=True).content.decode()
    assert "1 möte är borttaget. 1 är kvar, eftersom någon har ändrat det." in page
    assert Meeting.objects.get() == kept
    assert "Borttaget" in page


def test_stopping_by_the_button(signed_in, group, lead):
    batch = hand_in(group, lead, *GOOD)
    signed_in.post(f"{batch.get_absolute_url()}stoppa/")
    assert tasks.read_notes() == 0
    page = signed_in.get(batch.get_absolute_url()).content.decode()
    assert states(batch) == ["waiting", "waiting"]
    assert "Läsningen stoppades: 0 av 2 filer är lästa" in page
    assert "Läs resten" in page


def test_who_sees_and_who_may(client, group, lead, member, secretary, coach):  # noqa: F811
    own, other = hand_in(group, secretary, *GOOD), hand_in(group, lead, ("c.txt", note("3 mars 2026")))
    client.force_login(secretary)
    assert client.get(own.get_absolute_url()).status_code == 200
    assert "Läs in en mapp" in client.get("/moten/las-in/").content.decode()
    row = other.files.get().pk
    for address in ("", "angra/", "excel/", f"fil/{row}/"):
        assert client.get(f"{other.get_absolute_url()}{address}").status_code == 404
    for address in ("stoppa/", "fortsatt/", "kasta/", "angra/"):
        assert client.post(f"{other.get_absolute_url()}{address}").status_code == 404
    assert client.get(f"{own.get_absolute_url()}fil/{row}/").status_code == 404
    for person in (member, coach):
        client.force_login(person)
        assert client.get(NEW).status_code == 403
        assert client.get(own.get_absolute_url()).status_code == 404
    tasks.read_notes()
    client.force_login(lead)
    assert "Arbetsgruppen" in client.get(NEW).content.decode()


def test_the_file_of_another_cannot_be_saved_by_its_number(client, group, lead, secretary):  # noqa: F811
    theirs = hand_in(group, lead, ("c.txt", b"Anteckningar\n\nAnna Ek bokar lokal till mote.\n"))
    mine = hand_in(group, secretary, ("d.txt", b"Anteckningar\n\nAnna Ek bokar lokal till mote.\n"))
    tasks.read_notes()
    client.force_login(secretary)
    sent = fields(client.get(f"{mine.get_absolute_url()}fil/{mine.files.get().pk}/"))
    client.post(
        "/moten/las-in/spara/", sent | {"file": theirs.files.get().pk, "mote-date": "2026-03-05", "mote-title": "Möte"}
    )
    assert states(theirs) == ["doubtful"]


def test_the_page_costs_the_same_however_many_files(signed_in, group, lead, django_assert_num_queries):
    for number in (1, 3):
        batch = hand_in(group, lead, *[(f"{n}.txt", note(f"{n} mars 202{number}")) for n in range(1, number + 1)])
        tasks.read_notes()
        signed_in.get(batch.get_absolute_url())
        with django_assert_num_queries(7):
            signed_in.get(batch.get_absolute_url())
