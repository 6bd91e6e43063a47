"""Reads Swedish meeting notes. Plain Python: no Django, no database.

    note = read_note("protokoll.docx")
    note.as_json()

What it finds are suggestions, each with the sentence it came from; a person confirms them before anything is saved.
"""

from meetings.notes.files import UnreadableNote, open_note
from meetings.notes.reader import Note, read_note, read_opened, read_pasted

__all__ = ["Note", "UnreadableNote", "open_note", "read_note", "read_opened", "read_pasted"]
