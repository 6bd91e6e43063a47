"""Whatever is thrown at it, the reader answers with a note or a plain sentence, and soon."""

import time
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.notes import Note, UnreadableNote, read_note, read_pasted
from tests.meetings.scoring import NOTES
from tests.meetings.test_notes_files import document

SOON = 2.0  # seconds of the processor's time, for anything
DOCUMENTS = {kind: document(kind) for kind in ("docx", "odt")}
WORDS = [
    "Anna", "Svensson", "Bertil", "Ek", "Region", "Norr", "Växjö", "kommun", "Närvarande:", "Frånvarande:",
    "Datum:", "2026-03-04", "4", "mars", "l4", "0ktober", "kl.", "13-15", "Beslut:", "Åtgärd:",
    "Ansvarig:", "Klart:", "§", "1", "2.", "ska", "tas", "fram", "skickar", "ut",
    "återkommer", "till", "nästa", "möte", "senast", "den", "och", "att", "(", ")",
    "|", "-", ":", ",", ".", "Kommun", "Nästa", "möte", "**Ekonomi**", "#",
    "Att", "göra", "förhindrad", "@Anna", "AS", "uppdras", "åt", "ger", "i", "uppdrag",
    "beslutade", "preliminärt", "v.", "12", "\t", "\n", "\n\n",
]  # fmt: skip
IN_SHORT = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(text):
    """The note, or None when it was refused; in time."""
    start = time.process_time()
    try:
        note = read_pasted(text, reference_date=date(2026, 11, 22))
    except UnreadableNote:
        note = None
    assert time.process_time() - start < SOON
    return note


def holds(note) -> bool:
    """Nothing was read, or what was read keeps the shape that is promised."""
    if note is not None:
        check_shape(note)
    return True


def read_or_refused(data):
    """The note, or the sentence that says why not."""
    try:
        return read_note(data)
    except UnreadableNote as unreadable:
        return str(unreadable)


def check_shape(note):
    """The JSON holds what it promises, whatever was read."""
    told = note.as_json()
    assert list(told) == [
        "title", "date", "starts_at", "ends_at", "form", "venue", "group", "note_taker",
        "attendance", "sections", "decisions", "actions", "dates",
    ]  # fmt: skip
    assert told["form"] in {"physical", "hybrid", "digital", None}
    assert {one["side"] for one in told["attendance"]} <= {"region", "municipal", None}
    assert {one["status"] for one in told["attendance"]} <= {"present", "absent", "if_time_allows", "invited"}
    assert all(one["text"] and isinstance(one["owners"], list) for one in told["actions"])
    assert all(one["date"] and one["what"] and isinstance(one["preliminary"], bool) for one in told["dates"])
    assert all(one.source for one in [*note.decisions, *note.actions, *note.dates])


@IN_SHORT
@given(st.text(max_size=3000))
def test_any_text(text):
    assert holds(read(text))


@IN_SHORT
@given(st.lists(st.sampled_from(WORDS), min_size=5, max_size=400))
def test_any_mixture_of_the_words_of_minutes(words):
    assert holds(read(" ".join(words)))


@IN_SHORT
@given(st.sampled_from(sorted(NOTES.glob("*.txt"))), st.integers(0, 100), st.integers(0, 100))
def test_any_piece_of_a_note(path, start, end):
    text = path.read_text(encoding="utf-8")
    assert holds(read(text[len(text) * start // 100 : len(text) * end // 100]))


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 99), st.sampled_from(["docx", "odt"]))
def test_a_document_cut_off(percent, kind):
    data = DOCUMENTS[kind]
    with pytest.raises(UnreadableNote):
        read_note(data[: len(data) * percent // 100])


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=4000))
def test_any_bytes(data):
    assert isinstance(read_or_refused(data), Note | str)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 255))
def test_a_document_with_a_byte_changed(place, value):
    data = bytearray(DOCUMENTS["docx"])
    data[place % len(data)] = value
    assert isinstance(read_or_refused(bytes(data)), Note | str)


LONG = {
    "names": "Anna Svensson, Region Norr\n", "one line of names": "Anna, ", "dates": "4 mars, ", "labels": "Datum: ", "points": "1. Punkt\n",
    "tasks": "- Anna: boka lokal\n", "passives": "ska tas fram ", "mandates": "uppdrar åt ", "clauses": "att ", "letters": "a", "words": "a ",
    "pipes": "| a | b |\n", "tabs": "a\tb\n", "empty lines": "x \n\n", "brackets": "(Anna) ", "at signs": "@Anna ", "links": "[a](b) ", "stars": "**a** ",
    "meetings": "Nästa möte 4 mars\n", "decisions": "Gruppen beslutade att ", "hyphens": "för-\n", "gaps": "Anna          Bo\n",
}  # fmt: skip


@pytest.mark.parametrize("piece", LONG.values(), ids=LONG)
def test_a_hundred_thousand_characters_of_anything(piece):
    assert holds(read(piece * (60_000 // len(piece)) + "\nSlut på anteckningarna."))


def test_a_note_of_a_hundred_thousand_characters_takes_less_than_a_second():
    text = (NOTES / "hybrid_prose.txt").read_text(encoding="utf-8")
    body = text[text.index("Arbetet under hösten") : text.index("Nästa möte:")]
    long = text.replace(body, "".join(body.replace("hösten", f"hösten {n}") for n in range(100_000 // len(body))))
    assert len(long) > 95_000
    start = time.process_time()
    note = read_pasted(long)
    assert time.process_time() - start < 1.0
    assert len(note.sections) > 100
