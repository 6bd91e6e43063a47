"""What is known as a workbook: one header row, every cell a string, so that nothing typed can become a formula."""

from io import BytesIO

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from agreements.exports import safe

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
LONGEST_CELL = 32_767


def _workbook(title, columns, rows) -> bytes:
    """`columns` are (heading, width, function of a row)."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        book.set_properties({"title": title})
        sheet = book.add_worksheet(title[:31])
        head = book.add_format({"bold": True, "bottom": 1})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for place, (heading, width, _value) in enumerate(columns):
            sheet.write_string(0, place, heading, head)
            sheet.set_column(place, place, width)
        last = 0
        for last, row in enumerate(rows, start=1):
            for place, (_heading, _width, value) in enumerate(columns):
                sheet.write_string(last, place, safe(value(row) or "")[:LONGEST_CELL], wrapped)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)
    return buffer.getvalue()


def _clauses(row):
    return "\n".join(f"§ {one.number} {one.title}" for one in row.provisions.all())


def _iso(day):
    return day.isoformat() if day else ""


def knowledge_workbook(items) -> bytes:
    """The items as they are filtered; who wrote them is left out."""
    columns = [
        (_("In one line"), 50, lambda row: row.title),
        (_("Kind"), 22, lambda row: row.get_kind_display()),
        (pgettext("knowledge", "State"), 18, lambda row: row.get_state_display()),
        (_("More"), 60, lambda row: row.text),
        (_("Answer"), 50, lambda row: row.answer),
        (_("What it led to"), 40, lambda row: row.effect),
        (_("What others can take over"), 40, lambda row: row.transferability),
        (_("Clauses"), 34, _clauses),
        (_("Whose it is"), 24, lambda row: row.organisation.short_name if row.organisation else ""),
        (_("For whom"), 24, lambda row: row.audience),
        (_("Level"), 16, lambda row: row.get_level_display()),
        (_("Year"), 8, lambda row: row.year),
        (_("Source"), 30, lambda row: row.source),
        (_("Link"), 30, lambda row: row.link),
        (_("Contact"), 24, lambda row: row.contact),
        (_("Changed"), 12, lambda row: _iso(timezone.localdate(row.changed_at))),
    ]
    return _workbook(_("Knowledge"), columns, items)


def communication_workbook(items) -> bytes:
    columns = [
        (_("Message"), 60, lambda row: row.message),
        (_("For whom"), 28, lambda row: row.audience),
        (_("Channel"), 28, lambda row: row.channel),
        (_("Level"), 16, lambda row: row.get_level_display()),
        (_("Date"), 12, lambda row: _iso(row.planned_on)),
        (_("Only if decided"), 14, lambda row: _("yes") if row.only_if_decided else ""),
        (_("Gone out"), 12, lambda row: _iso(row.done_on)),
        (_("Responsible"), 28, lambda row: row.responsible),
        (_("For the organisation"), 24, lambda row: row.organisation.short_name if row.organisation else ""),
        (_("Clauses"), 34, _clauses),
    ]
    return _workbook(_("Communication plan"), columns, items)
