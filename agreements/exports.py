"""The matrix as a workbook: one sheet to look at, one sheet to count with.

Every cell is written as text, and text that a spreadsheet could take for a formula gets a leading apostrophe,
so that it stays text when the workbook is saved as CSV and opened again.
"""

import io

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from agreements.models import Phase, Progress
from portal.tables import safe


def phases_workbook(agreement, matrix, details, *, on) -> bytes:
    """The matrix as it is cut on the page; `details` is (organisation, clause) -> (since, target, comment)."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": f"{agreement.short_title}, {on:%Y-%m-%d}"})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    _sheet_to_look_at(book.add_worksheet(_("Phases")), bold, matrix)
    _sheet_to_count_with(book.add_worksheet(pgettext("sheet", "Rows")), bold, matrix, details)
    book.close()
    return buffer.getvalue()


def _words(cell) -> str:
    """The phase, and the progress when it is not as planned."""
    _pk, phase, progress, *_rest = cell
    words = str(Phase(phase).label)
    return words if progress == Progress.ON_TRACK else f"{words} ({str(Progress(progress).label).lower()})"


def _sheet_to_look_at(sheet, bold, matrix):
    sheet.freeze_panes(1, 2)
    sheet.set_column(0, 1, 22)
    sheet.set_column(2, max(2, len(matrix.provisions) + 1), 18)
    sheet.write_string(0, 0, safe(matrix.division), bold)
    sheet.write_string(0, 1, _("Party"), bold)
    for column, provision in enumerate(matrix.provisions, start=2):
        sheet.write_string(0, column, f"§ {provision.number} {provision.title}", bold)
    line = 0
    for group in matrix.groups:
        for organisation in group.organisations:
            line += 1
            sheet.write_string(line, 0, safe(group.name))
            sheet.write_string(line, 1, safe(organisation.short_name))
            for column, provision in enumerate(matrix.provisions, start=2):
                cell = matrix.cells.get((organisation.pk, provision.pk))
                if cell:
                    sheet.write_string(line, column, _words(cell))


def _sheet_to_count_with(sheet, bold, matrix, details):
    heads = [matrix.division, _("Party"), _("Clause"), _("Heading"), _("Compared with the previous agreement")]
    heads += [_("Phase"), _("Since"), _("Progress"), _("Target date"), _("Comment")]
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(heads) - 1, 18)
    for column, head in enumerate(heads):
        sheet.write_string(0, column, safe(head), bold)
    line = 0
    for group in matrix.groups:
        for organisation in group.organisations:
            for provision in matrix.provisions:
                cell = matrix.cells.get((organisation.pk, provision.pk))
                if cell is None:
                    continue
                line += 1
                since, target, comment = details.get((organisation.pk, provision.pk), (None, None, ""))
                values = [group.name, organisation.short_name, provision.number, provision.title]
                _pk, phase, progress, *_rest = cell
                values += [provision.get_change_display(), Phase(phase).label, since or ""]
                values += [Progress(progress).label, target or "", comment]
                for column, value in enumerate(values):
                    sheet.write_string(line, column, safe(value))
    sheet.autofilter(0, 0, max(line, 1), len(heads) - 1)
