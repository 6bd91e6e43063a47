"""The command that reads a note: JSON and nothing else, a Swedish sentence when it cannot, and saving all or nothing."""

import io
import json
import os
import shutil
import subprocess
import sys
from datetime import date

import pytest
from django.conf import settings
from django.core.management import call_command

from meetings.models import Attendance, Meeting, Outcome
from tests.meetings.scoring import NOTES, expected

NOTE = NOTES / "numbered_protocol.txt"


def in_an_empty_environment(*arguments, given=None):
    """The command as a newcomer runs it: no variables at all, no database, no Redis."""
    program = [sys.executable, "manage.py", "import_minutes", *map(str, arguments)]
    return subprocess.run(
        program, cwd=settings.BASE_DIR, env={}, input=given, capture_output=True, check=False, timeout=120
    )


def test_prints_the_note_as_json_and_nothing_else():
    done = in_an_empty_environment(NOTE, "--json")
    assert (done.returncode, done.stderr) == (0, b"")
    note = json.loads(done.stdout.decode())
    assert list(note) == [
        "title", "date", "starts_at", "ends_at", "form", "venue", "group", "note_taker",
        "attendance", "sections", "decisions", "actions", "dates",
    ]  # fmt: skip
    assert [list(note[name][0]) for name in ("attendance", "sections", "decisions", "actions", "dates")] == [
        ["name", "organisation", "side", "status"],
        ["heading", "text"],
        ["text", "section"],
        ["text", "owners", "due", "section"],
        ["date", "what", "preliminary"],
    ]
    assert note["attendance"] == expected("numbered_protocol")["attendance"]


def test_reads_standard_input():
    done = in_an_empty_environment("-", "--json", given=NOTE.read_bytes())
    assert json.loads(done.stdout)["date"] == "2025-03-04"


def test_shows_a_person_what_was_found():
    done = in_an_empty_environment(NOTE)
    text = done.stdout.decode()
    assert "Åtgärder\n  Utse en helgansvarig på varje avdelning senast den 28 mars (Torsten Ekvall, 2025-03-28)" in text
    assert "En gemensam affisch ska tas fram till väntrummen (utan ansvarig)" in text


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Filen är tom. Välj en annan fil, eller klistra in texten i stället."),
        (b"%PDF-1.7", "PDF-filer går inte att läsa. Öppna filen, kopiera texten och klistra in den i stället."),
    ],
)
def test_a_file_that_cannot_be_read_gets_a_swedish_sentence(tmp_path, content, sentence):
    path = tmp_path / "fil.docx"
    path.write_bytes(content)
    done = in_an_empty_environment(path, "--json")
    assert (done.returncode, done.stdout, done.stderr.decode().strip()) == (1, b"", sentence)


def test_fifty_megabytes_get_a_swedish_sentence(tmp_path):
    path = tmp_path / "stor.docx"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    done = in_an_empty_environment(path, "--json")
    assert (done.returncode, done.stdout) == (1, b"")
    assert "50 MB" in done.stderr.decode()
    assert "20 MB" in done.stderr.decode()


# -- saving -------------------------------------------------------------------------------------------------------


def run(*arguments):
    out, err = io.StringIO(), io.StringIO()
    call_command("import_minutes", *map(os.fspath, arguments), stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def refused(capsys, *arguments):
    """The sentence with which the command stops."""
    err = io.StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("import_minutes", *map(os.fspath, arguments), stderr=err)
    assert stopped.value.code == 1
    assert capsys.readouterr().out == ""
    return err.getvalue().strip()


@pytest.mark.django_db
def test_saves_the_meeting_of_the_group(group):
    out, err = run(NOTE, "--json", "--commit", "--group", group.name.upper())
    meeting = Meeting.objects.get()
    assert (meeting.group, meeting.starts_at.date(), meeting.created_by) == (group, date(2025, 3, 4), None)
    assert Attendance.objects.filter(meeting=meeting).count() == 8
    assert sorted(Outcome.objects.values_list("kind", flat=True)) == ["action"] * 3 + ["decision"] * 3
    assert all(outcome.source for outcome in Outcome.objects.all())
    assert json.loads(out)["date"] == "2025-03-04"
    assert err.strip() == f"Sparat: {meeting.title} ({meeting.get_absolute_url()})"


@pytest.mark.django_db
def test_does_not_save_twice(group, capsys):
    run(NOTE, "--commit", "--group", group.name)
    assert refused(capsys, NOTE, "--commit", "--group", group.name).startswith("Gruppen har redan det här mötet: ")
    assert Meeting.objects.count() == 1


@pytest.mark.django_db
def test_without_commit_nothing_is_saved(group):
    run(NOTE, "--group", group.name)
    assert not Meeting.objects.exists()


@pytest.mark.django_db
def test_needs_a_group_that_exists(group, capsys):
    assert refused(capsys, NOTE, "--commit") == "Ange vems möte det var: --group och gruppens namn."
    assert refused(capsys, NOTE, "--commit", "--group", "Ingen") == "Det finns ingen grupp som heter Ingen."
    assert not Meeting.objects.exists()


@pytest.mark.django_db
def test_a_note_without_a_day_is_not_half_saved(group, capsys, tmp_path):
    path = tmp_path / "utan.txt"
    path.write_text("Anteckningar\n\nAnna Ek bokar lokal till mötet.\n", encoding="utf-8")
    sentence = refused(capsys, path, "--commit", "--group", group.name)
    assert sentence == "Anteckningarna säger ingenstans vilken dag mötet var. Skriv datumet överst och försök igen."
    assert not Meeting.objects.exists()


@pytest.mark.django_db
def test_an_unreadable_file_saves_nothing(group, capsys, tmp_path):
    path = tmp_path / "tom.txt"
    path.write_bytes(b"")
    assert refused(capsys, path, "--commit", "--group", group.name).startswith("Filen är tom.")
    assert not Meeting.objects.exists()


# -- a folder -----------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path):
    """Two good notes, one below the other, one that says no day, a picture, and what a system left there."""
    (tmp_path / "gamla").mkdir()
    files = {
        "a.txt": NOTE.read_bytes(),
        "gamla/b.txt": (NOTES / "formal.txt").read_bytes(),
        "c.txt": "Anteckningar\n\nAnna Ek bokar lokal till mötet.\n".encode(),
        "d.png": b"\x89PNG\r\n\x1a\n",
        ".DS_Store": b"skrap",
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    return tmp_path


def test_reads_a_folder_without_a_database(folder):
    done = in_an_empty_environment(folder)
    text = done.stdout.decode()
    assert (done.returncode, done.stderr) == (1, b"")
    assert "1/4 a.txt: Läst. Personer 8, punkter " in text
    assert "2/4 c.txt: Behöver en blick. Anteckningarna säger ingenstans vilken dag mötet var." in text
    assert "3/4 d.png: Gick inte att läsa. Filen är en bild." in text
    assert "4/4 gamla/b.txt: Läst." in text
    assert "4 filer." in text
    assert "Läst: 2, Behöver en blick: 1, Gick inte att läsa: 1" in text
    assert " anteckningar i sekunden." in text


@pytest.mark.django_db
def test_saves_a_folder_and_not_twice(group, folder, capsys):
    for state in ("Sparad", "Redan sparad"):
        out = io.StringIO()
        with pytest.raises(SystemExit):  # one note says no day
            call_command("import_minutes", os.fspath(folder), "--commit", "--group", group.name, stdout=out)
        assert f"a.txt: {state} (/moten/" in out.getvalue()
        assert f"{state}: 2, Behöver en blick: 1, Gick inte att läsa: 1" in out.getvalue()
        assert Meeting.objects.filter(group=group, created_by=None).count() == 2


@pytest.mark.django_db
def test_a_packed_folder_and_an_empty_one(group, folder, tmp_path, capsys):
    path = shutil.make_archive(os.fspath(tmp_path / "mapp"), "zip", folder / "gamla")
    out, _err = run(path, "--json")
    assert [note["date"] for note in json.loads(out).values()] == [expected("formal")["date"]]
    (tmp_path / "tom").mkdir()
    assert refused(capsys, tmp_path / "tom") == "Det finns inga filer i mappen."
