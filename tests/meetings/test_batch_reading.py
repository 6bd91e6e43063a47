"""The task that reads a folder of notes: a hundred in one go, killed and taken up again, each saved once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from actions.models import ActionItem
from meetings import notes, tasks
from meetings.models import BatchState, FileState, Meeting, NoteBatch, NoteFile, NotesState, Outcome
from meetings.notes.folder import looked_at
from meetings.queries import batches as queries
from meetings.services import batches, reading
from meetings.services import meetings as meeting_services
from organisations.models import GroupMembership
from portal import dates
from portal.models import AuditEntry
from tests.meetings.notes_built import hundred

pytestmark = pytest.mark.django_db


def note(day="9 mars 2026", *, title="Minnesanteckningar från Arbetsgruppen", more=""):
    return f"""{title}

Datum: {day}
Närvarande:
Lena Ledare, Region Nordlunda
Pia Persson, Ekby kommun

1. Rutinen
Vi beslutade att rutinen är mall.
Åtgärd: Mats Medlem delar rutinen senast 1 april.
Åtgärd: Ta fram en presentation.
{more}""".encode()


@pytest.fixture
def secretary(neighbour, group):
    GroupMembership.objects.create(group=group, user=neighbour, role="secretary")
    return neighbour


def hand_in(group, by, *files):
    found = [looked_at(name, data) for name, data in files]
    return batches.hand_in(found, group=group, by=by)


def states(batch):
    return list(batch.files.order_by("position").values_list("state", flat=True))


def test_a_hundred_notes_in_one_task(group, lead, tmp_path, django_assert_max_num_queries):
    given = hundred(tmp_path)
    batch = hand_in(group, lead, *given)
    assert tasks.read_notes() == 100
    batch.refresh_from_db()
    assert (batch.state, batch.leased_until) == (BatchState.DONE, None)
    assert states(batch) == [FileState.SAVED] * 100
    assert Meeting.objects.filter(group=group, notes_state=NotesState.DRAFT, created_by=lead).count() == 100
    assert not NoteFile.objects.filter(content__isnull=False).exists(), "the bytes of what is saved are let go"
    # what the reader finds is what was saved: nothing is lost on the way from the file to the meeting
    read = [notes.read_note(data, reference_date=dates.today()) for _name, data in given[:40]]
    rows = list(batch.files.select_related("meeting").order_by("position")[:40])
    for one, row in zip(read, rows, strict=True):
        figures = [row.report[name] for name in queries.COUNTED]
        assert figures == [len(one.attendance), len(one.sections), len(one.decisions), len(one.actions), len(one.dates)]
    saved = [row.meeting.pk for row in rows]
    found = sum(len(one.decisions) + len(one.actions) for one in read)
    assert Outcome.objects.filter(meeting__in=saved).count() == found
    with django_assert_max_num_queries(6):
        lines = queries.files(batch)
        assert queries.totals(lines)[2] == Outcome.objects.filter(kind="decision").count()
        assert queries.progress(batch).left == 0


def test_the_state_of_the_batch_costs_the_same_however_many_files(group, lead, django_assert_num_queries):
    for number in (1, 3):
        batch = hand_in(group, lead, *[(f"{n}.txt", note(f"{n} mars 202{number}")) for n in range(1, number + 1)])
        tasks.read_notes()
        with django_assert_num_queries(8):
            queries.progress(batch)
            queries.files(batch)
            queries.taken_back(batch)


def test_a_killed_worker_loses_nothing_and_saves_nothing_twice(group, lead, monkeypatch):
    batch = hand_in(group, lead, *[(f"{n}.txt", note(f"{n} mars 2026")) for n in range(1, 6)])

    class Killed(BaseException):
        """What ends the process: nothing in our code catches it."""

    save, saved = reading.save_note, []

    def killed_in_the_third(found, **given):
        meeting = save(found, **given)
        saved.append(meeting)
        if len(saved) == 3:
            raise Killed  # the meeting is written and not committed
        return meeting

    monkeypatch.setattr(reading, "save_note", killed_in_the_third)
    with pytest.raises(Killed):
        tasks.read_notes()
    assert states(batch) == ["saved", "saved", "waiting", "waiting", "waiting"]
    assert Meeting.objects.count() == 2
    monkeypatch.setattr(reading, "save_note", save)
    assert tasks.read_notes() == 0, "the lease of the dead worker still runs"
    NoteBatch.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    assert tasks.read_notes() == 3
    assert states(batch) == ["saved"] * 5
    assert Meeting.objects.count() == 5
    assert tasks.read_notes() == 0


def test_whoever_has_lost_the_lease_saves_nothing(group, lead, monkeypatch):
    """A worker that was thought dead wakes up when another has the batch."""
    batch = hand_in(group, lead, ("a.txt", note()))
    examine = reading.examine

    def slept(*given, **more):
        NoteBatch.objects.update(leased_until=timezone.now() + timedelta(minutes=5))  # another one's
        return examine(*given, **more)

    monkeypatch.setattr(reading, "examine", slept)
    assert tasks.read_notes() == 0
    assert states(batch) == ["waiting"]
    assert not Meeting.objects.exists()


def test_a_file_that_kills_every_worker_is_given_up(group, lead):
    batch = hand_in(group, lead, ("a.txt", note()), ("b.txt", note("10 mars 2026")))
    NoteFile.objects.filter(name="a.txt").update(report={"attempts": reading.ATTEMPTS})
    tasks.read_notes()
    assert states(batch) == ["failed", "saved"]
    assert NoteFile.objects.get(name="a.txt").error == reading.BROKEN_OFF


def test_a_file_nobody_foresaw_does_not_stop_the_others(group, lead, monkeypatch):
    batch = hand_in(group, lead, ("a.txt", note()), ("b.txt", note("10 mars 2026")))
    examine, calls = reading.examine, []

    def breaks_once(*given, **more):
        calls.append(1)
        if len(calls) == 1:
            raise ZeroDivisionError
        return examine(*given, **more)

    monkeypatch.setattr(reading, "examine", breaks_once)
    tasks.read_notes()
    assert states(batch) == ["failed", "saved"]


def test_what_the_database_refuses_does_not_stop_the_others(group, lead, monkeypatch):
    batch = hand_in(group, lead, ("a.txt", note()), ("b.txt", note("10 mars 2026")), ("c.txt", note("11 mars 2026")))
    save, calls = reading.save_note, []

    def refused_once(found, **given):
        calls.append(1)
        if len(calls) == 2:
            found.title = "x" * 300
        return save(found, **given)

    monkeypatch.setattr(reading, "save_note", refused_once)
    tasks.read_notes()
    assert states(batch) == ["saved", "failed", "saved"]


def test_doubtful_notes_and_twins_are_put_aside(group, lead):
    far = dates.today() + timedelta(days=90)
    given = {
        "utan-dag.txt": b"Anteckningar\n\nAnna Ek bokar lokal till n\xc3\xa4sta m\xc3\xb6te.\n",
        "framtid.txt": note(far.isoformat()),
        "tom.txt": b"Minnesanteckningar\n\nDatum: 2026-03-11\n",
        "nummer.txt": note("12 mars 2026", more="Vi talade om 811228-9874 en stund.\n"),
        "forst.txt": note(),
        "sen.txt": note(),
    }
    batch = hand_in(group, lead, *given.items())
    tasks.read_notes()
    rows = {row.name: row for row in batch.files.all()}
    assert {name: (row.state, queries.said(row)) for name, row in rows.items()} == {
        "utan-dag.txt": ("doubtful", "Anteckningarna säger ingenstans vilken dag mötet var."),
        "framtid.txt": ("doubtful", f"Dagen som hittades är knappast mötets dag: {far}."),
        "tom.txt": ("doubtful", "Inga punkter, beslut eller åtgärder hittades."),
        "nummer.txt": (
            "doubtful",
            "Det ser ut som om texten innehåller ett personnummer. Ta bort numret innan du sparar.",
        ),
        "forst.txt": ("saved", ""),
        "sen.txt": ("twin", ""),
    }
    assert rows["sen.txt"].meeting == rows["forst.txt"].meeting == Meeting.objects.get()
    assert [row.content is None for row in rows.values()] == [False, False, False, False, True, False]
    warnings = rows["forst.txt"].report["warnings"]
    assert warnings == [["ownerless", 1], ["dateless", 1]]


def test_stopping_and_going_on(group, lead, monkeypatch):
    batch = hand_in(group, lead, *[(f"{n}.txt", note(f"{n} mars 2026")) for n in range(1, 4)])
    save = reading.save_note

    def stopped_after_the_first(found, **given):
        meeting = save(found, **given)
        batches.stop(batch, by=lead)
        return meeting

    monkeypatch.setattr(reading, "save_note", stopped_after_the_first)
    tasks.read_notes()
    batch.refresh_from_db()
    assert (batch.state, states(batch)) == (BatchState.STOPPED, ["saved", "waiting", "waiting"])
    monkeypatch.setattr(reading, "save_note", save)
    assert tasks.read_notes() == 0
    batches.go_on(batch, by=lead)
    assert tasks.read_notes() == 2
    verbs = AuditEntry.objects.filter(about_label="meetings.notebatch").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == [
        "handed in a folder of notes", "stopped reading a folder of notes", "let a folder of notes be read",
        "read a folder of notes",
    ]  # fmt: skip


def test_who_keeps_the_notes_no_longer_saves_no_more(group, secretary):
    batch = hand_in(group, secretary, ("a.txt", note()))
    GroupMembership.objects.filter(user=secretary).delete()
    tasks.read_notes()
    assert states(batch) == ["failed"]
    assert not Meeting.objects.exists()


def test_taking_back_leaves_what_somebody_has_changed(group, lead, member):
    batch = hand_in(group, lead, *[(f"{n}.txt", note(f"{n} mars 2026")) for n in range(1, 6)])
    tasks.read_notes()
    untouched, edited, shared, answered, acted = (row.meeting for row in batch.files.order_by("position"))
    meeting_services.share_notes(shared, by=lead)
    meeting_services.remove_person(edited.attendance.first(), by=lead)
    meeting_services.set_attendance(answered.attendance.first(), "absent", by=lead)
    from actions.services import set_state

    set_state(
        ActionItem.objects.filter(pk__in=queries.actions_of([acted.pk])).first(), "done", by=lead, at=timezone.now()
    )
    assert batches.undo(batch, by=lead) == (1, 4)
    assert set(Meeting.objects.all()) == {edited, shared, answered, acted}
    assert ActionItem.objects.count() == 2 * 4
    assert states(batch) == ["saved"] * 5
    assert [line.taken_back for line in queries.files(batch)] == [True, False, False, False, False]
    assert batches.undo(batch, by=lead) == (0, 4)
    with pytest.raises(batches.NotNow):
        batches.throw_away(batch, by=lead)
    assert not AuditEntry.objects.filter(verb="took back meeting note").exclude(about_pk=str(untouched.pk)).exists()


def test_bytes_are_let_go_after_a_week(group, lead):
    week = timezone.now() + timedelta(days=7, minutes=1)
    stopped = hand_in(group, lead, ("a.txt", note()), ("b.pdf", b"%PDF-1.7"))
    done = hand_in(group, lead, ("c.txt", b"Anteckningar\n\nAnna Ek bokar lokal till mote.\n"))
    tasks.read_notes()
    assert (states(stopped), states(done)) == (["waiting", "failed"], ["doubtful"])
    assert batches.sweep(at=week - timedelta(minutes=2)) == 0
    assert batches.sweep(at=week) == 2
    assert (states(stopped), states(done)) == (["failed", "failed"], ["doubtful"])
    assert not NoteFile.objects.filter(content__isnull=False).exists()
    assert not any(line.can_be_looked_at for line in queries.files(done))
