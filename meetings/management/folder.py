"""A folder of notes at the terminal: the same reading and saving as the browser's, a line for each file as it goes."""

import json
import time
from collections import Counter

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from meetings import notes
from meetings.ahead import opened_ahead
from meetings.examined import COUNTED, doubt_of, examine
from meetings.models import FileState
from meetings.notes import folder
from meetings.notes.files import read_bytes


def found_in(path) -> list:
    """The files of a folder and its folders, or of a packed one; each is opened when its turn comes."""
    if not path.is_dir():
        return [(one.name, one) for one in folder.unpacked(path.read_bytes())]
    files = [each for each in path.rglob("*") if each.is_file() and not folder.is_litter(each.name)]
    return [(str(each.relative_to(path)), each) for each in sorted(files)]


class FolderReader:
    """Reads files one after the other; `saver` (the command's) saves them, or nothing is saved."""

    def __init__(self, files, saver):
        self.files, self.saver = dict(files), saver
        self.sums, self.states, self.read = Counter(), Counter(), {}
        self.seconds = 0.0

    def lines(self):
        """How each file went, as soon as it has gone."""
        began = time.perf_counter()
        for place, (name, opening) in enumerate(opened_ahead(self.files, self._content), start=1):
            state, words = self._see_to(name, opening)
            self.states[state] += 1
            yield f"{place}/{len(self.files)} {name}: {_label(state)}{words}"
        self.seconds = time.perf_counter() - began

    def _content(self, name):
        """The bytes, or nothing for what cannot be had: its refusal is told in its turn."""
        try:
            source = self.files[name]
            return source.data or b"" if isinstance(source, folder.Found) else read_bytes(source)
        except notes.UnreadableNote as refused:
            self.files[name] = folder.Found(name, refused=refused)
            return b""

    def _see_to(self, name, opening):
        source = self.files[name]
        try:
            if isinstance(source, folder.Found) and source.refused:
                raise source.refused
            return self._examine(name, opening.result())
        except notes.UnreadableNote as refused:
            return FileState.FAILED, f". {_(refused.message) % (refused.values or {})}"

    def _examine(self, name, opened):
        today = timezone.localdate()
        if self.saver is None:
            note = notes.read_opened(opened, reference_date=today)
            self.read[name] = note.as_json()
            counts = {key: len(getattr(note, place)) for key, place in COUNTED.items()}
            doubt, values = doubt_of(note, today)
            return self._well("", counts) if not doubt else (FileState.DOUBTFUL, f". {_(doubt) % values}")
        found = examine(opened, group=self.saver.group, names=self.saver.names, today=today)
        self.read[name] = found.report
        if found.doubt:
            return FileState.DOUBTFUL, f". {_(found.doubt) % found.values}"
        return self._save(found)

    def _save(self, found):
        from meetings.services import AlreadySaved, save_note

        try:
            meeting = save_note(found.note, group=self.saver.group, by=None)
        except AlreadySaved as saved:
            return FileState.TWIN, f" ({saved.meeting.get_absolute_url()})"
        return self._well(FileState.SAVED, found.report, f" ({meeting.get_absolute_url()})")

    def _well(self, state, counts, words=""):
        """A file that went well: it counts in the sums."""
        counts = {key: counts[key] for key in COUNTED}
        self.sums.update(counts)
        return state, f"{words}. {_counted(counts)}"

    @property
    def all_well(self) -> bool:
        return not (self.states[FileState.FAILED] + self.states[FileState.DOUBTFUL])

    def as_json(self) -> str:
        return json.dumps(self.read, ensure_ascii=False, indent=2)

    def report(self) -> list[str]:
        """The sums, and the rate."""
        files = len(self.files)
        rate = files / self.seconds if self.seconds else 0
        return [
            ngettext("%(number)d file.", "%(number)d files.", files) % {"number": files},
            ", ".join(f"{_label(state)}: {number}" for state, number in self.states.items()),
            _counted({key: self.sums[key] for key in COUNTED}),
            _("%(seconds).1f seconds, %(rate).1f notes a second.") % {"seconds": self.seconds, "rate": rate},
        ]


def _label(state) -> str:
    return str(FileState(state).label) if state else pgettext("file", "Read")


def _counted(counts) -> str:
    return (
        _("People %(people)d, points %(points)d, decisions %(decisions)d, actions %(actions)d, coming dates %(dates)d.")
        % counts
    )
