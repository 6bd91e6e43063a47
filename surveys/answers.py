"""What an answer is: how a posted value is read, when two are the same, and which revision one started from.

An answer is a small dict. A scale has {"value": 0-4} or {"value": None, "missing": "unknown"}; a text has
{"value": "..."}. Stored, it carries "revision", "by", "at" and "page" too (see surveys.models.response).
"""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.personal_numbers import refuse_personal_number
from surveys.models import SCALE_WORDS, Missing, QuestionKind

TEXT_LIMITS = {QuestionKind.SHORT_TEXT: 500, QuestionKind.LONG_TEXT: 10_000}
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class Base:
    """What somebody had before them when they began to write: the revision, and the opened page."""

    revision: int = 0
    page: str = ""

    @classmethod
    def read(cls, raw: str) -> "Base":
        """From a form's hidden field "3.1f2e"; whatever cannot be read counts as having seen nothing."""
        found = re.fullmatch(r"(\d{1,6})\.([0-9a-f]{0,16})", raw or "")
        return cls(int(found[1]), found[2]) if found else cls()

    def __str__(self):
        return f"{self.revision}.{self.page}"


def read_answer(question, raw: str) -> dict | None:
    """The content that was posted for a question, or None when nothing was; ValidationError says what is wrong."""
    if question.is_scale:
        return _read_scale(raw)
    return _read_text(question, raw)


def _read_scale(raw):
    if not raw:
        return None
    if raw in Missing.values:
        return {"value": None, "missing": raw}
    if raw.isascii() and raw.isdigit() and len(raw) == 1 and int(raw) in SCALE_WORDS:
        return {"value": int(raw)}
    raise ValidationError(_("Choose one of the answers that are shown."))


def _read_text(question, raw):
    text = UNPRINTABLE.sub("", (raw or "").replace("\r\n", "\n").replace("\r", "\n")).rstrip()
    limit = TEXT_LIMITS[question.kind]
    if len(text) > limit:
        raise ValidationError(
            _(
                "The text is %(length)s characters long and is not saved. At most %(limit)s fit: shorten it, or send the rest to your project leader."
            ),
            params={"length": f"{len(text):,}".replace(",", "\xa0"), "limit": f"{limit:,}".replace(",", "\xa0")},
        )
    refuse_personal_number(text)
    return {"value": text} if text else None


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
    if question.is_scale:
        return f"{value} {str(SCALE_WORDS[value]).lower()}"
    return value
