"""Workbooks for tests, good and bad: made here, byte by byte where no library would make them."""

import io
import zipfile

import openpyxl
import xlsxwriter


def workbook(*rows, merge="", title="Blad1") -> bytes:
    """An .xlsx with these rows on its first sheet."""
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    if merge:
        book.active.merge_cells(merge)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def long_workbook(count, *head) -> bytes:
    """An .xlsx with many rows, each with words of its own."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"constant_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, head)
    for line in range(1, count + 1):
        sheet.write_row(line, 0, [f"{line}.{place}" for place, _ in enumerate(head)])
    book.close()
    return buffer.getvalue()


def repacked(content, *, change=None, add=None) -> bytes:
    """A packed document with members changed (name -> function) or added (name -> bytes)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, change[name](text) if change and name in change else text)
        for name, text in (add or {}).items():
            new.writestr(name, text)
    return buffer.getvalue()


def marked_encrypted(content) -> bytes:
    """The same zip with every member said to be encrypted."""
    data = bytearray(content)
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = data.find(mark)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(mark, at + 4)
    return bytes(data)


PROTECTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 500
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 1000


def rows_of(content) -> list[list]:
    """The cells of the first sheet."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]


def with_cells(content, **cells) -> bytes:
    """A downloaded workbook with some cells changed: with_cells(data, D2="Användning")."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for place, value in cells.items():
        book.worksheets[0][place] = value
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
