"""What an answer is: how a posted value is read, when two are the same, and which revision one started from.

An answer is a small dict: {"value": ...} as its kind has it (surveys.kinds), or {"value": None, "missing": "unknown"}
when one says why there is none. Stored, it carries "revision", "by", "at" and "page" too (see surveys.models.response).
"""

import re
from dataclasses import dataclass

from surveys import kinds
from surveys.models import Missing


@dataclass(frozen=True)
class Base:
    """What somebody had before them when they began to write: the revision, and the opened page.

    `turn` grows with everything one page sends, where a script counts it: what was sent first and comes last is late.
    """

    revision: int = 0
    page: str = ""
    turn: int = 0

    @classmethod
    def read(cls, raw: str) -> "Base":
        """From a form's hidden field "3.1f2e", or "3.1f2e.17"; what cannot be read counts as having seen nothing."""
        found = re.fullmatch(r"([0-9]{1,6})\.([0-9a-f]{0,16})(?:\.([0-9]{1,15}))?", raw or "")
        return cls(int(found[1]), found[2], int(found[3] or 0)) if found else cls()

    def __str__(self):
        return f"{self.revision}.{self.page}"


def read_answer(question, raw) -> dict | None:
    """The content that was posted for a question, or None when nothing was; ValidationError says what is wrong."""
    return kinds.read(question, raw)


def content(answer: dict | None) -> tuple:
    """What an answer says, without who and when: equal contents are the same answer."""
    if not answer:
        return (None, "")
    return (answer.get("value") if answer.get("value") != "" else None, answer.get("missing", ""))


def same(one: dict | None, other: dict | None) -> bool:
    return content(one) == content(other)


def is_answered(answer: dict | None) -> bool:
    """Whether something was said: a figure, a text, "do not know" or "not relevant"."""
    return content(answer) != (None, "")


def in_words(question, answer: dict | None) -> str:
    """The answer as one reads it aloud: "2, about half", "Do not know", or the text."""
    value, missing = content(answer)
    if missing in Missing.values:
        return str(Missing(missing).label)
    if value is None:
        return ""
    return kinds.in_words(question, value)
