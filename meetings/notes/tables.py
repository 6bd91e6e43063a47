"""Tables in plain text: with pipes, tabs or wide gaps; and what their columns mean."""

import re

from meetings.notes import patterns
from meetings.notes.blocks import Block, is_label, plain
from meetings.notes.words import fold, squeeze


def read_table(lines):
    """(lines that stand before the table, its rows as blocks), or None when there is no table."""
    rows = _pipe_table(lines)
    if rows:
        return [], rows_to_blocks(rows)
    for split in (r"\t+", r"\t+|\s{2,}"):
        start = next((i for i, line in enumerate(lines[:-1]) if is_header(re.split(split, line.strip()))), None)
        if start is not None and len(re.split(split, lines[start + 1].strip())) > 1:
            return lines[:start], rows_to_blocks(_column_rows(lines[start:], split))
    if len(lines) > 1 and all("\t" in line.strip() for line in lines):
        rows = [[squeeze(cell) for cell in line.split("\t")] for line in lines]
        if not all(len(row) == 2 and (row[0].endswith(":") or is_label(row[0])) for row in rows):
            return [], rows_to_blocks(rows)
    return None


def _pipe_table(lines):
    if len(lines) == 1:
        whole = lines[0].count("|") >= 2 and lines[0].strip().startswith("|")
        return [_pipe_cells(lines[0])] if whole else []
    if sum("|" in line for line in lines) < len(lines) - 1 or not all("|" in line for line in lines[:2]):
        return []
    rows = [_pipe_cells(line) for line in lines if "|" in line and not re.fullmatch(r"[\s|:+=-]+", line)]
    return rows if rows and max(map(len, rows)) > 1 else []


def _column_rows(lines, split):
    rows = []
    for line in lines:
        cells = re.split(split, line.strip())
        if rows and line[:1] in " \t" and len(cells) < len(rows[0]):  # a cell that went on below
            at = _column_at(lines[0], len(line) - len(line.lstrip()), rows[0])
            for offset, cell in enumerate(cells):
                if at + offset < len(rows[-1]):
                    rows[-1][at + offset] = squeeze(f"{rows[-1][at + offset]} {cell}")
        else:
            rows.append([squeeze(cell) for cell in cells])
    return rows


def _column_at(header, offset, names):
    at = 0
    for number, name in enumerate(names):
        place = header.find(name)
        if 0 <= place <= offset + 2:
            at = number
    return at


def _pipe_cells(line):
    return [plain(cell.replace("<br>", ", ")) for cell in line.strip().strip("|").split("|")]


def columns_of(cells):
    """{column number: meaning} when a row is the head of a table that is understood."""
    found = {}
    for number, cell in enumerate(cells):
        folded = fold(squeeze(cell))
        meanings = [name for name, pattern in patterns.COLUMN.items() if folded and pattern.match(folded)]
        if meanings:
            found[number] = meanings
    return found


def is_header(cells):
    known = columns_of(cells)
    return len(cells) > 1 and len(known) >= 2 and len(known) >= len([cell for cell in cells if cell.strip()]) - 1


def rows_to_blocks(rows):
    columns = columns_of(rows[0]) if is_header(rows[0]) else {}
    body = rows[1:] if columns else rows
    blocks = [row_block(cells, columns) for cells in body if any(cell.strip() for cell in cells)]
    return [block for block in blocks if block is not None]


def row_block(cells, columns):
    filled = [cell for cell in cells if cell]
    if not columns and len(filled) == 2 and len(cells) <= 3 and (filled[0].endswith(":") or is_label(filled[0])):
        return Block("paragraph", f"{filled[0].rstrip(':')}: {filled[1]}")
    if not columns and len(filled) == 1:
        return Block("paragraph", filled[0])
    return Block("row", " | ".join(filled), cells=list(cells), columns=columns)
