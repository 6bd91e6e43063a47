"""What the reader suggests, always with the sentence it came from, for a person to confirm, edit or drop."""

import datetime
import re
from dataclasses import dataclass, field

from meetings.notes.words import capital, key, squeeze, trim

_COMMON = frozenset(
    key(
        "att och i på av för med till den det de en ett som om ska ut in upp fram är sig vid från samt inför nästa möte senast"
    ).split()
)


@dataclass
class Decision:
    text: str
    section: str | None
    source: str


@dataclass
class Action:
    """Something to be done. No owners means that nobody was named: "utan ansvarig"."""

    text: str
    owners: list = field(default_factory=list)
    due: datetime.date | None = None
    section: str | None = None
    source: str = ""


@dataclass
class ComingDate:
    date: datetime.date
    what: str
    preliminary: bool
    source: str


def tidy(text):
    """A suggestion's text: trimmed, with a capital and no full stop."""
    text = trim(squeeze(text).strip(" .,;:"))
    text = re.sub(r"^(?:och|samt|att|även|också)\s+", "", text)
    return capital(text.strip(" .,;"))


def content_words(text):
    """The stems that carry the meaning, for telling whether two suggestions are the same."""
    return {word[:4] for word in key(text).split() if len(word) > 2 and word not in _COMMON}


def alike(a, b):
    one, other = content_words(a), content_words(b)
    if not one or not other:
        return 0.0
    return len(one & other) / min(len(one), len(other))
