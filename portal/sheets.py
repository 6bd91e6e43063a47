"""The rows of an uploaded workbook or text table, as they stand: read bit by bit, never more than asked for."""

import csv
import io
import re
import warnings
from dataclasses import dataclass
from xml.etree import ElementTree

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from portal import packed

MAX_BYTES = 5 * packed.MEGABYTE
MAX_COLUMNS = 100
MAX_WORDS = 30 * packed.MEGABYTE  # of text that a workbook keeps apart from its cells
CHUNK = packed.MEGABYTE
OVERLAP = 400  # a tag may stand across two chunks

TOO_LARGE = _("The file is larger than %(most)s MB. Divide it, or take away pictures and other sheets.")
EMPTY = _("The file is empty.")
NO_TABLE = _("There is no table in the file. The first sheet must have headings and rows below them.")
TOO_MANY = ngettext_lazy(
    "The file has more than %(most)s row. Divide it into several files.",
    "The file has more than %(most)s rows. Divide it into several files.",
    "most",
)
MERGED = _("The cells %(cells)s are merged. Split them, so that every row has its own cells, and try again.")
SENTENCES = {
    "encrypted": _("The file is protected by a password. Save it without a password and try again."),
    "old_office": _("The file is in an old format (.xls). Open it in Excel and save it as .xlsx."),
    "macros": _("The file contains macros and is not opened. Save it as .xlsx without macros."),
    "bomb": _("The file unpacks to something unreasonably large and is not opened."),
    "damaged": _("The file is damaged and cannot be opened. Open it in Excel, save it again and try once more."),
}
NOT_A_TABLE = _("The file is neither an Excel workbook (.xlsx) nor a text table (.csv).")

_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')


class Unreadable(Exception):  # noqa: N818  read where it is caught
    """The file is not read; `sentences` say why and how to mend it."""

    def __init__(self, *sentences):
        self.sentences = [str(one) for one in sentences]
        super().__init__(" ".join(self.sentences))


@dataclass(frozen=True)
class Formula:
    """What stands in a cell that is worked out by the program; we read words and numbers only."""

    text: str


@dataclass(frozen=True)
class Number:
    """A number with the decimals it is shown with: 4.10 is not 4.1 when it names a clause."""

    value: float
    decimals: int | None = None


@dataclass
class Sheet:
    """(row number, cells) of the rows that hold something, and the merged ranges as (name, last row)."""

    rows: list
    merged: list


def read_sheet(data: bytes, *, most: int) -> Sheet:
    """At most `most` rows with something in them (and one for the headings); Unreadable says what is wrong."""
    if len(data) > MAX_BYTES:
        raise Unreadable(TOO_LARGE % {"most": MAX_BYTES // packed.MEGABYTE})
    if not data.strip():
        raise Unreadable(EMPTY)
    try:
        packed.refuse_by_signature(data)
        if not packed.is_packed(data):
            return Sheet(_kept(_lines(data), most), [])
        return _read_workbook(data, most)
    except packed.Refused as refused:
        raise Unreadable(SENTENCES.get(refused.code, NOT_A_TABLE)) from None


def _kept(rows, most):
    """The rows that hold something; stops as soon as there are too many."""
    kept = []
    for number, cells in rows:
        if all(cell is None or cell == "" for cell in cells):
            continue
        if len(kept) > most:  # the headings are one
            raise Unreadable(TOO_MANY % {"most": most})
        kept.append((number, cells))
    if not kept:
        raise Unreadable(NO_TABLE)
    return kept


# -- workbooks --


def _read_workbook(data, most):
    with packed.opened(data) as archive:
        if packed.kind_of(archive) != "xlsx":
            raise Unreadable(NOT_A_TABLE)
        title, path = _first_sheet(archive)
        _refuse_declarations(archive)
        merged = _look_through(archive, path, most)
        sizes = {one.filename: one.file_size for one in archive.infolist()}
        if sizes.get("xl/sharedStrings.xml", 0) > MAX_WORDS:
            raise packed.Refused("bomb")
    return Sheet(_cells(data, title, most), merged)


def _first_sheet(archive):
    """(title, path) of the first sheet that is shown."""
    try:
        book = _parsed(packed.member(archive, "xl/workbook.xml"))
        relations = _parsed(packed.member(archive, "xl/_rels/workbook.xml.rels"))
    except ElementTree.ParseError:
        raise packed.Refused("damaged") from None
    targets = {one.get("Id"): one.get("Target", "") for one in relations}
    for sheet in book.findall(".//{*}sheet"):
        key = next((value for name, value in sheet.items() if name.endswith("}id")), "")
        target = targets.get(key, "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if sheet.get("state", "visible") == "visible" and path.startswith("xl/worksheets/"):
            return sheet.get("name"), path
    raise Unreadable(NO_TABLE)


def _parsed(content):
    return ElementTree.fromstring(_plain_xml(content))  # noqa: S314  it declares nothing, and expat expands nothing


def _plain_xml(content):
    """Office programs declare no entities; what does is made to swell."""
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise packed.Refused("bomb")
    return content


def _refuse_declarations(archive):
    for one in archive.infolist():
        if one.filename.endswith((".xml", ".rels")):
            _plain_xml(packed.member(archive, one.filename, most=4096))


def _look_through(archive, path, most):
    """Count the rows and find merged cells without building anything; far too many rows end it at once."""
    rows, merged, rest = 0, [], b""
    try:
        with archive.open(path) as file:
            while chunk := file.read(CHUNK):
                text = rest + chunk
                rows += len(_ROW.findall(text)) - len(_ROW.findall(rest))
                if rows > 3 * most + 1000:  # empty rows with a colour are no fault, within reason
                    raise Unreadable(TOO_MANY % {"most": most})
                merged += [one for one in _ranges(text) if one not in merged]
                rest = text[-OVERLAP:]
    except Unreadable:
        raise
    except Exception:
        raise packed.Refused("damaged") from None
    return merged


def _ranges(text):
    """("B3:C4", 4) of the merged cells in a piece of a sheet."""
    found = (match.groups() for match in _MERGE.finditer(text))
    return [(f"{a.decode()}{b.decode()}:{c.decode()}{d.decode()}", int(d)) for a, b, c, d in found]


def _cells(data, title, most):
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of decorations it leaves out
            book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
            try:
                sheet = book[title]
                sheet.reset_dimensions()  # what a file says of its own size is not to be trusted
                rows = sheet.iter_rows(max_col=MAX_COLUMNS)
                return _kept(((n, [_value(cell) for cell in row]) for n, row in enumerate(rows, start=1)), most)
            finally:
                book.close()
    except Unreadable:
        raise
    except Exception:  # a broken workbook breaks openpyxl in many ways
        raise packed.Refused("damaged") from None


def _value(cell):
    value = cell.value
    if cell.data_type == "f":
        return Formula(str(getattr(value, "text", value)))
    if cell.data_type == "e":
        return Formula(str(value))
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, (int, float)):
        decimals = re.fullmatch(r"#?,?#*0\.(0+)", cell.number_format or "")
        return Number(value, len(decimals[1]) if decimals else None)
    return value


# -- text tables --


def _lines(data):
    text = _decoded(data)
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(";,\t", key=first.count)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        for number, cells in enumerate(reader, start=1):
            yield number, [_text_cell(cell) for cell in cells[:MAX_COLUMNS]]
    except csv.Error:
        raise Unreadable(NOT_A_TABLE) from None


def _text_cell(cell):
    return Formula(cell) if cell.startswith("=") else cell


def _decoded(data):
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\x00" in data:
        raise Unreadable(NOT_A_TABLE)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
