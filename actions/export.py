"""Actions as a workbook: one header row, every cell a string, so that nothing typed can become a formula."""

from io import BytesIO

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _

# Plain cells: no number, link or formula is ever guessed from what somebody wrote.
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
LONGEST_CELL = 32_767
WIDTHS = (60, 14, 28, 14, 34, 28, 28, 60, 14)


def workbook(actions) -> bytes:
    """The actions as xlsx. Dates are ISO text; an absent fact is an empty cell."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        book.set_properties({"title": _("Actions")})
        sheet = book.add_worksheet(_("Actions"))
        head = book.add_format({"bold": True, "bottom": 1})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        heads = _heads()
        for column, text in enumerate(heads):
            sheet.write_string(0, column, text, head)
            sheet.set_column(column, column, WIDTHS[column])
        last = 0
        for last, action in enumerate(actions, start=1):
            for column, text in enumerate(_cells(action)):
                sheet.write_string(last, column, text[:LONGEST_CELL], wrapped)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(last, 1), len(heads) - 1)
    return buffer.getvalue()


def _heads():
    return [
        _("What is to be done"),
        _("Done by"),
        _("Responsible"),
        _("State"),
        _("Clause"),
        _("Organisation"),
        _("Group"),
        _("More"),
        _("Finished"),
    ]


def _cells(action):
    return [
        action.title,
        action.due_on.isoformat() if action.due_on else "",
        str(action.owner or action.owner_text),
        str(action.get_state_display()),
        str(action.provision or ""),
        str(action.organisation or ""),
        str(action.group or ""),
        action.description,
        timezone.localdate(action.done_at).isoformat() if action.done_at else "",
    ]
