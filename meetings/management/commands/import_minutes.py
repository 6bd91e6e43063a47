"""Read the notes of a meeting from a file: show what was found, as text or as JSON."""

import json
import sys

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from meetings.notes import UnreadableNote, read_note
from meetings.notes.files import MAX_BYTES


class Command(BaseCommand):
    help = "Read meeting notes (.docx, .odt, .txt, .md) and show title, people, decisions, actions and dates."
    requires_system_checks = []
    requires_migrations_checks = False

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="the notes; - reads from standard input")
        parser.add_argument("--json", action="store_true", help="print the whole note as JSON and nothing else")

    def handle(self, *, file, **options):
        with translation.override("sv"):
            try:
                note = read_note(self._source(file), reference_date=timezone.localdate())
            except UnreadableNote as error:
                raise CommandError(_(error.message) % error.values if error.values else _(error.message)) from None
            self.stdout.write(json.dumps(note.as_json(), ensure_ascii=False, indent=2) if options["json"] else as_text(note))

    @staticmethod
    def _source(file):
        return sys.stdin.buffer.read(MAX_BYTES + 1) if file == "-" else file


def as_text(note):
    """What was found, for a person at a terminal."""
    lines = [note.title, " ".join(str(part) for part in (note.date, note.starts_at, note.ends_at, note.venue) if part)]
    lines += ["", _("People")] + [f"  {one.name}, {one.organisation or '-'} ({one.status})" for one in note.attendance]
    lines += ["", _("Decisions")] + [f"  {one.text}" for one in note.decisions]
    lines += ["", _("Actions")]
    for one in note.actions:
        lines.append(f"  {one.text} ({', '.join(one.owners) or _('nobody responsible')}{f', {one.due}' if one.due else ''})")
    lines += ["", _("Coming dates")]
    lines += [f"  {one.date} {one.what}{' (' + _('preliminary') + ')' if one.preliminary else ''}" for one in note.dates]
    return "\n".join(lines)
