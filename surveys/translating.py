"""What there is to translate of a questionnaire, piece by piece, and how far a translation has come."""

import hashlib
import json
from dataclasses import dataclass

from django.utils.translation import gettext as _

from surveys.languages import LISTS, TEXTS, after_title
from surveys.models import Question

LINE_AT_MOST = 150  # of an answer to choose, or a row


@dataclass(frozen=True)
class Piece:
    """One text: as it was written, as it is said in the other language, and as it read when that was written."""

    name: str  # "text", or "options.a1"
    original: str
    said: str
    was: str
    most: int

    @property
    def is_done(self) -> bool:
        return bool(self.said) and not self.has_changed

    @property
    def has_changed(self) -> bool:
        """Whether the original was changed after it was translated."""
        return bool(self.said) and self.was != self.original

    @property
    def label(self) -> str:
        names = {
            "title": _("Title"),
            "letter": _("Text of the letter"),
            "intro": _("Introduction"),
            "section": _("Heading of the page"),
            "text": _("Question"),
            "help_text": _("Help"),
            "low_label": _("Word at the low end"),
            "high_label": _("Word at the high end"),
            "unit": _("Unit"),
            "options": _("Answer to choose"),
            "rows": _("Row"),
        }
        return names[self.name.partition(".")[0]]


def pieces_of(question, language) -> list[Piece]:
    """Everything written in a question, the heading of its page first."""
    said = question.translations.get(language) or {}
    was, found = said.get("of") or {}, []
    for name in TEXTS:
        if original := getattr(question, name):
            most = Question._meta.get_field(name).max_length
            found.append(Piece(name, original, said.get(name, ""), was.get(name, ""), most))
    for name in LISTS:
        words, were = said.get(name) or {}, was.get(name) or {}
        found += [
            Piece(
                f"{name}.{one['key']}", one["text"], words.get(one["key"], ""), were.get(one["key"], ""), LINE_AT_MOST
            )
            for one in getattr(question, name)
        ]
    return found


def pieces_of_head(round, questionnaire, language) -> list[Piece]:
    """What stands before the questions: the round's title and letter, the questionnaire's introduction.

    Of a forum's round of a wave the title is the wave's: its forums say the same.
    """
    found = []
    for name, thing, most in (("title", round, 200), ("letter", round, 3000), ("intro", questionnaire, 3000)):
        said = thing.translations.get(language) or {}
        after = after_title(round) if name == "title" else ""
        if original := getattr(thing, name):
            texts = (original, said.get(name, ""), (said.get("of") or {}).get(name, ""))
            found.append(Piece(name, *(text.removesuffix(after) for text in texts), most - len(after)))
    return found


def head_mark(round, questionnaire, language) -> str:
    """Tells whether the words before the questions are still those that somebody saw."""
    said = [thing.translations.get(language) or {} for thing in (round, questionnaire)]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]


def as_stored(pieces) -> dict:
    """The pieces as a question keeps them: what is said, and of what it is a translation."""
    stored, of = {}, {}
    for piece in pieces:
        name, _point, key = piece.name.partition(".")
        if piece.said and key:
            stored.setdefault(name, {})[key] = piece.said
            of.setdefault(name, {})[key] = piece.was
        elif piece.said:
            stored[name], of[name] = piece.said, piece.was
    return stored | {"of": of} if stored else {}


def is_translated(question, language) -> bool:
    """Whether every text of the question stands in the language, and none has changed since."""
    return all(piece.is_done for piece in pieces_of(question, language))


def has_changed(question, language) -> bool:
    return any(piece.has_changed for piece in pieces_of(question, language))


@dataclass(frozen=True)
class Progress:
    """How many questions are translated whole, of how many, and how many were changed since."""

    done: int
    total: int
    changed: int

    @classmethod
    def of(cls, questions, language) -> "Progress":
        return cls(
            sum(is_translated(one, language) for one in questions),
            len(questions),
            sum(has_changed(one, language) for one in questions),
        )
