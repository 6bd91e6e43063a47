"""The rows of a file as they wait in a draft: plain JSON, days as text."""

from dataclasses import dataclass, field
from datetime import date

from portal.tables import DAY, Fault, Row


@dataclass
class Content:
    """What a draft holds."""

    rows: list[Row]
    ignored: list[str]
    is_document: bool
    refused: dict = field(default_factory=dict)


def packed(table, *, is_document) -> dict:
    return {
        "rows": [
            [
                row.number,
                {key: value.isoformat() if isinstance(value, date) else value for key, value in row.values.items()},
                [[fault.heading, fault.text] for fault in row.faults],
            ]
            for row in table.rows
        ],
        "ignored": table.ignored,
        "is_document": is_document,
    }


def unpacked(content: dict, kind) -> Content:
    days = {column.key for column in kind.columns if column.kind == DAY}
    rows = []
    for number, kept, faults in content["rows"]:
        values = kept | {key: date.fromisoformat(kept[key]) for key in days & kept.keys() if kept[key]}
        rows.append(Row(number, values, [Fault(number, heading, text) for heading, text in faults]))
    return Content(rows, content["ignored"], content["is_document"], content.get("refused", {}))
