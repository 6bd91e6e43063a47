"""A line as it is said in a meeting: "BESLUT Vi börjar i vår §4.2 /1 maj #ekby #åsele". The word first, then as actions.

Several # are several organisations: each of them gets a part of its own.
"""

import re
from dataclasses import dataclass, field

from actions.lines import read_line
from meetings.models import OutcomeKind

_WORD = re.compile(r"\s*(?:(åtgärd|action|todo)|(beslut|decision)|(information|info))\b\s*[:.–-]?\s*", re.IGNORECASE)
_KINDS = (OutcomeKind.ACTION, OutcomeKind.DECISION, OutcomeKind.INFORMATION)
_PART = re.compile(r"(?<!\S)(?=[@/#§]\S)")


@dataclass
class SpokenLine:
    """What was understood. `line` is actions.lines.Line; `places` are all the organisations and groups in order."""

    kind: str
    line: object
    places: list = field(default_factory=list)


def split_kind(text: str) -> tuple[str, str]:
    """(kind, the rest). A line that says nothing of its kind is an action."""
    match = _WORD.match(text)
    if not match:
        return OutcomeKind.ACTION, text.strip()
    kind = next(kind for kind, word in zip(_KINDS, match.groups(), strict=True) if word)
    return kind, text[match.end() :].strip()


def read_spoken(text, known, *, on) -> SpokenLine:
    """Read one line; its problems are sentences in `line.problems`."""
    kind, rest = split_kind(text)
    kept, more = [], []
    for part in _PART.split(rest):
        alone = read_line(f"x {part}", known, on=on) if part.startswith("#") else None
        first = not any(one.startswith("#") for one in kept)
        if alone and alone.place and alone.title == "x" and not first:
            more.append(alone.place)
        else:
            kept.append(part)
    line = read_line("".join(kept), known, on=on)
    places = [line.place, *more] if line.place else more
    return SpokenLine(kind, line, list(dict.fromkeys(places)))
