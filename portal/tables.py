"""Tables in and out: an uploaded workbook read and checked against columns, and columns written as a workbook.

    COLUMNS = [Column("number", _("number"), needed=True), Column("due", _("due"), kind=DAY)]
    table = read_table(data, COLUMNS)             # rows with their faults, told by row and column
    content = write_table(COLUMNS, [{"number": "1.1", "due": None}], title="...")

Every text that a spreadsheet could take for a formula leaves with a leading apostrophe (`safe`) and loses it when it
comes back (`plain`), so that what goes out comes in unchanged.
"""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from portal.sheets import MERGED, Formula, Number, Unreadable, read_sheet
from portal.years import is_known

TEXT, LINES, DAY, CHOICE, WHOLE = "text", "lines", "day", "choice", "whole"
MOST = 5_000
LONGEST_CELL = 32_000  # Excel holds 32,767 characters
SEARCHED = 10  # rows among which the headings are looked for
LANGUAGES = ("sv", "en")

_RISKY = re.compile(r"'*[=+\-@\t\r]")
_ESCAPED = re.compile(r"'+[=+\-@\t\r]")
_UNSHOWN = re.compile(r"[\x00-\x08\x0b-\x1f]")
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?")


def safe(text) -> str:
    """Text that no spreadsheet reads as a formula."""
    text = str(text)
    return f"'{text}" if _RISKY.match(text) else text


def plain(text: str) -> str:
    """The text as it was before `safe`."""
    return text[1:] if _ESCAPED.match(text) else text


def one_kind_of_line(text: str) -> str:
    """Text as it is compared and kept: one kind of line ending, no space around."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


@dataclass(frozen=True)
class Column:
    """One column. `needed`: the heading must be there; `required`: every row must have something in it.

    `choices` gives (value, label) pairs when asked; `role` is for whoever uses the table.
    """

    key: str
    heading: str
    kind: str = TEXT
    needed: bool = False
    required: bool = False
    most: int = 0
    choices: Callable | None = None
    also: tuple = ()
    width: int = 18
    role: str = ""

    @property
    def name(self) -> str:
        """The heading as it stands above the column."""
        heading = str(self.heading)
        return heading[:1].upper() + heading[1:]

    def names(self) -> set[str]:
        """Every heading that means this column, in Swedish and English."""
        found = {_folded(name) for name in self.also}
        for language in LANGUAGES:
            with override(language):
                found.add(_folded(str(self.heading)))
        return found

    def values(self) -> dict:
        """What may stand in a cell of a choice, in either language or as the bare value -> the value."""
        found = {}
        for language in LANGUAGES:
            with override(language):
                for value, label in self.choices():
                    found.setdefault(_folded(str(label)), value)
                    found.setdefault(_folded(str(value)), value)
        return found


@dataclass(frozen=True)
class Fault:
    """Something wrong in one cell."""

    row: int
    heading: str
    text: str

    def __str__(self):
        if not self.heading:
            return _("Row %(row)d: %(text)s") % {"row": self.row, "text": self.text}
        values = {"row": self.row, "column": self.heading, "text": self.text}
        return _("Row %(row)d, column %(column)s: %(text)s") % values


@dataclass
class Row:
    """One row: its number in the file, key -> value, and what is wrong with it."""

    number: int
    values: dict
    faults: list[Fault] = field(default_factory=list)


@dataclass
class Table:
    """The rows below the headings, and the headings that mean nothing to us."""

    rows: list[Row]
    ignored: list[str] = field(default_factory=list)


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" \t\n:*.").casefold()


def read_table(data: bytes, columns, *, most: int = MOST) -> Table:
    """Read and check; raises `Unreadable` when it is no table of these columns."""
    sheet = read_sheet(data, most=most)
    place, heads, ignored = _headings(sheet.rows, columns)
    line = sheet.rows[place][0]
    for name, last in sheet.merged:
        if last >= line:
            raise Unreadable(MERGED % {"cells": name})
    known = {column.key: column.values() for column in columns if column.kind == CHOICE}
    rows = [_row(number, cells, heads, known) for number, cells in sheet.rows[place + 1 :]]
    rows = [row for row in rows if row.faults or any(value not in (None, "") for value in row.values.values())]
    if not rows:
        raise Unreadable(_("There are no rows below the headings."))
    return Table(rows, ignored)


def _headings(rows, columns):
    """(place of the row of headings, {cell place: column}, headings not known); it need not be the first row."""
    meaning = {name: column for column in columns for name in column.names()}

    def found_in(cells):
        return {
            place: meaning[_folded(cell)]
            for place, cell in enumerate(cells)
            if isinstance(cell, str) and _folded(cell) in meaning
        }

    place = max(range(min(SEARCHED, len(rows))), key=lambda at: len(found_in(rows[at][1])))
    number, cells = rows[place]
    heads = found_in(cells)
    faults = []
    twice = sorted({one.name for one in heads.values() if list(heads.values()).count(one) > 1})
    if twice:
        faults.append(_("These headings stand twice: %(names)s. Keep one of each.") % {"names": ", ".join(twice)})
    missing = [one.name for one in columns if one.needed and one not in heads.values()]
    if missing:
        faults.append(_("These headings are missing: %(names)s.") % {"names": ", ".join(missing)})
        seen = [cell for cell in cells if isinstance(cell, str) and cell.strip()][:8]
        if seen:
            values = {"row": number, "names": ", ".join(seen)}
            faults.append(_("Row %(row)d was read as headings: %(names)s.") % values)
    if faults:
        raise Unreadable(*faults)
    ignored = [str(cell) for at, cell in enumerate(cells) if at not in heads and cell not in (None, "")]
    return place, heads, ignored


def _row(number, cells, heads, known):
    row = Row(number, {})
    for place, column in heads.items():
        cell = cells[place] if place < len(cells) else None
        try:
            row.values[column.key] = _read_cell(column, cell, known)
        except ValueError as error:
            row.values[column.key] = None
            row.faults.append(Fault(number, column.name, str(error)))
    return row


def _read_cell(column, cell, known):
    """The value of a cell; ValueError says in a sentence what is wrong."""
    if isinstance(cell, Formula):
        raise ValueError(
            _("There is a formula here (%(formula)s). Replace it with its value.") % {"formula": cell.text[:60]}
        )
    if column.kind == DAY:
        value = _day(cell)
    elif column.kind == WHOLE:
        value = _whole(cell)
    else:
        value = _text(column, cell)
        if column.kind == CHOICE and value:
            value = _choice(value, known[column.key], column)
    if column.required and value in (None, ""):
        raise ValueError(_("Something must stand here."))
    return value


def _text(column, cell):
    if cell is None:
        return ""
    if isinstance(cell, (date, datetime)):
        raise ValueError(
            _("The program has made a date of what was typed. Set the format of the column to text and type it again.")
        )
    if isinstance(cell, Number):
        cell = f"{cell.value:.{cell.decimals}f}" if cell.decimals else f"{cell.value:.15g}"
    text = plain(one_kind_of_line(str(cell)))
    if column.kind != LINES:
        text = re.sub(r"\s+", " ", text)
    if column.most and len(text) > column.most:
        raise ValueError(
            _("The text is %(length)d characters. At most %(most)d fit.") % {"length": len(text), "most": column.most}
        )
    return text


def _choice(text, known, column):
    value = known.get(_folded(text))
    if value is None:
        words = ", ".join(str(label) for _value, label in column.choices())
        raise ValueError(
            _("“%(text)s” is not one of the choices. Write one of: %(words)s.") % {"text": text[:60], "words": words}
        )
    return value


def _day(cell):
    if cell in (None, ""):
        return None
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    match = _ISO_DAY.fullmatch(str(cell).strip()) if isinstance(cell, str) else None
    try:
        day = date(*map(int, match.groups()))
        if not is_known(day):
            raise ValueError
        return day
    except (AttributeError, ValueError):
        shown = f"{cell.value:g}" if isinstance(cell, Number) else str(cell)
        raise ValueError(_("“%(text)s” is not a date. Write it as 2027-01-31.") % {"text": plain(shown)[:60]}) from None


def _whole(cell):
    if cell in (None, ""):
        return None
    try:
        value = cell.value if isinstance(cell, Number) else float(str(cell).strip())
        if value != int(value) or not 0 <= value < 2**31:
            raise ValueError
        return int(value)
    except (ValueError, OverflowError):
        shown = f"{cell.value:g}" if isinstance(cell, Number) else str(cell)
        raise ValueError(_("“%(text)s” is not a whole number.") % {"text": shown[:60]}) from None


# -- out --

TOO_LONG = gettext_lazy("The text in column %(column)s of %(row)s is too long for a cell in Excel.")


def write_table(columns, rows, *, title: str) -> bytes:
    """A workbook with one sheet: headings, rows (dicts by key), lists to choose from. Text stays text."""
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": title})
    sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\]", " ", title)[:31].strip("' ") or "1")
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "num_format": "@"})
    words = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    days = book.add_format({"valign": "top", "num_format": "yyyy-mm-dd"})
    whole = book.add_format({"valign": "top", "num_format": "0"})
    formats = {DAY: days, WHOLE: whole}
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width, formats.get(column.kind, words))
        sheet.write_string(0, place, column.name, bold)
    count = 0
    for count, row in enumerate(rows, start=1):
        for place, column in enumerate(columns):
            shape = formats.get(column.kind, words)
            _write_cell(sheet, (count, place), column, row.get(column.key), shape)
    _lists(sheet, columns, count)
    sheet.autofilter(0, 0, max(count, 1), len(columns) - 1)
    book.close()
    return buffer.getvalue()


def _write_cell(sheet, at, column, value, shape):
    if value in (None, "") and column.kind != CHOICE:
        return
    if column.kind == DAY:
        sheet.write_datetime(*at, datetime(value.year, value.month, value.day), shape)
    elif column.kind == WHOLE:
        sheet.write_number(*at, value, shape)
    else:
        text = dict(column.choices()).get(value, value) if column.kind == CHOICE else value
        text = safe(_UNSHOWN.sub(" ", one_kind_of_line(str(text))))
        if len(text) > LONGEST_CELL:
            values = {"column": column.name, "row": at[0] + 1}
            raise Unreadable(TOO_LONG % values)
        sheet.write_string(*at, text, shape)


def _lists(sheet, columns, count):
    """Cells of a choice offer their words, when they fit in what Excel allows."""
    for place, column in enumerate(columns):
        if column.kind != CHOICE:
            continue
        words = [str(label) for _value, label in column.choices()]
        if words and len(",".join(words)) < 250 and not any("," in word for word in words):
            sheet.data_validation(1, place, max(count, 1) + 200, place, {"validate": "list", "source": words})
