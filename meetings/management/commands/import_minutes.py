"""Read the notes of a meeting from a file, or all notes of a folder: show what was found, and save it when asked to."""

import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import OperationalError
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from meetings.notes import UnreadableNote, read_note
from meetings.notes.files import MAX_BYTES


class Refused(Exception):  # noqa: N818 - read where it is caught: "except Refused"
    """Nothing is shown or saved; the message is the sentence that says why."""


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "file", metavar="FILE", help=".docx, .odt, .txt or .md; a folder or a .zip of them; - reads standard input"
        )
        parser.add_argument("--json", action="store_true", help="print all of it as JSON and nothing else")
        parser.add_argument("--commit", action="store_true", help="save the meeting; needs --group and the database")
        parser.add_argument("--group", metavar="NAME", help="the group whose meeting it was")

    def handle(self, *, file, **options):
        if hasattr(self.stdout, "reconfigure"):
            self.stdout.reconfigure(encoding="utf-8")
        with translation.override("sv"):
            try:
                if file != "-" and (Path(file).is_dir() or file.lower().endswith(".zip")):
                    self._read_folder(Path(file), **options)
                else:
                    self._read(file, **options)
            except Refused as refused:
                self.stderr.write(str(refused))
                raise SystemExit(1) from None

    def _read(self, file, *, commit, group, **options):
        saver = Saver(group) if commit else None
        try:
            source = sys.stdin.buffer.read(MAX_BYTES + 1) if file == "-" else file
            known = saver.names.known_people if saver else ()
            note = read_note(source, known_people=known, reference_date=timezone.localdate())
        except UnreadableNote as unreadable:
            raise Refused(_(unreadable.message) % unreadable.values) from None
        saved = saver.save(note) if saver else ""
        if options["json"]:
            self.stdout.write(json.dumps(note.as_json(), ensure_ascii=False, indent=2))
        else:
            self.stdout.write(as_text(note))
        if saved:
            self.stderr.write(saved)

    def _read_folder(self, path, *, commit, group, json, **options):
        """A line for each file as it goes, and the sums; exit status 1 when some file was not saved (or not read)."""
        from meetings.management.folder import FolderReader, found_in

        saver = Saver(group) if commit else None
        try:
            files = found_in(path)
        except UnreadableNote as unreadable:
            raise Refused(_(unreadable.message) % unreadable.values) from None
        if not files:
            raise Refused(_("There are no files in the folder."))
        reader = FolderReader(files, saver)
        for line in reader.lines():
            self.stderr.write(line) if json else self.stdout.write(line)
        if json:
            self.stdout.write(reader.as_json())
        (self.stderr if json else self.stdout).write("\n".join(["", *reader.report()]))
        if not reader.all_well:
            raise SystemExit(1)


class Saver:
    """Saves a note as a meeting of the named group, all of it or nothing."""

    def __init__(self, name):
        from meetings.queries.names import Names
        from organisations.models import Group

        if not name:
            raise Refused(_("Say whose meeting it was: --group and the name of the group."))
        try:
            self.group = Group.objects.filter(name__iexact=name.strip()).first()
            self.names = Names()
        except OperationalError:
            raise Refused(_("The database does not answer. Start the portal first, or leave out --commit.")) from None
        if self.group is None:
            raise Refused(_("There is no group called %(name)s.") % {"name": name})

    def save(self, note):
        """Save, and say so."""
        from meetings.confirm import NoDate, confirm
        from meetings.services import AlreadySaved, save_note

        try:
            meeting = save_note(confirm(note, title=self.group.name, names=self.names), group=self.group, by=None)
        except NoDate:
            raise Refused(
                _("The note says nowhere which day the meeting was. Write it at the top and try again.")
            ) from None
        except AlreadySaved as saved:
            raise Refused(
                _("The group already has this meeting: %(title)s.") % {"title": saved.meeting.title}
            ) from None
        return _("Saved: %(title)s (%(address)s)") % {"title": meeting.title, "address": meeting.get_absolute_url()}


def as_text(note):
    """What was found, for a person at a terminal."""
    lines = [note.title, " ".join(str(part) for part in (note.date, note.starts_at, note.ends_at, note.venue) if part)]
    lines += ["", _("People"), *(f"  {one.name}, {one.organisation or '-'} ({one.status})" for one in note.attendance)]
    lines += ["", _("Decisions"), *(f"  {one.text}" for one in note.decisions)]
    lines += ["", _("Actions"), *(f"  {one.text} ({_who_and_when(one)})" for one in note.actions)]
    lines += ["", _("Coming dates"), *(f"  {one.date} {one.what}{_doubt(one)}" for one in note.dates)]
    return "\n".join(lines)


def _who_and_when(action):
    who = ", ".join(action.owners) or _("nobody responsible")
    return f"{who}, {action.due}" if action.due else who


def _doubt(date):
    return f" ({_('preliminary')})" if date.preliminary else ""
